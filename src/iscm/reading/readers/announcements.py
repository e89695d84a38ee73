"""Sentences that announce a meeting: "The 22nd Senior Officials Meeting will take place in Istanbul on 11 December"."""

import re

from iscm.reading.cells.dates import find_dates, parse_date
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.judge import Judge

ANY_YEAR = 2000
LONGEST = 400
ANNOUNCED = re.compile(
    r"(?:the|la|el|le|les|los|las|l')?\s*(?P<title>[^.;]{6,200}?)\s+"
    r"(?:will\s+(?:take\s+place|be\s+(?:held|hosted))|takes?\s+place|took\s+place|(?:was|were|is|are)\s+(?:to\s+be\s+)?held"
    r"|se\s+(?:celebr|realiz|llev)\w+(?:\s+a\s+cabo)?|aura\s+lieu|se\s+tien\w+|s['’]est\s+tenue?)\b(?P<rest>[^;]*)",
    re.IGNORECASE,
)
PLACE = re.compile(r"\b(?:in|at|en|à|au)\s+(?P<place>[A-ZÀ-Þ][^;:()]*?)[\s,]*(?:\b(?:on|from|le|du|el|del|los)\b\s*)?$")
ON = re.compile(r"\b(?:on|from|le|du|el|del|los)\s+", re.IGNORECASE)
EDGES = " ,.;()"


def announced_meeting(sentence: str, judge: Judge) -> dict[Column, Cell] | None:
    """The title, date and place of the meeting that the sentence announces; None if it announces none.

    The title must name a kind of meeting, and the date must be read.
    """
    match = ANNOUNCED.match(sentence) if len(sentence) <= LONGEST else None
    if not match or not judge.has_kind(match["title"]):
        return None
    rest = match["rest"].strip(EDGES)
    if not (span := _date_span(rest)):
        return None
    start, end = span
    cells = {Column.TITLE: Cell(match["title"]), Column.DATE: Cell(rest[start:end])}
    for words in (rest[:start], rest[end:]):
        place = PLACE.search(words.strip(EDGES))
        if place and judge.is_bare_place(place["place"]):
            cells[Column.PLACE] = Cell(place["place"])
            break
    return cells


def _date_span(words: str) -> tuple[int, int] | None:
    """Where the date stands: all words behind the last "on", which a date cell may be mended from, or one found."""
    behind = list(ON.finditer(words))
    if behind and parse_date(words[behind[-1].end() :], year=ANY_YEAR).edtf:
        return behind[-1].end(), len(words)
    found = [date for date in find_dates(words, year=ANY_YEAR) if date.reading.edtf]
    return (found[0].start, found[0].end) if found else None
