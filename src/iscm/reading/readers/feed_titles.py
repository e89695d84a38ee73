"""The title of a feed's entry without what feeds put around it: a fate, the mechanisms, date and place."""

import re
from dataclasses import replace

from iscm.reading.cells.dates import DateOrder
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.feed_words import Dated, read_when
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.phrases import with_place_from_title
from iscm.reading.readers.rows import OPEN_FATES, STATUS_WORDS, UNCONFIRMED

FATE = re.compile(r"^\s*(?:\[(?P<words>[^\]]{1,40})\]|(?P<first>[^\W\d]{4,20})\s?[:：–—])\s*(?=\S)")
DATE_BEHIND = re.compile(r"\s*\((?P<words>[^()]{4,80}(?:\([^()]{1,30}\))?)\)\s*$")
PREFIX = re.compile(r"(?P<names>[^:：]{2,200}?)\s?[:：]\s+(?=\S)")
EDGES = (",", "–", "—", "-", "|", ":", "(", ")", "·", ".")
MARKS = " ,–—-|:·."


class Title:
    """The title of an entry without what feeds put around it: a fate, the mechanisms, the date."""

    def __init__(self, text: str, judge: Judge, order: DateOrder | None) -> None:
        self.status = ""
        self.dated: Dated | None = None
        self.prefix = ""
        if fate := FATE.match(text):
            self.status = _fate(fate["words"] or "") or _open_fate(fate["first"] or "")
            text = text[fate.end() :] if self.status or UNCONFIRMED.search(fate["words"] or "") else text
        if behind := DATE_BEHIND.search(text):
            reading = read_when(behind["words"], order)
            self.dated = Dated(behind["words"], reading) if reading.edtf or reading.readings else None
            text = text[: behind.start()] if self.dated else text
        if (names := PREFIX.match(text)) and judge.is_mechanism(names["names"]):
            self.prefix, text = names["names"], text[names.end() :]
        self.words = text.strip()


def without_date(entry: Entry, words: str, judge: Judge) -> Entry:
    """The entry of a title that ends in date and place ("Forum, 4 May 2026, Vienna"), with these in their own cells."""
    title = entry.cells[Column.TITLE].text
    before, found, after = title.partition(words)
    if found and not (before.rstrip().endswith(EDGES) and f"{after.lstrip()}.".startswith(EDGES)):
        return entry  # a date in the middle of a sentence is a part of it
    bare = ", ".join(part for part in (before.strip(MARKS), after.strip(MARKS)) if part)
    cells = dict(entry.cells)
    cells.pop(Column.PLACE, None)
    return with_place_from_title(replace(entry, cells=cells | {Column.TITLE: Cell(bare or title)}), judge)


def _fate(words: str) -> str:
    if UNCONFIRMED.search(words):
        return ""
    return next((status for status, pattern in STATUS_WORDS.items() if pattern.search(words)), "")


def _open_fate(word: str) -> str:
    """The same of a bare word before the title: only one that says that nothing comes of it, others may be ordinary."""
    fate = _fate(word)
    return fate if fate in OPEN_FATES else ""
