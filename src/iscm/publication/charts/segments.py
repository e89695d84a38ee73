"""What lying and standing bars share: the greatest value, and the figures written on a part of a stack."""

from collections.abc import Iterator, Sequence

from iscm.publication.charts.measuring import measure
from iscm.publication.charts.numbers_ import number
from iscm.publication.charts.shapes import Block, Line, Shape
from iscm.publication.report import Chart

SIZE = 11.0
_AROUND = 3.0
DROP = 0.36  # of the size: from the middle of figures down to their baseline


def most_of(chart: Chart) -> float:
    """The greatest value; of a stacked chart the greatest sum."""
    rows = list(zip(*(series.values for series in chart.series), strict=True))
    return max((sum(row) if chart.is_stacked else max(row) for row in rows), default=0.0)


def is_whole(chart: Chart) -> bool:
    """Whether what is counted comes in ones."""
    return all(value == int(value) for series in chart.series for value in series.values)


def parts_of_stack(blocks: Sequence[Block], values: Sequence[float]) -> Iterator[Shape]:
    """The parts of a stack, each with its value on it where it has room; a part that is the whole needs none."""
    is_alone = sum(value > 0 for value in values) == 1
    for block, value in zip(blocks, values, strict=True):
        if min(block.width, block.height) > 0:
            yield block
            yield from () if is_alone else _written_on(block, value)


def _written_on(block: Block, value: float) -> Iterator[Shape]:
    """The value in the middle of its part, on the plain ground of the mark."""
    words = number(value)
    room = measure(words, SIZE) + 2 * _AROUND
    if room > block.width or block.height < SIZE + _AROUND:
        return
    x, y = block.x + block.width / 2, block.y + block.height / 2 + SIZE * DROP
    yield Block(x - room / 2, y - SIZE + 1.0, room, SIZE + 1.5, block.series, "ground")
    yield Line(x, y, words, "written", SIZE, "middle", series=block.series)
