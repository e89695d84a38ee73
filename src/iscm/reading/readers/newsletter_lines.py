"""The lines of a newsletter, and how they grow together into running text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from iscm.domain.citations import Locator
from iscm.domain.records import Link
from iscm.reading.layouts.elements import Layout

BULLET = re.compile(r"(?:[•‣▪●◦■➢➤✓·]|[-–*](?=\s))\s*")
HYPHENS = ("-", "\u2010", "\u2011")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u2011]$")
FIRST_WORD = re.compile(r"([^\W\d_]+)")
# First parts that keep their hyphen when a line ends after it.
KEEPS_HYPHEN = frozenset(
    {"self", "non", "multi", "cross", "vice", "well", "long", "short", "high", "low", "socio", "of", "mid", "follow"}
    | {
        "counter",
        "gender",
        "labour",
        "rights",
        "needs",
        "evidence",
        "community",
        "climate",
        "capacity",
        "data",
        "human",
    }
    | {"south", "north", "west", "east", "decision", "public", "bi"}
)
# A sentence that stops at one of these words goes on, whatever stands between the lines.
HANGING = re.compile(
    r"(?:[,(/&:–-]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|between|de|del|des|du|e|el|en|et|la|"
    r"las|le|les|los|para|por|pour|sur|sobre|y|con|avec|entre))$",
    re.IGNORECASE,
)
OPENS = re.compile(r"[\"“«(]?[A-ZÀ-ÖØ-Þ\d]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the layout as one line. `gap` says that a blank line or larger space stands before it."""

    index: int
    text: str
    locator: Locator
    gap: bool = False
    is_bold: bool = False
    is_bullet: bool = False
    heading: int | None = None
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()


def newsletter_lines(layout: Layout) -> tuple[Line, ...]:
    """The rows of a layout as lines; a cell that has lines of its own gives one line each."""
    lines: list[Line] = []
    for index, row in enumerate(layout.rows):
        filled = [cell for cell in row.cells if cell.text]
        pieces = filled[0].lines if len(filled) == 1 and len(filled[0].lines) > 1 else (row.text,)
        links = tuple(link for cell in filled for link in cell.links)
        for part, piece in enumerate(pieces):
            bullet = BULLET.match(piece)
            words = piece[bullet.end() :] if bullet else piece
            lines.append(
                Line(
                    index=index,
                    text=words.strip(),
                    locator=row.locator,
                    gap=index in layout.gaps and part == 0,
                    is_bold=bool(filled) and all(cell.is_bold for cell in filled),
                    is_bullet=bool(bullet),
                    heading=row.heading,
                    links=tuple(link for link in links if len(pieces) == 1 or link.text in piece),
                    cells=tuple(cell.text for cell in filled),
                )
            )
    return tuple(line for line in lines if line.text)


def known_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the document in lower case, without those that a line end cuts."""
    words: set[str] = set()
    for line in lines:
        text = line.text.rsplit(" ", 1)[0] if line.text.endswith(HYPHENS) else line.text
        words.update(word.lower() for word in WORD.findall(text))
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines grown together. `breaks` are the places where a new point may start: True where it surely does."""

    text: str
    lines: tuple[Line, ...] = ()
    starts: tuple[int, ...] = ()
    breaks: dict[int, bool] = field(default_factory=dict, hash=False)

    def locate(self, start: int, end: int) -> Locator:
        """The place of these characters in the document."""
        held = self.lines_between(start, end)
        return held[0].locator.through(held[-1].locator)

    def lines_between(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines that hold these characters."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        return self.lines[first : last + 1]


def flow(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> Flow:
    """The running text of these lines: hyphenated line ends mended, blank lines inside a sentence closed."""
    text: list[str] = []
    starts: list[int] = []
    breaks: dict[int, bool] = {}
    size = depth = 0
    last = ""
    for line in lines:
        if last:
            last_kept, blank = join(last, line.text, known)
            size -= len(last) - len(last_kept)
            text[-1] = last_kept
            if blank:
                text.append(" ")
                size += 1
            if depth <= 0 and blank and (line.is_bullet or _may_start(last, line)):
                breaks[size] = line.is_bullet or line.gap
        starts.append(size)
        text.append(line.text)
        size += len(line.text)
        last = line.text
        depth = max(depth + last.count("(") - last.count(")"), 0)
    return Flow("".join(text), tuple(lines), tuple(starts), breaks)


def join(left: str, right: str, known: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """What is kept of `left` before `right`, and whether a blank parts them.

    A hyphen at the line end goes where it only cut a word ("challeng-" "es"); it stays before a capital or a digit
    ("E-" "Learning", "24-" "25 August") and after a first part that keeps it ("self-" "reliance").
    """
    if not left.endswith(HYPHENS) or left.endswith((" -", "--")) or left in HYPHENS:
        return left, True
    if right[:1] in {"(", "["}:
        return left, True
    cut, goes_on = LAST_WORD.search(left), FIRST_WORD.match(right)
    if not cut or not goes_on or not right[0].islower():
        return left, False
    first, second = cut[1].lower(), goes_on[1].lower()
    if first + second in known:
        return left[:-1], False
    if f"{first}-{second}" in known or first in KEEPS_HYPHEN:
        return left, False
    return left[:-1], False


def _may_start(last: str, line: Line) -> bool:
    return bool(OPENS.match(line.text)) and not HANGING.search(last)
