"""A month as a grid of weeks, and a year as twelve small ones."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.website.dates import day_in_words, month_name, weekday_names
from iscm.website.entries import Entry, entry

WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)
_MONTHS = {form for month in range(1, 13) for form in (str(month), f"{month:02}")}
SHADES = (0, 1, 2, 4)  # a day with more meetings than these is a shade darker


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `number` is 0 outside the month. `goes_on` are the uids of meetings told in full before."""

    number: int
    name: str
    iso: str
    entries: list[Entry]
    is_today: bool
    goes_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month. `vague` may fall in it, without a day. `others` are the months with their addresses."""

    month: int
    name: str
    weekdays: list[str]
    weeks: list[list[Day]]
    vague: list[Entry]
    others: list[tuple[int, str, str, bool]]


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """A month of the year at a glance: weeks of (day, shade 0–4, number of meetings), day 0 outside the month."""

    name: str
    anchor: str
    weeks: list[list[tuple[int, int, int]]]


def month_page(rows: Sequence[MeetingRow], year: int, asked: str, today: date, here: str) -> MonthGrid:
    """The month asked for ("3" or "03"), else the present one, else the first that has a meeting."""
    on = _by_day(rows)
    month = int(asked) if asked in _MONTHS else _opening(on, year, today)
    weeks = [[_day(on, year, month, number, today) for number in week] for week in WEEKS.monthdayscalendar(year, month)]
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    vague = [
        entry(row)
        for row in rows
        if not row.is_day_precise and row.earliest and row.latest and row.earliest <= last and row.latest >= first
    ]
    joint = "&" if "?" in here else "?"
    others = [(m, month_name(m, short=True), f"{here}{joint}view=month&month={m}", m == month) for m in range(1, 13)]
    return MonthGrid(month, month_name(month), weekday_names(), weeks, vague, others)


def year_months(rows: Sequence[MeetingRow], year: int) -> list[SmallMonth]:
    """The twelve months, each day shaded by the number of its meetings."""
    on = _by_day(rows)
    return [
        SmallMonth(
            month_name(month),
            f"m{month:02}",
            [[_small(on, year, month, number) for number in week] for week in WEEKS.monthdayscalendar(year, month)],
        )
        for month in range(1, 13)
    ]


def _by_day(rows: Sequence[MeetingRow]) -> dict[date, list[MeetingRow]]:
    on: dict[date, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        if not row.is_day_precise:
            continue
        when = Edtf.parse(row.edtf)
        for part in when.parts if when.is_set or when.is_choice else (when,):
            for day in _days(part):
                on[day].append(row)
    return on


def _days(when: Edtf) -> Iterator[date]:
    if when.earliest and when.latest:
        yield from (when.earliest + timedelta(days=ahead) for ahead in range((when.latest - when.earliest).days + 1))


def _opening(on: dict[date, list[MeetingRow]], year: int, today: date) -> int:
    months = {day.month for day in on if day.year == year}
    return today.month if today.year == year else min(months, default=1)


def _day(on: dict[date, list[MeetingRow]], year: int, month: int, number: int, today: date) -> Day:
    if not number:
        return Day(0, "", "", [], is_today=False)
    day = date(year, month, number)
    rows = on.get(day, [])
    is_told = day.day > 1 and day.weekday() != calendar.MONDAY
    before = frozenset(row.uid for row in on.get(day - timedelta(days=1), ())) if is_told else frozenset()
    return Day(number, day_in_words(day), day.isoformat(), [entry(row) for row in rows], day == today, before)


def _small(on: dict[date, list[MeetingRow]], year: int, month: int, number: int) -> tuple[int, int, int]:
    held = len(on.get(date(year, month, number), ())) if number else 0
    return number, sum(held > shade for shade in SHADES), held
