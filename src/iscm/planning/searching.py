"""The search for a plan and its bound: local search first, then the solver on ever larger parts, until time is up.

Each part is solved twice: by itself, which adds to what no plan can cost less than, and beside the others as they are,
which betters the plan. The whole at once is the last part: what is solved then is proven. A model of the whole alone
finds no bound above `Choices.least_alone` for 150 wishes in a minute; parts of 35 are solved in seconds.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from iscm.planning import solver
from iscm.planning.choices import FOR_EVER, Choices
from iscm.planning.improving import Chosen, first_plan, improve
from iscm.planning.parts import beside_others, by_themselves, parts_of

ROUNDS_EACH = 40  # of local search, for each wish
FIRST_SHARE = 0.15  # of the time, for local search alone
PART_SHARE = 0.6  # of what is left, for parts of one size
BOUND_SHARE = 0.7  # of that, for the bound; the rest for a better plan
SMALLEST_PART, GROWTH = 16, 1.5
SHAKEN_PART = 24  # wishes solved anew together once parts are too large to be solved to their end
MOST_SHAKING = 5.0  # seconds for these
MOST_IDLE = 6  # tries in a row that better nothing before the search ends


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: the cost of the best plan and the bound, in thousandths, after so many seconds."""

    cost: int
    bound: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best plan found. `is_finished`: no limit of time cut any part of the search short, and nobody stopped it."""

    days: Chosen
    cost: int
    bound: int
    is_finished: bool
    seconds: float
    progress: tuple[Progress, ...]


@dataclass
class Search:
    """One search, with the best plan and bound so far."""

    choices: Choices
    seconds: float
    workers: int = 1
    seed: int = 1
    with_solver: bool = True
    on_progress: Callable[[Progress], None] = lambda _progress: None
    should_stop: Callable[[], bool] = lambda: False
    progress: list[Progress] = field(default_factory=list)
    days: Chosen = ()
    cost: int = 0
    bound: int = 0
    begun: float = 0.0
    is_cut: bool = False

    def run(self, start: Chosen | None = None) -> Outcome:
        """Search, from `start` if that is possible; raises `ValueError` where there is no plan at all."""
        self.begun = time.monotonic()
        first = start if start is not None and self.choices.is_possible(start) else first_plan(self.choices)
        if first is None:
            raise ValueError("no plan keeps all orders: see contradictions")
        self.days, self.cost, self.bound = first, self.choices.cost(first), self.choices.least_alone
        self._tell()
        self._improve(self.seconds * FIRST_SHARE if self.with_solver else self.seconds, self.seed)
        if self.with_solver and not self._is_over():
            self._solve_parts()
            self._shake_parts()
        seconds = round(time.monotonic() - self.begun, 2)
        return Outcome(self.days, self.cost, self.bound, not self.is_cut, seconds, tuple(self.progress))

    @property
    def is_best(self) -> bool:
        """Whether no plan can be better."""
        return self.cost <= self.bound

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.seconds - (time.monotonic() - self.begun)

    def _is_over(self) -> bool:
        return self.is_best or self.left <= 0 or self.should_stop()

    def _improve(self, seconds: float, seed: int) -> None:
        """Local search from the best plan."""
        found = improve(
            self.choices,
            self.days,
            seconds=min(seconds, self.left),
            rounds=ROUNDS_EACH * len(self.choices.days),
            seed=seed,
            on_better=self._take,
            should_stop=self.should_stop,
        )
        self.is_cut |= not found.is_done

    def _solve_parts(self) -> None:
        """Parts of growing size up to the whole, as long as most of them are solved to their end."""
        size = SMALLEST_PART
        while not self._is_over():
            is_whole = size >= len(self.choices.days)
            parts = [part for part in parts_of(self.choices, size) if len(part) > 1]
            seconds = self.left if is_whole else self.left * PART_SHARE
            solved = self._bound_parts(parts, seconds * BOUND_SHARE)
            self._better_parts(parts, seconds * (1 - BOUND_SHARE))
            if is_whole or solved < len(parts) / 2:
                break
            size = int(size * GROWTH)

    def _bound_parts(self, parts: list[Chosen], seconds: float) -> int:
        """What each part costs at least, as if there were no other; how many were solved to their end."""
        bound, solved, until = self.choices.least_alone, 0, time.monotonic() + seconds
        for at, part in enumerate(parts):
            if self._is_over():
                break
            some = by_themselves(self.choices, part)
            answer = self._ask(some, part, (until - time.monotonic()) / (len(parts) - at))
            solved += answer.is_best
            bound += answer.bound - some.least_alone
            if bound > self.bound:
                self.bound = bound
                self._tell()
            self._take_part(part, answer)
        return solved

    def _better_parts(self, parts: Sequence[Chosen], seconds: float) -> None:
        """Solve each part anew beside the others as they are now."""
        until = time.monotonic() + seconds
        for at, part in enumerate(parts):
            if self._is_over():
                break
            some = beside_others(self.choices, part, self.days)
            self._take_part(part, self._ask(some, part, (until - time.monotonic()) / (len(parts) - at)))

    def _shake_parts(self) -> None:
        """Some that stand beside one another anew, and local search, by turns, until nothing more comes of it."""
        chance, idle, seed = random.Random(self.seed), 0, self.seed  # noqa: S311  # no secret hangs on it
        while idle < MOST_IDLE and not self._is_over():
            before, seed = self.cost, seed + 1
            self._better_parts([self._some_beside(chance)], min(self.left / 2, MOST_SHAKING))
            self._improve(self.left / 2, seed)
            idle = 0 if self.cost < before else idle + 1
        self.is_cut |= not (self.is_best or idle == MOST_IDLE)

    def _some_beside(self, chance: random.Random) -> Chosen:
        """Wishes that begin about the same time."""
        middle = self.days[chance.randrange(len(self.days))]
        nearest = sorted(range(len(self.days)), key=lambda wish: (abs(self.days[wish] - middle), wish))
        return tuple(sorted(nearest[:SHAKEN_PART]))

    def _ask(self, some: Choices, part: Chosen, seconds: float) -> solver.Answer:
        start = tuple(self.days[wish] for wish in part)
        if solver.clauses(some) > solver.MOST_CLAUSES:
            return solver.Answer(None, FOR_EVER, some.least_alone)
        found = solver.solve_exactly(
            some, start, seconds=seconds, workers=self.workers, seed=self.seed, should_stop=self.should_stop
        )
        self.is_cut |= not found.is_best
        return found

    def _take_part(self, part: Chosen, answer: solver.Answer) -> None:
        if answer.days is None:
            return
        days = list(self.days)
        for wish, day in zip(part, answer.days, strict=True):
            days[wish] = day
        if self.choices.is_possible(days):
            self._take(tuple(days), self.choices.cost(days))

    def _take(self, days: Chosen, cost: int) -> None:
        """Keep a plan that is better than the best so far."""
        if cost < self.cost:
            self.days, self.cost = days, cost
            self._tell()

    def _tell(self) -> None:
        now = Progress(self.cost, self.bound, round(time.monotonic() - self.begun, 2))
        self.progress.append(now)
        self.on_progress(now)
