"""What the calendar of a year is told, and with how many queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.domain.mechanisms import Name
from iscm.register.models import MechanismName, Meeting
from iscm.register.queries.calendars import calendar_facts
from iscm.register.queries.filters import Filter
from tests.factories.rows import NOON, add_document, add_mechanism, add_meeting, cite

pytestmark = pytest.mark.django_db


def fill(number):
    document = add_document(last_update=date(2024, 9, 24), stated_count=120, record_count=number)
    for n in range(number):
        meeting = add_meeting(f"Workshop {n}", f"2024-01-{n % 28 + 1:02}", mechanisms=(f"mechanism-{n % 20}",))
        cite(meeting, document)
    return document


@pytest.mark.parametrize("number", [1, 3, 600])
@pytest.mark.parametrize("wanted", [Filter(), Filter(attendance=("in-person",), since=date(2024, 1, 1))])
def test_number_of_queries_is_fixed(number, wanted):
    fill(number)
    with CaptureQueriesContext(connection) as asked:
        facts = calendar_facts(2024, wanted)
    assert (len(asked), len(facts.rows)) == (10, number)
    assert [one.meetings for one in facts.sources] == [number]


def test_filter_narrows_rows_mechanisms_and_sources():
    first, second = add_document("first.txt"), add_document("second.txt", last_update=None)
    cite(add_meeting("One", "2024-01-01", mechanisms=("rcm",)), first)
    cite(add_meeting("Two", "2024-01-02", mechanisms=("gfmd",)), second)
    facts = calendar_facts(2024, Filter(mechanism=("gfmd",)))
    assert ([row.title for row in facts.rows], [row.title for row in facts.of_year]) == (["Two"], ["One", "Two"])
    assert [one.slug for one in facts.mechanisms] == ["gfmd"]
    assert ([one.title for one in facts.sources], facts.last_update) == (["second.txt"], None)
    assert facts.asked.values == (("mechanism", ("gfmd",)),)


def test_mechanisms_come_in_the_registers_order_with_their_names():
    for slug in ("rcm", "gfmd"):
        add_mechanism(slug, website=f"https://{slug}.example.org")
    named = {"mechanism": add_mechanism("gfmd"), "lang": "en"}
    MechanismName.objects.create(text="Old", until="2010", **named)
    MechanismName.objects.create(text="Misspelt", seen_in="a document", **named)
    add_meeting("Joint", "2024-01-01", mechanisms=("gfmd", "rcm"))
    rcm, gfmd = calendar_facts(2024).mechanisms
    assert (rcm.slug, rcm.website, rcm.names) == ("rcm", "https://rcm.example.org", ())
    assert gfmd.names == (Name("Old", "en", until="2010"),)


def test_last_update_is_the_newest_day_its_sources_speak_for():
    meeting = add_meeting("SOM", "2024-01-01")
    cite(meeting, add_document("old.txt", last_update=date(2024, 1, 1)))
    cite(meeting, add_document("new.txt", last_update=date(2024, 9, 24)))
    add_document("not cited.txt", last_update=date(2025, 1, 1))
    assert calendar_facts(2024).last_update == date(2024, 9, 24)


def test_corrections_are_one_source_without_names_and_the_newest_day():
    meetings = [add_meeting(title, "2024-01-01") for title in ("One", "Two")]
    for n, meeting in enumerate(meetings, start=1):
        by = {"title": f"Correction by ann {n}", "publisher": "ann", "reader": "correction", "trust": 0, "year": None}
        cite(meeting, add_document(f"correction {n}", last_update=date(2024, 10, n), **by))
    (source,) = calendar_facts(2024).sources
    assert (source.is_correction, source.title, source.publisher, source.meetings) == (True, "", "", 2)
    assert calendar_facts(2024).last_update == date(2024, 10, 2)


def test_modified_is_the_last_revision_of_the_years_meetings_those_taken_out_too():
    add_meeting("Here", "2024-01-01")
    later = datetime(2024, 11, 1, tzinfo=UTC)
    add_meeting("Gone", "2024-01-02", is_listed=False, last_modified=later)
    add_meeting("Another year", "2023-01-02", last_modified=datetime(2025, 1, 1, tzinfo=UTC))
    assert calendar_facts(2024).modified == later
    Meeting.objects.filter(title="Gone").update(year=2022)
    assert calendar_facts(2024).modified == NOON


def test_a_newer_document_that_changes_nothing_is_a_revision_all_the_same():
    later = datetime(2024, 11, 1, tzinfo=UTC)
    cite(add_meeting("SOM", "2024-01-01"), add_document(accepted_at=later))
    assert calendar_facts(2024).modified == later


def test_year_without_meetings_has_no_rows_and_still_a_time():
    facts = calendar_facts(2031)
    assert (facts.rows, facts.sources, facts.mechanisms, facts.modified.year) == ((), (), (), 1970)


def test_publisher_and_address_are_those_of_the_settings(settings):
    settings.PUBLISHER, settings.SITE_URL = ("A desk",), "https://calendar.example.org"
    facts = calendar_facts(2024, Filter(mechanism=("gfmd",)))
    assert facts.publisher == ("A desk",)
    assert facts.address("en") == "https://calendar.example.org/calendar/2024/?mechanism=gfmd"
    assert facts.address("ar") == "https://calendar.example.org/ar/calendar/2024/?mechanism=gfmd"


def test_calendar_has_the_licence_of_the_register(settings):
    settings.LICENCE = "CC0-1.0"
    add_meeting("SOM", "2024-01-01")
    assert calendar_facts(2024).licence == "CC0-1.0"
