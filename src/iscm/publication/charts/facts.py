"""What the figures are told: counts, without a word of any language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iscm.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Count:
    """How many meetings, or mechanisms, of one key in one year; the year is None where none is known."""

    year: int | None
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Held:
    """How many meetings of one kind there were in one year, in which one took part in one way."""

    year: int | None
    kind: str
    attendance: str
    number: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of meetings, EDTF or empty, and how many meetings it stands for."""

    edtf: str
    number: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A State in a mechanism: its region of UN M49, and how sure the list of the mechanism is."""

    mechanism: str
    state: str
    region: str
    basis: str


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """What is counted of all years, and of `year` if one is asked for.

    Groups count as many meetings as they are. `held` and `mechanisms` (by slug) count meetings; a joint meeting counts
    for each of its mechanisms, whose `acronyms` are by slug. `index` counts the mechanisms that a yearly index prints
    under a theme; `for_all` are the years and themes of which it prints all. `stated` and `suggested` count the
    meetings filed under a theme, `filed` those of `year` that are filed under any. `dates` are those of `year`.
    `unlisted` is the number of mechanisms without a list of States.
    """

    vocabulary: Vocabulary
    year: int | None = None
    held: tuple[Held, ...] = ()
    mechanisms: tuple[Count, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    index: tuple[Count, ...] = ()
    for_all: tuple[tuple[int, str], ...] = ()
    stated: tuple[Count, ...] = ()
    suggested: tuple[Count, ...] = ()
    filed: int = 0
    dates: tuple[Dated, ...] = ()
    seats: tuple[Seat, ...] = ()
    unlisted: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have meetings, the first first."""
        return tuple(sorted({each.year for each in self.held if each.year is not None}))

    @property
    def indexed(self) -> tuple[int, ...]:
        """The years with a printed index of themes, the latest first."""
        return tuple(sorted({count.year for count in self.index if count.year is not None}, reverse=True))


def tally(counts: Iterable[Count], year: int | None = None) -> Counter[str]:
    """The counts by key: of one year, or of all years together."""
    found: Counter[str] = Counter()
    for count in counts:
        if year is None or count.year == year:
            found[count.key] += count.number
    return found
