"""What a newsletter is made of: a heading, what stands below it, and what kind of section that is."""

from dataclasses import dataclass, field
from enum import StrEnum

from iscm.reading.readers.newsletter.headings import Heading
from iscm.reading.readers.newsletter.lines import Line


class Kind(StrEnum):
    """What a section of a newsletter holds."""

    MASTHEAD = "masthead"
    MEETINGS = "meetings"
    MECHANISM = "mechanism"
    EVENT = "event"
    INDEX = "index"
    PUBLICATIONS = "publications"
    REPOSITORIES = "repositories"
    CHART = "chart"
    ASIDE = "aside"
    OTHER = "other"


PLAIN = {
    Heading.MEETINGS: Kind.MEETINGS,
    Heading.INDEX: Kind.INDEX,
    Heading.PUBLICATIONS: Kind.PUBLICATIONS,
    Heading.REPOSITORIES: Kind.REPOSITORIES,
    Heading.CHART: Kind.CHART,
}


@dataclass(slots=True)
class Part:
    """One heading and what stands below it.

    `slugs` are the mechanisms that the heading names; `reason` says what is set aside with it.
    """

    kind: Kind
    heading: str = ""
    head: tuple[Line, ...] = ()
    body: list[Line] = field(default_factory=list)
    slugs: tuple[str, ...] = ()
    is_inline: bool = False
    aside: list[Line] = field(default_factory=list)
    reason: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Heading, body and lines told apart from it (`aside`), in printed order; each row once."""
        held = {line.index: line for line in (*reversed(self.body), *self.aside, *reversed(self.head))}
        return tuple(held[index] for index in sorted(held))


@dataclass(frozen=True, slots=True)
class Parted:
    """The sections in printed order, and the lines of page furniture with what they are."""

    parts: tuple[Part, ...]
    furniture: tuple[tuple[Line, str], ...]
