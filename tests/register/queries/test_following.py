"""What is told of a stretch of the log: each meeting once, with both ends, and nothing that was taken back."""

from datetime import timedelta

import pytest

from iscm.register.models import Meeting, Party, Revision
from iscm.register.queries.following import (
    Wishes,
    days_around,
    last_entry,
    news_of_days,
    news_of_entries,
    seats_of,
    wanted,
)
from tests.factories.rows import NOON, add_mechanism, add_meeting, add_territory, add_theme

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def meeting(db):
    return add_meeting(mechanisms=("gfmd",))


def happened(meeting, *changes, at=NOON):
    """Write entries of the log: action, field, old, new."""
    for action, name, old, new in changes:
        Revision.objects.create(
            at=at, actor="ann", action=action, object_type="meeting", object_key=meeting.uid, reason="said so",
            old={name: old}, new={name: new}, digest=str(Revision.objects.count()),
        )  # fmt: skip


def told():
    return [(one.what, dict(one.old), dict(one.new)) for one in news_of_days(NOON - DAY, NOON + DAY)[0]]


CANCELLED = ("cancelled", "status", "planned", "cancelled")
AGAIN = ("reinstated", "status", "cancelled", "planned")
FIRST, SECOND = ("moved", "edtf", "2024-06-01", "2024-06-08"), ("moved", "edtf", "2024-06-08", "2024-06-27")
BACK = ("moved", "edtf", "2024-06-08", "2024-06-01")
TOLD = [
    ([FIRST], [("moved", {"edtf": "2024-06-01"}, {"edtf": "2024-06-08"})]),
    ([FIRST, SECOND], [("moved", {"edtf": "2024-06-01"}, {"edtf": "2024-06-27"})]),
    ([FIRST, BACK], []),
    ([CANCELLED, AGAIN], []),
    (
        [FIRST, CANCELLED],
        [("cancelled", {"edtf": "2024-06-01", "status": "planned"}, {"edtf": "2024-06-08", "status": "cancelled"})],
    ),
    ([("created", "uid", None, "x"), FIRST], [("new", {}, {})]),
    ([("created", "uid", None, "x"), CANCELLED], [("cancelled", {"status": "planned"}, {"status": "cancelled"})]),
    ([("renamed", "title", "A", "B")], []),
    ([("closed", "is_closed", None, None)], [("closed", {}, {})]),
    ([("no-longer-listed", "listing", "calendar", None)], [("unlisted", {"listing": "calendar"}, {"listing": None})]),
]


@pytest.mark.parametrize(("changes", "news"), TOLD)
def test_a_meeting_is_told_once_with_both_ends_and_nothing_that_was_taken_back(meeting, changes, news):
    happened(meeting, *changes)
    assert told() == news


def test_a_closed_meeting_says_no_more_than_its_page(meeting):
    happened(meeting, ("closed", "title", "Secret", ""), FIRST)
    Meeting.objects.update(is_closed=True, title="")
    (one,), _ = news_of_days(NOON - DAY, NOON + DAY)
    assert (one.row.title, one.what, dict(one.old), one.reason) == ("", "moved", {"edtf": "2024-06-01"}, "")


def test_a_stretch_is_bounded_by_entries_or_by_days(meeting):
    happened(meeting, FIRST)
    first = last_entry()
    happened(meeting, SECOND, at=NOON + 8 * DAY)
    assert [len(news_of_entries(*ends)) for ends in ((0, first), (first, first), (first, last_entry()))] == [1, 0, 1]
    assert days_around(NOON + DAY, NOON + 2 * DAY) == (NOON.date(), (NOON + 8 * DAY).date())
    assert days_around(NOON - DAY, NOON + 9 * DAY) == (None, None)


def test_meetings_that_are_not_listed_are_not_told(meeting):
    happened(meeting, CANCELLED)
    Meeting.objects.update(is_listed=False)
    assert told() == []


WISHES = [
    (Wishes(), 2),
    (Wishes(mechanisms=("gfmd",)), 1),
    (Wishes(themes=("data",)), 1),
    (Wishes(countries=("CH",)), 1),
    (Wishes(countries=("ML",)), 1),
    (Wishes(mechanisms=("gfmd",), themes=("data",)), 2),
    (Wishes(mechanisms=("nobody",)), 0),
]


@pytest.mark.parametrize(("wishes", "number"), WISHES)
def test_people_follow_mechanisms_themes_and_countries(db, wishes, number):
    add_theme("data")
    Party.objects.create(mechanism=add_mechanism("gfmd"), role="member", territory=add_territory("ML", "Mali"))
    happened(add_meeting(mechanisms=("gfmd",), places=("Bamako|SN",)), FIRST)
    happened(add_meeting(mechanisms=("rcm",), themes=("data",), places=("Geneva|CH",)), FIRST)
    found, _ = news_of_days(NOON - DAY, NOON + DAY)
    assert len(list(wanted(found, wishes, seats_of()))) == number


@pytest.mark.parametrize("number", [1, 7])
def test_the_number_of_queries_is_fixed(db, django_assert_num_queries, number):
    for _ in range(number):
        happened(add_meeting(), FIRST)
    with django_assert_num_queries(7):
        news_of_days(NOON - DAY, NOON + DAY)


def test_of_a_long_stretch_what_changed_is_told_before_what_is_new(db, monkeypatch):
    monkeypatch.setattr("iscm.register.queries.following.MOST_ENTRIES", 2)
    happened(meeting := add_meeting(), CANCELLED)
    for _ in range(3):
        happened(add_meeting(), ("created", "title", None, "Forum"))
    news, is_whole = news_of_days(NOON - DAY, NOON + DAY)
    assert [(one.row.uid == meeting.uid, one.what) for one in news] == [(True, "cancelled"), (False, "new")]
    assert not is_whole
