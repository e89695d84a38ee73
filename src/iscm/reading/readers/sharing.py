"""Lines shared out among the columns they belong to, in order, where cells take one line or several."""

from collections.abc import Sequence
from functools import cache

from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.continuation import goes_on
from iscm.reading.readers.entries import join_cells
from iscm.reading.readers.judge import Judge

MOST_LINES = 24
FITS, LIKELY, MISFIT, EMPTY, NO_TITLE, CUT, RUN_ON = 3.0, 2.0, -1.0, -2.0, -3.0, -2.0, -0.5


def share_out(lines: Sequence[Cell], columns: Sequence[Column], judge: Judge) -> list[int]:
    """How many of the lines each column gets, in order.

    As many lines as columns are shared one each. Else the sharing is chosen in which most cells look like what
    their column holds and fewest sentences are cut; beyond 24 lines the last column takes what is left.
    """
    if len(lines) == len(columns) or not columns:
        return [1] * len(columns)
    if len(lines) > MOST_LINES:
        return [1] * (len(columns) - 1) + [len(lines) - len(columns) + 1]
    return _best(lines, columns, judge)


def joined(lines: Sequence[Cell]) -> Cell:
    """The lines of one cell as that cell; of many lines only the first are looked at for words cut by a hyphen."""
    whole = Cell("")
    for line in lines[:MOST_LINES]:
        whole = join_cells(whole, line)
    return join_cells(whole, Cell(" ".join(line.text for line in lines[MOST_LINES:])))


def _best(lines: Sequence[Cell], columns: Sequence[Column], judge: Judge) -> list[int]:
    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        if column == len(columns):
            return (0.0, ()) if at == len(lines) else (-1000.0, ())
        options = []
        for end in range(at, len(lines) + 1):
            rest, sizes = best(end, column + 1)
            score = _score(lines[at:end], columns[column], judge) + _cut(lines, at, end)
            options.append((score + rest, (end - at, *sizes)))
        return max(options, key=lambda option: option[0])

    return list(best(0, 0)[1])


def _score(lines: Sequence[Cell], column: Column, judge: Judge) -> float:
    if not lines:
        return NO_TITLE if column is Column.TITLE else EMPTY
    text = joined(lines).text
    run_on = RUN_ON * (len(lines) - 1)
    if column is Column.PLACE:
        if not judge.is_place(text) or text[0].islower():
            return run_on + MISFIT
        return run_on + (FITS if judge.is_known_place(text) else LIKELY)
    if column is Column.MECHANISM:
        return run_on + (FITS if judge.is_mechanism(text) else MISFIT)
    is_other = judge.is_place(text) or (judge.is_mechanism(text) and not judge.is_numbered(text))
    return run_on + (MISFIT if is_other else 1.0)


def _cut(lines: Sequence[Cell], at: int, end: int) -> float:
    """The cost of a border between cells where a sentence goes on."""
    is_border = at < end < len(lines)
    is_cut = is_border and (goes_on(lines[end - 1].text, lines[end].text) or lines[end].text.startswith("("))
    return CUT if is_cut else 0.0
