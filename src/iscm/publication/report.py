"""A publication as headings, words, tables and charts: all that a format is told. No format knows meeting rules."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style. `lang` is BCP 47, empty where it is the report's.

    `href` is an absolute address or `#anchor`. `is_quiet`: said beside the matter (a status, a source), set smaller and
    softer where a format can.
    """

    text: str
    href: str = ""
    lang: str = ""
    is_strong: bool = False
    is_quiet: bool = False


Text = tuple[Run, ...]
"""Running words. They are joined without blanks: a run brings its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what a reader sees, and the value that data formats keep where it is more than words."""

    words: Text = ()
    value: Value = None

    @property
    def plain(self) -> str:
        """The words without their styles."""
        return plain(self.words)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` names it in CSV and JSON; `share` is its part of the width in print, the shares together 1.

    `kind` is text, day or number. One that is not `is_printed` is only in spreadsheets and data formats, and has no
    share. `description` is what the data dictionary and the sheet of notes say of it.
    """

    key: str
    heading: str
    share: float = 0.0
    kind: str = "text"
    description: str = ""
    is_printed: bool = True
    is_row_header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, a cell for each column. `bookmark` opens a section that print lists among its bookmarks (a month)."""

    cells: tuple[Cell, ...]
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key` names its sheet or file; `caption` says what it holds, for those who do not see it."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 2, since the title is 1. `anchor` is unique in the report, empty for none."""

    level: int
    words: Text
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a quiet one is a note."""

    words: Text
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, a value for each of its labels."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one or more series over the same labels.

    `shape` is "bars" (lying, one a label; for names) or "columns" (standing; for months and years); with `is_stacked`
    the series stand on one another, else beside one another. `summary` says in one sentence what it shows, for those
    who do not see it. `labels_heading` and `unit` name what the labels are and what is counted.
    """

    key: str
    title: str
    summary: str
    shape: str
    labels_heading: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart among the blocks. Formats without pictures show it as the table of its values."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Box:
    """Something set apart from the rest under its own heading ("changed since the last edition")."""

    heading: Heading
    blocks: tuple["Paragraph | Bullets | Table", ...]


Block = Heading | Paragraph | Bullets | Table | Figure | Box


@dataclass(frozen=True, slots=True)
class Report:
    """A whole publication.

    `name` is what its files are called ("calendar-2024"); `publisher` the lines above the title; `edition` the line
    that says which edition this is and as of when. `modified` is the last revision of what it tells, never "now".
    `url` is its permanent page, empty where none is known. `blocks` is what is read, in order. `tables` is what
    spreadsheets and data formats carry, the main one first; a CSV file has the main one alone.
    """

    kind: str
    name: str
    lang: str
    title: str
    publisher: tuple[str, ...]
    edition: str
    modified: datetime
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    url: str = ""
    licence: str = ""

    @property
    def is_rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self.lang.partition("-")[0] in {"ar", "fa", "he", "ur"}


def text(words: str, **style: str | bool) -> Text:
    """Words in one style, which is named as in `Run`; nothing for no words."""
    return (Run(words, **style),) if words else ()  # type: ignore[arg-type]  # the styles are `Run`'s own


def plain(of: Text) -> str:
    """The words without their styles."""
    return "".join(run.text for run in of)
