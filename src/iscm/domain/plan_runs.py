"""A search for a year plan that somebody at the desk asked for: what of, how far it is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

SILENT = timedelta(minutes=3)  # a search that says nothing for so long was cut off
FEWEST_SECONDS, MOST_SECONDS = 5, 600


class RunState(StrEnum):
    """Where a search stands. `LOST` is never stored: it says that one which should be running is not."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is asked: a real year whose meetings may move by so many days, or wishes in a form (json, toml, csv).

    `year` of wishes is that of those without periods, None for none. `fixed` are first days by key that are settled,
    `start` those of an earlier plan to begin from.
    """

    title: str
    year: int | None = None
    move: int | None = None
    wishes: str = ""
    form: str = ""
    seconds: int = 60
    fixed: Mapping[str, date] = field(default_factory=dict)
    start: Mapping[str, date] = field(default_factory=dict)

    @property
    def is_real_year(self) -> bool:
        """Whether it is a year of the register, not a list of wishes."""
        return self.move is not None


@dataclass(frozen=True, slots=True)
class RunFound:
    """The best plan of a search: first days by key, what they cost, the bound, and what the days so far cost.

    `reasons` has, by key, what its day still costs and the best other days with what they would cost more.
    """

    dates: Mapping[str, date]
    cost: float
    bound: float
    method: str
    is_finished: bool
    seconds: float
    before: float | None
    reasons: Mapping[str, tuple[float, tuple[tuple[date, float], ...]]]


@dataclass(frozen=True, slots=True)
class PlanRun:
    """One search. `steps` are seconds, cost and bound, one for each better plan or bound; `trouble` is why it failed,
    `beat_at` when it was last heard of.
    """

    pk: int
    order: RunOrder
    actor: str
    asked_at: datetime
    state: RunState
    steps: tuple[tuple[float, float, float], ...] = ()
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    trouble: str = ""
    is_stopping: bool = False
    found: RunFound | None = None
    beat_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state not in {RunState.QUEUED, RunState.RUNNING}
