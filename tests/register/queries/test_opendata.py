"""The register as rows: every table has its columns, a year has what it names, one moment is seen."""

import pytest

from iscm.publication.opendata.tables import ALL, TABLES, tables_of
from iscm.publication.opendata.terms import Terms
from iscm.register.models import Meeting
from iscm.register.queries.opendata import RegisterSource, snapshot
from tests.factories.records import make_reading, make_record

TERMS = Terms("https://calendar.example.org", ("Desk",), "CC-BY-4.0")


@pytest.fixture
def two_years(put):
    put(
        make_reading(make_record(), make_record(title="Workshop", when="2024-03-05"), name="calendar"),
        make_reading(make_record(title="Forum", when="2022-03-05", mechanisms=("rcm",)), name="older", year=2022),
        make_reading(make_record(title="Some time", when=None), name="undated", year=None),
    )


def named(table, year=None):
    return [dict(zip(TABLES[table].names, row, strict=True)) for row in RegisterSource(TERMS).rows(table, year)]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_rows_have_the_columns_of_the_table(two_years, table):
    assert {len(row) for row in RegisterSource(TERMS).rows(table.name)} <= {len(table.columns)}


@pytest.mark.django_db
def test_years_are_those_with_meetings(two_years):
    assert RegisterSource(TERMS).years == (2022, 2024)


@pytest.mark.django_db
def test_a_year_has_its_meetings_and_what_they_rest_on(two_years):
    assert [row["title"] for row in named("meetings", 2024)] == ["Workshop", "Senior Officials' Meeting"]
    assert {row["name"] for row in named("documents", 2024)} == {"calendar.txt"}
    assert len(named("records", 2024)) == 2
    assert {row["record"] for row in named("claims", 2024)} == {row["key"] for row in named("records", 2024)}
    assert len(named("documents")) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("year", [None, 2022, 2024])
def test_every_reference_leads_to_a_row_of_the_package(two_years, year):
    for table in tables_of(is_whole=year is None):
        for reference in table.references:
            if year is not None and reference.is_whole:
                continue
            (column,), (target,) = reference.columns, reference.target
            known = {row[target] for row in named(reference.table, year)} | {None, ""}
            assert {row[column] for row in named(table.name, year)} <= known


@pytest.mark.django_db
def test_keys_are_unique(two_years):
    for table in ALL:
        keys = [tuple(row[name] for name in table.key) for row in named(table.name)]
        assert len(keys) == len(set(keys))


@pytest.mark.django_db
def test_numbers_are_those_of_the_whole_register(two_years):
    whole = {row["uid"]: row["number"] for row in named("meetings")}
    assert sorted(whole.values()) == [1, 2, 3, 4]
    assert {row["uid"]: row["number"] for row in named("meetings", 2022)}.items() <= whole.items()


@pytest.mark.django_db
def test_of_what_was_taken_back_only_the_address_is_told(two_years):
    meeting = Meeting.objects.get(title="Workshop")
    Meeting.objects.filter(pk=meeting.pk).update(
        is_listed=False, withdrawn_at=meeting.created_at, withdrawn_reason="never planned"
    )
    (row,) = (one for one in named("meetings", 2024) if one["uid"] == meeting.uid)
    told = {name for name, value in row.items() if value not in (None, "", ())}
    assert told == {
        "uid", "number", "year", "sequence", "created", "last_modified", "is_closed", "state", "withdrawn",
        "withdrawn_reason", "page",
    }  # fmt: skip
    assert meeting.uid not in {row["meeting"] for row in (*named("meeting_mechanisms"), *named("citations"))}


@pytest.mark.django_db
def test_pages_are_below_the_site(two_years):
    (row,) = named("meetings", 2022)
    assert row["page"] == f"https://calendar.example.org/meetings/{row['uid']}/"


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_meetings(put, django_assert_num_queries):
    put(make_reading(*(make_record(title=f"Meeting {n}", when=f"2024-01-{n:02}") for n in range(1, 29))))
    with django_assert_num_queries(6):
        assert len(named("meetings")) == 28


@pytest.mark.django_db(transaction=True)
def test_snapshot_reads_outside_any_transaction(two_years):
    with snapshot():
        assert len(list(RegisterSource(TERMS).rows("meetings"))) == 4
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError
    with snapshot():
        assert RegisterSource(TERMS).years == (2022, 2024)
    Meeting.objects.filter(title="Workshop").update(title="Seminar")
    assert Meeting.objects.filter(title="Seminar").exists()
