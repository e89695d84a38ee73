"""Above the bars: the words that say which mark is which series, and the title of a drawing that stands alone."""

from iscm.publication.charts.measuring import BOLD, cut, measure, wrap
from iscm.publication.charts.shapes import Block as Swatch
from iscm.publication.charts.shapes import Drawing, Line, Shape
from iscm.publication.report import Chart

SIZE, LINE_HEIGHT = 12.5, 19.0
_SWATCH, _BESIDE, _APART = 11.0, 6.0, 20.0
_TITLE, _TITLE_HEIGHT = 16.0, 21.0
_SUMMARY, _SUMMARY_HEIGHT, _SUMMARY_LINES = 12.5, 17.0, 6


def lay_out_legend(chart: Chart, width: float) -> Drawing:
    """A swatch and the name of each series, in as many lines as they take; nothing for a single series."""
    if len(chart.series) < 2:  # noqa: PLR2004  # one series needs no key
        return Drawing(width, 0.0, ())
    shapes: list[Shape] = []
    x, y = 0.0, 0.0
    for place, series in enumerate(chart.series):
        name = cut(series.name, width - _SWATCH - _BESIDE, SIZE)
        taken = _SWATCH + _BESIDE + measure(name, SIZE)
        if x and x + taken > width:
            x, y = 0.0, y + LINE_HEIGHT
        shapes.append(Swatch(x, y + 2.0, _SWATCH, _SWATCH, place, "key"))
        shapes.append(Line(x + _SWATCH + _BESIDE, y + 12.0, name, "label", SIZE))
        x += taken + _APART
    return Drawing(width, y + LINE_HEIGHT, tuple(shapes))


def lay_out_title(chart: Chart, width: float) -> Drawing:
    """The title and the sentence of a chart, for a file that stands alone."""
    title = wrap(chart.title, width / BOLD, _TITLE, 3)
    summary = wrap(chart.summary, width, _SUMMARY, _SUMMARY_LINES) if chart.summary else ()
    shapes = [
        Line(0.0, 15.0 + n * _TITLE_HEIGHT, words, "title", _TITLE, is_bold=True) for n, words in enumerate(title)
    ]
    top = len(title) * _TITLE_HEIGHT
    shapes += [Line(0.0, top + 13.0 + n * _SUMMARY_HEIGHT, words, "quiet", _SUMMARY) for n, words in enumerate(summary)]
    return Drawing(width, top + len(summary) * _SUMMARY_HEIGHT, tuple(shapes))
