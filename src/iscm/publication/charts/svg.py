"""A chart as SVG: one drawing for pages, PDF and DOCX.

Presentation attributes make the drawing complete by itself; class names let a page dress it in its own inks. There is
no style attribute, no script and no reference to anything outside. Arabic words carry their own direction, so that
browsers and typst, which disagree on `direction`, draw the same.
"""

import math
import re
import unicodedata
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from iscm.publication.charts.bars import lay_out_bars
from iscm.publication.charts.columns import lay_out_columns
from iscm.publication.charts.legend import lay_out_legend, lay_out_title
from iscm.publication.charts.palette import PRINT, Mark, Palette
from iscm.publication.charts.shapes import Block, Drawing, Line, Rule, Shape, mirrored, stacked
from iscm.publication.charts.textures import texture
from iscm.publication.report import Chart

WIDTH = 680.0
NARROWEST = 200.0
MARGIN = 16.0  # around a drawing that stands alone
MOST = 1e9
SHAPES = {"bars": lay_out_bars, "columns": lay_out_columns}
FAMILY = "Noto Sans"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = {"R", "AL"}
_OWN_DIRECTION = ("\N{FIRST STRONG ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}")
_END = "\N{POP DIRECTIONAL ISOLATE}"


def render_svg(
    chart: Chart, *, is_rtl: bool = False, palette: Palette = PRINT, width: float = WIDTH, is_titled: bool = False
) -> str:
    """The chart as one `<svg>` element.

    `is_rtl` mirrors it. `width` is that of its view box, in which labels are 13 units high: a phone gets a narrow
    drawing rather than a small one. `is_titled` writes title and summary into the picture, on paper, for a file that
    stands alone. Two drawings on one page need two keys. Raises ValueError for values that are no counts or that do
    not go with the labels.
    """
    _check(chart, width)
    chart = _cleaned(chart)
    drawing = stacked(lay_out_legend(chart, width), SHAPES[chart.shape](chart, width), 6.0)
    if is_titled:
        drawing = stacked(lay_out_title(chart, width), drawing, 10.0)
    drawing = mirrored(drawing) if is_rtl else drawing
    name = f"chart-{re.sub(r'[^A-Za-z0-9_-]+', '-', chart.key)}"
    return _document(chart, drawing, name, palette, is_rtl=is_rtl, is_titled=is_titled)


def _check(chart: Chart, width: float) -> None:
    values = [value for series in chart.series for value in series.values]
    if chart.shape not in SHAPES:
        raise ValueError(f"no such shape of chart: {chart.shape!r}")
    if any(len(series.values) != len(chart.labels) for series in chart.series):
        raise ValueError("each series has a value for each label")
    if not all(math.isfinite(value) and 0 <= value <= MOST for value in values):
        raise ValueError("charts count: values are neither negative nor endless")
    if not width >= NARROWEST:
        raise ValueError(f"a chart is at least {NARROWEST:.0f} wide")


def _cleaned(chart: Chart) -> Chart:
    """The chart with words as XML may hold them; a stack of a single series is none."""
    series = tuple(replace(each, name=_clean(each.name)) for each in chart.series)
    plain = {name: _clean(getattr(chart, name)) for name in ("title", "summary", "labels_heading", "unit")}
    labels, is_stacked = tuple(map(_clean, chart.labels)), chart.is_stacked and len(series) > 1
    return replace(chart, labels=labels, series=series, is_stacked=is_stacked, **plain)


