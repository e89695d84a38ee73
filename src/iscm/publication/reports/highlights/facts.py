"""What the highlights of a year are told: plain facts, without a word of any language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from iscm.domain.listing import MeetingRow
from iscm.domain.records import Link
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.reports.sources import SourceFacts
from iscm.publication.wordings import Wording

GLOBAL_MEETING = "grcp"  # the meeting of all mechanisms, which the highlights set apart
SHORT_NAME = re.compile(r"\w \w+[a-z]{3}$")  # what is called an acronym may be a name of words
ROUND = 5  # an anniversary is told every five years


@dataclass(frozen=True, slots=True)
class MechanismFact:
    """A mechanism as the register knows it; `established` is a year."""

    slug: str
    acronym: str
    name: str
    website: str = ""
    established: int | None = None
    level: str = ""

    @property
    def heading(self) -> str:
        """The name with its acronym, "Abu Dhabi Dialogue (ADD)"; the short name where that is one: "Rabat Process"."""
        return self.acronym if SHORT_NAME.search(self.acronym) else f"{self.name} ({self.acronym})"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A theme or an initiative with the mechanisms (slugs) that dealt with it.

    `before` are those of the year compared with; `remark` is what a document prints beside them, in English.
    """

    slug: str
    label: str
    mechanisms: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """A publication of the year; `mechanisms` are slugs."""

    title: str
    mechanisms: tuple[str, ...] = ()
    url: str = ""
    lang: str = "und"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class HighlightsFacts:
    """A year of all mechanisms.

    `mechanisms` are all of the register in its order. `anniversaries` are those that documents print for the year, by
    slug. `themes` and `initiatives` are of the year's printed index if `is_indexed`, else of what documents state of
    its meetings; `suggested` are themes that only the words of meetings suggest. `year_before` is the year compared
    with, `met_before` how many mechanisms met then. `site` is the public address of the register, `contact` the mailbox
    of the office that publishes; both empty where none is known. `modified` is the last revision. `told` are the
    mechanisms with a section of their own, by name: those with a meeting or an editor's words.
    """

    year: int
    meetings: tuple[MeetingRow, ...]
    mechanisms: tuple[MechanismFact, ...]
    modified: datetime
    vocabulary: Vocabulary
    anniversaries: tuple[tuple[str, int], ...] = ()
    is_indexed: bool = False
    year_before: int | None = None
    met_before: int = 0
    themes: tuple[Indexed, ...] = ()
    initiatives: tuple[Indexed, ...] = ()
    suggested: tuple[Indexed, ...] = ()
    publications: tuple[PublicationFact, ...] = ()
    repositories: tuple[Link, ...] = ()
    wordings: tuple[Wording, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    publisher: tuple[str, ...] = ()
    licence: str = ""
    site: str = ""
    contact: str = ""
    names: dict[str, MechanismFact] = field(init=False, hash=False)
    told: tuple[MechanismFact, ...] = field(init=False)
    held: dict[str, tuple[MeetingRow, ...]] = field(init=False, hash=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", {one.slug: one for one in self.mechanisms})
        object.__setattr__(self, "told", self._told())
        object.__setattr__(self, "held", self._held())

    def _told(self) -> tuple[MechanismFact, ...]:
        slugs = {party.slug for row in self.meetings for party in row.parties}
        slugs |= {wording.section for wording in self.wordings}
        found = [one for one in self.mechanisms if one.slug in slugs and one.slug != GLOBAL_MEETING]
        return tuple(sorted(found, key=lambda one: one.heading.casefold()))

    def _held(self) -> dict[str, tuple[MeetingRow, ...]]:
        found: dict[str, list[MeetingRow]] = {}
        for row in self.meetings:
            for slug in dict.fromkeys(party.slug for party in row.parties):
                found.setdefault(slug, []).append(row)
        return {slug: tuple(rows) for slug, rows in found.items()}

    def of(self, slug: str) -> tuple[MeetingRow, ...]:
        """The meetings of a mechanism, in the order of lists."""
        return self.held.get(slug, ())

    def jubilees(self) -> Iterator[tuple[MechanismFact, int]]:
        """The mechanisms told that have an anniversary, with its years.

        What a document prints for the year counts; where it prints none, the year of foundation, every five years.
        """
        printed = dict(self.anniversaries)
        for one in self.told:
            years = self.year - one.established if one.established else 0
            if said := printed.get(one.slug, years if years > 0 and years % ROUND == 0 else 0):
                yield one, said
