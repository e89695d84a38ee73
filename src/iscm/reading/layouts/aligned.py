"""Text whose columns are parted by runs of blanks, as programs print a PDF into a terminal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iscm.reading.layouts.columns import Block, find_blocks
from iscm.reading.layouts.geometry import Word, group_lines
from iscm.reading.layouts.joining import count_words, join_lines
from iscm.reading.layouts.unruled import RowCutter

WORD = re.compile(r"\S+")
# Three blanks: two also follow the sentences of some typists.
APART = re.compile(r"\S {3,}\S")
LEAST_LINES = 3
LEAST_SHARE = 0.3
# One letter and one line, in points: so that one blank parts words and two part columns.
WIDTH, HEIGHT, PITCH = 4.0, 10.0, 12.0


@dataclass(frozen=True)
class AlignedRow:
    """A table row or, where `table` is None, a line; with its first and last line from 1."""

    cells: tuple[str, ...]
    first: int
    last: int
    page: int
    table: int | None = None


def is_aligned(lines: Sequence[str]) -> bool:
    """Whether many of the lines have their words in columns."""
    filled = sum(bool(line.strip()) for line in lines)
    return sum(bool(APART.search(line)) for line in lines) >= max(LEAST_LINES, LEAST_SHARE * filled)


def aligned_rows(lines: Sequence[str]) -> Iterator[AlignedRow]:
    """The lines as table rows, and lines between them; columns of prose one after the other."""
    blocks = list(_blocks(lines))
    known = count_words(lines)
    cutters = {
        width: RowCutter([block for _, block in blocks if block.is_table and len(block.cuts) == width])
        for width in {len(block.cuts) for _, block in blocks if block.is_table}
    }
    tables: list[tuple[float, ...]] = []
    for page, block in blocks:
        if block.is_table:
            if not tables or tables[-1] != block.cuts:
                tables.append(block.cuts)
            for cells in cutters[len(block.cuts)].cut(block):
                texts = tuple(join_lines(_texts(words), known) for words in cells)
                yield AlignedRow(texts, *_span(cells), page, len(tables))
        else:
            for line in (line for column in block.columns() for line in group_lines(column)):
                yield AlignedRow((" ".join(word.text for word in line),), *_span([line]), page)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, Block]]:
    known: Block | None = None
    pages: list[list[Word]] = [[]]
    for number, line in enumerate(lines):
        pages += [[] for _ in range(line.count("\f"))]
        top = number * PITCH
        for match in WORD.finditer(line.replace("\f", "")):
            left, right = match.start() * WIDTH, match.end() * WIDTH
            pages[-1].append(Word(match.group(), left, right, top, top + HEIGHT))
    for page, words in enumerate(pages, 1):
        for block in find_blocks(words, (), known):
            known = block if block.is_table else known
            yield page, block


def _texts(words: list[Word]) -> list[str]:
    return [" ".join(word.text for word in line) for line in group_lines(words)]


def _span(cells: Sequence[Sequence[Word]]) -> tuple[int, int]:
    lines = [round(word.top / PITCH) + 1 for words in cells for word in words]
    return min(lines), max(lines)
