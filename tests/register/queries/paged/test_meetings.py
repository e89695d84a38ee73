"""Meetings in parts: the same as the pages show, whatever is asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from iscm.register.models import Meeting, Territory
from iscm.register.operations.index import index_meetings
from iscm.register.queries.filters import Filter, matching
from iscm.register.queries.paged.keyset import Place
from iscm.register.queries.paged.meetings import changed_part, meetings_part
from iscm.register.queries.rows import listed, meeting_rows
from iscm.register.queries.search_database import FTS5
from iscm.register.queries.stamps import Version
from tests.factories.rows import NOON, add_meeting, add_territory

NOTHING_KEPT = Version(0, None)
STATISTICS = [
    ("register_searchentry", "sqlite_autoindex_register_searchentry_1", "102000 102000 1"),
    ("register_meeting", "sqlite_autoindex_register_meeting_1", "102000 1"),
]
FILTERS = [
    Filter(),
    Filter(mechanism=("gfmd",)),
    Filter(mechanism=("gfmd", "rcm")),
    Filter(theme=("data",)),
    Filter(theme=("data", "labour-migration"), mechanism=("rcm",)),
    Filter(initiative=("gcm",)),
    Filter(country=("CH",)),
    Filter(country=("CH", "MA")),
    Filter(region=("150",)),
    Filter(region=("999",)),
    Filter(attendance=("online",)),
    Filter(kind=("forum",)),
    *(Filter(status=(status,)) for status in ("tbc", "unlisted", "planned", "confirmed", "cancelled", "held")),
    Filter(status=("tbc", "cancelled")),
    Filter(since=date(2024, 3, 1), until=date(2024, 6, 30)),
    Filter(q="forum data"),
    Filter(q="geneva"),
    Filter(q="..."),
    Filter(mechanism=("nobody",)),
]


@pytest.fixture
def register(db):
    add_territory("MA", "Morocco")
    add_territory()
    Territory.objects.filter(alpha_2="MA").update(region_m49="002")
    add_meeting("Forum on data", "2024-01-10", themes=("data",), initiatives=("gcm",), kind="forum")
    add_meeting("Two cities", "2024-03", mechanisms=("gfmd", "rcm"), places=("Geneva|CH", "Bern|CH"))
    add_meeting("Online", "2024-04-05", mechanisms=("rcm",), places=(), attendance="online", themes=("data",))
    add_meeting("Open", "2024-06-05", date_status="tbc", places=("Rabat|MA",), themes=("labour-migration",))
    add_meeting("Gone from the list", "2024-07-01", unlisted_since=date(2024, 8, 1), status="planned")
    add_meeting("Cancelled", "2024-07-01", date_status="tbc", status="cancelled")
    add_meeting("Without a date", "", mechanisms=("rcm",))
    add_meeting("Withdrawn", "2024-01-01", is_listed=False)
    index_meetings()


def uids(wanted, year=None, sort="date", limit=2):
    found, place = [], Place(limit=limit)
    while True:
        part = meetings_part(wanted, year, sort, place, NOTHING_KEPT)
        found += [row.uid for row in part.items]
        assert part.total == len(found) if not part.has_after else part.total > len(found)
        if not part.has_after:
            return found
        place = Place(part.last, limit=limit)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_a_filter_finds_what_pages_show(register, wanted):
    assert uids(wanted) == [row.uid for row in matching(meeting_rows(listed()), wanted)]


@pytest.mark.parametrize("wanted", FILTERS[:7], ids=str)
def test_downwards_is_upwards_turned(register, wanted):
    assert uids(wanted, sort="-date") == uids(wanted)[::-1]


def test_a_year_is_that_of_the_first_possible_day(register):
    assert uids(Filter(mechanism=("rcm",)), 2024) == uids(Filter(mechanism=("rcm",)))[:-1]


def test_a_row_that_comes_before_a_place_shifts_nothing(register):
    part = meetings_part(Filter(), None, "date", Place(limit=3), NOTHING_KEPT)
    add_meeting("Early", "2020-01-01")
    after = meetings_part(Filter(), None, "date", Place(part.last, limit=3), NOTHING_KEPT)
    assert not {row.uid for row in part.items} & {row.uid for row in after.items}


def test_changes_tell_the_longest_unchanged_first_and_what_is_gone(db):
    times = [NOON + timedelta(hours=n) for n in range(4)]
    early, kept = (add_meeting(title, touched_at=at) for title, at in zip(("Early", "Kept"), times, strict=False))
    merged = add_meeting("Merged", touched_at=times[2], is_listed=False, merged_into=kept)
    taken = add_meeting("Taken", touched_at=times[3], is_listed=False, withdrawn_at=NOON, withdrawn_reason="Twice.")
    part = changed_part(times[1], Place(), NOTHING_KEPT)
    assert [(one.at, one.item.uid) for one in part.items] == [
        (times[1], kept.uid),
        (times[2], merged.uid),
        (times[3], taken.uid),
    ]
    assert [getattr(one.item, "merged_into", None) for one in part.items] == [None, kept.uid, ""]
    assert part.items[-1].item.reason == "Twice."
    assert changed_part(datetime(1990, 1, 1, tzinfo=UTC), Place(), NOTHING_KEPT).items[0].item.uid == early.uid


def test_parts_take_the_same_queries_for_3_and_300_meetings(db, django_assert_num_queries):
    for number in (3, 297):
        for n in range(number):
            add_meeting(f"Meeting {n}", f"2024-01-{n % 28 + 1:02}")
        for wanted in (Filter(), Filter(mechanism=("gfmd",)), Filter(country=("CH",))):
            with django_assert_num_queries(8):
                meetings_part(wanted, None, "date", Place(), NOTHING_KEPT)
        with django_assert_num_queries(9):
            changed_part(None, Place(), NOTHING_KEPT)
    assert Meeting.objects.count() == 300


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_days_asked_for_find_what_is_long_or_unsure_and_stands_elsewhere_in_the_order(db, sort):
    for edtf in ("2023", "2022-12-30/2024-05-01", "{2021-03-10,2024-09-01}", "[2023-02-01,2024-06-01]", "2024-03", ""):
        add_meeting(edtf or "No date", edtf)
    days = [None, date.min, date(2021, 3, 10), date(2023, 6, 1), date(2024, 2, 10), date(2024, 9, 1), date.max]
    for since in days:
        for until in days:
            wanted = Filter(since=since, until=until)
            shown = [row.uid for row in matching(meeting_rows(listed()), wanted)]
            assert uids(wanted, sort=sort) == (shown if sort == "date" else shown[::-1])


def test_parts_of_a_list_need_a_fixed_number_of_queries_and_none_for_nothing(db, django_assert_num_queries):
    for n in range(30):
        add_meeting(f"Workshop {n}", f"2024-01-{n + 1:02}")
    for limit in (1, 30):
        with django_assert_num_queries(9):
            meetings_part(Filter(since=date(2024, 1, 1)), None, "date", Place(limit=limit), NOTHING_KEPT)
    with django_assert_num_queries(1):
        assert meetings_part(Filter(q="nothing"), None, "date", Place(), NOTHING_KEPT).items == ()


@pytest.mark.sqlite
@pytest.mark.parametrize("question", ["meetings", "keys", "latest", "ranked"])
def test_a_search_begins_with_the_words_and_not_with_every_entry(large, question):
    """The other way round the words of each of the entries are looked up: minutes at a hundred thousand."""
    with connection.cursor() as cursor:
        sql = getattr(FTS5, question)
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", ['"single"', 1][: sql.count("%s")])
        looked_at = [told for *_, told in cursor.fetchall() if told.startswith(("SCAN", "SEARCH"))]
    assert [told.split()[1] for told in looked_at[:2]] == ["register_searchindex", "entry"]


@pytest.fixture
def large(db):
    """A register that says it is large, with statistics older than the index of entries by date."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", STATISTICS)
        cursor.execute("ANALYZE sqlite_schema")
