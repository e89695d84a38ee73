"""Running a target: so many inputs, found faults shrunk to the smallest that shows them."""

import re
import time
import traceback
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.fuzzing.targets import Target

KEPT = Path(".hypothesis/fuzzing")
A_ROUND = 2_000  # inputs of one search: more at once would be remembered all the time
MOST_SECONDS = 20  # of work of the processor for one input, in a long run
LONGEST_SHOWN = 3_000
WITHOUT_DATABASE = (Phase.explicit, Phase.generate, Phase.shrink)


class TooSlowError(AssertionError):
    """An input that takes longer than any may."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run: inputs tried, seconds, the slowest input in seconds of work; the fault with its example."""

    name: str
    inputs: int
    seconds: float
    slowest: float
    fault: str = ""

    def as_json(self):
        return asdict(self)


class _Counted:
    def __init__(self, target: Target, most_seconds: float | None) -> None:
        self.target, self.most, self.inputs, self.slowest = target, most_seconds, 0, 0.0

    def __call__(self, value):
        self.inputs += 1
        began = time.process_time()
        try:
            self.target.holds(value)
        except Exception as fault:
            fault.add_note(f"Put in: {value!r}"[:LONGEST_SHOWN])
            raise
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        if self.most is not None and took > self.most:
            raise TooSlowError(f"{took:.1f} seconds")


def search(target: Target, inputs: int, number: int, *, is_kept: bool) -> _Counted:
    """Try so many inputs; raises what the first fault raises, with the smallest example in its notes."""
    counted = _Counted(target, MOST_SECONDS if is_kept else None)

    def holds(value):
        counted(value)

    holds.__qualname__ = holds.__name__ = re.sub(r"\W", "_", target.name)
    profile = settings(
        max_examples=inputs,
        deadline=None,
        derandomize=not is_kept,
        database=DirectoryBasedExampleDatabase(KEPT) if is_kept else None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=is_kept,
        phases=tuple(Phase)[:-1] if is_kept else WITHOUT_DATABASE,
    )
    test = given(target.inputs)(holds)
    profile(seed(number)(test) if is_kept else test)()
    return counted


def run(target: Target, inputs: int, begin: int = 0) -> Ran:
    """Try about so many inputs, round after round, each from a seed of its own; ends with the first fault."""
    began, tried, slowest = time.monotonic(), 0, 0.0
    for number in count(begin):
        try:
            counted = search(target, min(A_ROUND, inputs - tried), number, is_kept=True)
        except Exception as fault:  # noqa: BLE001  # whatever a target raises is what is looked for
            said = "".join(traceback.format_exception(fault))
            return Ran(target.name, tried, time.monotonic() - began, slowest, said[-6_000:])
        tried, slowest = tried + max(1, counted.inputs), max(slowest, counted.slowest)
        if tried >= inputs:
            return Ran(target.name, tried, time.monotonic() - began, slowest)
    raise AssertionError
