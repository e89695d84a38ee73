"""The year strip: twelve months across, one line a mechanism, a mark where a meeting is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.register.queries.filters import Filter
from iscm.website.dates import month_name
from iscm.website.filters import query_of

DAYS = 366
NARROWEST = 2.6  # a day is too thin to be seen on a phone


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting on a line: x and width in days from 0 to 366. `kind` is sure, unsure or vague."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A mechanism with its marks and the number of its meetings."""

    slug: str
    acronym: str
    name: str
    level: str
    number: int
    marks: tuple[Mark, ...]


def strip_lines(rows: Iterable[MeetingRow], year: int) -> tuple[Line, ...]:
    """One line a mechanism, the busiest first, equals by acronym; a joint meeting is on the line of each."""
    parties, of = {}, defaultdict(list)
    for row in rows:
        for party in row.parties:
            parties[party.slug] = party
            of[party.slug].append(row)
    order = sorted(of, key=lambda slug: (-sum(row.number for row in of[slug]), parties[slug].acronym))
    return tuple(
        Line(
            slug,
            parties[slug].acronym,
            parties[slug].name,
            parties[slug].level,
            sum(row.number for row in of[slug]),
            tuple(mark for row in of[slug] for mark in marks(row, year)),
        )
        for slug in order
    )


def marks(row: MeetingRow, year: int) -> tuple[Mark, ...]:
    """The marks of one meeting in a year: none if it has no date there."""
    if row.earliest is None or row.latest is None:
        return ()
    if row.edtf.startswith("{") and row.is_day_precise:
        return tuple(
            mark
            for part in Edtf.parse(row.edtf).parts
            for mark in marks(replace(row, edtf=part.text, earliest=part.earliest, latest=part.latest), year)
        )
    first, last = max(row.earliest, date(year, 1, 1)), min(row.latest, date(year, 12, 31))
    if first > last:
        return ()
    start = (first - date(year, 1, 1)).days
    days = (last - first).days + 1
    if not row.is_day_precise:
        return (Mark(start, days, "vague"),)
    kind = "unsure" if row.date_status == "tbc" or row.status in {"tentative", "postponed", "cancelled"} else "sure"
    return (Mark(min(start, DAYS - NARROWEST), max(days, NARROWEST), kind),)


def strip_context(rows: Iterable[MeetingRow], year: int, here: str, wanted: Filter | None = None) -> dict[str, Any]:
    """What the strip's template needs; each line leads to the calendar `here` with its mechanism put on or off."""
    asked = wanted or Filter()
    return {
        "strip": [(line, here + query_of(asked.toggled("mechanism", line.slug))) for line in strip_lines(rows, year)],
        "months": month_starts(year),
        "month_names": [month_name(month, short=True) for month in range(1, 13)],
        "wanted": asked,
    }


def month_starts(year: int) -> tuple[int, ...]:
    """The day of the year on which each month starts, from 0."""
    return tuple((date(year, month, 1) - date(year, 1, 1)).days for month in range(1, 13))
