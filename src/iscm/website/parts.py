"""Long lists in parts: which part an address asks for, and the links to the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, QueryDict

ROWS = 250  # of a part: a year of the field has some hundred meetings
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list of so many rows: the `number`-th, from 1, of `rows` rows each."""

    size: int
    rows: int
    number: int = 1

    @property
    def skipped(self) -> int:
        """How many rows stand before it."""
        return (self.number - 1) * self.rows

    @property
    def last(self) -> int:
        """The number of the last part; there is always one."""
        return max(-(-self.size // self.rows), 1)

    def number_of(self, before: int) -> int:
        """The part with the row that has so many before it."""
        return before // self.rows + 1


@dataclass(frozen=True, slots=True)
class PartLinks:
    """What stands under a part: which rows it has of how many, the neighbours' addresses, and those of months."""

    first: int
    last: int
    size: int
    before: str
    after: str
    months: list[tuple[str, str, bool]]


def asked_part(query: QueryDict, size: int, rows: int | None = None) -> Part:
    """The part that an address asks for (`page=3`), else the first. Raises `Http404` for one that there is not."""
    said = query.get("page", "1")
    part = Part(size, rows or ROWS, int(said) if said.isascii() and said.isdecimal() and len(said) <= DIGITS else 0)
    if not 1 <= part.number <= part.last:
        raise Http404
    return part


def part_links(part: Part, here: str, months: Iterable[tuple[str, str, int]] = ()) -> PartLinks | None:
    """The links around a part of the list at `here`; None where it is the whole list.

    `months` have a name, an anchor and the part on which each begins.
    """
    if part.last == 1:
        return None
    first, last = part.skipped + 1, min(part.skipped + part.rows, part.size)
    before = part_address(here, part.number - 1) if part.number > 1 else ""
    after = part_address(here, part.number + 1) if part.number < part.last else ""
    named = [(name, f"{part_address(here, number)}#{anchor}", number == part.number) for name, anchor, number in months]
    return PartLinks(first, last, part.size, before, after, named)


def part_address(here: str, number: int) -> str:
    """The address of a part; the first has that of the list."""
    return f"{here}{'&' if '?' in here else '?'}page={number}" if number > 1 else here
