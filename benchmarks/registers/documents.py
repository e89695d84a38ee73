"""Made-up documents that tell of the made-up meetings: the calendar of all, calendars of secretariats, reports."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from benchmarks.registers import shape
from benchmarks.registers.dates import told
from benchmarks.registers.meetings import Imagined, imagined
from benchmarks.registers.themes import labels
from benchmarks.registers.words import OUTCOMES
from iscm.data import load_vocabulary
from iscm.domain.citations import Locator
from iscm.domain.places import Attendance, Place
from iscm.domain.readings import Reading
from iscm.domain.records import DateStatus, Link, Printed, Record, Suggestion

IOM = "International Organization for Migration (IOM)"
FAMILIES = {
    # family: reader, title, publisher
    "calendar": ("calendar", "Diary of the Mechanisms {year}, sheet {sheet}", IOM),
    "secretariat": ("feed", "Calendars of the secretariats {year}, sheet {sheet}", "Secretariats of the mechanisms"),
    "report": ("highlights", "What the Mechanisms did in {year}, sheet {sheet}", IOM),
}
REASON, SCORE = "made up", 0.9


def documents(size: int) -> Iterator[Reading]:
    """What documents say of so many meetings, in the order in which they came; one year is held at a time."""
    for meetings in imagined(size):
        for family in FAMILIES:
            yield from _documents(family, meetings)


def _documents(family: str, meetings: Sequence[Imagined]) -> Iterator[Reading]:
    """What one family of documents says of a year, in sheets of a bounded length, each of few mechanisms."""
    here = [one for one in meetings if family == "calendar" or family in one.told_by]
    here.sort(key=lambda one: (shape.MECHANISMS.index(one.mechanisms[0]), one.first, one.n))
    for sheet, start in enumerate(range(0, len(here), shape.LARGEST), start=1):
        yield document(family, here[start].first.year, sheet, here[start : start + shape.LARGEST])


def document(family: str, year: int, sheet: int, rows: Sequence[Imagined]) -> Reading:
    """What one document of a family says of these meetings."""
    reader, title, publisher = FAMILIES[family]
    said = title.format(year=year, sheet=sheet)
    return Reading(
        name=said,
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        reader=reader,
        title=said,
        publisher=publisher,
        year=year,
        last_update=date(year, 3, 1) if family == "calendar" else date(year, 9, 1),
        stated_count=len(rows),
        records=tuple(_record(family, n, one) for n, one in enumerate(rows, start=1)),
    )


def _record(family: str, n: int, one: Imagined) -> Record:
    edtf, printed = told(one)
    words = load_vocabulary()
    place = f"{one.place[0]}, {words.territories[one.place[1]].names['en']}" if one.place else None
    outcome = OUTCOMES[one.n % len(OUTCOMES)].format(theme=labels()[one.themes[0]]["en"]
                                                     if one.themes else "migration")  # fmt: skip
    outcome = outcome if family == "report" else None
    mechanism = ", ".join(words.mechanisms[slug].name for slug in one.mechanisms)
    address = f"https://meetings.example.org/{one.first.year}/{one.n}"
    return Record(
        n=n,
        locator=Locator(row=n),
        printed=Printed(date=printed, place=place, mechanism=mechanism, title=one.title, outcome=outcome),
        title=one.title,
        edtf=edtf,
        date_status=DateStatus.TBC if one.imprecise else DateStatus.CONFIRMED,
        attendance=Attendance(one.attendance),
        places=(Place(*one.place),) if one.place else (),
        mechanisms=one.mechanisms,
        kind=one.kind,
        ordinal=one.ordinal,
        count=one.count,
        outcome=outcome,
        links=(Link("Agenda", address),) if family == "secretariat" else (),
        themes=tuple(Suggestion(slug, REASON, SCORE) for slug in one.themes),
        initiatives=tuple(Suggestion(slug, REASON, SCORE) for slug in one.initiatives),
        lang=one.lang,
        status=one.status,
    )
