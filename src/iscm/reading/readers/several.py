"""Several meetings in one row of a table: as many titles in its cell as dates, or each title with its own date."""

import re
from dataclasses import replace
from itertools import repeat

from iscm.domain.dates import Precision
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.cutting import cut_date_from
from iscm.reading.readers.entries import NOTHING, Entry, replace_cells
from iscm.reading.readers.judge import Judge

SEMICOLON = re.compile(r";\s+(?![^()]*\))")
MARK = re.compile(r"^(?:[-–—*•·▪●◦]\s*|\(?\d{1,2}[.)]\s+)")
STARTS = re.compile(r"[A-ZÀ-ÖØ-Þ\d“\"«]")  # how a title begins; other words go on with the one above
MOST_PARTS = 40
LONGEST_CELL = 4000  # letters; a longer cell lists no meetings


def part_entry(entry: Entry, judge: Judge) -> list[Entry]:
    """The meetings of an entry, each as an entry of its own; the entry itself where it holds one."""
    titles = _parts(entry.cells.get(Column.TITLE, NOTHING))
    if not entry.text(Column.DATE):
        return _dated_titles(entry, titles) or [entry]
    dates = _parts(entry.cells[Column.DATE])
    is_even = len(dates) == len(titles) > 1 and all(map(STARTS.match, titles))
    if not is_even or not all(_is_whole_date(date, judge) for date in dates):
        return [entry]
    places = _parts(entry.cells.get(Column.PLACE, NOTHING))
    whole = entry.text(Column.PLACE)
    beside = places if len(places) == len(titles) else repeat(whole)
    rows = zip(titles, dates, beside, strict=False)
    return [_with(entry, title, date, place if Column.PLACE in entry.cells else None) for title, date, place in rows]


def _is_whole_date(words: str, judge: Judge) -> bool:
    """Whether a line is a date of its own, not the year or the end of the one above it."""
    edtf = judge.date(words).edtf
    return edtf is not None and edtf.precision is not Precision.YEAR and not words[0].islower()


def _parts(cell: Cell) -> list[str]:
    """The lines of a cell, else what semicolons outside brackets part."""
    if len(cell.text) > LONGEST_CELL:
        return [cell.text]
    parts = list(cell.lines) if len(cell.lines) > 1 else SEMICOLON.split(cell.text)
    parts = [MARK.sub("", part.strip()).strip(" ;") for part in parts[:MOST_PARTS]]
    return [part for part in parts if part]


def _dated_titles(entry: Entry, titles: list[str]) -> list[Entry]:
    """The meetings of a row without a date whose titles all have one."""
    cut = [cut_date_from(title) for title in titles]
    if not cut or entry.days or not all(date and words for date, words in cut):
        return []
    return [_with(entry, words, date, None) for date, words in cut]


def _with(entry: Entry, title: str, date: str, place: str | None) -> Entry:
    links = entry.cells.get(Column.TITLE, NOTHING).links
    own = tuple(link for link in links if link.text in title)
    cells = {Column.TITLE: Cell(title, own), Column.DATE: Cell(date)}
    if place is not None:
        cells[Column.PLACE] = Cell(place)
    return replace(replace_cells(entry, cells), days=None)
