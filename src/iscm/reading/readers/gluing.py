"""Cells that a page dump has glued together: "29 Jan - 2 FebRegional ConsultationsGeneva/Hybrid"."""

import re

from iscm.domain.places import Attendance
from iscm.reading.cells.date_words import MONTHS
from iscm.reading.readers.columns import column_of
from iscm.reading.readers.judge import Judge

# The months in any case, but a capital or a quotation mark right behind them: the start of the next cell.
GLUED_MONTH = re.compile(
    r"(?<=\d)(\s*(?i:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\.?)(?=[A-ZÀ-Þ\"“«])"
)
SEAM = re.compile(r"(?<=[a-zà-ÿ\d.)”\"»'’])(?=[A-ZÀ-Þ])")
LONGEST_PLACE = 80


def unglued(text: str, judge: Judge) -> str:
    """The text with its cells parted where a date runs into the words behind it without a blank; else as it is."""
    parted = GLUED_MONTH.sub(r"\1 ", text)
    if parted == text:
        return text
    for seam in SEAM.finditer(parted, max(0, len(parted) - LONGEST_PLACE)):
        place = parted[seam.start() :]
        if judge.is_bare_place(place) or judge.place(place).attendance in {Attendance.HYBRID, Attendance.ONLINE}:
            return f"{parted[: seam.start()]} | {place}"
    return parted


def is_glued_header(text: str) -> bool:
    """Whether the text is the header of a table whose cells are glued: "TypeDateEventLocation"."""
    words = SEAM.split(text)
    return len(words) > 1 and all(column_of(word) for word in words)
