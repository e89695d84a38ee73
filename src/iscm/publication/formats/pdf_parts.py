"""The blocks of a report as our Typst template takes them: plain values for JSON, everything settled beforehand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from iscm.publication.charts.measuring import BOLD
from iscm.publication.charts.svg import render_svg
from iscm.publication.formats.fitting import UNKNOWN, break_long_words, count_lines, fit_shares
from iscm.publication.formats.letters import fit_to_fonts
from iscm.publication.formats.pdf_names import is_left_to_right, safe_address, tongue
from iscm.publication.formats.pdf_sizes import GUTTER, HEADINGS, INSET, MEASURE, PROSE, SMALL
from iscm.publication.report import (
    Block,
    Box,
    Bullets,
    Cell,
    Column,
    Figure,
    Heading,
    Paragraph,
    Run,
    Table,
    Text,
    plain,
)

Part = dict[str, Any]
Words = str | list[str | Part]
DEEPEST = 6
# Points in a unit of a chart: its labels are then as large as the words of a table.
CHART_UNIT = 0.72
CHART_TITLE = 36.0
VIEW_BOX = re.compile(r'viewBox="0 0 (?P<wide>[0-9.]+) (?P<high>[0-9.]+)"')
# What the Chinese face sets as wide as its letters.
WIDE_IN_CHINESE = str.maketrans(dict.fromkeys("‘’“”—…·", "国"))
# A row of up to so many lines stays whole on one page.
MOST_LINES_WHOLE = 14


@dataclass
class Parts:
    """Turns blocks into parts, in order: it knows which headings came before.

    `width` and `height` are those of the page's type, in points; `anchors` gives each anchor its name in print.
    """

    lang: str
    width: float
    height: float
    is_rtl: bool
    anchors: dict[str, str]
    _level: int = 1
    _heading_words: str = ""
    _placed: set[str] = field(default_factory=set)

    def of(self, blocks: Iterable[Block]) -> list[Part]:
        """One part for each block; none for a table without rows, for the words around it say so."""
        return [self._part(block) for block in blocks if _is_shown(block)]

    def words(self, words: Text, width: float = 0.0, size: float = PROSE) -> Words:
        """Words with their styles; a string where there are none."""
        runs = [self._run(run, width or self.width, size) for run in words if run.text]
        return "".join(runs) if all(isinstance(run, str) for run in runs) else runs  # type: ignore[arg-type]

    def _part(self, block: Block) -> Part:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            words = self.words(block.words, MEASURE)
            return {"is": "paragraph", "words": words, "quiet": block.is_quiet, **self._direction(block.words)}
        if isinstance(block, Bullets):
            items = [{"words": self.words(item, MEASURE), **self._direction(item)} for item in block.items]
            return {"is": "bullets", "items": items}
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        return self._box(block)

    def _run(self, run: Run, width: float, size: float) -> str | Part:
        style: Part = {}
        if (lang := tongue(run.lang)) and lang != self.lang:
            style["l"] = lang
        elif self._direction((run,)):
            style["ltr"] = 1
        if target := self._target(run.href):
            style["h"] = target
        style |= {key: 1 for key, is_so in (("s", run.is_strong), ("q", run.is_quiet)) if is_so}
        words = break_long_words(fit_to_fonts(run.text), width, size)
        return {"t": words, **style} if style else words

    def _direction(self, words: Text) -> Part:
        """In a report from right to left, what has no such letter runs from left to right as a whole."""
        return {"ltr": 1} if self.is_rtl and is_left_to_right(plain(words)) else {}

    def _target(self, href: str) -> str:
        if href.startswith("#"):
            return f"#{self.anchors[href[1:]]}" if href[1:] in self.anchors else ""
        return safe_address(href)

    def _heading(self, heading: Heading) -> Part:
        # Levels never skip one, so that the outline holds together.
        self._level = min(max(heading.level, 2), self._level + 1, DEEPEST)
        anchor = self.anchors.get(heading.anchor, "") if heading.anchor not in self._placed else ""
        self._placed.add(heading.anchor)
        self._heading_words = plain(heading.words)
        words = self.words(heading.words, size=HEADINGS[self._level - 1] * BOLD)
        return {
            "is": "heading",
            "level": self._level,
            "words": words,
            "anchor": anchor,
            **self._direction(heading.words),
        }

    def _box(self, box: Box) -> Part:
        # What follows stands under the heading before the box, not under the box's own.
        outside, level = self.width, self._level
        self.width -= 2 * INSET
        inside = self.of((box.heading, *box.blocks))
        self.width, self._level = outside, level
        return {"is": "box", "blocks": inside}

    def _figure(self, figure: Figure) -> Part:
        chart = figure.chart
        svg = fit_to_fonts(render_svg(chart, is_rtl=self.is_rtl, width=self.width / CHART_UNIT))
        title = "" if chart.title == self._heading_words else chart.title
        words = {"title": fit_to_fonts(title), "summary": fit_to_fonts(chart.summary) or "–"}
        return {"is": "figure", "svg": svg, "part": min(1.0, self.height / _height(svg, self.width)), **words}

    def _table(self, table: Table) -> Part:
        printed = [index for index, column in enumerate(table.columns) if column.is_printed]
        columns = [table.columns[index] for index in printed]
        rows = [[row.cells[index] for index in printed] for row in table.rows]
        words = [[cells[index].plain for cells in rows] for index in range(len(columns))]
        widths = self._widths(columns, words)
        lines = [self._lines(cells, widths) for cells in rows]
        return {
            "is": "table",
            "widths": widths,
            "numbers": [column.kind == "number" for column in columns],
            "head": [
                self.words((Run(column.heading),), width, SMALL) for column, width in zip(columns, widths, strict=True)
            ],
            "opens": [int(bool(row.bookmark)) for row in table.rows],
            "lines": [least if least == most <= MOST_LINES_WHOLE else 0 for least, most in lines],
            "rows": [
                self._cells(cells, widths, row.bookmark, is_long=least > MOST_LINES_WHOLE)
                for row, cells, (least, _) in zip(table.rows, rows, lines, strict=True)
            ],
        }

    def _widths(self, columns: list[Column], words: list[list[str]]) -> list[float]:
        """What each column has for its words, in points."""
        room = self.width - GUTTER * (len(columns) - 1)
        given = [column.share for column in columns]
        shares = [share / sum(given) for share in given] if sum(given) > 0 else [1 / len(given)] * len(given)
        return [max(round(share * room, 3), SMALL) for share in fit_shares(shares, words, room, SMALL)]

    def _lines(self, cells: list[Cell], widths: list[float]) -> tuple[int, int]:
        """The least and the most lines of a row; a bold word makes them uncertain."""
        shown = [fit_to_fonts(cell.plain) for cell in cells]
        if any(lang.startswith("zh") for lang in (self.lang, *(run.lang for cell in cells for run in cell.words))):
            shown = [words.translate(WIDE_IN_CHINESE) for words in shown]
        counts = [count_lines(words, width, SMALL) for words, width in zip(shown, widths, strict=True)]
        is_bold = any(run.is_strong for cell in cells for run in cell.words)
        return max(least for least, _ in counts), UNKNOWN if is_bold else max(most for _, most in counts)

    def _cells(self, cells: list[Cell], widths: list[float], bookmark: str, *, is_long: bool) -> list[str | Part]:
        made = []
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            words = self.words(cell.words, width, SMALL)
            style = _shared_tongue(words) or self._direction(cell.words)
            if is_long:
                style["long"] = 1
            if bookmark and index == 0:
                style["b"] = {"level": min(self._level + 1, DEEPEST), "words": fit_to_fonts(bookmark)}
            made.append({"w": words, **style} if style or not isinstance(words, str) else words)
        return made


def _is_shown(block: Block) -> bool:
    if isinstance(block, Heading):
        return bool(fit_to_fonts(plain(block.words)).strip())
    return not isinstance(block, Table) or (bool(block.rows) and any(column.is_printed for column in block.columns))


def _height(svg: str, width: float) -> float:
    """How high a drawing becomes, with its title, when it is so wide."""
    found = VIEW_BOX.search(svg)
    return CHART_TITLE + (width * float(found["high"]) / float(found["wide"]) if found else 0.0)


def _shared_tongue(words: Words) -> Part:
    """The one language of all runs of a cell, which then runs in its direction."""
    langs = {run.get("l") if isinstance(run, dict) else None for run in words} if isinstance(words, list) else set()
    return {"l": lang} if len(langs) == 1 and (lang := langs.pop()) else {}
