"""Honest dates: what was said about when, in EDTF, with the days it may cover.

Our profile of EDTF (ISO 8601-2:2019, levels 1 and 2):

    2024  2024-07  2024-07-09         year, month, day
    2024-21 … 2024-24                 season, as printed (northern months; winter runs into the next year)
    2024-33 … 2024-36                 quarter
    2024-37 … 2024-39                 four months
    2024-40, 2024-41                  first and second half-year
    2024-XX  2024-07-XX  2024-XX-XX   not said
    A/B  A/..  ../B                   from A to B, either end possibly open
    [A,B]  [A..B]                     one of these
    {A,B}  {A..B}                     all of these
    ? ~ %  after a date               uncertain, approximate, both

The standard is silent on a season or quarter with a qualifier and on intervals of them; we take both.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from iscm.domain.errors import EdtfError

Day = date


class Precision(StrEnum):
    """The size of the smallest piece that was said; SET and INTERVAL take the coarser of their parts."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    FOUR_MONTHS = "four-months"
    SEASON = "season"
    HALF_YEAR = "half-year"
    YEAR = "year"


COARSER = tuple(Precision)

# First month and number of months of the codes 21 to 41 (ISO 8601-2, 4.8).
DIVISIONS = {
    **{21 + i: (3 + 3 * i, 3, Precision.SEASON) for i in range(4)},
    **{33 + i: (1 + 3 * i, 3, Precision.QUARTER) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4, Precision.FOUR_MONTHS) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6, Precision.HALF_YEAR) for i in range(2)},
}

POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%])?")
LONGEST = 500  # letters of one date


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or span as said.

    `text` is the canonical EDTF. `earliest` and `latest` are the first and last day it may cover, both
    inclusive; None where the interval is open. `parts` are the members of a set or the two ends of an interval,
    empty for a single date.
    """

    text: str
    earliest: Day | None
    latest: Day | None
    precision: Precision
    is_uncertain: bool = False
    is_approximate: bool = False
    parts: tuple["Edtf", ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Edtf":
        """Read canonical EDTF of our profile; raises `EdtfError` for anything else."""
        return _parse(text)

    @classmethod
    def of_days(cls, first: Day, last: Day | None = None) -> "Edtf":
        """One day, or the days from `first` to `last`, both inclusive; raises `EdtfError` if they are reversed."""
        if last is None or last == first:
            return cls.parse(first.isoformat())
        return cls.parse(f"{first.isoformat()}/{last.isoformat()}")

    @property
    def is_day_precise(self) -> bool:
        """Whether every end and member is a known day, so that it can be drawn on a month grid."""
        return self.precision is Precision.DAY and self.earliest is not None and self.latest is not None

    @property
    def is_choice(self) -> bool:
        """Whether this is one of several candidates, not all of them."""
        return self.text.startswith("[")

    @property
    def is_set(self) -> bool:
        """Whether all members are meant: a meeting, or a group of meetings, on several dates."""
        return self.text.startswith("{")

    def may_overlap(self, other: "Edtf") -> bool:
        """Whether some day may belong to both; an open end reaches for ever."""
        starts_before_end = self.earliest is None or other.latest is None or self.earliest <= other.latest
        ends_after_start = self.latest is None or other.earliest is None or other.earliest <= self.latest
        return starts_before_end and ends_after_start

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _parse(text: str) -> Edtf:
    if not isinstance(text, str) or len(text) > LONGEST:
        raise EdtfError(f"not an EDTF date: {str(text)[:60]!r}")
    if text[:1] + text[-1:] in {"[]", "{}"}:
        return _set(text)
    if "/" in text:
        return _interval(text, *_two(text, "/"))
    return _point(text)


def _point(text: str) -> Edtf:
    if not (match := POINT.fullmatch(text)) or match["year"] == "0000":
        raise EdtfError(f"not an EDTF date: {text[:60]!r}")
    earliest, latest, precision = _span(text, int(match["year"]), match["month"] or "XX", match["day"] or "XX")
    mark = match["mark"] or ""
    return Edtf(text, earliest, latest, precision, mark in {"?", "%"}, mark in {"~", "%"})


def _span(text: str, year: int, month: str, day: str) -> tuple[Day, Day, Precision]:
    """First and last day, and the precision, of a year with what is said of its month and day (XX: nothing)."""
    if month == "XX":
        if day != "XX":
            raise EdtfError(f"a day without its month: {text!r}")
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if int(month) in DIVISIONS and text.count("-") == 1:
        first, months, precision = DIVISIONS[int(month)]
        return date(year, first, 1), _month_end(year, first + months - 1), precision
    try:
        only = date(year, int(month), 1 if day == "XX" else int(day))
    except ValueError:
        raise EdtfError(f"no such day or part of a year: {text!r}") from None
    return (only, _month_end(year, only.month), Precision.MONTH) if day == "XX" else (only, only, Precision.DAY)


def _month_end(year: int, month: int) -> Day:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, calendar.monthrange(year, month)[1])


def _interval(text: str, left: str, right: str) -> Edtf:
    first = None if left == ".." else _point(left)
    last = None if right == ".." else _point(right)
    ends = tuple(end for end in (first, last) if end)
    if not ends:
        raise EdtfError(f"an interval needs one end: {text!r}")
    if first and last and (first.earliest > last.earliest or first.latest > last.latest):  # type: ignore[operator]
        raise EdtfError(f"an interval that ends before it starts: {text!r}")
    return _joined(text, ends, first.earliest if first else None, last.latest if last else None)


def _set(text: str) -> Edtf:
    members = tuple(
        _interval(part, *_two(part, "..")) if ".." in part else _point(part) for part in text[1:-1].split(",")
    )
    earliest = min(member.earliest for member in members)  # type: ignore[type-var]
    latest = max(member.latest for member in members)  # type: ignore[type-var]
    return _joined(text, members, earliest, latest)


def _two(text: str, separator: str) -> tuple[str, str]:
    left, _, right = text.partition(separator)
    if not left or not right or separator in right:
        raise EdtfError(f"not an EDTF interval: {text[:60]!r}")
    return left, right


def _joined(text: str, parts: tuple[Edtf, ...], earliest: Day | None, latest: Day | None) -> Edtf:
    return Edtf(
        text,
        earliest,
        latest,
        max((part.precision for part in parts), key=COARSER.index),
        any(part.is_uncertain for part in parts),
        any(part.is_approximate for part in parts),
        parts,
    )
