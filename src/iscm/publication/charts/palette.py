"""Inks of a drawing, and the marks by which series are told apart without colour too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """How a series is drawn: its ink, its ground, and the texture of ink on ground.

    `texture` is one of `TEXTURES`; a solid mark is all ink, a hollow one a line of ink around its ground.
    """

    ink: str
    ground: str
    texture: str


TEXTURES = ("solid", "hollow", "lines", "dots", "cross")


@dataclass(frozen=True, slots=True)
class Palette:
    """The inks: of words, of quieter words, of the grid, of the paper, and a mark for each series in turn."""

    ink: str
    soft: str
    rule: str
    paper: str
    marks: tuple[Mark, ...]

    def mark(self, series: int) -> Mark:
        """The mark of a series by its place, from 0; they begin again when used up."""
        return self.marks[series % len(self.marks)]


PRINT = Palette(
    ink="#1a1d21",
    soft="#565a60",
    rule="#dbd7cd",
    paper="#ffffff",
    marks=(
        Mark("#0a4a7d", "#ffffff", "solid"),
        Mark("#0a4a7d", "#e3ecf3", "hollow"),
        Mark("#7d5200", "#f7eedd", "lines"),
        Mark("#565a60", "#f3f1eb", "dots"),
        Mark("#0d6153", "#e0efec", "cross"),
        Mark("#742c55", "#ffffff", "solid"),
    ),
)
