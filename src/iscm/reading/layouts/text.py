"""Text and Markdown: lines, tables parted by tabs or pipes, headings."""

import re
from dataclasses import dataclass, field

from iscm.domain.citations import Locator
from iscm.reading.layouts.aligned import aligned_rows, is_aligned
from iscm.reading.layouts.decoding import decode, split_lines
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.layouts.limits import check_columns, check_rows, check_size
from iscm.reading.layouts.marks import read_marks

HEADING = re.compile(r"(#{1,6})\s+(.*)")
UNDERLINE = re.compile(r"(={3,}|-{3,})")
RULER = "-_*=~+|#.·•` \t"
FENCE = re.compile(r"`{3,}\w*")
# A hyphen before a number or small letter may be the dash of a sentence broken over lines.
BULLET = re.compile(r"(?:[*+•‣▪●◦]\s+|-\s+(?![\da-z(])|>\s?)+")
PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
BETWEEN_BARS = re.compile(r"\|[^|\n]*\|.*\|")
LEAST_BESIDE = 3  # lines alike that make a table
PIPE = re.compile(r"(?<!\\)\|")


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a text: each line, with tabbed lines and pipe tables as table rows.

    Line numbers are those of the file; a form feed starts a new page. Raises `UnreadableInputError` for bytes that
    are not text, and above the limits of `limits.py`.
    """
    check_size(content, name)
    return lay_out_text(decode(content, name), name)


def lay_out_text(text: str, name: str) -> Layout:
    """The same for text that is decoded already."""
    lines = split_lines(text)
    sheet = _Sheet(pages="\f" in text.rstrip("\f\r\n "))
    pipes = _pipe_tables(lines)
    if not pipes and "\t" not in text and is_aligned(lines):
        return _lay_out_aligned(lines, name)
    for index, line in enumerate(lines):
        _take_line(sheet, index + 1, line, pipes.get(index))
        check_rows(len(sheet.rows), name)
        check_columns(sheet.width, name)
    is_markdown = bool(pipes) or sheet.has_headings
    return Layout("md" if is_markdown else "txt", tuple(sheet.rows), _title(sheet.rows), gaps=frozenset(sheet.gaps))


def _lay_out_aligned(lines: list[str], name: str) -> Layout:
    has_pages = any("\f" in line for line in lines)
    rows: list[Row] = []
    gaps: set[int] = set()
    for found in aligned_rows(lines):
        page = found.page if has_pages else None
        locator = Locator(page=page, line_first=found.first, line_last=found.last, table=found.table)
        if rows and rows[-1].locator.line_last != found.first - 1:
            gaps.add(len(rows))
        rows.append(Row(tuple(read_marks(words)[0] for words in found.cells), locator, found.table))
        check_rows(len(rows), name)
    return Layout("txt", tuple(rows), gaps=frozenset(gaps))


@dataclass
class _Sheet:
    """The rows so far. `table` is the number of the open table, 0 between tables; `header` its first row."""

    pages: bool
    page: int = 1
    rows: list[Row] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    bold: bool = False
    has_headings: bool = False
    tables: list[tuple[str, ...]] = field(default_factory=list)
    table: int = 0
    width: int = 0

    def gap(self) -> None:
        self.gaps.add(len(self.rows))
        self.bold = False

    def turn(self, pages: int) -> None:
        if pages:
            self.page += pages
            self.gap()

    def add(self, line: int, cells: tuple[Cell, ...], *, table: int | None = None, heading: int | None = None) -> None:
        locator = Locator(page=self.page if self.pages else None, line_first=line, line_last=line, table=table)
        self.rows.append(Row(cells, locator, table, heading))

    def open_table(self, cells: tuple[Cell, ...]) -> int:
        """The number of the table this row belongs to: the open one, one with the same header, or a new one."""
        words = tuple(cell.text for cell in cells)
        if not self.table:
            if words not in self.tables:
                self.tables.append(words)
            self.table = self.tables.index(words) + 1
        self.width = max(self.width, len(cells))
        return self.table

    def close_table(self) -> None:
        self.table = self.width = 0


def _take_line(sheet: _Sheet, number: int, line: str, pipe_row: list[str] | None) -> None:
    before = len(line) - len(line.lstrip("\f \t"))
    sheet.turn(line.count("\f", 0, before))
    after, line = line.count("\f", before), line.replace("\f", "")
    if pipe_row is not None:
        _take_table_row(sheet, number, pipe_row)
    elif not line.strip():
        sheet.gap()
    elif _is_table_row(sheet, parts := line.strip(" \r").split("\t")):
        _take_table_row(sheet, number, parts)
    else:
        _take_words(sheet, number, line.strip())
    sheet.turn(after)


def _is_table_row(sheet: _Sheet, parts: list[str]) -> bool:
    filled = sum(bool(part.strip()) for part in parts)
    return filled > 1 or (filled == 1 and bool(sheet.table) and len(parts) > 1 and len(parts) >= sheet.width)


def _take_table_row(sheet: _Sheet, number: int, parts: list[str]) -> None:
    if not any(parts):
        return
    cells = tuple(read_marks(part)[0] for part in parts)
    sheet.bold = False
    sheet.add(number, cells, table=sheet.open_table(cells))


def _take_words(sheet: _Sheet, number: int, line: str) -> None:
    if UNDERLINE.fullmatch(line) and _is_setext_title(sheet, number):
        last = sheet.rows[-1]
        sheet.rows[-1] = Row(last.cells, last.locator, None, 1 if line.startswith("=") else 2)
        sheet.has_headings = True
        return
    if not line.strip(RULER) or FENCE.fullmatch(line):
        sheet.gap()
        return
    sheet.close_table()
    heading = HEADING.fullmatch(line)
    words = _unclosed(heading[2]) if heading else BULLET.sub("", line, count=1) if BULLET.match(line) else line
    cell, sheet.bold = read_marks(words, bold=sheet.bold)
    if not cell.text:
        return
    sheet.has_headings = sheet.has_headings or bool(heading)
    sheet.add(number, (cell,), heading=len(heading[1]) if heading else None)


def _unclosed(words: str) -> str:
    """A heading without the number signs that may close it."""
    bare = words.rstrip("#")
    return bare if bare.endswith((" ", "\t")) else words


def _is_setext_title(sheet: _Sheet, number: int) -> bool:
    last = sheet.rows[-1] if sheet.rows else None
    return bool(last and last.table is None and last.heading is None and last.locator.line_last == number - 1)


def _pipe_tables(lines: list[str]) -> dict[int, list[str]]:
    """The cells of each line of a Markdown table, by index; none for its ruling line."""
    tables: dict[int, list[str]] = {}
    inside = False
    for index, line in enumerate(lines):
        words = line.strip()
        if "|" in words and index > 0 and PIPE_RULE.fullmatch(words) and _pipe_cells(lines[index - 1]):
            tables[index - 1], tables[index] = _pipe_cells(lines[index - 1]), []
            inside = True
        elif inside and "|" in words:
            tables[index] = _pipe_cells(line)
        else:
            inside = False
    return tables or _unruled_pipe_tables(lines)


def _unruled_pipe_tables(lines: list[str]) -> dict[int, list[str]]:
    """The same for lines between bars without a ruling line, three or more on end with as many cells."""
    cells = {index: _pipe_cells(line) for index, line in enumerate(lines) if BETWEEN_BARS.fullmatch(line.strip())}
    kept: dict[int, list[str]] = {}
    for index, parts in cells.items():
        beside = sum(len(cells.get(other, ())) == len(parts) for other in range(index - 2, index + 3))
        if len(parts) > 1 and beside >= LEAST_BESIDE:
            kept[index] = parts
    return kept


def _pipe_cells(line: str) -> list[str]:
    words = line.strip()
    if "|" not in words:
        return []
    parts = PIPE.split(words)
    return parts[bool(words.startswith("|")) : len(parts) - (words.endswith("|") and not words.endswith("\\|"))]


def _title(rows: list[Row]) -> str | None:
    return next((row.text for row in rows if row.heading == 1), None)
