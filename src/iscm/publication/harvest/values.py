"""What harvesters are given: items with their heads, and what the register tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from iscm.domain.listing import MeetingRow

MEETINGS, LIBRARY, MECHANISM, THEME = "meetings", "library", "mechanism", "theme"
"""The sets at the top; below the last two, one for each slug (`mechanism:rcm`)."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an item without its content.

    `name` is `meeting/{uid}` or `library/{key}`, `at` the moment of its last change in the register, that of its
    deletion if it `is_gone`. `sets` are those that it is in, without the ones above them.
    """

    name: str
    at: datetime
    is_gone: bool
    sets: tuple[str, ...]

    @property
    def stamp(self) -> str:
        """The moment as the protocol writes it."""
        return stamp_of(self.at)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A record that a meeting rests on; `fields` are those whose value is this one's. Who corrects is not told."""

    document: str
    title: str
    record: int
    relation: str
    fields: tuple[str, ...]
    as_of: date | None
    locator: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting that readers see, with its receipts, the most trusted first."""

    row: MeetingRow
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A publication; `mechanisms` are acronyms, `themes` slugs. `named_in` is the document or page that lists it."""

    title: str
    year: int | None
    kind: str
    lang: str
    url: str
    named_in: str
    mechanisms: tuple[str, ...]
    themes: tuple[str, ...]


def stamp_of(at: datetime) -> str:
    """A moment in seconds of universal time, cut and not rounded: never later than it was."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
