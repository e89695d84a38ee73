"""Every row and column of the two real calendars, as `expected` has them."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from iscm.domain.documents import Document
from iscm.domain.names import fold
from iscm.domain.readings import Reading
from iscm.reading.read import read

pytestmark = pytest.mark.shared
CALENDARS = ("calendar-2017", "calendar-2024")
COUNTS = {"calendar-2017": 62, "calendar-2024": 119}
ATTENDANCE = {"tbc": "unknown"}
# The column `kind` of the expected rows is coarser than our kinds of meeting.
KINDS = {
    "senior-officials": {"senior-officials-meeting"},
    "ministerial": {"ministerial-conference"},
    "working-group": {"working-group"},
    "steering": {"steering-committee", "troika"},
    "preparatory": {"preparatory-meeting"},
    "thematic": {"thematic-meeting"},
    "workshop": {"workshop"},
    "board": {"board-meeting"},
    "consultation": {"consultation"},
    "plenary": {"plenary"},
    "annual": {"plenary"},
    "summit": {"summit"},
    "technical": {"technical-meeting", "focal-points"},
    "webinar": {"webinar"},
    "training": {"training"},
}


@pytest.fixture(scope="module", params=CALENDARS)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def reading(name, shared, vocabulary) -> Reading:
    path = shared / "documents" / f"{name}.txt"
    return read(Document(path.name, path.read_bytes()), vocabulary)


@pytest.fixture(scope="module")
def rows(name, shared) -> list[dict[str, str]]:
    return expected_rows(shared, name)


def expected_rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "expected" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_facts(shared: Path, name: str) -> dict:
    return json.loads((shared / "expected" / f"{name}.meta.json").read_text(encoding="utf-8"))


def test_calendar_has_every_row(name, reading):
    assert len(reading.records) == COUNTS[name]
    assert [record.n for record in reading.records] == list(range(1, COUNTS[name] + 1))


def test_calendar_facts_are_those_printed(name, reading, shared):
    facts = expected_facts(shared, name)
    update = date.fromisoformat(facts["last_update"]) if facts["last_update"] else None
    assert (reading.reader, reading.title, reading.publisher) == ("calendar", facts["title"], facts["publisher"])
    assert (reading.year, reading.last_update, reading.stated_count) == (facts["year"], update, facts["claimed"])


def test_rows_stand_at_their_lines(reading, rows):
    got = [(record.locator.line_first, record.locator.line_last) for record in reading.records]
    assert got == [(int(row["line_first"]), int(row["line_last"])) for row in rows]


def test_words_are_those_printed(reading, rows):
    got = [
        (held.printed.date, held.printed.place, held.printed.mechanism, held.printed.title) for held in reading.records
    ]
    names = ("date_text", "place_text", "mechanisms_text", "title")
    assert got == [tuple(row[name] for name in names) for row in rows]


def test_titles_are_those_printed_but_for_blanks(reading, rows):
    assert [squeezed(record.title) for record in reading.records] == [squeezed(row["title"]) for row in rows]


def test_dates_are_those_meant(reading, rows):
    got = [(record.edtf.text, record.date_status.value) for record in reading.records]
    assert got == [(row["edtf"], row["date_status"]) for row in rows]


def test_days_bound_dates_that_have_days(reading, rows):
    days = [(str(record.edtf.earliest), str(record.edtf.latest)) for record in reading.records]
    assert [got for got, row in zip(days, rows, strict=True) if row["start"]] == [
        (row["start"], row["end"]) for row in rows if row["start"]
    ]


def test_places_and_attendance_are_those_meant(reading, rows):
    got = [(places_of(record), record.attendance.value) for record in reading.records]
    assert got == [(fold_places(row["places"]), ATTENDANCE.get(row["format"], row["format"])) for row in rows]


def test_mechanisms_are_in_printed_order(reading, rows):
    assert [record.mechanisms for record in reading.records] == [split(row["mechanisms"]) for row in rows]


def test_ordinals_are_the_meetings_own(reading, rows):
    assert [str(record.ordinal or "") for record in reading.records] == [row["ordinal"] for row in rows]


def test_links_stand_on_the_titles_that_had_them(reading, rows):
    assert [bool(record.links) for record in reading.records] == [row["title_linked"] == "1" for row in rows]


def test_kinds_fall_under_the_expected_ones(reading, rows):
    sure = [(record, row) for record, row in zip(reading.records, rows, strict=True) if not row["kind_note"]]
    assert [(row["n"], record.kind) for record, row in sure if record.kind not in KINDS[row["kind"]]] == []


def test_every_other_line_is_a_header(reading):
    assert {line.reason for line in reading.set_aside} == {"table header", "table header repeated"}
    assert [problem for problem in reading.problems if problem.code == "line-unread"] == []


def squeezed(text: str) -> str:
    return text.replace(" ", "")


def split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("|", ";").split(";") if part.strip())


def places_of(record) -> list[tuple[str, str]]:
    return [(fold(place.city or ""), place.country or "") for place in record.places]


def fold_places(text: str) -> list[tuple[str, str]]:
    pairs = [part.split("|") for part in text.split(";") if part.strip()]
    return [(fold(city), country.strip()) for city, country in pairs]