def _clean(words: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _document(chart: Chart, drawing: Drawing, name: str, palette: Palette, *, is_rtl: bool, is_titled: bool) -> str:
    margin = MARGIN if is_titled else 0.0
    edge, wide, high = (_figure(each) for each in (-margin, drawing.width + 2 * margin, drawing.height + 2 * margin))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{edge} {edge} {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" class="chart {chart.shape}" focusable="false" '
        f'direction="ltr" font-family={quoteattr(FAMILY)}>'
        f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{escape(chart.summary)}</desc>'
    )
    used = sorted({shape.series % len(palette.marks) for shape in drawing.shapes if isinstance(shape, Block)})
    textures = "".join(texture(palette.marks[place], place, _pattern(name, place)) for place in used)
    sheet = f'<rect class="c-paper" x="{edge}" y="{edge}" width="{wide}" height="{high}" fill="{palette.paper}"/>'
    body = "".join(_element(shape, name, palette, is_rtl=is_rtl) for shape in drawing.shapes)
    return f"{head}{f'<defs>{textures}</defs>' if textures else ''}{sheet if is_titled else ''}{body}</svg>"


def _element(shape: Shape, name: str, palette: Palette, *, is_rtl: bool) -> str:
    if isinstance(shape, Block):
        return _block(shape, name, palette)
    if isinstance(shape, Rule):
        return _rule(shape, palette)
    return _line(shape, palette, is_rtl=is_rtl)


def _block(block: Block, name: str, palette: Palette) -> str:
    place = block.series % len(palette.marks)
    mark = palette.marks[place]
    inset = 0.0 if mark.texture == "solid" or block.role == "ground" else min(0.5, block.width / 2, block.height / 2)
    box = (
        f'x="{_figure(block.x + inset)}" y="{_figure(block.y + inset)}" '
        f'width="{_figure(block.width - 2 * inset)}" height="{_figure(block.height - 2 * inset)}"'
    )
    if block.role == "ground" and mark.texture == "solid":
        return ""
    if block.role == "ground":
        return f'<rect class="c-ground{place}" {box} fill="{mark.ground}"/>'
    name_of = f"c-mark{place} c-key" if block.role == "key" else f"c-mark{place}"
    return f'<rect class="{name_of}" {box} {_fill(mark, _pattern(name, place))}/>'


def _fill(mark: Mark, pattern: str) -> str:
    if mark.texture == "solid":
        return f'fill="{mark.ink}"'
    fill = mark.ground if mark.texture == "hollow" else f"url(#{pattern})"
    return f'fill="{fill}" stroke="{mark.ink}"'


def _rule(rule: Rule, palette: Palette) -> str:
    ends = f'x1="{_figure(rule.x1)}" y1="{_figure(rule.y1)}" x2="{_figure(rule.x2)}" y2="{_figure(rule.y2)}"'
    return f'<line class="c-{rule.role}" {ends} stroke="{palette.ink if rule.role == "base" else palette.rule}"/>'


def _line(line: Line, palette: Palette, *, is_rtl: bool) -> str:
    if not line.words:
        return ""
    role = line.role
    if role == "written":
        role = "reversed" if palette.mark(line.series).texture == "solid" else "label"
    inks = {"quiet": palette.soft, "reversed": palette.paper}
    anchor = f' text-anchor="{line.anchor}"' if line.anchor != "start" else ""
    bold = ' font-weight="700"' if line.is_bold else ""
    # Figures stand clear of the grid: a rim of paper around them, drawn first.
    rim = f' stroke="{palette.paper}" stroke-width="3" paint-order="stroke"' if role == "value" else ""
    look = f'font-size="{_figure(line.size)}" fill="{inks.get(role, palette.ink)}"{rim}{anchor}{bold}'
    words = escape(_directed(line.words, is_rtl=is_rtl))
    return f'<text class="c-{role}" x="{_figure(line.x)}" y="{_figure(line.y)}" {look}>{words}</text>'


def _directed(words: str, *, is_rtl: bool) -> str:
    """Words with Arabic or Hebrew in them set apart in their own direction."""
    if not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in words):
        return words
    return f"{_OWN_DIRECTION[is_rtl]}{words}{_END}"


def _pattern(name: str, place: int) -> str:
    return f"{name}-mark{place}"


def _figure(value: float) -> str:
    """A length with two decimals at most; never "-0"."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
