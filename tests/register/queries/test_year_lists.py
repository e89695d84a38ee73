"""The list of a year by its index: the same as going through its rows, however it is filtered, changed and parted."""

from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Mechanism, Meeting
from iscm.register.operations.index import index_meetings
from iscm.register.queries import year_index
from iscm.register.queries.filters import VALUED, Filter, count_values, matching
from iscm.register.queries.keeping import forget_all
from iscm.register.queries.meetings import of_year
from iscm.register.queries.rows import rows_of_keys
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import year_list
from tests.factories.rows import add_document, add_meeting, cite, raise_stamp

WANTED = [
    Filter(),
    Filter(mechanism=("gfmd",)),
    Filter(mechanism=("gfmd", "rcm"), attendance=("online",)),
    Filter(theme=("labour-migration",), status=("tbc", "held")),
    Filter(region=("019",)),
    Filter(country=("CH", "FR")),
    Filter(kind=("summit",)),
    Filter(since=date(2024, 5, 15)),
    Filter(until=date(2024, 5, 15)),
    Filter(since=date(2024, 3, 11), until=date(2024, 3, 11)),
    Filter(mechanism=("nobody",)),
]


def fill():
    document = add_document()
    add_meeting("Joint workshop", "2024-03-10", mechanisms=("gfmd", "rcm"), themes=("labour-migration",), status="held")
    add_meeting("Webinars", "2024-05", mechanisms=("rcm",), places=(), attendance="online", count=7)
    add_meeting("Some", "2024", mechanisms=("rcm",), places=("|CH", "Lyon|FR"), attendance="online", count=None)
    add_meeting("Twice", "{2024-03-11,2024-06-02}", date_status="tbc", themes=("labour-migration", "data"))
    add_meeting("Either", "[2024-05-10,2024-05-17]", places=("Bern|CH", "Paris|FR"))
    add_meeting("Winter", "2024-12-30/2025-01-02", mechanisms=("gfmd",), places=("Bogotá|CO",), kind="summit")
    add_meeting("Next year", "2025-01-01", mechanisms=("gfmd",))
    for meeting in Meeting.objects.filter(title__in=("Twice", "Winter")):
        cite(meeting, document, chosen=("title",), title=("x", meeting.title))
    raise_stamp()


def found(wanted=Filter(), year=2024):  # noqa: B008  # a filter is frozen
    return year_list(year, wanted, version())


def told(one):
    """All that a list says, without the keys of rows and the time that it was read."""
    return (
        one.size, one.counted, one.documents, one.hosts(), one.starts(), one.rows_of(one.bits),
        {field: one.counts(field) for field in VALUED}, [(each.month, each.number) for each in one.sections()],
    )  # fmt: skip


@pytest.mark.parametrize("wanted", WANTED)
def test_list_is_what_going_through_the_rows_would_find(db, wanted):
    fill()
    rows, here = of_year(2024), found(wanted)
    fitting = tuple(matching(rows, wanted))
    assert (here.size, here.rows_of(here.bits), here.counted.meetings) == (
        len(fitting), fitting, sum(row.number for row in fitting),
    )  # fmt: skip
    assert {field: here.counts(field) for field in VALUED} == {
        field: count_values(rows, wanted, field) for field in VALUED
    }


@pytest.mark.parametrize(
    ("words", "titles"),
    [("workshops", ["Joint workshop"]), ("bogota", ["Winter"]), ("!?", 6), ("next", []), ("labour migr", 2)],
)
def test_words_are_looked_for_as_search_does(db, words, titles):
    fill()
    index_meetings()
    here = found(Filter(q=words))
    names = [row.title for row in here.rows_of(here.bits)]
    assert (len(names) if isinstance(titles, int) else names) == titles


def test_parts_have_each_meeting_once_in_the_order_of_the_whole(db):
    fill()
    here = found()
    whole = [key for section in here.sections() for key in section.keys]
    for rows in (1, 2, 4, 6):
        parts = [here.sections(skipped, rows) for skipped in range(0, here.size, rows)]
        assert [key for sections in parts for section in sections for key in section.keys] == whole
    assert len(set(whole)) == here.size == 6
    assert [row.title for row in rows_of_keys(whole).values()] == [
        "Joint workshop", "Twice", "Either", "Webinars", "Winter", "Some",
    ]  # fmt: skip


CHANGES = {
    "nothing": lambda: None,
    "one more": lambda: add_meeting("New", "2024-04-04", mechanisms=("rcm",), count=3),
    "one in another year": lambda: add_meeting("New", "2023-04-04"),
    "one less": lambda: Meeting.objects.filter(title="Twice").update(is_listed=False),
    "one moved within": lambda: _touch("Joint workshop", edtf="2024-09-01", earliest=date(2024, 9, 1),
                                       latest=date(2024, 9, 1), sort_day=date(2024, 9, 1)),
    "one moved away": lambda: _touch("Winter", year=2025),
    "one moved here": lambda: _touch("Next year", year=2024),
    "one another": lambda: _touch("Either", status="cancelled", attendance="hybrid"),
    "a name": lambda: Mechanism.objects.filter(slug="rcm").update(acronym="Puebla"),
}  # fmt: skip


def _touch(title, **values):
    at = datetime(2026, 11, 22, tzinfo=UTC) - timedelta(days=400)  # a clock may go wrong
    assert Meeting.objects.filter(title=title).update(touched_at=at, **values) == 1


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.django_db(transaction=True)
def test_after_a_change_the_kept_list_is_what_one_made_anew_is(change):
    fill()
    before = {year: told(found(year=year)) for year in (2024, 2025)}
    CHANGES[change]()
    raise_stamp()
    after = {year: told(found(year=year)) for year in (2024, 2025)}
    forget_all()
    assert after == {year: told(found(year=year)) for year in (2024, 2025)}
    assert (after == before) == (change in {"nothing", "one in another year"})


@pytest.mark.django_db(transaction=True)
def test_many_changes_at_once_are_read_as_a_whole(monkeypatch):
    monkeypatch.setattr(year_index, "MOST_PATCHED", 1)
    fill()
    found()
    for title in ("Twice", "Either"):
        _touch(title, status="cancelled")
    raise_stamp()
    after = told(found())
    forget_all()
    assert after == told(found())


@pytest.mark.django_db(transaction=True)
def test_a_list_asked_again_costs_nothing_and_after_a_change_only_what_changed():
    fill()
    now = version()
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            year_list(2024, Filter(mechanism=("rcm",)), now).counts("theme")
        counted.append(len(asked))
    add_meeting("New", "2023-04-04")
    raise_stamp()
    now = version()
    with CaptureQueriesContext(connection) as asked:
        year_list(2024, Filter(), now)
    assert (*counted, len(asked)) == (8, 0, 2)


def test_every_section_is_of_a_month(db):
    fill()
    assert list(chain.from_iterable((each.month, each.number) for each in found().sections())) == [
        3, 2, 5, 8, 12, 1, 0, 1,
    ]  # fmt: skip
