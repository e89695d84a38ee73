"""What is said of many measurements: percentiles, requests a second, the exponent of growth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sample:
    """What asking one thing again and again took, in seconds. `first` is the very first answer of the server.

    `processor` is what the server's processes spent on one answer. `fault` says why it could not be measured.
    """

    taken: tuple[float, ...] = ()
    first: float = 0.0
    processor: float = 0.0
    size: int = 0
    fault: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the results file: milliseconds."""
        if self.fault:
            return {"fault": self.fault}
        return {
            "asked": len(self.taken),
            "rps": round(rate(self.taken), 1),
            "p50": _milliseconds(percentile(self.taken, 50)),
            "p99": _milliseconds(percentile(self.taken, 99)),
            "first": _milliseconds(self.first),
            "processor": _milliseconds(self.processor),
            "bytes": self.size,
        }


def percentile(taken: Sequence[float], percent: float) -> float:
    """The smallest value that at least so many percent are not above (nearest rank)."""
    if not taken:
        raise ValueError("nothing was measured")
    ordered = sorted(taken)
    return ordered[max(math.ceil(percent / 100 * len(ordered)), 1) - 1]


def rate(taken: Sequence[float]) -> float:
    """Answers a second of one client that asks without a pause."""
    return len(taken) / sum(taken)


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """How a time grows with size: 0 not at all, 1 in step. The slope of the line through the logarithms.

    None for fewer than two sizes.
    """
    logs = [(math.log(size), math.log(value)) for size, value in points]
    middle = [sum(values) / len(logs) for values in zip(*logs, strict=True)] if logs else []
    spread = sum((x - middle[0]) ** 2 for x, _ in logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / spread if spread else None


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
