"""Lying bars, one row a label: for names, which need room."""

from collections.abc import Iterator
from itertools import accumulate

from iscm.publication.charts.measuring import measure, wrap
from iscm.publication.charts.numbers_ import number
from iscm.publication.charts.scale import Scale, scale
from iscm.publication.charts.segments import DROP, is_whole, most_of, parts_of_stack
from iscm.publication.charts.shapes import Block, Drawing, Line, Rule, Shape
from iscm.publication.report import Chart

LABEL, VALUE, QUIET = 13.0, 12.0, 11.5
_LINE_HEIGHT = 16.0
_LABEL_SHARE = 0.44  # of the width at most for the names
_GAP, _BESIDE = 10.0, 5.0
_HEAD, _FOOT = 22.0, 20.0
_THICK, _BESIDE_OTHERS = 15.0, 13.0  # a bar alone, one of several
_BETWEEN = 9.0
_TICK_ROOM, _TICKS_APART = 90.0, 6.0
_SHORTEST = 40.0  # the longest bar, where values and names leave little room


def lay_out_bars(chart: Chart, width: float) -> Drawing:
    """Names at the start, bars from one line, each with its value at its end, round ticks below."""
    room = _value_room(chart)
    widest = min(width * _LABEL_SHARE, width - room - _GAP - _SHORTEST)
    lines = [wrap(label, widest, LABEL) for label in chart.labels]
    named = max((measure(line, LABEL) for each in lines for line in each), default=0.0)
    named = max(named, min(measure(chart.labels_heading, QUIET), widest))
    start = named + _GAP
    length = width - start - room
    across = scale(most_of(chart), length, max(1, int(length / _TICK_ROOM)), is_whole=is_whole(chart))
    rows: list[Shape] = []
    y = _HEAD + _BETWEEN / 2
    for place, words in enumerate(lines):
        high = max(len(words) * _LINE_HEIGHT, _thickness(chart))
        rows += _label(words, named, y + high / 2)
        rows += _row(chart, place, (start, y + (high - _thickness(chart)) / 2), across)
        y += high + _BETWEEN
    bottom = y - _BETWEEN / 2
    frame = (*_head(chart, start, named, width), *_grid(across, start, bottom, width))
    base = Rule(start, _HEAD, start, bottom, "base")
    return Drawing(width, bottom + _FOOT, (*frame, *rows, base))


def _value_room(chart: Chart) -> float:
    totals = [sum(each) for each in zip(*(series.values for series in chart.series), strict=True)]
    values = totals if chart.is_stacked else [value for series in chart.series for value in series.values]
    return max((measure(number(value), VALUE, is_bold=True) for value in values), default=0.0) + _BESIDE + 2


def _thickness(chart: Chart) -> float:
    return _THICK if chart.is_stacked or len(chart.series) == 1 else _BESIDE_OTHERS * len(chart.series)


def _head(chart: Chart, start: float, named: float, width: float) -> Iterator[Shape]:
    """What the names are and what is counted."""
    yield Line(named, 13.0, wrap(chart.labels_heading, named, QUIET, 1)[0], "quiet", QUIET, "end")
    yield Line(start, 13.0, wrap(chart.unit, width - start, QUIET, 1)[0], "quiet", QUIET)


def _grid(across: Scale, start: float, bottom: float, width: float) -> Iterator[Shape]:
    """A line at each tick, and its value below where that touches no other."""
    free = 0.0
    for tick in across.ticks:
        x, half = start + across.place(tick), measure(number(tick), QUIET) / 2
        if tick:
            yield Rule(x, _HEAD, x, bottom)
        middle = min(max(x, half), width - half)
        if middle - half >= free:
            yield Line(middle, bottom + 14.0, number(tick), "quiet", QUIET, "middle")
            free = middle + half + _TICKS_APART


def _label(words: tuple[str, ...], named: float, middle: float) -> Iterator[Shape]:
    first = middle - (len(words) - 1) * _LINE_HEIGHT / 2 + LABEL * DROP
    for n, line in enumerate(words):
        yield Line(named, first + n * _LINE_HEIGHT, line, "label", LABEL, "end")


def _row(chart: Chart, place: int, corner: tuple[float, float], across: Scale) -> Iterator[Shape]:
    """The bars of a label; `corner` is where the first begins."""
    values = [series.values[place] for series in chart.series]
    if chart.is_stacked:
        yield from _stack(values, corner, across)
        return
    thick = _THICK if len(values) == 1 else _BESIDE_OTHERS - 1
    for n, value in enumerate(values):
        x, y = corner[0], corner[1] + n * _BESIDE_OTHERS
        if long := across.place(value):
            yield Block(x, y, long, thick, n)
        yield Line(x + long + _BESIDE, y + thick / 2 + VALUE * DROP, number(value), "value", VALUE)


def _stack(values: list[float], corner: tuple[float, float], across: Scale) -> Iterator[Shape]:
    start, y = corner
    blocks = [
        Block(start + across.place(before), y, across.place(value), _THICK, n)
        for n, (value, before) in enumerate(zip(values, accumulate(values, initial=0.0), strict=False))
    ]
    yield from parts_of_stack(blocks, values)
    total, baseline = sum(values), y + _THICK / 2 + VALUE * DROP
    yield Line(start + across.place(total) + _BESIDE, baseline, number(total), "value", VALUE, is_bold=True)
