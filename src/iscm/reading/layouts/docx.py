"""DOCX: paragraphs and tables in the order of the body, links, merged cells; what was deleted is left out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from iscm.domain.citations import Locator
from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.layouts.limits import MAX_COLUMNS, check_rows, check_size
from iscm.reading.layouts.packages import damaged, open_package
from iscm.reading.layouts.words import fold, link_target, make_cell

PARAGRAPH, TABLE, TABLE_ROW, TABLE_CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
RUN, TEXT, LINK, FIELD = qn("w:r"), qn("w:t"), qn("w:hyperlink"), qn("w:fldSimple")
VALUE, RELATION = qn("w:val"), qn("r:id")
BREAKS = {qn("w:br"), qn("w:cr")}
BLANKS = {qn("w:tab"), qn("w:ptab")}
# Deleted or moved away under track changes, repeated for older programs, or the properties of something.
LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BOX = qn("w:txbxContent")
MAX_DEPTH = 100
MAX_DIGITS = 6


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a DOCX: one for each paragraph and table row of its body.

    In a locator, `line_first` counts paragraphs, `table` and `row` tables and their rows. Raises
    `UnreadableInputError` for a file that is damaged, encrypted, a zip bomb, or above the limits.
    """
    check_size(content, name)
    open_package(content, name).close()
    try:
        document = docx.Document(io.BytesIO(content))
        walk = _Walk(document, name)
        walk.take(document.element.body)
        title = fold(document.core_properties.title or "") or None
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError) as error:
        # python-docx lets the errors of a broken part through as they come; lxml's is a SyntaxError.
        raise damaged(name) from error
    return Layout("docx", tuple(walk.rows), title, gaps=frozenset(walk.gaps))


@dataclass
class _Words:
    """The words of a paragraph or cell while they are collected, line by line."""

    lines: list[str] = field(default_factory=lambda: [""])
    links: list[Link] = field(default_factory=list)
    bold: bool = True

    def cell(self) -> Cell:
        return make_cell(self.lines, self.links, is_bold=self.bold)


class _Walk:
    """Goes through the body once; every paragraph and table row becomes a row."""

    def __init__(self, document: Any, name: str) -> None:
        self._name = name
        self._relations = document.part.rels
        self._levels = _heading_levels(document.styles.element)
        self.rows: list[Row] = []
        self.gaps: set[int] = set()
        self._paragraphs = self._tables = 0

    def take(self, parent: Any, depth: int = 0) -> None:
        """Take all paragraphs and tables below this element, also in text boxes and content controls."""
        if depth > MAX_DEPTH:
            raise damaged(self._name)
        for child in parent:
            if child.tag == PARAGRAPH:
                self._take_paragraph(child)
            elif child.tag == TABLE:
                self._take_table(child)
            elif child.tag not in LEFT_OUT:
                self.take(child, depth + 1)
            check_rows(len(self.rows), self._name)

    def _take_paragraph(self, paragraph: Any) -> None:
        self._paragraphs += 1
        self.gaps.add(len(self.rows))
        words, boxes = _Words(), list(_boxes(paragraph))
        self._collect(paragraph, words)
        if (cell := words.cell()).text:
            locator = Locator(line_first=self._paragraphs, line_last=self._paragraphs)
            self.rows.append(Row((cell,), locator, heading=self._heading(paragraph)))
        for box in boxes:
            self.take(box)

    def _heading(self, paragraph: Any) -> int | None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._levels.get(style.get(VALUE)) if style is not None else None

    def _take_table(self, table: Any) -> None:
        self._tables += 1
        self.gaps.add(len(self.rows))
        above: dict[int, Cell] = {}
        for number, line in enumerate(_table_rows(table), 1):
            cells = self._table_cells(line, above)
            if any(cell.text for cell in cells):
                locator = Locator(table=self._tables, row=number)
                self.rows.append(Row(tuple(cells), locator, self._tables))
        self.gaps.add(len(self.rows))

    def _table_cells(self, line: Any, above: dict[int, Cell]) -> list[Cell]:
        """A cell over several rows is said in each; one over several columns in the first."""
        cells = [Cell("")] * _number(line, "w:trPr/w:gridBefore")
        for element in islice(_table_parts(line, TABLE_CELL), MAX_COLUMNS):
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(VALUE, "continue") == "continue":
                cell = above.get(len(cells), Cell(""))
            else:
                cell = self._cell(element)
                above[len(cells)] = cell
            cells += [cell, *[Cell("")] * (_number(element, "w:tcPr/w:gridSpan") - 1)]
        return cells[:MAX_COLUMNS]

    def _cell(self, element: Any) -> Cell:
        words = _Words()
        for child in element.iter(PARAGRAPH):
            if any(parent.tag in LEFT_OUT for parent in child.iterancestors()):
                continue
            words.lines.append("")
            self._collect(child, words)
        return words.cell()

    def _collect(self, parent: Any, words: _Words, depth: int = 0) -> None:
        for child in parent if depth <= MAX_DEPTH else ():
            if child.tag == TEXT:
                words.lines[-1] += child.text or ""
                words.bold = words.bold and (_is_bold(parent) or not (child.text or "").strip())
            elif child.tag in BREAKS:
                words.lines.append("")
            elif child.tag in BLANKS:
                words.lines[-1] += " "
            elif child.tag == qn("w:noBreakHyphen"):
                words.lines[-1] += "-"
            elif child.tag == LINK:
                self._collect_link(child, words, self._target(child), depth)
            elif child.tag == FIELD and "HYPERLINK" in (instruction := child.get(qn("w:instr"), "")):
                self._collect_link(child, words, _field_target(instruction), depth)
            elif child.tag not in LEFT_OUT and child.tag != BOX:
                self._collect(child, words, depth + 1)

    def _collect_link(self, element: Any, words: _Words, url: str | None, depth: int) -> None:
        before = len(words.lines), len(words.lines[-1])
        self._collect(element, words, depth + 1)
        inside = [words.lines[before[0] - 1][before[1] :], *words.lines[before[0] :]]
        if text := fold(" ".join(inside)):
            words.links.append(Link(text, url))

    def _target(self, element: Any) -> str | None:
        relation = self._relations.get(element.get(RELATION))
        return link_target(relation.target_ref) if relation is not None and relation.is_external else None


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(BOX):
        if not any(parent.tag in LEFT_OUT for parent in box.iterancestors()):
            yield box


def _table_rows(table: Any) -> Iterator[Any]:
    for row in _table_parts(table, TABLE_ROW):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield row


def _table_parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _table_parts(child, tag)


def _number(element: Any, path: str) -> int:
    found = element.find("/".join(qn(part) for part in path.split("/")))
    value = found.get(VALUE, "0") if found is not None else "0"
    return min(int(value), MAX_COLUMNS) if value.isdecimal() and len(value) < MAX_DIGITS else 0


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(VALUE, "1") not in {"0", "false", "off"}


def _field_target(instruction: str) -> str | None:
    quoted = instruction.split('"')
    return link_target(quoted[1]) if len(quoted) > 1 else None


def _heading_levels(styles: Any) -> dict[str, int]:
    """The heading level of each paragraph style that has one."""
    levels: dict[str, int] = {}
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        words = (name.get(VALUE) if name is not None else "").lower()
        if words == "title":
            levels[style.get(qn("w:styleId"))] = 1
        elif words.startswith("heading ") and words[8:].isdecimal():
            levels[style.get(qn("w:styleId"))] = min(int(words[8:10]), 6)
    return levels
