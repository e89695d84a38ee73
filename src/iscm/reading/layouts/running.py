"""Lines that every page repeats at its head or foot, such as page numbers: they belong to no table or paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from iscm.reading.layouts.geometry import Line, Word, group_lines

DIGITS = re.compile(r"\d+")
EDGE_LINES = 2
REACH = 80.0
COLUMN_GAP = 7.0
APART = 1.7
Key = tuple[str, int]


def find_running_lines(pages: Sequence[list[Word]]) -> list[tuple[list[Line], list[Line]]]:
    """For each page, the running lines at its head and at its foot.

    A line runs when its words, page numbers aside, stand at the same height of three pages, or of both of two. A line
    at the head with words far apart is rather the header of a table.
    """
    edges = [_edge_lines(words) for words in pages]
    counts = Counter(
        key for number, (head, foot) in enumerate(edges, 1) for key in {_key(line, number) for line in (*head, *foot)}
    )
    least = max(2, min(len(pages), 3))
    running = {key for key, count in counts.items() if count >= least}
    return [
        (_run(head, number, running, at_head=True), _run(foot[::-1], number, running, at_head=False)[::-1])
        for number, (head, foot) in enumerate(edges, 1)
    ]


def without(words: list[Word], lines: Iterable[Line]) -> list[Word]:
    """The words that stand in none of these lines."""
    gone = {id(word) for line in lines for word in line}
    return [word for word in words if id(word) not in gone] if gone else words


def _edge_lines(words: list[Word]) -> tuple[list[Line], list[Line]]:
    if not words:
        return [], []
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    if bottom - top < 2 * REACH:
        return [], []
    head = group_lines([word for word in words if word.top < top + REACH])[: EDGE_LINES + 1]
    foot = group_lines([word for word in words if word.bottom > bottom - REACH])[-EDGE_LINES - 1 :]
    return head, foot


def _run(lines: list[Line], page: int, running: set[Key], *, at_head: bool) -> list[Line]:
    """The running lines among these, which come from the edge of the page inwards.

    They stand apart from what is next to them; else they are words that happen to come at the same place again.
    """
    count = 0
    while count < min(len(lines), EDGE_LINES) and _key(lines[count], page) in running:
        if at_head and _is_parted(lines[count]):
            break
        count += 1
    while count and count < len(lines) and not _is_apart(lines[count - 1], lines[count]):
        count -= 1
    return lines[:count]


def _is_apart(line: Line, other: Line) -> bool:
    height = line[0].bottom - line[0].top
    return abs(line[0].middle - other[0].middle) > APART * height


def _key(line: Line, page: int) -> Key:
    """What a running line has in common on all pages.

    Where words stand far apart, as in the rows of a table, only the page's own number may differ.
    """
    text = " ".join(word.text for word in line)
    return _numbered(text, page) if _is_parted(line) else DIGITS.sub("#", text), round(line[0].middle / 3)


def _numbered(text: str, page: int) -> str:
    """The words with their page number as a sign: the one with the number of all pages, else any that is as high."""
    words, found = re.subn(rf"\b{page}(\s*(?:of|de|sur|von|из|/)\s*)\d{{1,4}}$", r"#\1#", text)
    return words if found else re.sub(rf"\b{page}\b", "#", text)


def _is_parted(line: Line) -> bool:
    return any(after.left - before.right > COLUMN_GAP for before, after in pairwise(line))
