"""One printed entry on its way to a record: its cells by column, pieced together over lines and pages."""

from dataclasses import dataclass, field, replace
from datetime import date

from iscm.domain.citations import Locator
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column

NOTHING = Cell("")
HYPHENS = ("-", "‐", "‑")


@dataclass(frozen=True, slots=True)
class Entry:
    """The cells of one entry.

    `rows` are the indexes of its rows in the layout. `year`, `month` and `heading` are what stands above it: the
    year and month of a heading, and a heading that names a mechanism. `days` are those the format itself gives.
    """

    cells: dict[Column, Cell] = field(hash=False)
    rows: tuple[int, ...]
    locator: Locator
    year: int | None = None
    month: int | None = None
    heading: Cell = NOTHING
    days: tuple[date, date] | None = None

    def text(self, column: Column) -> str:
        """The words in this column, empty if there are none."""
        return self.cells.get(column, NOTHING).text

    def joined(self, cells: dict[Column, Cell], row: int, locator: Locator) -> "Entry":
        """This entry with the cells of a row that continues it."""
        both = dict(self.cells)
        for column, cell in cells.items():
            both[column] = join_cells(both.get(column, NOTHING), cell)
        return replace(self, cells=both, rows=(*self.rows, row), locator=self.locator.through(locator))


def join_cells(first: Cell, second: Cell) -> Cell:
    """Two parts of one cell, joined with a blank, or without one after a hyphen that a line end has left open."""
    if not first.text or not second.text:
        return second if second.text else first
    blank = "" if _ends_inside_word(first.text) and _goes_on_inside_word(second.text) else " "
    links = first.links + second.links
    return Cell(first.text + blank + second.text, links, first.is_bold and second.is_bold, first.lines + second.lines)


def _ends_inside_word(text: str) -> bool:
    return text.endswith(HYPHENS) and len(text) > 1 and text[-2].isalnum()


def _goes_on_inside_word(text: str) -> bool:
    """Not so "low- and less-skilled": there the hyphen stands for the word to come."""
    return text[0].isalnum() and text.split(maxsplit=1)[0].casefold() not in {
        "and",
        "or",
        "to",
        "y",
        "e",
        "o",
        "et",
        "ou",
        "u",
    }


def replace_cells(entry: Entry, cells: dict[Column, Cell]) -> Entry:
    """The entry with these cells in place of its own."""
    return replace(entry, cells=entry.cells | cells)
