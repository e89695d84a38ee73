"""Rows of tables without rules: where one row ends and the next begins."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from iscm.reading.layouts.columns import Block, column_of
from iscm.reading.layouts.geometry import Line, Word, group_lines
from iscm.reading.layouts.joining import UNFINISHED

LOOSE = 1.25
RELIABLE_BANDS = 3
Cells = list[list[Word]]


class RowCutter:
    """Cuts the tables of a document into rows by what its pages show together.

    Rows are told by the space between them where that is larger than between the lines of a cell; else by the
    first column, which starts each row.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        distances = sorted(
            distance for block in blocks for column in block.columns() for distance in _distances(group_lines(column))
        )
        self._pitch = distances[len(distances) // 10] if distances else 0.0
        counts = [len(self._bands(block)) for block in blocks]
        # Where every row has one line, no space is larger than another and all lines seem to be one row.
        self.is_spaced = bool(counts) and max(counts) >= RELIABLE_BANDS
        self._header: list[str] = []

    def cut(self, block: Block) -> list[Cells]:
        """The rows of the block, each as the words of its columns.

        Blocks of one table come in the order of its pages: the header that a page repeats is known from the first.
        """
        rows = self._repeated_header(block)
        if rows:
            head = {id(word) for cell in rows[0] for word in cell}
            lines = [kept for line in block.lines if (kept := [word for word in line if id(word) not in head])]
            block = Block(lines, block.cuts, is_table=True, levels=block.levels)
        rows += self._rows(block)
        if not self._header and rows:
            self._header = sorted(word.text for cell in rows[0] for word in cell)
        return rows

    def _repeated_header(self, block: Block) -> list[Cells]:
        words = block.words[: len(self._header)]
        is_header = bool(words) and sorted(word.text for word in words) == self._header
        return [_cells(words, block.cuts)] if is_header else []

    def _rows(self, block: Block) -> list[Cells]:
        if len(block.levels) >= RELIABLE_BANDS:
            groups = _between(block)
        else:
            groups = [part for band in self._bands(block) for part in self._parted(band, block.cuts)]
        return [_cells(words, block.cuts) for words in groups if words]

    def _bands(self, block: Block) -> list[list[Word]]:
        bands: list[list[Word]] = []
        last = float("-inf")
        for line in sorted((line for column in block.columns() for line in group_lines(column)), key=_middle):
            if not bands or _middle(line) - last > LOOSE * self._pitch:
                bands.append([])
            bands[-1] += line
            last = max(last, _middle(line))
        return bands

    def _parted(self, band: list[Word], cuts: Sequence[float]) -> list[list[Word]]:
        """A band that holds several rows, cut where its first column starts again."""
        first = group_lines([word for word in band if column_of(word, cuts) == 0])
        starts = [line[0].top for before, line in pairwise(first) if self._starts_row(before, line)]
        if not starts:
            return [band]
        parts: dict[int, list[Word]] = defaultdict(list)
        for word in band:
            parts[bisect_right(starts, word.middle)].append(word)
        return [parts[index] for index in sorted(parts)]

    def _starts_row(self, before: Line, line: Line) -> bool:
        """Whether a line of the first column starts a row; `before` is the one above it there."""
        if self.is_spaced:
            return _middle(line) - _middle(before) > 2 * LOOSE * self._pitch
        return not before[-1].text.endswith(UNFINISHED)


def _between(block: Block) -> list[list[Word]]:
    parts: dict[int, list[Word]] = defaultdict(list)
    for word in block.words:
        parts[bisect_right(block.levels, word.middle)].append(word)
    return [parts[index] for index in sorted(parts)]


def _cells(words: list[Word], cuts: Sequence[float]) -> Cells:
    cells: Cells = [[] for _ in range(len(cuts) + 1)]
    for word in words:
        cells[column_of(word, cuts)].append(word)
    return cells


def _middle(line: Line) -> float:
    return sum(word.middle for word in line) / len(line)


def _distances(lines: list[Line]) -> list[float]:
    return [_middle(line) - _middle(before) for before, line in pairwise(lines)]
