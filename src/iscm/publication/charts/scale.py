"""From values to places: round ticks as readers count, and a line from zero."""

import math
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 5.0, 10.0)
_LEAST = 1e-9  # what is smaller is drawn as nothing


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from zero to `top`, `length` long; `ticks` are round values on it, the first 0."""

    top: float
    length: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """How far from zero a value lies."""
        return value / self.top * self.length


def scale(most: float, length: float, wanted: int = 4, *, is_whole: bool = True) -> Scale:
    """A scale from 0 to `most` with about `wanted` steps between round ticks.

    It ends at `most`, so that the longest bar takes all the room. `is_whole`: what is counted comes in ones, so no
    tick lies between them. Of nothing but zeros it is a scale of one.
    """
    top = most if most > _LEAST else 1.0
    step = _step(top / max(wanted, 1), top)
    step = max(step, 1.0) if is_whole else step
    ticks = tuple(step * n for n in range(math.floor(top / step + _LEAST) + 1))
    return Scale(top, length, ticks)


def _step(rough: float, top: float) -> float:
    """The round step nearest to a rough one, of those that leave room for one tick."""
    power = 10.0 ** math.floor(math.log10(rough))
    # A power of ten may come out one too high where the logarithm is rounded.
    steps = [step * power for step in _STEPS if step * power <= top] or [power]
    return min(steps, key=lambda step: abs(math.log(step / rough)))
