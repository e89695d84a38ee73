"""A month as a grid of weeks, and a year as twelve small ones."""

import calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.safestring import SafeString

from iscm.register.queries.bitsets import places_of
from iscm.register.queries.year_lines import DATED, MONTH
from iscm.register.queries.year_lists import YearList
from iscm.website.dates import day_in_words, month_name, weekday_names
from iscm.website.written import GOES_ON, OF_DAY, written

WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)
_MONTHS = {form for month in range(1, 13) for form in (str(month), f"{month:02}")}
SHADES = (0, 1, 2, 4)  # a day with more meetings than these is a shade darker
MOST_OF_DAY, MOST_VAGUE = 12, 100  # so many meetings of a day, and of a month without a day, are shown


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `number` is 0 outside the month. `entries` are written; `more` are not, but at `href`."""

    number: int
    name: str
    iso: str
    entries: list[SafeString]
    is_today: bool
    more: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month. `vague` may fall in it, without a day, and `more`. `others` are the months with their addresses."""

    month: int
    name: str
    weekdays: list[str]
    weeks: list[list[Day]]
    vague: list[SafeString]
    more: int
    others: list[tuple[int, str, str, bool]]


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """A month of the year at a glance: weeks of (day, shade 0–4, number of meetings), day 0 outside the month."""

    name: str
    anchor: str
    weeks: list[list[tuple[int, int, int]]]


def month_page(found: YearList, asked: str, today: date, here: str) -> MonthGrid:
    """The month asked for ("3" or "03"), else the present one, else the first that has a meeting."""
    year = found.index.year
    month = int(asked) if asked in _MONTHS else _opening(found, today)
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    dated = found.index.having(DATED)
    on = _by_day(found, found.in_time(first - timedelta(days=1), last) & dated)
    joint = "&" if "?" in here else "?"

    def day(number: int) -> Day:
        if not number:
            return Day(0, "", "", [], is_today=False)
        return _day(found, on, date(year, month, number), today, f"{here}{joint}")

    weeks = [[day(number) for number in week] for week in WEEKS.monthdayscalendar(year, month)]
    vague = found.in_order(found.in_time(first, last) & ~dated)
    shown = written([found.key(place) for place in vague[:MOST_VAGUE]])
    others = [(m, month_name(m, short=True), f"{here}{joint}view=month&month={m}", m == month) for m in range(1, 13)]
    more = max(len(vague) - MOST_VAGUE, 0)
    return MonthGrid(month, month_name(month), weekday_names(), weeks, shown, more, others)


def year_months(found: YearList) -> list[SmallMonth]:
    """The twelve months, each day shaded by the number of its meetings."""
    year = found.index.year
    bits = found.bits & found.index.having(DATED)
    on = Counter(day for place in places_of(bits) for day in found.index.days(place))
    return [
        SmallMonth(
            month_name(month),
            f"m{month:02}",
            [[_small(on, year, month, number) for number in week] for week in WEEKS.monthdayscalendar(year, month)],
        )
        for month in range(1, 13)
    ]


def _by_day(found: YearList, bits: int) -> dict[int, list[int]]:
    """The places of these meetings on each of their days, in the order of lists."""
    on: dict[int, list[int]] = defaultdict(list)
    for place in found.in_order(bits):
        for day in found.index.days(place):
            on[day].append(place)
    return on


def _opening(found: YearList, today: date) -> int:
    year, dated = found.index.year, found.bits & found.index.having(DATED)
    held = (month for month in range(1, 13) if dated & found.index.having(MONTH, month))
    return today.month if today.year == year else next(held, 1)


def _day(found: YearList, on: dict[int, list[int]], day: date, today: date, here: str) -> Day:
    places = on.get(day.toordinal(), [])
    is_told = day.day > 1 and day.weekday() != calendar.MONDAY
    before = set(on.get(day.toordinal() - 1, ())) if is_told else set()
    more = max(len(places) - MOST_OF_DAY, 0)
    if more:
        # What only goes on was told on the day before, as far as there was room for it.
        places = sorted(places, key=before.__contains__)
    entries = []
    for goes_on, group in groupby(places[:MOST_OF_DAY], key=before.__contains__):
        entries += written([found.key(place) for place in group], GOES_ON if goes_on else OF_DAY)
    name, iso = day_in_words(day), day.isoformat()
    return Day(day.day, name, iso, entries, day == today, more, f"{here}from={iso}&to={iso}" if more else "")


def _small(on: Counter[int], year: int, month: int, number: int) -> tuple[int, int, int]:
    held = on[date(year, month, number).toordinal()] if number else 0
    return number, sum(held > shade for shade in SHADES), held
