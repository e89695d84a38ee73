"""What each wish costs on each of its days, and what two cost together: what the planner makes small."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iscm.planning.burdens import USUAL as USUAL_BURDENS
from iscm.planning.burdens import ObservanceWeights, burdens
from iscm.planning.calendars import Calendar
from iscm.planning.choices import Choices, Pair
from iscm.planning.clashes import WITHIN, expected
from iscm.planning.engagements import Engagement
from iscm.planning.possible import Possible
from iscm.planning.sharing import Measure, measure, share
from iscm.planning.states import States
from iscm.planning.weights import USUAL, Weights
from iscm.planning.wishes import Wish

SCALE = 1_000
"""Costs are counted in thousandths of a State that would have to be elsewhere, rounded to whole ones."""

MOVED, DAY_MOVED = 10, 1
"""What it costs, in thousandths, to move a meeting at all and for each day: so that none moves without need."""


@dataclass(frozen=True, slots=True)
class Task:
    """A wish with whom it binds: `meeting` is what it would be, on whatever day."""

    wish: Wish
    meeting: Engagement

    def on(self, first: date) -> Engagement:
        """The meeting on its days."""
        return replace(self.meeting, first=first, latest=first, days=self.wish.days)


@dataclass(frozen=True, slots=True)
class Rules:
    """How clashes and days are weighed; two meetings count as near within so many days of each other."""

    within: int = WITHIN
    weights: Weights = USUAL
    day_weights: ObservanceWeights = USUAL_BURDENS


USUAL_RULES = Rules()


def weigh(tasks: Sequence[Task], held: Possible, calendar: Calendar, rules: Rules = USUAL_RULES) -> Choices:
    """The choices of a plan: `held` are the possible days of the same wishes, `calendar` the meetings that stay.

    Those of the calendar that have the key of a wish are the ones to be moved, and do not count.
    """
    own = {task.wish.key for task in tasks}
    staying = [one for one in calendar.engagements if one.key not in own]
    fixed = Calendar(staying, calendar.states)
    costs = tuple(_alone(task, days, fixed, rules) for task, days in zip(tasks, held.days, strict=True))
    return Choices(held.days, costs, tuple(_pairs(tasks, held.days, calendar.states, rules)), held.orders)


def _alone(task: Task, days: Sequence[int], calendar: Calendar, rules: Rules) -> Mapping[int, int]:
    """What each first day costs whatever the other wishes do: by what is observed, and by what stays."""
    if not days:
        return {}
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1]) + timedelta(days=task.wish.days - 1)
    heavy = burdens(calendar.states.codes_of(task.meeting.states), first, last, rules.day_weights)
    found = {day: sum(heavy[date.fromordinal(day + after)] for after in range(task.wish.days)) for day in days}
    for other in calendar.near(first, last, rules.within):
        if not task.meeting.belongs_with(other):
            _add_clash(found, task, other, calendar.states, rules)
    return {day: round(cost * SCALE) + _moving(task.wish, day) for day, cost in found.items()}


def _moving(wish: Wish, day: int) -> int:
    moved = 0 if wish.now is None else abs(day - wish.now.toordinal())
    return MOVED + DAY_MOVED * moved if moved else 0


def _add_clash(found: dict[int, float], task: Task, other: Engagement, states: States, rules: Rules) -> None:
    weighed = measure(share(task.meeting, other, states), task.meeting, other, states, rules.weights)
    if not _weighs(weighed, rules.within):
        return
    low = other.first.toordinal() - task.wish.days + 1 - rules.within
    for day in range(low, other.end.toordinal() + rules.within + 1):
        if day in found:
            found[day] += expected(task.on(date.fromordinal(day)), other, rules.within, weighed)[1]


def _pairs(tasks: Sequence[Task], days: Sequence[Sequence[int]], states: States, rules: Rules) -> Iterable[Pair]:
    for one in range(len(tasks)):
        for other in range(one + 1, len(tasks)):
            if _may_be_near(tasks, days, one, other, rules.within):
                costs = _together(tasks[one], tasks[other], states, rules)
                if costs:
                    yield Pair(one, other, costs)


def _may_be_near(tasks: Sequence[Task], days: Sequence[Sequence[int]], one: int, other: int, within: int) -> bool:
    mine, others = days[one], days[other]
    if not mine or not others:
        return False
    length, other_length = tasks[one].wish.days - 1 + within, tasks[other].wish.days - 1 + within
    return mine[0] - others[-1] <= other_length and others[0] - mine[-1] <= length


def _together(one: Task, other: Task, states: States, rules: Rules) -> dict[int, int]:
    """The cost by how many days `other` begins after `one`."""
    if one.meeting.belongs_with(other.meeting):
        return {}
    weighed = measure(share(one.meeting, other.meeting, states), one.meeting, other.meeting, states, rules.weights)
    if not _weighs(weighed, rules.within):
        return {}
    lasts, other_lasts = one.wish.days - 1, other.wish.days - 1
    likelihood, found = one.meeting.likelihood * other.meeting.likelihood, {}
    for after in range(-other_lasts - rules.within, lasts + rules.within + 1):
        gap = max(0, after - lasts, -after - other_lasts)
        if cost := round(likelihood * weighed.at(gap) * SCALE):
            found[after] = cost
    return found


def _weighs(weighed: Measure, within: int) -> bool:
    return any(round(weighed.at(gap) * SCALE) for gap in range(within + 1))
