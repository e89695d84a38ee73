"""The year strip: twelve months across, one line a mechanism, a mark where a meeting is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.register.queries.filters import Filter
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.year_index import YearIndex
from iscm.register.queries.year_lines import WEEK
from iscm.register.queries.year_lists import YearList
from iscm.website.dates import month_name
from iscm.website.filters import toggles
from iscm.website.frame import CURRENT

DAYS = 366
NARROWEST = 2.6  # a day is too thin to be seen on a phone
MOST_MARKED = 1_000  # meetings of a year, each with a mark of its own; of more, weeks are drawn
WEEKS, TALL, LOWEST = 53, 7, 0.7


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting on a line: x and width in days from 0 to 366. `kind` is sure, unsure or vague.

    With a `height`, up to 7, it is a week with meetings.
    """

    x: float
    width: float
    kind: str
    height: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A mechanism with its marks and the number of its meetings."""

    slug: str
    acronym: str
    name: str
    level: str
    number: int
    marks: tuple[Mark, ...]


# Drawings as they were made last: some three megabytes.
_DRAWN: Shelf[tuple[YearIndex, list[tuple[Line, SafeString]]]] = Shelf(3_000_000, 500_000)


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


def strip_context(found: YearList, here: str, wanted: Filter | None = None) -> dict[str, Any]:
    """What the strip's template needs; each line leads to the calendar `here` with its mechanism put on or off."""
    asked, year = wanted or Filter(), found.index.year
    lines = _lines(found)
    hrefs = toggles(asked, "mechanism", [line.slug for line, _ in lines])
    return {
        "strip": mark_safe("".join(_written(line, drawn, here + hrefs[line.slug], asked) for line, drawn in lines)),  # noqa: S308  # see there
        "is_dense": found.index.size > MOST_MARKED,
        "month_names": [month_name(month, short=True) for month in range(1, 13)],
        "wanted": asked,
        "year": year,
    }


def _lines(found: YearList) -> list[tuple[Line, SafeString]]:
    """The lines with their drawings, kept for as long as the year stays as it is."""
    bits = found.without("mechanism")
    key = (found.index.year, bits, found.names.state)
    kept = _DRAWN.find(key)
    if kept and kept[0] is found.index:
        return kept[1]
    dense = found.index.size > MOST_MARKED
    lines = dense_lines(found, bits) if dense else strip_lines(found.rows_of(bits), found.index.year)
    months = "".join(f'<path class="month" d="M{x} 0v10"/>' for x in month_starts(found.index.year))
    made = [(line, mark_safe(months + "".join(map(_drawn, line.marks)))) for line in lines]  # noqa: S308  # numbers and words of ours
    if found.names.state:
        _DRAWN.keep(key, (found.index, made), sum(len(drawn) for _, drawn in made))
    return made


def _written(line: Line, drawn: SafeString, href: str, wanted: Filter) -> str:
    """A line as an item of a list: its chip leads to the meetings of the mechanism alone."""
    current = CURRENT if line.slug in wanted.mechanism else ""
    chip = f'<a href="{escape(href)}" class="chip {line.level}" title="{escape(line.name)}"{current}>'
    view = f'viewBox="0 0 {DAYS} 10" preserveAspectRatio="none" class="{line.level}"'
    return (
        f'<li>{chip}<span dir="ltr">{escape(line.acronym)}</span></a>\n'
        f'<svg {view} aria-hidden="true" focusable="false">{drawn}</svg>\n'
        f'<span class="count">{line.number}</span></li>\n'
    )


def _drawn(mark: Mark) -> str:
    y, height = ("4", "2") if mark.kind == "vague" else ("1.5", "7")
    if mark.height:
        y, height = f"{8.5 - mark.height:g}", f"{mark.height:g}"
    return f'<rect class="{mark.kind}" x="{mark.x:g}" width="{mark.width:g}" y="{y}" height="{height}"/>'


def dense_lines(found: YearList, bits: int) -> tuple[Line, ...]:
    """The lines of a year with so many meetings that marks would hide each other: a bar for each week instead.

    It is the higher the more meetings the week has, beside the fullest week of any mechanism. What has no known day
    is not drawn.
    """
    index, weeks = found.index, found.index.sets.get(WEEK, {})
    counted = {
        slug: [(bits & those & weeks.get(week, 0)).bit_count() for week in range(WEEKS)]
        for slug, those in index.sets.get("mechanism", {}).items()
        if bits & those
    }
    most = max((number for numbers in counted.values() for number in numbers), default=0) or 1
    lines = [
        Line(
            slug,
            *found.names.mechanisms[slug],
            index.number(bits & index.having("mechanism", slug)),
            tuple(
                Mark(week * 7, min(7, DAYS - week * 7), "sure", max(round(TALL * number / most, 1), LOWEST))
                for week, number in enumerate(numbers)
                if number
            ),
        )
        for slug, numbers in counted.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.number, line.acronym, line.slug)))


def month_starts(year: int) -> tuple[int, ...]:
    """The day of the year on which each month starts, from 0."""
    return tuple((date(year, month, 1) - date(year, 1, 1)).days for month in range(1, 13))
