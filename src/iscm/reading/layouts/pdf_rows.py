"""What stands on the pages of a PDF as rows: tables numbered through the document, lines between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from iscm.domain.citations import Locator
from iscm.reading.layouts.columns import Block, find_blocks
from iscm.reading.layouts.cuts import mend_cuts
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.layouts.geometry import Line, Page, Word, group_lines
from iscm.reading.layouts.grid import Grid, find_grids
from iscm.reading.layouts.joining import count_words, is_right_to_left, join_lines
from iscm.reading.layouts.limits import check_rows
from iscm.reading.layouts.pdf_cells import cell_of, keeps_blanks_at_ends
from iscm.reading.layouts.running import find_running_lines, without
from iscm.reading.layouts.unruled import Cells, RowCutter

SAME_PLACE = 8.0
BIGGER = 1.15
LOOSE = 1.6
LONGEST_HEADING = 25
NARROWEST = 6.0
# A header and one row: what is left to tell when no line is ruled between the rows.
FEW_LEVELS = 3


def assemble(pages: Sequence[Page], name: str) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The rows of all pages in reading order, and which of them follow a larger space."""
    parts = list(_parts(pages))
    known = count_words(word.text for page in pages for word in page.words)
    assembly = _Assembly(known, _heading_sizes(parts), keeps_blanks_at_ends(pages))
    unruled = [block for _, block in parts if isinstance(block, Block) and block.is_table]
    cutters, last = _cutters(unruled), unruled[-1] if unruled else None
    for page, part in parts:
        assembly.turn_to(page)
        if isinstance(part, _Ruled):
            assembly.add_table(part.grid.xs, _ruled_rows(part))
        elif part.is_table:
            rows, notes = _without_notes(cutters[len(part.cuts)].cut(part), is_last=part is last)
            assembly.add_table(part.cuts, rows)
            for note in notes:
                assembly.add_text(Block(group_lines(note)))
        else:
            assembly.add_text(part)
        check_rows(len(assembly.rows), name)
    return mend_cuts(assembly.rows, assembly.gaps, assembly.known)


def _without_notes(rows: list[Cells], *, is_last: bool) -> tuple[list[Cells], list[list[Word]]]:
    """Below the last row of the last table, what fills the first column only is no row but a note."""
    end = len(rows)
    while is_last and end > 1 and not any(rows[end - 1][1:]):
        end -= 1
    return rows[:end], [row[0] for row in rows[end:]]


@dataclass(frozen=True)
class _Ruled:
    """A ruled table with its words."""

    grid: Grid
    words: list[Word]


def _parts(pages: Sequence[Page]) -> Iterator[tuple[int, "_Ruled | Block"]]:
    """(page number, part) in reading order."""
    known: Block | None = None
    ruled = [find_grids(page) for page in pages]
    running = find_running_lines([_outside(page, grids) for page, grids in zip(pages, ruled, strict=True)])
    for number, (page, grids) in enumerate(zip(pages, ruled, strict=True), 1):
        inside: list[list[Word]] = [[] for _ in grids]
        between: list[list[Word]] = [[] for _ in range(len(grids) + 1)]
        head, foot = running[number - 1]
        yield from ((number, Block([line])) for line in head)
        for word in without(page.words, (*head, *foot)):
            index = next((i for i, grid in enumerate(grids) if grid.holds(word)), None)
            if index is None:
                between[sum(word.middle > grid.bottom for grid in grids)].append(word)
            else:
                inside[index].append(word)
        for index, words in enumerate(between):
            for block in find_blocks(words, page.levels, known):
                known = block if block.is_table else known
                yield number, block
            if index < len(grids) and inside[index]:
                yield number, _Ruled(grids[index], inside[index])
        yield from ((number, Block([line])) for line in foot)


def _outside(page: Page, grids: list[Grid]) -> list[Word]:
    return [word for word in page.words if not any(grid.holds(word) for grid in grids)]


def _cutters(blocks: Sequence[Block]) -> dict[int, RowCutter]:
    by_width: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_width[len(block.cuts)].append(block)
    return {width: RowCutter(group) for width, group in by_width.items()}


def _ruled_rows(part: _Ruled) -> list[Cells]:
    """The rows of a ruled table. A cell over several rows is said in each; one over several columns in the first."""
    grid = part.grid
    if len(grid.ys) <= FEW_LEVELS and (rows := _rows_without_rules(part)):
        return rows
    words: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in part.words:
        words[grid.cell_of(word)].append(word)
    columns = _columns_in_use(grid, words)
    rows = []
    for row in range(len(grid.ys) - 1):
        names = [(column, grid.cells[row, column]) for column in columns]
        first = {name: column for column, name in reversed(names)}
        rows.append([words.get(name, []) if first[name] == column else [] for column, name in names])
    return [cells for cells in rows if any(cells)]


