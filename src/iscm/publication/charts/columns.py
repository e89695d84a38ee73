"""Standing columns, for months and years, which have an order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from iscm.publication.charts.measuring import cut, measure, wrap
from iscm.publication.charts.numbers_ import number
from iscm.publication.charts.scale import Scale, scale
from iscm.publication.charts.segments import DROP, is_whole, most_of, parts_of_stack
from iscm.publication.charts.shapes import Block, Drawing, Line, Rule, Shape
from iscm.publication.report import Chart

_SIZES = (12.5, 11.5, 10.5)  # of labels: the largest in which they fit
VALUE, QUIET = 12.0, 11.5
_LINE_HEIGHT = 15.0
_HEIGHT = 190.0
_HEAD = 36.0  # what is counted, and the value over the highest column
_SHARE = 0.74  # of its slot that a column, or the columns of a label, may fill
_WIDEST, _WIDEST_OF_SEVERAL = 30.0, 20.0
_BESIDE, _APART = 7.0, 5.0
_LONGEST = 150.0  # where labels stand for several columns, no wider than this


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the columns stand: from `start` in slots, on `base`, as high as `up` says; `has_values`: and say it."""

    start: float
    slot: float
    base: float
    up: Scale
    has_values: bool

    def middle(self, place: int) -> float:
        return self.start + (place + 0.5) * self.slot

    def column(self, left: float, wide: float, value: float, series: int, below: float = 0.0) -> Block:
        high = self.up.place(value)
        return Block(left, self.base - self.up.place(below) - high, wide, high, series)


def lay_out_columns(chart: Chart, width: float) -> Drawing:
    """Columns on one line with their values on top, ticks before them, labels below: as many as do not touch."""
    up = scale(most_of(chart), _HEIGHT, 4, is_whole=is_whole(chart))
    start = max(measure(number(tick), QUIET) for tick in up.ticks) + _BESIDE
    slot = (width - start) / max(len(chart.labels), 1)
    field = _Field(start, slot, _HEAD + _HEIGHT, up, _has_room(chart, slot))
    shapes: list[Shape] = [Line(0.0, 12.0, wrap(chart.unit, width, QUIET, 1)[0], "quiet", QUIET)]
    shapes += _grid(field, width)
    for place in range(len(chart.labels)):
        shapes += _stack(chart, place, field) if chart.is_stacked else _columns(chart, place, field)
    shapes.append(Rule(start, field.base, width, field.base, "base"))
    labels = tuple(_labels(chart.labels, field, width))
    lowest = max((line.y for line in labels), default=field.base)
    return Drawing(width, lowest + 6.0, (*shapes, *labels))


def _grid(field: _Field, width: float) -> Iterator[Shape]:
    for tick in field.up.ticks:
        y = field.base - field.up.place(tick)
        if tick:
            yield Rule(field.start, y, width, y)
        yield Line(field.start - _BESIDE, y + QUIET * DROP, number(tick), "quiet", QUIET, "end")


def _pitch(chart: Chart, slot: float) -> float:
    """From one column of a label to the next, as wide as a slot allows."""
    several = len(chart.series)
    return min(slot * _SHARE, _WIDEST if several == 1 else _WIDEST_OF_SEVERAL * several) / max(several, 1)


def _has_room(chart: Chart, slot: float) -> bool:
    """Whether every value of the chart has room over its column, so that all are written there."""
    room = slot if len(chart.series) == 1 else _pitch(chart, slot)
    return all(measure(number(value), VALUE) + 2 <= room for series in chart.series for value in series.values)


def _columns(chart: Chart, place: int, field: _Field) -> Iterator[Shape]:
    """The columns of a label, with their values."""
    several, pitch = len(chart.series), _pitch(chart, field.slot)
    left = field.middle(place) - pitch * several / 2
    for n, series in enumerate(chart.series):
        block = field.column(left + n * pitch, pitch * (1.0 if several == 1 else 0.94), series.values[place], n)
        if block.height:
            yield block
        if field.has_values:
            middle = block.x + block.width / 2
            yield Line(middle, block.y - 4.0, number(series.values[place]), "value", VALUE, "middle")


def _stack(chart: Chart, place: int, field: _Field) -> Iterator[Shape]:
    values, wide = [series.values[place] for series in chart.series], min(field.slot * _SHARE, _WIDEST)
    left = field.middle(place) - wide / 2
    blocks = [
        field.column(left, wide, value, n, below)
        for n, (value, below) in enumerate(zip(values, accumulate(values, initial=0.0), strict=False))
    ]
    yield from parts_of_stack(blocks, values)
    total = sum(values)
    if measure(number(total), VALUE, is_bold=True) + 2 <= field.slot:
        top = field.base - field.up.place(total) - 4.0
        yield Line(field.middle(place), top, number(total), "value", VALUE, "middle", is_bold=True)


def _labels(labels: tuple[str, ...], field: _Field, width: float) -> Iterator[Line]:
    """Every label, broken at its blanks, if its words fit the slots; else every so many, none touching another."""
    room = field.slot - _APART
    size = next((size for size in _SIZES if all(measure(word, size) <= room for word in _words(labels))), 0.0)
    broken = [wrap(label, room, size) if size else (cut(label, _LONGEST, _SIZES[-1]),) for label in labels]
    size, is_whole_row = size or _SIZES[-1], bool(size)
    widths = [max(measure(line, size) for line in lines) for lines in broken]
    every = 1 if is_whole_row else max(1, int((max(widths, default=0.0) + _APART) / field.slot) + 1)
    free = 0.0
    for place in range(0, len(labels), every):
        half = widths[place] / 2
        x = min(max(field.middle(place), half), width - half)
        if x - half < free:
            continue
        free = x + half + _APART
        for n, words in enumerate(broken[place]):
            yield Line(x, field.base + 16.0 + n * _LINE_HEIGHT, words, "label", size, "middle")


def _words(labels: tuple[str, ...]) -> list[str]:
    return [word for label in labels for word in label.split()]
