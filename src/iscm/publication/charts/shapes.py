"""What a drawing is made of, before it is written as SVG. Lengths are units of the view box, y grows downwards.

Layouts are made for reading from left to right; `mirrored` turns one round.
"""

from dataclasses import dataclass, replace

_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a series. `role` is mark, key (the mark beside its name) or ground (only that, to write on)."""

    x: float
    y: float
    width: float
    height: float
    series: int
    role: str = "mark"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line. `role` is grid or base."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str = "grid"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: `anchor` (start, middle, end) says which part of it stands at x; y is its baseline.

    `role` is label, value, quiet (ticks, units, what is counted), title, or written: on the mark of a `series`.
    """

    x: float
    y: float
    words: str
    role: str
    size: float
    anchor: str = "start"
    is_bold: bool = False
    series: int = 0


Shape = Block | Rule | Line


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and the room they take, in the order in which they are drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def mirrored(drawing: Drawing) -> Drawing:
    """The same drawing for reading from right to left."""
    return replace(drawing, shapes=tuple(_mirrored(shape, drawing.width) for shape in drawing.shapes))


def stacked(upper: Drawing, lower: Drawing, gap: float = 0.0) -> Drawing:
    """One drawing above another."""
    by = upper.height + gap if upper.shapes else 0.0
    shapes = upper.shapes + tuple(_lowered(shape, by) for shape in lower.shapes)
    return Drawing(max(upper.width, lower.width), by + lower.height, shapes)


def _mirrored(shape: Shape, width: float) -> Shape:
    if isinstance(shape, Block):
        return replace(shape, x=width - shape.x - shape.width)
    if isinstance(shape, Rule):
        return replace(shape, x1=width - shape.x1, x2=width - shape.x2)
    return replace(shape, x=width - shape.x, anchor=_OTHER_END[shape.anchor])


def _lowered(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Rule):
        return replace(shape, y1=shape.y1 + by, y2=shape.y2 + by)
    return replace(shape, y=shape.y + by)
