"""Our own calendars and trackers, read back by `iscm read`: what was written comes back, in each format.

What a format cannot say is told here, once each:

- A calendar has no column for outcomes, and its title leads to one address: outcomes are compared in trackers, and of
  several addresses the first. An address that a source lost (a placeholder) was never printed.
- CSV is a bare table: it has no title, publisher, last update or number of meetings.
- Words say a status only where a reader must not miss it (cancelled, postponed, rescheduled); data formats say all.
- Reading takes the markup out of titles (tags, entities, asterisks in pairs), whatever document they stand in: titles
  are compared as `clean_words` leaves them. An address inside a title is read as a link too. An address, the mark of
  a footnote, "(5 meetings)" and "[cancelled]" at the end of a title are none of its words: none here ends so.
- PDF has the letters of our fonts only, and where Arabic and Latin letters share a word, their order is lost.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from iscm.domain.addresses import followable
from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.listing import MeetingRow
from iscm.domain.names import fold
from iscm.domain.problems import Severity
from iscm.domain.readings import Reading
from iscm.domain.records import Record
from iscm.publication.formats import FORMATS
from iscm.publication.report import Box, Bullets, Heading, Report, text
from iscm.publication.reports.calendar import CalendarFacts, build_calendar
from iscm.publication.reports.mentions import MechanismFacts
from iscm.publication.reports.sources import SourceFacts
from iscm.publication.reports.tracked import Receipt, TrackerFacts
from iscm.publication.reports.tracker import build_tracker
from iscm.publication.titles import tidied
from iscm.publication.words import words_in
from iscm.reading.cells.words import clean_words
from iscm.reading.read import read
from iscm.reading.readers.addresses import split_addresses
from tests.factories.calendars import NOON, YEAR, made_up_meetings

EN = words_in("en")
EDITION = "Edition 4, as of 24 September 2026"
PUBLISHER = ("Register of Inter-State Consultation Mechanisms on Migration (ISCM)",)
READ_BACK = ("pdf", "docx", "xlsx", "csv", "html", "md")
DATA = {"xlsx", "csv"}
MOST_MADE_UP, MOST_TRACKED = 2000, 300
CHANGES = Box(
    Heading(2, text("Changed since edition 3"), "changes"),
    (
        Bullets(
            (
                text("New: Senior Officials' Meeting (RCM), 12 March 2026, Lima, Peru"),
                text("Moved: Workshop (SACM), 10–11 May 2026 instead of 3 April 2026"),
                text("No longer listed: Webinars (5 meetings)"),
            )
        ),
    ),
)
OUTCOMES = (
    "",
    "Adopted the plan of action; asked the secretariat to report (again) by 3 June 2027.",
    '=HYPERLINK("evil") | *no* <b>markup</b> & [no](link)',
    "None.",
    "Went on from the summit: what the Forum can do, " * 8 + "and more.",
)
TOLD_FATES = {"cancelled", "postponed", "rescheduled"}


class Written(NamedTuple):
    """A publication and what it was made of."""

    report: Report
    rows: tuple[MeetingRow, ...]
    last_update: date | None
    has_outcomes: bool = False

    @property
    def number(self) -> int:
        return sum(row.number for row in self.rows)


@pytest.fixture(params=READ_BACK)
def suffix(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def made_up(vocabulary) -> Written:
    rows = made_up_meetings(MOST_MADE_UP, vocabulary)
    mechanisms = tuple(
        MechanismFacts(one.slug, one.acronym, one.name, one.level, one.website or "", one.names)
        for one in vocabulary.mechanisms.values()
    )
    sources = (SourceFacts(1, f"{YEAR} Calendar", "IOM", "en", date(YEAR, 9, 24), meetings=MOST_MADE_UP),)
    facts = CalendarFacts(
        YEAR, rows, NOON, vocabulary, of_year=rows, mechanisms=mechanisms, sources=sources, publisher=PUBLISHER
    )
    return Written(build_calendar(facts, EN, EDITION, CHANGES), rows, facts.last_update)


@pytest.fixture(scope="module")
def made_up_tracker(vocabulary) -> Written:
    rows = tuple(
        replace(row, outcome=OUTCOMES[at % len(OUTCOMES)])
        for at, row in enumerate(made_up_meetings(MOST_TRACKED, vocabulary))
    )
    gcm = vocabulary.initiatives["gcm"]
    facts = TrackerFacts(
        gcm.slug,
        gcm.name,
        gcm.acronym or "",
        rows[:-20],
        rows[-20:],
        NOON,
        vocabulary,
        receipts=tuple((row.uid, Receipt(1, 1, n, Locator(line_first=n))) for n, row in enumerate(rows, 1)),
        sources=(SourceFacts(1, "Tracker of 2026", "IOM", "en", meetings=MOST_TRACKED),),
        publisher=PUBLISHER,
    )
    return Written(build_tracker(facts, EN, EDITION), facts.stated, None, has_outcomes=True)


@pytest.fixture
def calendar_of(carried_register) -> Callable[[int], Written]:
    from iscm.register.queries.calendars import calendar_facts

    def written(year: int) -> Written:
        facts = calendar_facts(year)
        return Written(build_calendar(facts, EN, EDITION), facts.rows, facts.last_update)

    return written


@pytest.fixture
def tracker(carried_register) -> Written:
    from iscm.register.queries.trackers import tracker_facts

    facts = tracker_facts("gcm")
    return Written(build_tracker(facts, EN, EDITION), facts.stated, facts.last_update, has_outcomes=True)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2017, 2021, 2022, 2024])
def test_calendar_of_the_register_comes_back(year, suffix, calendar_of, vocabulary):
    written = calendar_of(year)
    reading = read_back(written.report, suffix, vocabulary)

    assert_same(reading, written, suffix, vocabulary)
    assert (reading.reader, reading.year) == ("calendar", year)


@pytest.mark.django_db
def test_tracker_of_the_register_comes_back(suffix, tracker, vocabulary):
    reading = read_back(tracker.report, suffix, vocabulary)

    assert_same(reading, tracker, suffix, vocabulary)
    assert reading.reader == "tracker"
    assert all("gcm" in {one.slug for one in record.initiatives} for record in reading.records)


def test_calendar_of_two_thousand_hard_meetings_comes_back(suffix, made_up, vocabulary):
    reading = read_back(made_up.report, suffix, vocabulary)

    assert_same(reading, made_up, suffix, vocabulary)
    assert len(reading.records) == MOST_MADE_UP


def test_tracker_with_hard_outcomes_comes_back_without_what_it_only_suggests(suffix, made_up_tracker, vocabulary):
    reading = read_back(made_up_tracker.report, suffix, vocabulary)

    assert_same(reading, made_up_tracker, suffix, vocabulary)


def read_back(report: Report, suffix: str, vocabulary) -> Reading:
    return read(Document(f"{report.name}.{suffix}", FORMATS[suffix].render(report)), vocabulary)


def assert_same(reading: Reading, written: Written, suffix: str, vocabulary) -> None:
    """Every meeting in its place with all that the format says of it, nothing else, and nothing to worry about."""
    wanted = [told(row, written, suffix, vocabulary) for row in written.rows]
    found = [heard(record, vocabulary) for record in reading.records]
    differing = [(one, other) for one, other in zip(wanted, found, strict=False) if one != other]
    assert differing[:3] == []
    assert len(found) == len(wanted)
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    unread = [problem for problem in reading.problems if problem.code in {"line-unread", "column-unknown"}]
    assert (errors, unread) == ([], [])
    if suffix != "csv":
        report = written.report
        assert (reading.title, reading.publisher) == (report.title, ", ".join(report.publisher))
        assert (reading.stated_count, reading.last_update) == (written.number, written.last_update)


def told(row: MeetingRow, written: Written, suffix: str, vocabulary) -> dict[str, object]:
    """What a publication says of a meeting."""
    links = [url for link in row.links if (url := followable(link.url))]
    title = tidied(row.title)
    return {
        "edtf": row.edtf,
        "date_status": row.date_status,
        "attendance": row.attendance,
        "places": [place_of(place.city, place.country, vocabulary) for place in row.places],
        "mechanisms": [party.slug for party in row.parties],
        "title": clean_words(title),
        "count": row.count,
        "status": row.status if suffix in DATA or row.status in TOLD_FATES else None,
        "outcome": row.outcome if written.has_outcomes else "",
        "links": {*(links if written.has_outcomes else links[:1]), *split_addresses(title)[1]},
    }


def heard(record: Record, vocabulary) -> dict[str, object]:
    """The same of a record."""
    return {
        "edtf": str(record.edtf),
        "date_status": record.date_status,
        "attendance": record.attendance,
        "places": [place_of(place.city or "", place.country or "", vocabulary) for place in record.places],
        "mechanisms": list(record.mechanisms),
        "title": record.title,
        "count": record.count,
        "status": record.status,
        "outcome": record.outcome or "",
        "links": {link.url for link in record.links},
    }


def place_of(city: str, country: str, vocabulary) -> tuple[str, str]:
    """A folded city with its country; a State that is one city goes by its own name or none."""
    names = {fold(name) for name in vocabulary.territories[country].names.values()} if country else set()
    return ("" if fold(city) in names else fold(city), country)
