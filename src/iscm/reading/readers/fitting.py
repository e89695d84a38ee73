"""Rows with fewer cells than their table has columns: which cell belongs where, told from what the cells are."""

from functools import cache

from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.readers.columns import Column, Header
from iscm.reading.readers.entries import NOTHING
from iscm.reading.readers.judge import Judge

MOST_COLUMNS = 12
FITS, MISFIT, NEUTRAL = 2, -2, 0


def fit(row: Row, header: Header, judge: Judge) -> Row:
    """The row with an empty cell for each column that it leaves out; rows that are full come back as they are.

    Where nothing tells, cells stay at the left, as a table with its last cells empty would have them.
    """
    missing = len(header.columns) - len(row.cells)
    if missing <= 0 or len(header.columns) > MOST_COLUMNS:
        return row
    places = _best(row.cells, header, judge)
    cells = [NOTHING] * len(header.columns)
    for cell, place in zip(row.cells, places, strict=True):
        cells[place] = cell
    return Row(tuple(cells), row.locator, row.table, row.heading, row.days)


def _best(cells: tuple[Cell, ...], header: Header, judge: Judge) -> tuple[int, ...]:
    """The column of each cell, in order, where most cells look like what their column holds."""

    @cache
    def best(cell: int, column: int) -> tuple[int, tuple[int, ...]]:
        if cell == len(cells):
            return 0, ()
        options = []
        for place in range(column, len(header.columns) - (len(cells) - cell) + 1):
            score, rest = best(cell + 1, place + 1)
            options.append((score + _score(cells[cell].text, header.columns[place], judge), (place, *rest)))
        return max(options, key=lambda option: option[0])

    return best(0, 0)[1]


def _score(text: str, held: tuple[Column, ...], judge: Judge) -> int:
    tests = {Column.DATE: judge.is_date, Column.PLACE: judge.is_place, Column.MECHANISM: judge.is_mechanism}
    known = [tests[column] for column in held if column in tests]
    if not text or not held:
        return NEUTRAL
    if known:
        return FITS if any(test(text) for test in known) else MISFIT
    return MISFIT if any(test(text) for test in tests.values()) else NEUTRAL
