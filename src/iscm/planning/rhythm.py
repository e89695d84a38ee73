"""When the next meeting of a series may be, by the rhythm of those before: an expectation, never a meeting."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

YEAR = 365.25  # days
FEWEST = 3  # meetings from which a rhythm is told
INTERVALS = (0.5, 1.0, 2.0, 3.0, 4.0)  # years
STRETCH = 1.35  # a rhythm that lies further from each of these is none
MISSED = 0.8
"""By this factor an expectation is less likely each time that it was due and nothing is known: our own judgement."""
MARGIN = 15  # days around the day of the year that count to the months told, at least
MOST_MONTHS = 6  # who meets at any time of the year has no months
MOST_MISSED = 20
FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting of a series that was held, or is announced: its first day, its number where it has one.

    `uid` is empty for one that the register only knows of and has no meeting for.
    """

    uid: str
    first: date
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A series as it is handed over: its name, whose it is, and its meetings in whatever order."""

    key: str
    title: str
    mechanisms: tuple[str, ...]
    kind: str
    meetings: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """The next meeting of a series, as far as its rhythm tells: no meeting, and nobody said so.

    It is due about `about`, in one of `months` (1 to 12, in their order; none where it has no time of the year), every
    `interval` years.
    `likelihood`, from 0 to 1, is how often the rhythm was kept, less for each of the `missed` times that it was due and
    nothing is known of it. `rests_on` are the uids of the meetings that tell the rhythm.
    """

    series: str
    title: str
    mechanisms: tuple[str, ...]
    kind: str
    about: date
    months: tuple[int, ...]
    interval: float
    likelihood: float
    missed: int
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """An expectation for a year that is known: the day on which a meeting of the series began, the nearest to it."""

    expectation: Expectation
    held: date | None

    @property
    def error(self) -> int | None:
        """By how many days it was wrong; None where none was held."""
        return None if self.held is None else abs((self.held - self.expectation.about).days)


@dataclass(frozen=True, slots=True)
class BackTest:
    """How well the rhythm of the years before told a year: `series` were held in it that had meetings before."""

    year: int
    tried: tuple[Tried, ...]
    series: int

    @property
    def hit_rate(self) -> float:
        """Which share of the expectations came true in that year, from 0 to 1."""
        return sum(one.held is not None for one in self.tried) / len(self.tried) if self.tried else 0.0

    @property
    def in_months(self) -> float:
        """Which share of those that tell months came true in one of them."""
        told = [one for one in self.tried if one.expectation.months]
        kept = [one for one in told if one.held and one.held.month in one.expectation.months]
        return len(kept) / len(told) if told else 0.0

    @property
    def median_error(self) -> float | None:
        """By how many days those that came true were wrong, half of them by less; None where none did."""
        errors = [one.error for one in self.tried if one.error is not None]
        return median(errors) if errors else None


def expectations(lines: Iterable[Line], years: Collection[int], after: date) -> tuple[Expectation, ...]:
    """What is to be expected after a day, by day; nothing of a series that has a meeting announced after it.

    `years` are those whose calendars are known: that a series did not meet is known of no other year.
    """
    found = (expected for one in lines if (expected := expectation(one, years, after)))
    return tuple(sorted(found, key=lambda one: (one.about, one.series)))


def expectation(line: Line, years: Collection[int], after: date) -> Expectation | None:
    """What is to be expected of one series; None where it has no rhythm, or its next meeting is announced."""
    held = sorted(line.meetings, key=lambda one: (one.first, one.uid))
    if len(held) < FEWEST or held[-1].first > after:
        return None
    interval = _interval(held, years)
    if interval is None:
        return None
    about, missed = _next(held, interval, after)
    kept = _kept(held, years, interval)
    return Expectation(
        line.key,
        line.title,
        line.mechanisms,
        line.kind,
        about,
        _months(held, interval, about),
        interval,
        round(kept * MISSED**missed, 3),
        missed,
        tuple(one.uid for one in held if one.uid),
    )


def back_test(lines: Sequence[Line], years: Collection[int], year: int) -> BackTest:
    """What would have been expected for a year from the years before it alone, beside what was held in it."""
    before, first, last = {one for one in years if one < year}, date(year, 1, 1), date(year, 12, 31)
    held = {one.key: [past.first for past in one.meetings if past.first.year == year] for one in lines}
    cut = [
        Line(one.key, one.title, one.mechanisms, one.kind, tuple(p for p in one.meetings if p.first < first))
        for one in lines
    ]
    expected = [one for one in expectations(cut, before, first - timedelta(days=1)) if one.about <= last]
    tried = tuple(
        Tried(one, min(held[one.series], key=lambda day: abs((day - one.about).days), default=None)) for one in expected
    )
    return BackTest(year, tried, sum(bool(held[one.key] and one.meetings) for one in cut))


def _interval(held: Sequence[Past], years: Collection[int]) -> float | None:
    """The years from one meeting to the next: by their numbers where they have some, else by the years known."""
    told = _by_number(held) or _by_years(held, years)
    nearest = min(INTERVALS, key=lambda one: max(one / told, told / one)) if told else None
    return nearest if nearest and told and max(nearest / told, told / nearest) <= STRETCH else None


def _by_number(held: Sequence[Past]) -> float | None:
    """The median over pairs of numbered meetings: what lies between is known to have been held, whoever printed it."""
    numbered = [(one.first, one.ordinal) for one in held if one.ordinal is not None]
    steps = [
        (later - earlier).days / YEAR / (upper - lower)
        for (earlier, lower), (later, upper) in pairwise(numbered)
        if upper > lower and later > earlier
    ]
    return median(steps) if len(steps) + 1 >= FEWEST else None


def _by_years(held: Sequence[Past], years: Collection[int]) -> float | None:
    """Known years, from the first with a meeting, by how many meetings they have."""
    known = [year for year in years if year >= held[0].first.year]
    met = [one for one in held if one.first.year in known]
    return len(known) / len(met) if met else None


def _kept(held: Sequence[Past], years: Collection[int], interval: float) -> float:
    """How often the rhythm was kept, by the rule of succession: (times + 1) / (chances + 2)."""
    known = [year for year in years if year >= held[0].first.year]
    met = len({one.first.year for one in held if one.first.year in known})
    chances = max(len(known) / max(interval, 1.0), met)
    return (met + 1) / (chances + 2)


def _next(held: Sequence[Past], interval: float, after: date) -> tuple[date, int]:
    """The first day after a day on which it is due, and how often it was due before and nothing is known."""
    if interval < 1:
        half = timedelta(days=round(interval * YEAR))
        due = [held[-1].first + half * times for times in range(1, MOST_MISSED * 2)]
    else:
        middle, last, step = _middle(held), held[-1].first.year, round(interval)
        due = [_in_year(last + step * times, middle) for times in range(1, MOST_MISSED)]
    missed = sum(day <= after for day in due)
    return next((day for day in due if day > after), due[-1]), missed


def _middle(held: Sequence[Past]) -> date:
    """One of their days that lies nearest to all in the year, around its turn too; the earliest of equals."""
    days: dict[int, date] = {}
    for one in held:
        days.setdefault(_of_year(one.first), one.first)
    often = Counter(_of_year(one.first) for one in held)
    nearest = min(days, key=lambda day: (sum(_apart(day, other) * times for other, times in often.items()), day))
    return days[nearest]


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


def _apart(one: int, other: int) -> float:
    """By how many days two days of the year lie apart, whatever their years."""
    apart = abs(one - other)
    return min(apart, YEAR - apart)


def _in_year(year: int, day: date) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == FEBRUARY else day.day)


def _months(held: Sequence[Past], interval: float, about: date) -> tuple[int, ...]:
    """The months around the day, as far as three in four meetings lie from it; two weeks at least."""
    if interval < 1:
        spread = MARGIN * 2
    else:
        middle = _of_year(_middle(held))
        apart = sorted(_apart(_of_year(one.first), middle) for one in held)
        spread = max(MARGIN, round(apart[len(apart) * 3 // 4]))
    found = tuple(_month_by_month(about - timedelta(days=spread), about + timedelta(days=spread)))
    return found if len(found) <= MOST_MONTHS else ()


def _month_by_month(first: date, last: date) -> Iterator[int]:
    day = first
    while day <= last:
        yield day.month
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def by_mechanism(found: Iterable[Expectation]) -> Mapping[str, tuple[Expectation, ...]]:
    """The same by the slug of each mechanism that takes part."""
    held: dict[str, list[Expectation]] = defaultdict(list)
    for one in found:
        for slug in one.mechanisms:
            held[slug].append(one)
    return {slug: tuple(those) for slug, those in held.items()}
