"""Several runs of the same work, told as median and range."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measure:
    """Seconds of one piece of work over several runs; `target` is the most it may take."""

    name: str
    group: str
    runs: int
    median: float
    least: float
    most: float
    target: float | None = None
    note: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the median keeps within the target."""
        return self.target is None or self.median <= self.target

    def as_json(self) -> dict[str, object]:
        """For the results file, in microseconds' precision."""
        return {key: round(value, 6) if isinstance(value, float) else value for key, value in asdict(self).items()}


def measure(
    group: str, name: str, work: Callable[[], object], *, runs: int = 7, target: float | None = None, note: str = ""
) -> Measure:
    """Run once to warm up, then `runs` times."""
    work()
    taken = [_seconds(work) for _ in range(runs)]
    return Measure(name, group, runs, statistics.median(taken), min(taken), max(taken), target, note)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
