"""A plan that was made before, on the register as it is: days found by a search, all else counted anew, no solver."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from iscm.data.plans import KeptLine, KeptPlan
from iscm.planning.choices import Choices
from iscm.planning.costing import Task
from iscm.planning.plans import OtherDay, Plan, Why, clashes_of_plan
from iscm.planning.rules_kept import broken
from iscm.planning.solving import Solved
from iscm.publication.labels import Labels
from iscm.publication.reports.plan import PlanFacts, PlanLine
from iscm.publication.words import Words
from iscm.register.queries.plan_told import LEAST_MET, clash_said, plan_facts
from iscm.register.queries.plans import Asked
from iscm.register.queries.vocabulary import vocabulary

Name = tuple[tuple[str, ...], str, date]
MOST_LEFT = 3  # clashes told that a move undoes
NOTHING: Choices = Choices((), ())


@dataclass(frozen=True, slots=True)
class Known(Solved):
    """A plan whose reasons and weights are known from before: nothing is weighed anew."""

    reasons: tuple[Why, ...] = ()
    before: float | None = None

    def why(self) -> tuple[Why, ...]:
        """As they were told when the plan was made."""
        return self.reasons

    def cost_of(self, _dates: Mapping[str, date]) -> float | None:
        """What the days so far cost when the plan was made."""
        return self.before


@dataclass(frozen=True, slots=True)
class Fit:
    """A kept plan on the register of today. `gone` are its meetings that the register has no longer so, `new` the
    meetings that it does not know, which stay where they are; `broken` how many keep not all rules.
    """

    kept: KeptPlan
    asked: Asked
    solved: Known
    gone: tuple[KeptLine, ...]
    new: tuple[str, ...]
    broken: int

    @property
    def is_whole(self) -> bool:
        """Whether it fits the register line by line: then weights and bound hold as well."""
        return not (self.gone or self.new or self.broken)


def fit(kept: KeptPlan, asked: Asked) -> Fit:
    """A kept plan beside a real year as it is asked now."""
    waiting: dict[Name, list[Task]] = defaultdict(list)
    for task in asked.tasks:
        waiting[_name(task)].append(task)
    found: dict[str, KeptLine] = {}
    gone: list[KeptLine] = []
    for line in kept.lines:
        held = waiting[tuple(sorted(line.mechanisms)), line.title, line.was]
        if held:
            found[held.pop(0).wish.key] = line
        else:
            gone.append(line)
    new = tuple(task.wish.key for task in asked.tasks if task.wish.key not in found)
    dates = {
        task.wish.key: found[task.wish.key].first if task.wish.key in found else asked.before[task.wish.key]
        for task in asked.tasks
    }
    plan = Plan(dates, kept.weight, kept.bound, kept.method, seconds=kept.seconds)
    reasons = tuple(_why(task.wish.key, dates, found.get(task.wish.key)) for task in asked.tasks)
    solved = Known(plan, NOTHING, tuple(dates), reasons, kept.weight_before)
    return Fit(kept, asked, solved, tuple(gone), new, len(broken(asked.tasks, dates)))


def kept_facts(found: Fit, words: Words) -> PlanFacts:
    """What is told of it; its file is called `plan-2024-14-days`."""
    return plan_facts(found.asked, found.solved, f"plan-{found.kept.year}-{found.kept.move}-days", words)


def left_behind(asked: Asked, plan: Plan, words: Words) -> Mapping[str, tuple[str, ...]]:
    """By the key of a meeting that moved, what it clashed with on its day so far and does not in the plan."""
    labels = Labels(vocabulary(), words)
    after = {_pair(one.one.key, one.other.key) for one in clashes_of_plan(asked.tasks, plan.dates, asked.calendar)}
    moved = {key for key, day in asked.before.items() if plan.dates.get(key, day) != day}
    found: dict[str, list[str]] = defaultdict(list)
    for clash in clashes_of_plan(asked.tasks, asked.before, asked.calendar):
        if clash.weight >= LEAST_MET and _pair(clash.one.key, clash.other.key) not in after:
            for key in {clash.one.key, clash.other.key} & moved:
                found[key].append(clash_said(clash, key, labels))
    return {key: tuple(said[:MOST_LEFT]) for key, said in found.items()}


def to_keep(asked: Asked, facts: PlanFacts, plan: Plan, *, year: int, move: int, command: str) -> dict[str, Any]:
    """A plan of a real year as data that any register of these meetings can show (see `iscm.data.plans`)."""
    lines = {line.key: line for line in facts.lines}
    return {
        "year": year,
        "move": move,
        "command": command,
        "method": plan.method,
        "seconds": plan.seconds,
        "weight": plan.cost,
        "weight_before": facts.weight_before,
        "bound": plan.bound,
        "lines": [_line_to_keep(task, lines[task.wish.key]) for task in asked.tasks],
    }


def _line_to_keep(task: Task, line: PlanLine) -> dict[str, Any]:
    return {
        "mechanisms": list(task.meeting.mechanisms),
        "title": line.title,
        "was": task.meeting.first.isoformat(),
        "first": line.first.isoformat(),
        "weight": round(line.weight, 3),
        "others": [[day.isoformat(), round(more, 3)] for day, more in line.others],
    }


def _name(task: Task) -> Name:
    return tuple(sorted(task.meeting.mechanisms)), task.wish.title, task.meeting.first


def _why(key: str, dates: Mapping[str, date], line: KeptLine | None) -> Why:
    others: Iterable[tuple[date, float]] = line.others if line else ()
    return Why(key, dates[key], line.weight if line else 0.0, 0, 0, tuple(OtherDay(*one) for one in others))


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))