def _columns_in_use(grid: Grid, words: dict[tuple[int, int], list[Word]]) -> list[int]:
    """Without the slits between double rules."""
    filled = {column for _, column in words}
    columns = range(len(grid.xs) - 1)
    return [column for column in columns if column in filled or grid.xs[column + 1] - grid.xs[column] > NARROWEST]


def _rows_without_rules(part: _Ruled) -> list[Cells]:
    """A table ruled only between its columns (and under its header): rows told by the space between them."""
    block = Block(group_lines(part.words), tuple(part.grid.xs[1:-1]), is_table=True)
    cutter = RowCutter([block])
    return cutter.cut(block) if cutter.is_spaced else []


def _heading_sizes(parts: Sequence[tuple[int, "_Ruled | Block"]]) -> list[float]:
    """The heights of letters outside tables that are clearly larger than the usual, the largest first."""
    blocks = [block for _, block in parts if isinstance(block, Block) and not block.is_table]
    heights = [word.bottom - word.top for block in blocks for word in block.words]
    usual = median(heights) if heights else 0.0
    return sorted({round(height, 1) for height in heights if height > BIGGER * usual}, reverse=True)


@dataclass
class _Assembly:
    known: Mapping[str, int]
    sizes: list[float]
    keeps_blanks: bool
    rows: list[Row] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    tables: list[tuple[int, tuple[float, ...], tuple[str, ...]]] = field(default_factory=list)
    page: int = 0
    page_rows: int = 0
    page_lines: int = 0
    last: Line | None = None

    def turn_to(self, page: int) -> None:
        if page != self.page:
            self.page, self.page_rows, self.page_lines, self.last = page, 0, 0, None

    def add_table(self, edges: Sequence[float], rows: list[Cells]) -> None:
        """Take a table, or what stands of it on this page; the first column of an Arabic one is on the right."""
        if is_right_to_left(word.text for cells in rows for cell in cells for word in cell):
            rows = [cells[::-1] for cells in rows]
        limits = [max((word.right for cells in rows for word in cells[i]), default=0.0) for i in range(len(rows[0]))]
        table = 0
        self.gaps.add(len(self.rows))
        for words in rows:
            cells = tuple(map(self._cell, words, limits))
            table = table or self._table_number(tuple(edges), tuple(cell.text for cell in cells))
            self.page_rows += 1
            locator = Locator(page=self.page, table=table, row=self.page_rows)
            self.rows.append(Row(cells, locator, table))
        self.gaps.add(len(self.rows))
        self.last = None

    def _cell(self, words: list[Word], limit: float) -> Cell:
        return cell_of(words, limit, self.known, keeps_blanks=self.keeps_blanks)

    def _table_number(self, edges: tuple[float, ...], header: tuple[str, ...]) -> int:
        """The number of the open table if this goes on with it on a new page, or repeats its header."""
        if self.tables:
            page, places, words = self.tables[-1]
            is_aligned = len(places) == len(edges) and all(
                abs(a - b) <= SAME_PLACE for a, b in zip(places, edges, strict=True)
            )
            if header == words or (is_aligned and page < self.page):
                self.tables[-1] = (self.page, edges, words)
                return len(self.tables)
        self.tables.append((self.page, edges, header))
        return len(self.tables)

    def add_text(self, block: Block) -> None:
        for words in block.columns():
            for line in group_lines(words):
                self._add_line(line)

    def _add_line(self, line: Line) -> None:
        if self.last and not 0 < line[0].middle - self.last[0].middle < LOOSE * (line[0].bottom - line[0].top):
            self.gaps.add(len(self.rows))
        self.last = line
        self.page_lines += 1
        if self._goes_on_with_title(line):
            self.rows[-1] = self._with_line(self.rows[-1], line)
            return
        cell = cell_of(line, 0.0, self.known)
        locator = Locator(page=self.page, line_first=self.page_lines, line_last=self.page_lines)
        if cell.text:
            self.rows.append(Row((cell,), locator, heading=self._heading(line)))

    def _goes_on_with_title(self, line: Line) -> bool:
        """Whether it and the line above are lines of one title: of the largest letters, without space between."""
        if not self.rows or len(self.rows) in self.gaps:
            return False
        above = self.rows[-1]
        return above.table is None and above.heading == 1 == self._heading(line) and above.locator.page == self.page

    def _with_line(self, above: Row, line: Line) -> Row:
        added = cell_of(line, 0.0, self.known)
        text = join_lines([above.cells[0].text, added.text], self.known)
        cell = Cell(text, above.cells[0].links + added.links, above.cells[0].is_bold and added.is_bold)
        return replace(above, cells=(cell,), locator=replace(above.locator, line_last=self.page_lines))

    def _heading(self, line: Line) -> int | None:
        height = round(max(word.bottom - word.top for word in line), 1)
        if height not in self.sizes or len(line) > LONGEST_HEADING:
            return None
        return min(self.sizes.index(height) + 1, 6)
