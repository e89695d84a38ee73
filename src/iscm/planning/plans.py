"""A plan: a first day for each wish, what that costs and how far from the best it can be; why, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from iscm.planning.calendars import Calendar
from iscm.planning.choices import Choices
from iscm.planning.clashes import Clash, clashes_within
from iscm.planning.costing import SCALE, USUAL_RULES, Rules, Task

OTHERS_TOLD = 3
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the search had come after so many seconds."""

    seconds: float
    cost: float
    bound: float


@dataclass(frozen=True, slots=True)
class Plan:
    """First days by the key of the wish, in the order of the wishes.

    `cost` is what all clashes and observances weigh together, in States that would have to be elsewhere; no plan of
    these wishes costs less than `bound`. `method` is cp-sat, or local-search where OR-Tools is not installed: then the
    bound is only what each wish costs on its own best day. `is_finished`: the search came to its end by itself, so that
    it would find the same again with one worker.
    """

    dates: Mapping[str, date] = field(hash=False)
    cost: float
    bound: float
    method: str = "cp-sat"
    is_finished: bool = False
    seconds: float = 0.0
    progress: tuple[Step, ...] = ()

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that nothing better can be."""
        return self.cost <= self.bound

    @property
    def gap(self) -> float:
        """By which share of its cost it might be bettered at most, from 0 to 1."""
        return 0.0 if self.is_optimal else (self.cost - self.bound) / self.cost


@dataclass(frozen=True, slots=True)
class OtherDay:
    """What a wish would add to the cost on another day, all else staying as it is; never less than the plan's day,
    unless the plan can be bettered.
    """

    first: date
    more: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why a wish has its day: what that day costs, how many days were possible, and the best of the others.

    `in_order`: how many of these keep all gaps, with the others where they are; only those are compared.
    """

    wish: str
    first: date
    cost: float
    possible: int
    in_order: int
    others: tuple[OtherDay, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A wish that has another day in the second plan; None where a plan has not got it."""

    wish: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two plans, first to second. `cost` is the second's less the first's."""

    moved: tuple[Moved, ...]
    cost: float
    gone: tuple[Clash, ...]
    new: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many pairs of meetings clash, and in how many cases a State is a member in both."""

    pairs: int
    states: int


def planned(tasks: Iterable[Task], dates: Mapping[str, date], calendar: Calendar) -> Calendar:
    """The calendar with the wishes on their days, in place of the meetings that have their keys."""
    meetings = [task.on(dates[task.wish.key]) for task in tasks if task.wish.key in dates]
    keys = {one.key for one in meetings}
    return Calendar((*meetings, *(one for one in calendar.engagements if one.key not in keys)), calendar.states)


def clashes_of_plan(
    tasks: Sequence[Task], dates: Mapping[str, date], calendar: Calendar, rules: Rules = USUAL_RULES
) -> tuple[Clash, ...]:
    """What the wishes still collide with on these days, among themselves and with what stays, weightiest first."""
    found = clashes_within(planned(tasks, dates, calendar), rules.within, rules.weights)
    return tuple(one for one in found if one.one.key in dates or one.other.key in dates)


def count_clashes(calendar: Calendar, within: int = 0) -> Count:
    """The pairs whose days are known and which lie within so many days (0: share a day), as far as members are in both.

    What belongs together, as a meeting and what prepares it, does not count.
    """
    found = [one for one in clashes_within(calendar, within) if one.is_sure and one.chance > 0 and one.shared]
    return Count(len(found), sum(one.shared.bit_count() for one in found))


def why(choices: Choices, keys: Sequence[str], dates: Mapping[str, date]) -> tuple[Why, ...]:
    """Why each wish has its day; `keys` in the order of the choices."""
    chosen = [dates[key].toordinal() for key in keys]
    return tuple(_why(choices, chosen, at, key) for at, key in enumerate(keys))


def compare(
    tasks: Sequence[Task], one: Plan, other: Plan, calendar: Calendar, rules: Rules = USUAL_RULES
) -> Comparison:
    """What differs between two plans of the same wishes."""
    keys = dict.fromkeys((*one.dates, *other.dates))
    moved = tuple(
        Moved(key, one.dates.get(key), other.dates.get(key))
        for key in keys
        if one.dates.get(key) != other.dates.get(key)
    )
    before = {_pair(clash): clash for clash in clashes_of_plan(tasks, one.dates, calendar, rules)}
    after = {_pair(clash): clash for clash in clashes_of_plan(tasks, other.dates, calendar, rules)}
    return Comparison(
        moved,
        round(other.cost - one.cost, 3),
        tuple(clash for pair, clash in before.items() if pair not in after),
        tuple(clash for pair, clash in after.items() if pair not in before),
    )


def last_day(task: Task, dates: Mapping[str, date]) -> date:
    """The last day of a wish in a plan."""
    return dates[task.wish.key] + timedelta(days=task.wish.days - 1)


def _why(choices: Choices, chosen: Sequence[int], at: int, key: str) -> Why:
    prices = _prices(choices, chosen, at)
    day = chosen[at]
    kept = sorted((price - prices[day], other) for other, price in prices.items() if other != day)
    others = tuple(OtherDay(date.fromordinal(other), more / SCALE) for more, other in kept[:OTHERS_TOLD])
    return Why(key, date.fromordinal(day), prices[day] / SCALE, len(choices.days[at]), len(prices), others)


def _prices(choices: Choices, chosen: Sequence[int], at: int) -> dict[int, int]:
    """What each day costs that is in order with the others, beside all that these cost."""
    found = {}
    for day in choices.days[at]:
        tried = [*chosen[:at], day, *chosen[at + 1 :]]
        orders = (order for order in choices.orders if at in {order.earlier, order.later})
        if all(order.is_kept(tried[order.earlier], tried[order.later]) for order in orders):
            found[day] = choices.costs[at][day]
    for pair in choices.pairs:
        if at in {pair.one, pair.other}:
            for day in found:
                gap = day - chosen[pair.one] if at == pair.other else chosen[pair.other] - day
                found[day] += pair.costs.get(gap, 0)
    return found


def _pair(clash: Clash) -> Pair:
    one, other = sorted((clash.one.key, clash.other.key))
    return one, other
