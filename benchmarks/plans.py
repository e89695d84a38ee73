"""Year plans: how good after 10 and 60 seconds, how far from the best, and the real years moved by two weeks."""

import os
import time
from collections.abc import Iterator
from datetime import date

from benchmarks.measuring import Measure, measure
from benchmarks.wished import YEAR, wished
from iscm.planning.calendars import Calendar
from iscm.planning.costing import weigh
from iscm.planning.plans import Plan, Step
from iscm.planning.possible import possible
from iscm.planning.solving import Solved, solve
from iscm.planning.wishes import Wishes

GROUP = "planning"
WISHES = (40, 150)
SECONDS, GOOD_AFTER = 60, 10
MOVE, WITHIN = 14, 3
REAL_YEARS = (2017, 2024)
LONG_AGO = date(1, 1, 1)
WORKERS = min(2, os.cpu_count() or 1)


def measure_plans() -> Iterator[Measure]:
    """Made-up wishes of real mechanisms, and the years of the register as they might have been."""
    for count in WISHES:
        yield _prepared(count)
        yield _planned(count)
    yield from (_real(year) for year in REAL_YEARS)


def _prepared(count: int) -> Measure:
    """What comes before the search: possible days and their costs."""
    tasks, states = wished(count)
    wishes, calendar = Wishes(tuple(task.wish for task in tasks)), Calendar((), states)
    name = f"possible days and costs of {count} wishes"
    return measure(GROUP, name, lambda: weigh(tasks, possible(wishes, calendar, LONG_AGO), calendar), runs=3)


def _planned(count: int) -> Measure:
    tasks, states = wished(count)
    begun = time.perf_counter()
    solved = solve(tasks, Calendar((), states), today=date(YEAR - 1, 1, 1), seconds=SECONDS, workers=WORKERS)
    return _measure(f"a plan of {count} wishes", begun, _quality(solved.plan))


def _real(year: int) -> Measure:
    from iscm.register.queries.plans import before_after, year_asked

    asked, begun = year_asked(year, MOVE), time.perf_counter()
    solved = solve(asked.tasks, asked.calendar, today=LONG_AGO, seconds=SECONDS, workers=WORKERS, start=asked.before)
    found = before_after(asked, solved.plan.dates, WITHIN)
    states = f"States in two meetings at once {found.before.states} → {found.after.states}"
    near = f"within {WITHIN} days {found.near_before.states} → {found.near_after.states}"
    weight = _weight_before(solved, asked.before)
    name = f"{year}, in-person meetings moved by up to {MOVE} days"
    return _measure(name, begun, f"{states}; {near}; weight before {weight}, {_quality(solved.plan)}")


def _weight_before(solved: Solved, before: dict[str, date]) -> str:
    cost = solved.cost_of(before)
    return "not known" if cost is None else f"{cost:.1f}"


def _quality(plan: Plan) -> str:
    """The cost after ten seconds and at the end, with the bound."""
    early = [step for step in plan.progress if step.seconds <= GOOD_AFTER] or [Step(0, plan.cost, plan.bound)]
    proven = "proven best" if plan.is_optimal else f"at most {plan.gap:.0%} from the best"
    weights = f"weight {early[-1].cost:.1f} after {GOOD_AFTER} s, {plan.cost:.1f} at the end"
    return f"{weights}, bound {plan.bound:.1f}: {proven}"


def _measure(name: str, begun: float, note: str) -> Measure:
    """One run; it may take its time and a little for ending."""
    taken = time.perf_counter() - begun
    return Measure(name, GROUP, 1, taken, taken, taken, SECONDS * 1.2, note)
