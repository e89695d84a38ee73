"""Notices: each meeting on a few lines of its own, with a line for its title, one for its date, one for its place.

Web pages of secretariats are written so, with labels ("Date: …", "Location: …") or without. Which comes first is the
same all through a document: the title above the date, or below it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from iscm.domain.dates import Precision
from iscm.reading.cells.dates import find_month_heading, parse_date
from iscm.reading.layouts.elements import Cell, Layout
from iscm.reading.ledger import Ledger
from iscm.reading.readers.announcements import announced_meeting
from iscm.reading.readers.columns import Column, column_of
from iscm.reading.readers.cutting import cut_date_from
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.facts import YEAR, is_contact
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.labels import labelled_fields
from iscm.reading.readers.lines import LineKind, is_introduction, kind_of_line
from iscm.reading.readers.phrases import split_phrase
from iscm.reading.readers.tables import Scan

LONGEST_TITLE = 260
LONGEST_DATE = 100
LEAST_LETTERS = 4
LEAST_DATES = 2
ANY_YEAR = 2000
OFTEN = 3  # a line printed so often is a button or a label ("Read more"), no title
TIME = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|h)?"
CLOCK = re.compile(rf"{TIME}(?:\s?(?:[-–—]|to|à|a)\s?{TIME})?(?:\s?\(?[A-Z]{{2,5}}\)?)?", re.IGNORECASE)
PARTING = re.compile(r"\s[|–—-]\s|[|;•·]|,\s")
LANGUAGES = re.compile(
    r"(?:(?:ar|en|es|fr|pt|ru|zh|arabic|english|french|portuguese|russian|spanish)\b[\s,/|&]*)+", re.IGNORECASE
)
ORGANISER = re.compile(r"\((?:by|organi[sz]ed by|hosted by|par|por)\b.*\)", re.IGNORECASE)
FORMAT = re.compile(
    r"\s*\((?P<format>online|hybrid|virtual|in[ -]person|en ligne|en línea|hybride|híbrid[ao])\)\s*$", re.IGNORECASE
)
DETAIL = "detail of a notice"


@dataclass(slots=True)
class _Line:
    """A line of the layout (by index), what its labels or words give, and whether it could be a title."""

    index: int
    text: str
    fields: dict[Column, str] = field(default_factory=dict)
    kind: LineKind = LineKind.OTHER
    is_title: bool = False


def has_notices(layout: Layout, most: int = 400) -> bool:
    """Whether among the first lines one is labelled as a date, or several are a date and nothing else."""
    texts = [row.text for row in layout.rows[:most] if row.table is None and row.text]
    if any(Column.DATE in labelled_fields(text) for text in texts):
        return True
    return sum(_is_date(text) for text in texts) >= LEAST_DATES


def _is_date(text: str) -> bool:
    """Whether the words are a date and nothing else, and neither a year nor the heading of a month."""
    if not text or len(text) > LONGEST_DATE or YEAR.fullmatch(text) or find_month_heading(text):
        return False
    edtf = parse_date(text, year=ANY_YEAR).edtf
    return edtf is not None and edtf.precision is not Precision.YEAR


def has_labels(layout: Layout) -> bool:
    """Whether some lines say by a label that they hold a date or a place."""
    fields = (labelled_fields(row.text) for row in layout.rows if row.table is None)
    return any(Column.DATE in held or held.get(Column.PLACE) for held in fields)


def has_titles_above(layout: Layout, judge: Judge) -> bool:
    """Whether the first date has a line above it that could be its title, and the last has none below."""
    lines = _lines(layout, judge)
    dated = [at for at, line in enumerate(lines) if line.fields.get(Column.DATE)]
    if len(dated) < LEAST_DATES:
        return False
    below = _find_title(lines, range(dated[-1] + 1, len(lines)))
    return below is None and _find_title(lines, range(dated[0] - 1, -1, -1)) is not None


def count_notices(layout: Layout, judge: Judge) -> int:
    """How many lines are a date and nothing else, or are labelled as one."""
    return sum(row.table is None and Column.DATE in _fields(row.text, judge) for row in layout.rows if row.text)


def scan_notices(layout: Layout, judge: Judge, ledger: Ledger) -> Scan | None:
    """The notices of a document without tables; None if no line is a date alone or labelled, with a title beside it."""
    lines = _lines(layout, judge)
    dated = [at for at, line in enumerate(lines) if line.fields.get(Column.DATE)]
    if len(dated) < LEAST_DATES and not any(lines[at].text != lines[at].fields[Column.DATE] for at in dated):
        return None
    titles = _titles(lines, dated, judge)
    if not any(title is not None for title in titles):
        return None
    starts = [min(at, title) if title is not None else at for at, title in zip(dated, titles, strict=True)]
    starts = [_block_start(lines, start, layout) for start in starts]
    above, entries = _above(lines[: starts[0]], layout, judge, ledger)
    stops = [*starts[1:], len(lines)]
    for start, stop, title in zip(starts, stops, titles, strict=True):
        if block := lines[start:stop]:  # two dates may begin at the same line: they are one notice
            entries.append(_entry(block, lines[title] if title is not None else None, layout, judge, ledger))
    return Scan(entries, above)


def _block_start(lines: list[_Line], start: int, layout: Layout) -> int:
    """The first of the labelled lines right above, where a blank line parts them from the notice before."""
    at = start
    while at > 0 and lines[at].index not in layout.gaps and lines[at - 1].fields:
        at -= 1
    return at if at == 0 or lines[at].index in layout.gaps else start


def _lines(layout: Layout, judge: Judge) -> list[_Line]:
    often = {text for text, times in Counter(row.text for row in layout.rows).items() if times >= OFTEN}
    lines = [_line(index, row.text, judge, often) for index, row in enumerate(layout.rows) if row.text]
    for label, line in pairwise(lines):
        _take_label(label, line)
    return lines


def _take_label(label: _Line, line: _Line) -> None:
    """Words below a label that stands alone on its line are what it announces."""
    columns = [column for column, words in label.fields.items() if not words]
    if len(columns) != 1 or len(label.fields) != 1 or any(not words for words in line.fields.values()):
        return
    if columns[0] is Column.DATE and parse_date(line.text, year=ANY_YEAR).edtf is None:
        return
    label.fields, label.kind = {}, LineKind.NOTE
    line.fields, line.is_title = {columns[0]: line.text}, False


def _line(index: int, text: str, judge: Judge, often: set[str]) -> _Line:
    if fields := _fields(text, judge):
        return _Line(index, text, fields)
    kind = kind_of_line(text, judge)
    return _Line(index, text, kind=kind, is_title=_is_title(text, kind, judge, often))


def _fields(text: str, judge: Judge) -> dict[Column, str]:
    if fields := labelled_fields(text):
        if fields.get(Column.DATE) and parse_date(fields[Column.DATE], year=ANY_YEAR).edtf is None:
            del fields[Column.DATE]
        return fields
    if _is_date(text) and not judge.is_tbc(text):
        return {Column.DATE: text}
    if beside := _date_beside_place(text, judge):
        return beside
    return {Column.PLACE: text} if judge.is_bare_place(text) and not judge.is_tbc(text) else {}


def _date_beside_place(text: str, judge: Judge) -> dict[Column, str]:
    """A date and a place with a mark between them: "21-22 November 2017 | Yerevan, Armenia"."""
    if len(text) > LONGEST_DATE or not PARTING.search(text):
        return {}
    date, place = cut_date_from(text)
    is_both = date and place and _is_date(date) and judge.is_bare_place(place) and not judge.is_tbc(place)
    return {Column.DATE: date, Column.PLACE: place} if is_both else {}


def _is_title(text: str, kind: LineKind, judge: Judge, often: set[str]) -> bool:
    if text in often and not judge.has_kind(text):
        return False
    is_said = kind in {LineKind.OTHER, LineKind.NOTE} or (kind is LineKind.MECHANISM and judge.has_kind(text))
    if not is_said or not LEAST_LETTERS <= len(text) <= LONGEST_TITLE:
        return False
    if any(pattern.fullmatch(text) for pattern in (CLOCK, LANGUAGES, ORGANISER)) or column_of(text):
        return False
    return not is_introduction(text) and not is_contact(text) and (text[0].isalnum() or text[0] in "“\"'«‘")


def _titles(lines: list[_Line], dated: list[int], judge: Judge) -> list[int | None]:
    """The title line of each date, by its place in `lines`: above it or below, all through a document alike."""
    stops = [-1, *dated, len(lines)]
    labelled = [at for at, line in enumerate(lines) if line.fields.get(Column.TITLE)]
    if labelled:
        is_above = labelled[0] < dated[0]
        spans = [(stops[i], at) if is_above else (at, stops[i + 2]) for i, at in enumerate(dated)]
        return [next((at for at in labelled if first < at < last), None) for first, last in spans]
    above = [_find_title(lines, range(at - 1, stops[i], -1)) for i, at in enumerate(dated)]
    below = [_find_title(lines, range(at + 1, stops[i + 2])) for i, at in enumerate(dated)]
    if below[-1] is None or _is_labelled(lines, dated):
        return above
    if above[0] is None or _telling(below, lines, judge) >= _telling(above, lines, judge):
        return below
    return above


def _find_title(lines: list[_Line], places: range) -> int | None:
    return next((at for at in places if lines[at].is_title), None)


def _is_labelled(lines: list[_Line], dated: list[int]) -> bool:
    return any(lines[at].text != lines[at].fields[Column.DATE] for at in dated)


def _telling(titles: list[int | None], lines: list[_Line], judge: Judge) -> int:
    """How many of these lines name a kind of meeting or a mechanism."""
    texts = [lines[at].text for at in titles if at is not None]
    return sum(judge.has_kind(text) or bool(judge.finder.find(text)) for text in texts)


def _above(lines: list[_Line], layout: Layout, judge: Judge, ledger: Ledger) -> tuple[dict[int, str], list[Entry]]:
    """Title lines of the document, and the meetings that a sentence above the notices announces."""
    above: dict[int, str] = {}
    entries: list[Entry] = []
    in_header = False
    for line in lines:
        in_header = in_header or (bool(column_of(line.text)) and bool(above))
        if cells := announced_meeting(line.text, judge):
            entries.append(Entry(cells, (line.index,), layout.rows[line.index].locator))
            ledger.use(line.index)
        elif line.kind not in {LineKind.OTHER, LineKind.MECHANISM} or is_introduction(line.text):
            ledger.set_aside("introduction" if line.kind is LineKind.OTHER else line.kind.value, line.index)
        elif in_header and not YEAR.search(line.text):
            ledger.set_aside("table header", line.index)
        else:
            above[line.index] = line.text
            ledger.use(line.index)
    return above, entries


def _entry(block: list[_Line], title: _Line | None, layout: Layout, judge: Judge, ledger: Ledger) -> Entry:
    fields: dict[Column, str] = {}
    used = []
    for line in block:
        fresh = {column: words for column, words in line.fields.items() if words and column not in fields}
        if fresh or line is title:
            used.append(line.index)
            fields |= fresh
        else:
            ledger.set_aside(DETAIL if line.kind is LineKind.OTHER else line.kind.value, line.index)
    ledger.use(*used)
    cells: dict[Column, Cell] = {c: Cell(words) for c, words in fields.items() if c is not Column.IGNORED}
    if title is not None and Column.TITLE not in cells:
        cells = _title_cells(title, layout, judge, has_place=Column.PLACE in cells) | cells
    locator = layout.rows[used[0]].locator.through(layout.rows[used[-1]].locator)
    return Entry(cells, tuple(used), locator)


def _title_cells(title: _Line, layout: Layout, judge: Judge, *, has_place: bool) -> dict[Column, Cell]:
    """The title, with the attendance it gives in brackets and, where no line gives one, the place it ends with."""
    words = FORMAT.sub("", title.text)
    links = tuple(link for cell in layout.rows[title.index].cells for link in cell.links)
    cells = {Column.TITLE: Cell(words)} if has_place else split_phrase(words, judge)
    if match := FORMAT.search(title.text):
        cells.setdefault(Column.FORMAT, Cell(match["format"]))
    return cells | {Column.TITLE: Cell(cells[Column.TITLE].text, links)}
