"""Every row and column of the real tracker, as `expected` has them."""

import pytest

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.reading.read import read
from tests.reading.test_expected_calendars import expected_facts, expected_rows, fold_places, places_of, split

pytestmark = pytest.mark.shared
NAME = "tracker-gcm-2016-2017"


@pytest.fixture(scope="module")
def reading(shared, vocabulary) -> Reading:
    path = shared / "documents" / f"{NAME}.txt"
    return read(Document(path.name, path.read_bytes()), vocabulary)


@pytest.fixture(scope="module")
def rows(shared) -> list[dict[str, str]]:
    return expected_rows(shared, NAME)


def test_tracker_facts_are_those_printed(reading, shared):
    facts = expected_facts(shared, NAME)
    assert (reading.reader, reading.title, reading.publisher) == ("tracker", facts["title"], facts["publisher"])
    assert (reading.year, reading.last_update, reading.stated_count) == (None, None, None)
    assert len(reading.records) == facts["counted"]


def test_rows_stand_at_their_lines(reading, rows):
    got = [(record.n, record.locator.line_first, record.locator.line_last) for record in reading.records]
    assert got == [(int(row["n"]), int(row["line_first"]), int(row["line_last"])) for row in rows]


def test_words_are_those_printed(reading, rows):
    names = ("date", "place", "mechanism", "title", "outcome")
    columns = ("date_text", "place_text", "mechanisms_text", "title", "outcome")
    got = [tuple(getattr(record.printed, name) or "" for name in names) for record in reading.records]
    assert got == [tuple(row[column] for column in columns) for row in rows]


def test_dates_places_and_mechanisms_are_those_meant(reading, rows):
    got = [(record.edtf.text, places_of(record), record.mechanisms) for record in reading.records]
    assert got == [(row["edtf"], fold_places(row["places"]), split(row["mechanisms"])) for row in rows]


def test_outcomes_and_addresses_are_told_apart(reading, rows):
    got = [(record.outcome or "", [link.url for link in record.links]) for record in reading.records]
    assert got == [(row["outcome"], list(split(row["urls"]))) for row in rows]


def test_every_meeting_has_an_initiative_that_the_title_names(reading):
    named = {"gcm", "un-summit-2016"}
    assert [record.n for record in reading.records if not named & {held.slug for held in record.initiatives}] == []
