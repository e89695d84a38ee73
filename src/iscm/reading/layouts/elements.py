"""What every format is turned into: a list of rows, each with its cells and its place in the document."""

from dataclasses import dataclass, field
from datetime import date

from iscm.domain.citations import Locator
from iscm.domain.documents import Hints
from iscm.domain.problems import Problem
from iscm.domain.records import Link
from iscm.reading.layouts.told import Told

NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell: markup removed, entities decoded, runs of blanks made one, no line ends.

    `links` are those inside it. `is_bold` where the whole cell is set in bold. `lines` are the cell's own lines
    where the format has them (a DOCX paragraph each), so that a reader can tell a break from a blank.
    """

    text: str
    links: tuple[Link, ...] = ()
    is_bold: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, or a line of text (`table` None, one cell).

    `table` numbers the tables of the document from 1; a table that a page break cuts keeps its number where the
    format can tell. `heading` is the level of a heading line, None for other lines. `day` is the date of a cell
    that the format itself holds as a date (XLSX), by column. `is_navigation` where the format calls it that.
    """

    cells: tuple[Cell, ...]
    locator: Locator
    table: int | None = None
    heading: int | None = None
    days: dict[int, tuple[date, date]] = field(default_factory=dict, hash=False)
    is_navigation: bool = False

    @property
    def text(self) -> str:
        """The words of the whole row, cells parted by a blank."""
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as rows, in reading order. `format` is txt, md, pdf, docx, xlsx, csv, html, ics, json, or
    feed for Atom and RSS.

    `title` and `lang` are what the file says of itself, if it does. Blank lines are not rows, but `gaps` holds the
    index of each row that a blank line (or larger space) precedes. `hints` are what is known of where it came from.
    `told` are the entries that it has for programs, `faults` what could not be read of them or of the file.
    """

    format: str
    rows: tuple[Row, ...]
    title: str | None = None
    lang: str | None = None
    gaps: frozenset[int] = frozenset()
    hints: Hints = NO_HINTS
    told: tuple[Told, ...] = ()
    faults: tuple[Problem, ...] = ()
