"""The lines of a newsletter, and how they grow together into running text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from iscm.domain.citations import Locator
from iscm.domain.records import Link
from iscm.reading.cells.ligatures import Loss, find_losses, put_back, restore_letters
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
# Second parts that keep it.
FOLLOWS_HYPHEN = frozenset(
    {"related", "based", "led", "driven", "wide", "oriented", "sensitive", "responsive", "specific", "affected"}
    | {"making", "building", "centred", "centered", "friendly", "level", "term", "being", "border", "country", "up"}
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
    """A row of the layout as one line. `gap` says that a blank line or larger space stands before it.

    Lost letters are put back; `lost` says where, each with the word as printed.
    """

    index: int
    text: str
    locator: Locator
    gap: bool = False
    is_bold: bool = False
    is_bullet: bool = False
    heading: int | None = None
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()
    lost: tuple[Loss, ...] = ()


def newsletter_lines(layout: Layout) -> tuple[Line, ...]:
    """The rows of a layout as lines; a cell that has lines of its own gives one line each."""
    lines: list[Line] = []
    for index, row in enumerate(layout.rows):
        filled = [cell for cell in row.cells if cell.text]
        pieces = filled[0].lines if len(filled) == 1 and len(filled[0].lines) > 1 else (row.text,)
        links = tuple(link for cell in filled for link in cell.links)
        for part, piece in enumerate(pieces):
            bullet = BULLET.match(piece)
            words = (piece[bullet.end() :] if bullet else piece).strip()
            losses = find_losses(words)
            lines.append(
                Line(
                    index=index,
                    text=put_back(words, losses),
                    locator=row.locator,
                    gap=index in layout.gaps and part == 0,
                    is_bold=bool(filled) and all(cell.is_bold for cell in filled),
                    is_bullet=bool(bullet),
                    heading=row.heading,
                    links=tuple(link for link in links if len(pieces) == 1 or link.text in piece),
                    cells=tuple(restore_letters(cell.text) for cell in filled),
                    lost=_as_printed(words, losses),
                )
            )
    return tuple(line for line in lines if line.text)


def _as_printed(text: str, losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """Where the words put back stand now, each with what was printed there."""
    shift, kept = 0, []
    for loss in losses:
        start = loss.start + shift
        kept.append(Loss(start, start + len(loss.word), text[loss.start : loss.end]))
        shift += len(loss.word) - (loss.end - loss.start)
    return tuple(kept)


def known_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the document in lower case, without those that a line end cuts."""
    words: set[str] = set()
    for line in lines:
        text = line.text.rsplit(" ", 1)[0] if line.text.endswith(HYPHENS) else line.text
        words.update(word.lower() for word in WORD.findall(text))
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines grown together. `breaks` are the places where a new point may start: True where it surely does.

    `lost` says where lost letters were put back, each with the word as printed, in printed order.
    """

    text: str
    lines: tuple[Line, ...] = ()
    starts: tuple[int, ...] = ()
    breaks: dict[int, bool] = field(default_factory=dict, hash=False)
    lost: tuple[Loss, ...] = ()

    def locate(self, start: int, end: int) -> Locator:
        """The place of these characters in the document."""
        held = self.lines_between(start, end)
        return held[0].locator.through(held[-1].locator)

    def lines_between(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines that hold these characters."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        return self.lines[first : last + 1]

    def as_printed(self, words: str, start: int, end: int) -> str:
        """These words, which stand between the places, with the letters lost that the print has lost."""
        at = 0
        first = bisect_left(self.lost, start, key=lambda loss: loss.start)
        for loss in self.lost[first : bisect_left(self.lost, end, key=lambda loss: loss.start)]:
            found = words.find(self.text[loss.start : loss.end], at)
            if found >= 0:
                words = words[:found] + loss.word + words[found + loss.end - loss.start :]
                at = found + len(loss.word)
        return words


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
    lost = (
        Loss(start + loss.start, start + loss.end, loss.word)
        for start, line in zip(starts, lines, strict=True)
        for loss in line.lost
    )
    return _whole(Flow("".join(text), tuple(lines), tuple(starts), breaks, tuple(lost)))


def _whole(held: Flow) -> Flow:
    """The flow with the words whole that lost letters at the end of a line."""
    losses = find_losses(held.text)
    if not losses:
        return held
    ends = [loss.end for loss in losses]
    grown = [0, *accumulate(len(loss.word) - (loss.end - loss.start) for loss in losses)]

    def moved(place: int) -> int:
        return place + grown[bisect_right(ends, place)]

    before = (Loss(moved(loss.start), moved(loss.start) + loss.end - loss.start, loss.word) for loss in held.lost)
    return Flow(
        put_back(held.text, losses),
        held.lines,
        tuple(map(moved, held.starts)),
        {moved(place): is_sure for place, is_sure in held.breaks.items()},
        tuple(sorted((*before, *_as_printed(held.text, losses)), key=lambda loss: loss.start)),
    )


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
    if f"{first}-{second}" in known or first in KEEPS_HYPHEN or second in FOLLOWS_HYPHEN:
        return left, False
    return left[:-1], False


def _may_start(last: str, line: Line) -> bool:
    return bool(OPENS.match(line.text)) and not HANGING.search(last)
