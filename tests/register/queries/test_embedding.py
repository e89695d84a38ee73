"""The next meetings of a filter, else its latest: what the database narrows is what the filter means."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.queries.embedding import next_or_latest
from iscm.register.queries.filters import Filter
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)


@pytest.fixture(autouse=True)
def meetings(db):
    """Around a day in June: over, on, to come, unsure, unlisted."""
    add_meeting("Over", "2024-06-10/2024-06-14", places=("Tunis|TN",))
    add_meeting("On", "2024-06-14/2024-06-16")
    add_meeting("Tomorrow's forum", "2024-06-16", mechanisms=("rcm",), kind="forum")
    add_meeting("This month", "2024-06", date_status="tbc")
    add_meeting("Long over", "2021-02-03", places=("Tunis|TN",))
    add_meeting("Not listed", "2024-06-16", is_listed=False)
    add_meeting("No date at all", "")


def shown(limit=10, **wanted):
    found = next_or_latest(Filter(**wanted), TODAY, limit)
    return found.is_coming, [row.title for row in found.rows]


@pytest.mark.parametrize(
    ("wanted", "coming", "titles"),
    [
        ({}, True, ["On", "Tomorrow's forum", "This month"]),
        ({"mechanism": ("rcm",)}, True, ["Tomorrow's forum"]),
        ({"q": "forum"}, True, ["Tomorrow's forum"]),
        ({"country": ("TN",)}, False, ["Over", "Long over"]),
        ({"q": "over"}, False, ["Over", "Long over"]),
        ({"country": ("TN",), "q": "long"}, False, ["Long over"]),
        ({"until": date(2024, 6, 1)}, True, ["This month"]),
        ({"until": date(2023, 1, 1)}, False, ["Long over"]),
        ({"mechanism": ("nobody",)}, False, []),
    ],
)
def test_what_is_shown(wanted, coming, titles):
    assert shown(**wanted) == (coming, titles)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["On"]),
        ({"q": "tomorrow"}, ["Tomorrow's forum"]),
        ({"country": ("TN",)}, ["Over"]),
        ({"q": "over"}, ["Over"]),
    ],
)
def test_the_limit_keeps_the_nearest(wanted, titles):
    assert shown(1, **wanted)[1] == titles


@pytest.mark.parametrize(
    ("wanted", "number"), [({}, 6), ({"country": ("TN",)}, 7), ({"mechanism": ("nobody",)}, 3), ({"q": "nothing"}, 15)]
)
def test_number_of_queries(wanted, number):
    with CaptureQueriesContext(connection) as asked:
        next_or_latest(Filter(**wanted), TODAY, 10)
    assert len(asked) == number
