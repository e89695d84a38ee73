"""HTML: headings, paragraphs, lists and tables with links; scripts and styles are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts.decoding import decode_declared
from iscm.reading.layouts.described import describe, is_described
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.layouts.limits import check_columns, check_entries, check_rows, check_size
from iscm.reading.layouts.tree import parse_page
from iscm.reading.layouts.words import fold, link_target, make_cell

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
HEADING = re.compile(r"h([1-6])")
LEFT_OUT = {"script", "style", "noscript", "template", "head", "svg", "math", "object", "iframe", "select", "textarea"}
BLOCKS = frozenset(
    (  # noqa: SIM905  # names read better in running lines than quoted one by one
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split(" ")
)
BOLD = {"b", "strong", "th"}
MAX_DEPTH = 200
MAX_SPAN = 1_000
MAX_DIGITS = 7
IS_LINKED = True


def lay_out(content: bytes, name: str, base: str = "") -> Layout:
    """The rows of a page: one for each table row, and for each other block of text.

    `base` is the address of the page, for its relative links. In a locator, `line_first` is the line of the file.
    Raises `UnreadableInputError` when nothing can be read, and
    above the limits.
    """
    check_size(content, name)
    text = decode_declared(content, name, CHARSET)
    root = parse_page(text, name, base)
    told, faults = describe(root, base) if is_described(text) else ([], [])
    check_entries(len(told), name)
    walk = _Walk(name)
    walk.take(root)
    walk.close()
    title = root.find(".//title")
    words = fold("".join(title.itertext())) if title is not None else ""
    return Layout(
        "html",
        tuple(walk.rows),
        words or None,
        root.get("lang") or None,
        frozenset(walk.gaps),
        told=tuple(told),
        faults=tuple(faults),
    )


def lines_of(root: Any) -> tuple[str, ...]:
    """The words of a tree, one line for each line of a block of text and each row of a table."""
    walk = _Walk("")
    walk.take(root)
    walk.close()
    return tuple(line for row in walk.rows for line in (row.table is None and row.cells[0].lines) or (row.text,))


@dataclass
class _Words:
    """The words of a block or cell while they are collected, line by line."""

    lines: list[str] = field(default_factory=lambda: [""])
    links: list[Link] = field(default_factory=list)
    line: int | None = None
    is_plain: bool = False

    def write(self, text: str | None, *, is_bold: bool, keeps_lines: bool = False) -> None:
        if text and keeps_lines:
            first, *others = text.split("\n")
            self.lines[-1] += first
            self.lines += others
        elif text:
            self.lines[-1] += text
        self.is_plain = self.is_plain or (not is_bold and bool(text and text.strip()))

    def cell(self) -> Cell:
        return make_cell(self.lines, self.links, is_bold=not self.is_plain)


class _Walk:
    def __init__(self, name: str) -> None:
        self._name = name
        self.rows: list[Row] = []
        self.gaps: set[int] = set()
        self._words = _Words()
        self._tables = 0
        self._navigations = 0

    def take(self, element: Any, depth: int = 0, *, is_bold: bool = False) -> None:
        """Take an element and what is below it; text goes to the open block."""
        if not isinstance(element.tag, str) or element.tag in LEFT_OUT or _is_hidden(element):
            return
        if depth > MAX_DEPTH:
            raise UnreadableInputError(self._name, "elements nested too deeply", "Save the page anew.")
        if element.tag == "table" and not _is_for_layout(element):
            self._take_table(element)
            return
        is_navigation = element.tag == "nav" or element.get("role") == "navigation"
        is_block = element.tag in BLOCKS or is_navigation
        if is_block:
            self.close()
        self._navigations += is_navigation
        self._take_inside(element, depth, is_bold=is_bold or element.tag in BOLD)
        if is_block:
            level = HEADING.fullmatch(element.tag)
            self.close(int(level[1]) if level else None)
        self._navigations -= is_navigation

    def _take_inside(self, element: Any, depth: int, *, is_bold: bool) -> None:
        if element.tag == "br":
            self._words.lines.append("")
        words, start = self._words, _place(self._words)
        words.line = words.line or element.sourceline
        words.write(element.text, is_bold=is_bold, keeps_lines=element.tag == "pre")
        for child in element:
            self.take(child, depth + 1, is_bold=is_bold)
            self._words.line = self._words.line or child.sourceline
            self._words.write(child.tail, is_bold=is_bold, keeps_lines=element.tag == "pre")
        if element.tag == "a" and self._words is words:
            _note_link(element, words, start)

    def close(self, heading: int | None = None) -> None:
        """End the open block: it becomes a row, if it has words."""
        words, self._words = self._words, _Words()
        if (cell := words.cell()).text:
            self.gaps.add(len(self.rows))
            locator = Locator(line_first=words.line, line_last=words.line)
            self.rows.append(Row((cell,), locator, heading=heading, is_navigation=self._navigations > 0))
            check_rows(len(self.rows), self._name)

    def _take_table(self, table: Any) -> None:
        self.close()
        self._tables += 1
        self.gaps.add(len(self.rows))
        spans: dict[int, tuple[int, Cell]] = {}
        for caption in table.iterchildren("caption"):
            self.take(caption)
        for number, row in enumerate(_table_rows(table), 1):
            cells = self._table_cells(row, spans)
            if any(cell.text for cell in cells):
                locator = Locator(line_first=row.sourceline, line_last=row.sourceline, table=self._tables, row=number)
                self.rows.append(Row(tuple(cells), locator, self._tables))
                check_rows(len(self.rows), self._name)
        self.gaps.add(len(self.rows))

    def _table_cells(self, row: Any, spans: dict[int, tuple[int, Cell]]) -> list[Cell]:
        """A cell over several rows is said in each; one over several columns in the first."""
        cells: list[Cell] = []
        for element in row.iterchildren("td", "th"):
            _fill(cells, spans)
            cell, width, height = self._cell(element), _span(element, "colspan"), _span(element, "rowspan")
            for offset in range(width):
                words = Cell("") if offset else cell
                if height > 1:
                    spans[len(cells)] = (height - 1, words)
                cells.append(words)
            check_columns(len(cells), self._name)
        _fill(cells, spans)
        return cells

    def _cell(self, element: Any) -> Cell:
        words = _Words()
        _collect(element, words, 0, is_bold=False)
        return words.cell()


def _collect(element: Any, words: _Words, depth: int, *, is_bold: bool) -> None:
    """All words of a cell; blocks and breaks in it part its lines."""
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT or depth > MAX_DEPTH or _is_hidden(element):
        return
    is_bold = is_bold or element.tag in BOLD
    parts = element.tag == "br" or (element.tag in BLOCKS and element.tag not in {"td", "th"})
    if parts:
        words.lines.append("")
    start = _place(words)
    words.write(element.text, is_bold=is_bold)
    for child in element:
        _collect(child, words, depth + 1, is_bold=is_bold)
        words.write(child.tail, is_bold=is_bold)
    if element.tag == "a":
        _note_link(element, words, start)
    if parts and element.tag != "br":
        words.lines.append("")
    elif element.tag in {"td", "th"}:
        words.lines[-1] += " "


def _note_link(element: Any, words: _Words, start: tuple[int, int]) -> None:
    line, column = start
    inside = fold(" ".join([words.lines[line][column:], *words.lines[line + 1 :]]))
    if inside and element.get("href") is not None:
        words.links.append(Link(inside, link_target(element.get("href"))))


def _place(words: _Words) -> tuple[int, int]:
    return len(words.lines) - 1, len(words.lines[-1])


def _fill(cells: list[Cell], spans: dict[int, tuple[int, Cell]]) -> None:
    """Cells that reach down from the rows above."""
    while (span := spans.pop(len(cells), None)) is not None:
        left, cell = span
        if left > 1:
            spans[len(cells)] = (left - 1, cell)
        cells.append(cell)


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return max(1, min(int(value), MAX_SPAN)) if value.isdecimal() and len(value) < MAX_DIGITS else 1


def _table_rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _is_for_layout(table: Any) -> bool:
    """A table that holds other tables only arranges the page."""
    return next(table.iterdescendants("table"), None) is not None


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
