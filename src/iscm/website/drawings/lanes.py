"""Two year strips, one above the other for each mechanism: as it was, and as a plan has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from iscm.planning.lanes import Lane
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.drawings.strip import DAYS, NARROWEST, Mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """Marks and ticks of one strip, in days from 0 to 366, and the number of clashes."""

    marks: tuple[Mark, ...]
    ticks: tuple[float, ...]
    pairs: int


@dataclass(frozen=True, slots=True)
class TwoStrips:
    """A mechanism with its year before and after."""

    slug: str
    acronym: str
    name: str
    level: str
    before: Drawn
    after: Drawn

    @property
    def both(self) -> tuple[Drawn, Drawn]:
        """As it was, and in the plan."""
        return self.before, self.after


def two_strips(both: Iterable[tuple[Lane, Lane]]) -> tuple[TwoStrips, ...]:
    """The strips of mechanisms, in the order of their lanes; what the vocabulary does not know is left out."""
    known = vocabulary().mechanisms
    return tuple(
        TwoStrips(one.slug, one.acronym, one.name, one.level, _drawn(before), _drawn(after))
        for before, after in both
        if (one := known.get(before.mechanism))
    )


def _drawn(lane: Lane) -> Drawn:
    marks = tuple(Mark(min(x, DAYS - NARROWEST), max(days, NARROWEST), "sure") for x, days in lane.marks)
    return Drawn(marks, lane.ticks, lane.pairs)
