"""OR-Tools' CP-SAT on the choices of a plan, or of a part of one: the best there is, or a bound for it.

The model has a boolean for each wish and first day, and for each pair and each step of its cost a boolean that says
that it is paid; a clause for each two days that cost as much. One at-most-one constraint a day was as good and slower
to read; order literals and reified precedences were smaller and found worse plans, when they were tried by hand. What
this one finds stands in docs/performance.md. Only this file knows OR-Tools, an extra.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from typing import Any

from iscm.planning.choices import FOR_EVER, Choices

Literals = dict[int, Any]
"""A boolean of the model for each first day of a wish. OR-Tools is loaded late: its types have no names here."""

MOST_CLAUSES = 500_000
"""A model with more is not made: it would take longer to read than to do without."""
POLL = 0.05  # seconds between two looks at whether to stop
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Answer:
    """The best first days found (None: none in time), what they cost, and what no plan can cost less than."""

    days: tuple[int, ...] | None
    cost: int
    bound: int

    @property
    def is_best(self) -> bool:
        """Whether nothing better can be."""
        return self.days is not None and self.cost <= self.bound


def is_there() -> bool:
    """Whether OR-Tools is installed."""
    return find_spec("ortools") is not None


def clauses(choices: Choices) -> int:
    """How large a model of these choices would be."""
    return sum(
        min(len(choices.days[pair.one]), len(choices.days[pair.other])) * len(pair.costs) for pair in choices.pairs
    )


def solve_exactly(
    choices: Choices,
    start: Sequence[int],
    *,
    seconds: float,
    workers: int = 1,
    seed: int = 1,
    should_stop: Callable[[], bool] = lambda: False,
) -> Answer:
    """The best plan of these choices, or as far as the time goes; `start` is a plan to begin with.

    Deterministic with one worker where neither the time ran out nor anybody stopped it.
    """
    if choices.cost(start) == choices.least_alone and choices.is_possible(start):
        return Answer(tuple(start), choices.least_alone, choices.least_alone)
    from ortools.sat.python import cp_model  # noqa: PLC0415  # takes a second, and is an extra

    model, chosen = _model(choices, cp_model.CpModel())
    for literals, day in zip(chosen, start, strict=True):
        for other, literal in literals.items():
            model.add_hint(literal, other == day)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, POLL)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    status = _run(solver, model, should_stop)
    bound = max(choices.least_alone, ceil(solver.best_objective_bound - EPSILON))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Answer(None, FOR_EVER, bound)
    found = tuple(next(day for day, literal in of.items() if solver.boolean_value(literal)) for of in chosen)
    return Answer(found, choices.cost(found), bound)


def _run(solver: Any, model: Any, should_stop: Callable[[], bool]) -> object:
    """Solve beside this thread, which goes on listening to whoever wants it stopped."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(solver.solve(model)))
    thread.start()
    while thread.is_alive():
        thread.join(POLL)
        if should_stop():
            solver.stop_search()
    return found[0]


def _model(choices: Choices, model: Any) -> tuple[Any, list[Literals]]:
    chosen = [{day: model.new_bool_var("") for day in days} for days in choices.days]
    for literals in chosen:
        model.add_exactly_one(literals.values())
    for order in choices.orders:
        earlier, later = (sum(day * of for day, of in chosen[end].items()) for end in (order.earlier, order.later))
        model.add(later - earlier >= order.least)
        model.add(later - earlier <= order.most)
    paid = [
        costs[day] * literals[day] for literals, costs in zip(chosen, choices.costs, strict=True) for day in literals
    ]
    for pair in choices.pairs:
        paid += _steps(model, chosen[pair.one], chosen[pair.other], pair.costs)
    model.minimize(sum(paid))
    return model, chosen


def _steps(model: Any, one: Literals, other: Literals, costs: Mapping[int, int]) -> Iterator[Any]:
    """For each step of a pair's cost, the cheapest first: its cost, where both lie so that it is to be paid."""
    below = 0
    for cost in sorted(set(costs.values())):
        gaps = [gap for gap, value in costs.items() if value >= cost]
        met = [(day, day + gap) for day in one for gap in gaps if day + gap in other]
        if met:
            step = model.new_bool_var("")
            for day, other_day in met:
                model.add_bool_or(one[day].negated(), other[other_day].negated(), step)
            yield (cost - below) * step
        below = cost
