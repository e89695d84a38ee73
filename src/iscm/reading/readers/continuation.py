"""Whether a row goes on with the row above it: a cell cut by a page end, or a line of a cell taken for a row."""

import re

from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry, join_cells
from iscm.reading.readers.judge import Judge

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BARE_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?[.,;]?")
OPEN_END = re.compile(
    r"(?:[-‐‑–—,;:/&(+]|\b(?:and|or|of|the|to|in|on|for|with|by|at|from|a|an|y|e|de|del|la|el|los|las|en|para|por|con|sobre|al"
    r"|et|des|du|le|les|à|au|aux|sur|pour|dans|avec|un|une))$",
    re.IGNORECASE,
)
LOWER_START = re.compile(r"[a-zà-öø-ÿа-я]")
MOST_ROWS = 60  # of one entry; joining more would cost more than it could mean
PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ("[", "]"))


def continues(above: Entry, cells: dict[Column, Cell], judge: Judge, *, after_break: bool) -> bool:
    """Whether a row with these cells continues the entry above it.

    A date decides alone: one that finishes the date above continues it, any other starts an entry. Without a date,
    each cell says by its words whether it goes on or stands for itself; `after_break` (a page ended in between)
    decides where they balance.
    """
    if len(above.rows) > MOST_ROWS:
        return False
    filled = {column: cell for column, cell in cells.items() if cell.text}
    if Column.DATE in filled:
        return _finishes_date(above, filled, judge)
    if Column.TITLE not in filled:
        return True
    votes = sum(_vote(above.text(column), column, cell.text, judge) for column, cell in filled.items())
    if not votes and len(filled) == 1:
        return after_break or not judge.has_kind(filled[Column.TITLE].text)
    return votes > 0 or (not votes and after_break)


def goes_on(above: str, words: str) -> bool:
    """Whether the words go on with those above: a phrase, bracket or quotation is left open, or no sentence starts."""
    return bool(
        OPEN_END.search(above) or LOWER_START.match(words) or _is_open(above) or (above and _closes_unopened(words))
    )


def _vote(above: str, column: Column, words: str, judge: Judge) -> int:
    stands_alone = (
        (column is Column.MECHANISM and judge.is_mechanism(words))
        or (column is Column.PLACE and judge.is_place(words))
        or (column is Column.TITLE and words[0].isdigit())
    )
    return bool(above and goes_on(above, words)) - stands_alone


def _finishes_date(above: Entry, filled: dict[Column, Cell], judge: Judge) -> bool:
    before, words = above.text(Column.DATE), filled[Column.DATE].text
    if not before:
        return False
    if words.startswith("(") and not YEAR.search(words):
        return True
    both = join_cells(Cell(before), Cell(words)).text
    if BARE_YEAR.fullmatch(words):
        is_heading = len(filled) == 1 and not OPEN_END.search(before)
        return not YEAR.search(before) and not is_heading and judge.is_date(both)
    is_open = bool(OPEN_END.search(before)) or _is_open(before)
    return (is_open or not judge.is_date(words)) and judge.is_date(both)


def _is_open(text: str) -> bool:
    straight = text.count('"') % 2 == 1
    return straight or any(text.count(left) > text.count(right) for left, right in PAIRS)


def _closes_unopened(text: str) -> bool:
    return any(text.find(right) >= 0 and not 0 <= text.find(left) < text.find(right) for left, right in PAIRS)
