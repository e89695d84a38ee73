"""How bound each State is, week by week: days on which its delegations would be at meetings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from iscm.planning.calendars import Calendar
from iscm.planning.engagements import Engagement
from iscm.planning.weights import MANY_DAYS

WEEK = 7
SIGNIFICANT = 3


@dataclass(frozen=True, slots=True)
class Bound:
    """A State (alpha-2) and, for each week, the days of meetings of its mechanisms, expected over the days they may be.

    Two meetings on one day count as two: that is what binds a delegation. One that lasts for many days counts as ten,
    spread over all of them: nobody is bound on each.
    """

    state: str
    weeks: tuple[float, ...]

    @property
    def days(self) -> float:
        """All days of all weeks."""
        return round(sum(self.weeks), SIGNIFICANT)

    @property
    def busiest(self) -> int:
        """The place of the week with the most days, the first of equals."""
        return max(range(len(self.weeks)), key=lambda place: (self.weeks[place], -place))


def bound_weeks(calendar: Calendar, first: date, weeks: int) -> tuple[Bound, ...]:
    """Every State that is bound in some of so many weeks from `first` on, the most bound first, equals by code.

    Only members are bound; who observes, or may come because a meeting is open to all, is not. Raises `ValueError` for
    less than one week. Time grows with the meetings, each times its weeks and its States.
    """
    if weeks < 1:
        raise ValueError(f"a calendar has one week at least, not {weeks}")
    held: dict[str, list[float]] = defaultdict(lambda: [0.0] * weeks)
    for one in calendar.near(first, first + timedelta(days=WEEK * weeks - 1)):
        expected = list(_by_week(one, first, weeks))
        for state in calendar.states.codes_of(one.states):
            for place, days in expected:
                held[state][place] += days
    found = (Bound(state, tuple(round(days, SIGNIFICANT) for days in each)) for state, each in held.items())
    return tuple(sorted((one for one in found if one.days), key=lambda one: (-one.days, one.state)))


def _by_week(one: Engagement, first: date, weeks: int) -> Iterator[tuple[int, float]]:
    """The weeks in which a meeting may be, each with the days that are to be expected in it."""
    starts = (one.latest - one.first).days + 1
    from_, until = (one.first - first).days, (one.end - first).days
    for place in range(max(0, from_ // WEEK), min(weeks - 1, until // WEEK) + 1):
        days = (_covering(from_, starts, one.days, day) for day in range(place * WEEK, (place + 1) * WEEK))
        if covered := sum(days):
            yield place, one.likelihood * min(1.0, MANY_DAYS / one.days) * covered / starts


def _covering(first: int, starts: int, days: int, day: int) -> int:
    """How many of the possible first days make the meeting last over a day."""
    return max(0, min(first + starts - 1, day) - max(first, day - days + 1) + 1)
