"""What was aimed at, what was found, and whether that is enough."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Verdict:
    """One target: at most `must` (or at least, if `is_least`), and what is wished for beyond that; either may be open.

    `found` is None where nothing was measured; `note` then says why.
    """

    target: str
    must: float | None
    aim: float | None
    found: float | None
    unit: str = "×"
    is_least: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether what was found is enough; what was not measured is not."""
        return self.found is not None and (self.must is None or self._keeps(self.found, self.must))

    @property
    def word(self) -> str:
        """`aim met`, `aim missed` (where nothing else was set), `met`, `missed` or `not measured`."""
        if self.found is None:
            return NOT_MEASURED
        if not self.is_met:
            return "missed"
        if self.aim is not None and self._keeps(self.found, self.aim):
            return "aim met"
        return "met" if self.must is not None else "aim missed"

    def as_json(self) -> dict[str, Any]:
        """For the results file."""
        return asdict(self) | {"word": self.word}

    def _keeps(self, found: float, limit: float) -> bool:
        return found >= limit if self.is_least else found <= limit


def from_json(held: dict[str, Any]) -> Verdict:
    """The verdict that `as_json` wrote."""
    return Verdict(**{name: value for name, value in held.items() if name != "word"})


def table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The lines of a table in Markdown; what was missed stands out."""
    yield "| target | must | aim | found | |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for one in verdicts:
        sign = "≥" if one.is_least else "≤"
        must, aim = ("" if limit is None else f"{sign} {told(limit)} {one.unit}" for limit in (one.must, one.aim))
        found = "" if one.found is None else f"{told(one.found)} {one.unit}"
        word = f"**{one.word}**" if one.word in {"missed", NOT_MEASURED} else one.word
        said = f"{word}: {one.note}" if one.note else word
        yield f"| {one.target} | {must} | {aim} | {found} | {said} |"


def told(value: float) -> str:
    """A figure with as many digits as say something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
