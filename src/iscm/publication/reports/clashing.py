"""What a report of clashes is told: pairs of meetings, the lists of members behind them, and how bound States are."""

from dataclasses import dataclass
from datetime import date, datetime

from iscm.domain.listing import MeetingRow
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.reports.asked import Asked


@dataclass(frozen=True, slots=True)
class ClashLine:
    """Two meetings that lie near each other, or may; the one that begins first is `one`.

    `chance` is the probability that they do, from 0 to 1, `gap` the least number of days from one to the other.
    `shared` are members of both, `observing` those that only observe in one (alpha-2, small States first), `invited`
    the number of members of one where the other is open to all. `weight` is in States that would have to be at two
    meetings. `reasons` are codes and values as planning gives them.
    """

    one: MeetingRow
    other: MeetingRow
    chance: float
    gap: int
    shared: tuple[str, ...]
    observing: tuple[str, ...]
    invited: int
    kilometres: int | None
    weight: float
    reasons: tuple[tuple[str, tuple[str | int | float, ...]], ...]

    @property
    def is_sure(self) -> bool:
        """Whether all days are known and both take place."""
        return self.chance >= 1


@dataclass(frozen=True, slots=True)
class SeatsFacts:
    """On which list of members a mechanism's clashes rest: how sure it is (`basis`), as of when, and what says so."""

    slug: str
    acronym: str
    members: int
    is_open: bool
    basis: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class BoundFacts:
    """How bound a State (alpha-2) is: the days of meetings of its mechanisms that are to be expected in each week.

    `busiest` is the Monday of the week with the most.
    """

    state: str
    days: float
    weeks: tuple[float, ...]
    busiest: date


@dataclass(frozen=True, slots=True)
class ClashFacts:
    """The clashes of a year that weigh something, the weightiest first.

    `rows` are the meetings that were compared, `within` how many days between two still count, `lighter` how many pairs
    weigh less than `least` and are not told, `sure` how many of the lines are. `seats` are those of the mechanisms that
    meet in the lines, `bound` all States that are bound in the year, the most bound first. A year with very many
    meetings is compared in stretches: `asked` then has the days of this one, the next begins `stretch` days later, and
    nobody's year is told.
    """

    year: int
    rows: tuple[MeetingRow, ...]
    lines: tuple[ClashLine, ...]
    within: int
    least: float
    lighter: int
    modified: datetime
    vocabulary: Vocabulary
    asked: Asked
    seats: tuple[SeatsFacts, ...] = ()
    bound: tuple[BoundFacts, ...] = ()
    publisher: tuple[str, ...] = ()
    site: str = ""
    licence: str = ""
    stretch: int = 0

    @property
    def sure(self) -> int:
        """How many of the lines are sure."""
        return sum(line.is_sure for line in self.lines)
