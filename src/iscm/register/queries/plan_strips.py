"""The year of each mechanism as it was and as a plan has it, ready to be drawn one above the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from iscm.domain.mechanisms import Mechanism
from iscm.planning.costing import USUAL_RULES
from iscm.planning.lanes import Lane, lanes
from iscm.planning.plans import Plan, planned
from iscm.register.queries.plans import Asked
from iscm.register.queries.vocabulary import vocabulary

DAYS = 366
NARROWEST = 2.6  # a day is too thin to be seen on a phone


@dataclass(frozen=True, slots=True)
class Drawn:
    """Marks (first day and length) and ticks of one strip, in days from 0 to 366, and the number of clashes."""

    marks: tuple[tuple[float, float], ...]
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


def two_strips(asked: Asked, plan: Plan, year: int) -> tuple[TwoStrips, ...]:
    """The strips of a year, the mechanisms with the most clashes first; clashes are those within the usual days."""
    known: Mapping[str, Mechanism] = vocabulary().mechanisms
    before = lanes(asked.calendar, year, USUAL_RULES.within)
    after = lanes(planned(asked.tasks, plan.dates, asked.calendar), year, USUAL_RULES.within)
    both = [(before.get(slug, Lane(slug)), after.get(slug, Lane(slug))) for slug in {**before, **after}]
    both.sort(key=lambda pair: (-max(pair[0].pairs, pair[1].pairs), pair[0].mechanism))
    return tuple(
        TwoStrips(one.slug, one.acronym, one.name, one.level, _drawn(was), _drawn(becomes))
        for was, becomes in both
        if (one := known.get(was.mechanism))
    )


def _drawn(lane: Lane) -> Drawn:
    marks = tuple((min(x, DAYS - NARROWEST), max(days, NARROWEST)) for x, days in lane.marks)
    return Drawn(marks, lane.ticks, lane.pairs)
