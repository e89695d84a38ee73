"""Rows that a page break cuts in two, put together again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.layouts.joining import UNFINISHED, join_lines


def mend_cuts(rows: Sequence[Row], gaps: set[int], known: Mapping[str, int]) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The rows with what a page begins with joined to the row before it, and the gaps at their new places.

    The first row of a page goes on with the last of the page before where its first cell is empty, or that row's
    first cell ends as unfinished words do. In a table that leaves the first cell empty elsewhere too (for "as above")
    an empty one tells nothing.
    """
    tables: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.table is not None:
            tables[row.table].append(index)
    mended, gone = list(rows), set()
    for indexes in tables.values():
        for whole, rest in _cuts(rows, indexes):
            mended[whole] = _joined(mended[whole], rows[rest], known)
            gone.add(rest)
    kept = [index for index in range(len(rows)) if index not in gone]
    places = {index: place for place, index in enumerate(kept)} | {len(rows): len(kept)}
    moved = frozenset(places[gap] for gap in gaps if gap in places)
    return tuple(mended[index] for index in kept), moved


def _cuts(rows: Sequence[Row], indexes: list[int]) -> list[tuple[int, int]]:
    """(row, its rest) for each row of this table that a page break cuts."""
    header = _texts(rows[indexes[0]])
    body = [index for index in indexes if _texts(rows[index]) != header]
    heads = {after for before, after in pairwise(body) if _page(rows[before]) != _page(rows[after])}
    has_ditto = any(not rows[index].cells[0].text for index in body if index not in heads)
    cuts = []
    for before, after in pairwise(body):
        first, above = rows[after].cells[0].text, rows[before].cells[0].text
        is_rest = above.endswith(UNFINISHED) if first else not has_ditto
        if after in heads and is_rest and len(rows[before].cells) == len(rows[after].cells):
            cuts.append((before, after))
    return cuts


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _page(row: Row) -> int | None:
    return row.locator.page


def _joined(row: Row, rest: Row, known: Mapping[str, int]) -> Row:
    cells = tuple(_joined_cell(cell, other, known) for cell, other in zip(row.cells, rest.cells, strict=True))
    return replace(row, cells=cells)


def _joined_cell(cell: Cell, rest: Cell, known: Mapping[str, int]) -> Cell:
    if not cell.text or not rest.text:
        return rest if not cell.text else cell
    text = join_lines([cell.text, rest.text], known)
    links = (*cell.links, *rest.links)
    if cell.links and rest.links and cell.links[-1].url == rest.links[0].url:
        whole = Link(join_lines([cell.links[-1].text, rest.links[0].text], known), rest.links[0].url)
        links = (*cell.links[:-1], whole, *rest.links[1:])
    return Cell(text, links, cell.is_bold and rest.is_bold)
