"""What the database counts by itself is what counting would find, whatever is done to meetings and however."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Meeting, MeetingMechanism, MeetingPlace, MeetingTheme, Tally
from iscm.register.queries.countries import find_country, presence
from iscm.register.queries.mechanisms import meetings_by_mechanism
from iscm.register.queries.meetings import YearCount, years
from iscm.register.queries.tallies import wrong_tallies
from iscm.register.queries.themes import meetings_by_theme
from tests.factories.rows import add_mechanism, add_meeting, add_territory, add_theme

CHANGES = {
    "nothing": lambda: None,
    "one is withdrawn": lambda: Meeting.objects.filter(title="Joint").update(is_listed=False),
    "one comes back": lambda: Meeting.objects.filter(title="Away").update(is_listed=True),
    "a group has another number": lambda: Meeting.objects.filter(title="Joint").update(count=9),
    "a group has no number": lambda: Meeting.objects.filter(title="Webinars").update(count=None),
    "all move on by a year": lambda: Meeting.objects.update(year=F("year") + 1),
    "the year is not known any more": lambda: Meeting.objects.filter(title="Joint").update(year=None),
    "one is of another kind": lambda: Meeting.objects.filter(title="Joint").update(kind="summit", attendance="hybrid"),
    "only words change": lambda: Meeting.objects.update(outcome="said"),
    "one is deleted": lambda: Meeting.objects.get(title="Joint").delete(),
    "links are taken off": lambda: MeetingMechanism.objects.filter(mechanism__slug="gfmd").delete(),
    "links are turned": lambda: MeetingMechanism.objects.filter(mechanism__slug="rcm").update(
        mechanism=add_mechanism("prague-process")
    ),
    "a suggestion is stated": lambda: MeetingTheme.objects.update(basis="stated"),
    "all are in one country": lambda: MeetingPlace.objects.update(country="KE"),
    "all are deleted": lambda: Meeting.objects.all().delete(),
}


@pytest.fixture
def some(db):
    add_theme("data")
    add_territory()
    add_meeting("Joint", "2024-03-10", mechanisms=("gfmd", "rcm"), themes=("data",), kind="workshop")
    add_meeting("Webinars", "2024-05", mechanisms=("rcm",), places=(), attendance="online", count=7)
    add_meeting("Some", "2023", mechanisms=("rcm",), places=("|CH", "Lyon|FR"), count=None)
    add_meeting("Nowhen", "", mechanisms=("gfmd",), places=("Bern|CH", "Basel|CH"))
    add_meeting("Away", "2024-01-01", is_listed=False, mechanisms=("gfmd",), themes=("data",))


@pytest.mark.parametrize("change", CHANGES)
def test_counters_are_what_counting_finds(some, change):
    CHANGES[change]()
    assert wrong_tallies() == {}


def test_a_counter_that_is_wrong_is_told(some):
    Tally.objects.filter(what="country", key="FR").update(rows=5)
    Tally.objects.filter(what="country", year=0).delete()
    assert wrong_tallies() == {("country", "CH", "", 0): (0, 2), ("country", "FR", "", 2023): (5, 1)}


def test_what_is_counted_is_told_by_year_mechanism_country_and_theme(some):
    assert years() == (YearCount(2024, 8), YearCount(2023, 1))
    assert meetings_by_mechanism() == {"gfmd": (2, 2024, 2024), "rcm": (9, 2023, 2024)}
    assert presence().hosted == {"CH": 4, "FR": 1}
    assert find_country("CH")[0].hosted == 4
    assert list(meetings_by_theme().values()) == [{"suggested": 1}]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_register_counts_nothing_before_and_after_the_next():
    assert (years(), wrong_tallies()) == ((), {})
    add_meeting("Joint", "2024-03-10", mechanisms=("gfmd", "rcm"))
    assert (years(), wrong_tallies()) == ((YearCount(2024, 1),), {})


def test_counting_asks_for_counters_alone(some):
    with CaptureQueriesContext(connection) as asked:
        years(), presence(), meetings_by_mechanism(), meetings_by_theme()
    assert [one["sql"] for one in asked if "register_meeting" in one["sql"]] == []
