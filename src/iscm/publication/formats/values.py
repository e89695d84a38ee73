"""What a cell is in a format for data, and which columns a reader sees."""

from collections.abc import Iterator

from iscm.publication.formats.cleaning import clean, in_line, safe_address
from iscm.publication.report import (
    Block,
    Box,
    Cell,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    Text,
    Value,
    plain,
)


def data_of(column: Column, cell: Cell) -> Value:
    """The cell's value, else its words; None for an empty cell.

    In a column of text the words win over a day or number that only stands behind them.
    """
    value, words = cell.value, cell.words
    if value is None or (column.kind == "text" and words and not isinstance(value, str)):
        value = words[0].text if len(words) == 1 else plain(words)
    if not isinstance(value, str):
        return value
    return (value if value.isprintable() else clean(value)).strip() or None


def printed(table: Table) -> tuple[tuple[int, Column], ...]:
    """The columns that a reader sees, with their places."""
    return tuple((at, column) for at, column in enumerate(table.columns) if column.is_printed)


def words_of(row: Row, columns: tuple[tuple[int, Column], ...]) -> Iterator[tuple[Column, Text]]:
    """The words of these columns of a row; a value that has no words is its own."""
    for at, column in columns:
        cell = row.cells[at]
        yield column, cell.words or ((Run(str(cell.value)),) if cell.value is not None else ())


def one_line(words: Text) -> str:
    """Running words without their styles, in one line."""
    return in_line("".join(run.text for run in words)).strip()


def anchors_led_to(report: Report) -> frozenset[str]:
    """The anchors that a link of the report leads to."""
    runs = (run for words in _texts(report.blocks) for run in words)
    return frozenset(safe_address(run.href)[1:] for run in runs if run.href.startswith("#"))


def _texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.words
        elif isinstance(block, Table):
            yield from (cell.words for row in block.rows for cell in row.cells)
        elif isinstance(block, Box):
            yield from _texts((block.heading, *block.blocks))
        elif items := getattr(block, "items", ()):
            yield from items
