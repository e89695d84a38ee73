"""A table row cut into the cells an entry needs: parts of dates and places put together, two in one cell parted."""

import re

from iscm.domain.records import Link
from iscm.reading.cells.dates import find_dates
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.readers.columns import DATE_PARTS, PLACE_PARTS, Column, Header
from iscm.reading.readers.entries import NOTHING, join_cells

ANY_YEAR = 2000
LEAD = re.compile(r"^\W*(?:from|on|du|le|les|el|del|los)\s+$", re.IGNORECASE)  # words that a date may open with
SEPARATORS = " \t,;:|/–—-•·"


def cut(row: Row, header: Header) -> dict[Column, Cell]:
    """The row's cells by column. DATE, PLACE and TITLE are made of their parts where the table has them in parts.

    Cells beyond the last column go on with the last one that is known; cells of columns that are not known are
    left out.
    """
    cells: dict[Column, Cell] = {}
    for index, cell in enumerate(row.cells):
        held = header.columns[index] if index < len(header.columns) else header.columns[-1]
        for column, part in _parts(cell, held):
            cells[column] = join_cells(cells.get(column, NOTHING), part)
    _put_together(cells, [Column.DATE, *DATE_PARTS], Column.DATE, " ", header)
    _put_together(cells, [Column.DATE, Column.DATE_END], Column.DATE, " – ", header)
    _put_together(cells, [Column.PLACE, *PLACE_PARTS], Column.PLACE, ", ", header)
    _stand_in(cells, header)
    return cells


def cut_date_from(text: str) -> tuple[str, str]:
    """The date that words start or end with, and the other words; an empty date if there is none."""
    found = find_dates(text, year=ANY_YEAR)
    if not found:
        return "", text
    for date in (found[0], found[-1]):
        if not LEAD.sub("", text[: date.start]).strip(SEPARATORS + "(") or not text[date.end :].strip(
            SEPARATORS + ")."
        ):
            rest = LEAD.sub("", text[: date.start]).rstrip(SEPARATORS + "(") or text[date.end :].lstrip(
                SEPARATORS + ")"
            )
            return text[date.start : date.end], rest.strip(SEPARATORS)
    return "", text


def _parts(cell: Cell, held: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    if len(held) < len((Column.DATE, Column.PLACE)):
        return [(column, cell) for column in held]
    date, place = cut_date_from(cell.text)
    if not date:
        return [(Column.DATE, cell)]
    return [(Column.DATE, Cell(date)), (Column.PLACE, Cell(place, cell.links))]


def _put_together(
    cells: dict[Column, Cell], parts: list[Column], whole: Column, separator: str, header: Header
) -> None:
    """One cell of several, in printed order; equal ones once."""
    present = [column for held in header.columns for column in held if column in parts and column in cells]
    words: list[str] = []
    links: tuple[Link, ...] = ()
    for column in present:
        cell = cells[column]
        links += cell.links
        if cell.text and cell.text not in words:
            words.append(cell.text)
    if present and present != [whole]:
        for column in present:
            del cells[column]
        cells[whole] = Cell(separator.join(words), links)


def _stand_in(cells: dict[Column, Cell], header: Header) -> None:
    """In a table without titles, the kind or theme of a meeting stands in for its title."""
    if header.holds(Column.TITLE):
        return
    for column in (Column.ABOUT, Column.KIND, Column.THEME):
        if cells.get(column, NOTHING).text:
            cells[Column.TITLE] = cells[column]
            return
