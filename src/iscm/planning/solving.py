"""A plan for all wishes at once: what is possible, what it costs, the search, and the plan as days."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from iscm.domain.errors import ConflictError
from iscm.planning import solver
from iscm.planning.calendars import Calendar
from iscm.planning.choices import Choices
from iscm.planning.contradictions import Contradiction, contradictions
from iscm.planning.costing import SCALE, USUAL_RULES, Rules, Task, weigh
from iscm.planning.plans import Plan, Step, Why, why
from iscm.planning.possible import possible
from iscm.planning.searching import Progress, Search
from iscm.planning.wishes import Wishes

SECONDS = 60.0
CP_SAT, LOCAL_SEARCH = "cp-sat", "local-search"


class ImpossibleWishesError(ConflictError):
    """Wishes of which no plan can be made; `found` says which contradict each other."""

    def __init__(self, found: tuple[Contradiction, ...]) -> None:
        self.found = found
        super().__init__(" ".join(one.message for one in found))


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan, and the choices that it was made from."""

    plan: Plan
    choices: Choices
    keys: tuple[str, ...]

    def why(self) -> tuple[Why, ...]:
        """Why each wish has its day."""
        return why(self.choices, self.keys, self.plan.dates)

    def cost_of(self, dates: Mapping[str, date]) -> float | None:
        """What other days of the same wishes cost; None where one of them is not possible."""
        days = [dates[key].toordinal() for key in self.keys if key in dates]
        is_whole = len(days) == len(self.keys) and self.choices.is_possible(days)
        return self.choices.cost(days) / SCALE if is_whole else None


def solve(
    tasks: Sequence[Task],
    calendar: Calendar,
    *,
    today: date,
    seconds: float = SECONDS,
    rules: Rules = USUAL_RULES,
    start: Mapping[str, date] | None = None,
    workers: int = 1,
    seed: int = 1,
    with_solver: bool = True,
    on_progress: Callable[[Step], None] = lambda _step: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The plan that costs least, as far as it is found within about so many seconds; never worse than `start`.

    `calendar` are the meetings that stay, and the States. `on_progress` hears of every better plan and bound;
    `should_stop` is asked all the time, and the best plan so far is kept. The same with one worker and one seed
    wherever `Plan.is_finished`. Raises `ImpossibleWishesError`.
    """
    wishes = Wishes(tuple(task.wish for task in tasks))
    held = possible(wishes, calendar, today)
    if found := contradictions(wishes, calendar, today, held):
        raise ImpossibleWishesError(found)
    choices = weigh(tasks, held, calendar, rules)
    keys = tuple(wishes.by_key)
    with_solver = with_solver and solver.is_there()
    search = Search(
        choices,
        seconds,
        workers=workers,
        seed=seed,
        with_solver=with_solver,
        on_progress=lambda progress: on_progress(_step(progress)),
        should_stop=should_stop,
    )
    outcome = search.run(_ordinals(keys, start or {}))
    plan = Plan(
        {key: date.fromordinal(day) for key, day in zip(keys, outcome.days, strict=True)},
        outcome.cost / SCALE,
        outcome.bound / SCALE,
        CP_SAT if with_solver else LOCAL_SEARCH,
        outcome.is_finished,
        outcome.seconds,
        tuple(_step(one) for one in outcome.progress),
    )
    return Solved(plan, choices, keys)


def with_fixed(tasks: Sequence[Task], dates: Mapping[str, date]) -> tuple[Task, ...]:
    """The tasks with some wishes fixed on these days, by key, to solve anew; keys that are no wish are passed over."""
    return tuple(
        Task(replace(task.wish, fixed_on=dates.get(task.wish.key, task.wish.fixed_on)), task.meeting) for task in tasks
    )


def _ordinals(keys: Sequence[str], dates: Mapping[str, date]) -> tuple[int, ...] | None:
    return tuple(dates[key].toordinal() for key in keys) if all(key in dates for key in keys) else None


def _step(progress: Progress) -> Step:
    return Step(progress.seconds, progress.cost / SCALE, progress.bound / SCALE)
