"""Rows of a sheet, whatever file it came from: which are a table, and which are lines before and after it."""

from collections.abc import Sequence
from datetime import date

from iscm.domain.citations import Locator
from iscm.reading.layouts.elements import Cell, Row

SheetRow = tuple[Locator, tuple[Cell, ...], dict[int, tuple[date, date]]]


def sheet_rows(lines: Sequence[SheetRow], table: int) -> list[Row]:
    """The rows of one sheet as one table of this number.

    A line with a single filled cell before the first row of several, or after the last, stands outside the table
    (a title, a note).
    """
    wide = [index for index, (_, cells, _) in enumerate(lines) if sum(bool(cell.text) for cell in cells) > 1]
    if not wide:
        return [_line(locator, cells) for locator, cells, _ in lines]
    rows = []
    for index, (locator, cells, days) in enumerate(lines):
        if wide[0] <= index <= wide[-1]:
            rows.append(Row(cells, _in_table(locator, table), table, days=days))
        else:
            rows.append(_line(locator, cells))
    return rows


def _line(locator: Locator, cells: Sequence[Cell]) -> Row:
    return Row(tuple(cell for cell in cells if cell.text), locator)


def _in_table(locator: Locator, table: int) -> Locator:
    return Locator(
        line_first=locator.line_first,
        line_last=locator.line_last,
        table=table,
        row=locator.row,
        sheet=locator.sheet,
        cell=locator.cell,
    )
