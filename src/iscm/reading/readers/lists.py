"""Plain lists without columns: each entry is a line that starts or ends with a date, and the lines that go on."""

import re
from dataclasses import dataclass, field

from iscm.domain.dates import Precision
from iscm.reading.cells.dates import find_dates, find_month_heading, parse_date
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.ledger import Ledger
from iscm.reading.readers.columns import Column
from iscm.reading.readers.continuation import goes_on
from iscm.reading.readers.cutting import SEPARATORS, cut_date_from
from iscm.reading.readers.entries import NOTHING, Entry
from iscm.reading.readers.gluing import is_glued_header, unglued
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.labels import labelled_fields
from iscm.reading.readers.lines import LONGEST_HEADING, LineKind, is_introduction, kind_of_line, year_of_heading
from iscm.reading.readers.phrases import split_phrase, with_trailing_place
from iscm.reading.readers.tables import Scan

DAYS = re.compile(
    r"(?P<days>\d{1,2}(?:\s?(?:[-–—/&]|and|et|y|to|au|al)\s?\d{1,2})?)(?:st|nd|rd|th|er|º)?[\s:.,–—-]+"
    r"(?=\D|\d+\s?(?:st|nd|rd|th|º|ª|e)\b)"
)
TBC = re.compile(
    r"(?P<days>\(?(?:TBC|TBD|TBA|to be (?:confirmed|determined)|por (?:confirmar|definir)|à (?:confirmer|définir))\)?)"
    r"[\s:.,–—-]+",
    re.IGNORECASE,
)
ENUMERATION = re.compile(r"^\(?\d{1,3}[.)]\s+(?=\S)")
LISTED_DAYS = re.compile(
    r"(?P<days>\d{1,2}\s?,\s?\d{1,2}(?:\s?(?:,|and|y|et|e|&|-|–)\s?\d{1,2})*\s+(?:de\s+)?[^\W\d_]{3,10}\.?(?:\s+(?:de\s+)?\d{4})?)"
    r"(?=[\s:,;–—-])"
)
OF_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*(?::|\s[–—-]|[–—])\s+(?=[^\W\d_])")
LATE_TBC = re.compile(
    r"(?P<words>.+?)[\s,;:(–—-]+(?:dates? (?:and (?:venue|place) )?)?"
    r"(?P<days>TBC|TBD|TBA|to be (?:confirmed|determined)|por (?:confirmar|definir)|à (?:confirmer|définir))[\s).]*",
    re.IGNORECASE,
)
LEAST_LETTERS = 4
LEAST_ENTRIES = 2
LEAST_SHARE = 0.3
LONGEST_ENTRY = 1500
LONGEST_PARTED = 220
LONGEST_HEAD = 40
ANY_YEAR = 2000
SET_OFF = ",;:|()–—-"
BULLET = re.compile(r"^[-–*•·▪●◦]\s+(?=\S)")


@dataclass
class _Item:
    """One entry in the making: its date, its other words, its rows, and what stood above it.

    `is_late` says that its date stands at the end of its line.
    """

    date: str
    words: str
    rows: list[int]
    year: int | None
    month: int | None
    heading: Cell
    is_late: bool = False


@dataclass
class _List:
    layout: Layout
    judge: Judge
    ledger: Ledger
    items: list[_Item] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    year: int | None = None
    month: int | None = None
    heading: Cell = NOTHING
    is_fresh: bool = True


def dated_share(layout: Layout, most: int = 400) -> float:
    """How many of the first lines start or end with a date, or with days below the heading of a month."""
    texts = [row.text[:LONGEST_ENTRY] for row in layout.rows[:most] if row.table is None]
    has_months = any(find_month_heading(text) for text in texts if len(text) <= LONGEST_HEADING)
    month = 1 if has_months else None
    return sum(bool(_date_and_words(text, month)[0]) for text in texts) / len(texts) if texts else 0.0


def count_listed(layout: Layout) -> int:
    """How many lines have other words than a label beside their date."""
    texts = (row.text[:LONGEST_ENTRY] for row in layout.rows if row.table is None)
    return sum(all(_date_and_words(text, None)) for text in texts if not labelled_fields(text))


def scan_lists(layout: Layout, judge: Judge, ledger: Ledger) -> Scan | None:
    """The entries of a list; None if too few of its lines have a date."""
    if dated_share(layout) < LEAST_SHARE:
        return None
    held = _List(layout, judge, ledger)
    for index, row in enumerate(layout.rows):
        if row.text:
            _take(index, row, held)
    if len(held.items) < LEAST_ENTRIES:
        return None
    return Scan([_entry(item, layout, judge) for item in held.items], held.above)


def _take(index: int, row: Row, held: _List) -> None:
    text, ledger = unglued(row.text[:LONGEST_ENTRY], held.judge), held.ledger
    kind = kind_of_line(text, held.judge)
    if kind in {LineKind.LAST_UPDATE, LineKind.STATED_COUNT}:
        ledger.use(index)
    elif kind in {LineKind.MONTH, LineKind.YEAR, LineKind.PERIOD}:
        _take_month(text, held)
        ledger.set_aside(kind.value, index)
    elif (item := _item(index, text, held)) is not None:
        held.items.append(item)
        held.is_fresh = False
        ledger.use(index)
    elif _is_region(text, held):
        held.is_fresh = True
        ledger.set_aside("heading", index)
    elif held.items and not held.is_fresh and _goes_on(index, text, kind, held):
        held.items[-1].words = f"{held.items[-1].words} {text}".strip()
        held.items[-1].rows.append(index)
        ledger.use(index)
    elif kind is LineKind.MECHANISM:
        _take_heading(index, text, held)
    elif not held.items and is_glued_header(text):
        ledger.set_aside("table header", index)
    elif not held.items and kind is LineKind.OTHER and not is_introduction(text):
        held.above[index] = text
        ledger.use(index)
    else:
        _set_aside(index, kind, held)


def _item(index: int, text: str, held: _List) -> _Item | None:
    """The entry that a line opens, if it does."""
    bare = ENUMERATION.sub("", BULLET.sub("", text))
    of_year = OF_YEAR.match(bare)
    year = int(of_year["year"]) if of_year else held.year
    words = bare[of_year.end() :] if of_year else bare
    date, rest = _date_and_words(words, held.month)
    is_late = bool(date) and words.rstrip(SEPARATORS + ").").endswith(date.rstrip(")."))
    if not date and of_year:
        date, rest = of_year["year"], words
    if not date and held.items and (held.items[-1].is_late or bare != text) and (late := LATE_TBC.fullmatch(words)):
        date, rest, is_late = late["days"], late["words"], True
    if not held.items and _is_period(words):
        return None
    return _Item(date, rest, [index], year, held.month, held.heading, is_late) if date else None


def _is_period(words: str) -> bool:
    """Whether words above the list are the time that it is about, no date of a meeting: "January to June 2008"."""
    edtf = parse_date(words, year=ANY_YEAR).edtf
    return edtf is not None and edtf.precision is not Precision.DAY


def _is_region(text: str, held: _List) -> bool:
    """Whether a line in capitals heads a part of the list: "AFRICA"."""
    is_short = LEAST_LETTERS <= len(text) <= LONGEST_HEAD and not text[-1].isdigit()
    return is_short and text.isupper() and bool(held.items or held.above) and not held.judge.is_place(text)


def _take_month(text: str, held: _List) -> None:
    held.is_fresh = True
    if year := year_of_heading(text):
        held.year, held.month = year, None
    elif heading := find_month_heading(text):
        held.year, held.month = heading[0] or held.year, heading[1]


def _take_heading(index: int, text: str, held: _List) -> None:
    held.heading, held.is_fresh = Cell(text), True
    if held.items or held.above:
        held.ledger.set_aside(LineKind.MECHANISM.value, index)
    else:
        held.above[index] = text
        held.ledger.use(index)


def _set_aside(index: int, kind: LineKind, held: _List) -> None:
    if kind in {LineKind.PAGE, LineKind.CONTACT, LineKind.NOTE}:
        held.ledger.set_aside(kind.value, index)
    elif held.layout.rows[index].heading:
        held.ledger.set_aside("heading", index)
    elif not held.items:
        held.ledger.set_aside("introduction", index)


def _date_and_words(text: str, month: int | None) -> tuple[str, str]:
    text = ENUMERATION.sub("", BULLET.sub("", text))
    if (listed := LISTED_DAYS.match(text)) and parse_date(listed["days"], year=ANY_YEAR).edtf:
        return listed["days"], text[listed.end() :].strip(SEPARATORS)
    date, words = cut_date_from(text)
    if date:
        return date, words
    if parted := _parted_by_date(text) or _before_colon(text):
        return parted
    match = TBC.match(text) or (DAYS.match(text) if month else None)
    return (match["days"], text[match.end() :].strip(SEPARATORS)) if match else ("", text)


def _parted_by_date(text: str) -> tuple[str, str] | None:
    """A short line with one date in its midst, set off on both sides: "Africa: 11 September 2011 - Bamako, Mali"."""
    found = find_dates(text, year=ANY_YEAR) if len(text) <= LONGEST_PARTED else ()
    if len(found) != 1:
        return None
    before, after = text[: found[0].start].rstrip(), text[found[0].end :].lstrip()
    if not before or not after or before[-1] not in SET_OFF or after[0] not in SET_OFF:
        return None
    return text[found[0].start : found[0].end], f"{before.rstrip(SEPARATORS + '(')} – {after.lstrip(SEPARATORS + ')')}"


def _before_colon(text: str) -> tuple[str, str] | None:
    """A date cell before a colon: "Second half: …", "2e semestre : …"."""
    head, colon, tail = text.partition(":")
    is_date = colon and tail.strip() and len(head) <= LONGEST_HEAD and parse_date(head.strip(), year=ANY_YEAR).edtf
    return (head.strip(), tail.strip(SEPARATORS)) if is_date else None


def _goes_on(index: int, text: str, kind: LineKind, held: _List) -> bool:
    last = held.items[-1]
    if last.rows[-1] != index - 1 or len(last.words) > LONGEST_ENTRY:
        return False
    if not last.words:
        return True
    return goes_on(last.words, text) or (index not in held.layout.gaps and kind is LineKind.OTHER)


def _entry(item: _Item, layout: Layout, judge: Judge) -> Entry:
    cells = {Column.DATE: Cell(item.date)} | split_phrase(item.words, judge)
    if Column.PLACE not in cells and Column.FORMAT not in cells:
        cells = with_trailing_place(cells, judge)
    links = tuple(link for index in item.rows for cell in layout.rows[index].cells for link in cell.links)
    cells[Column.TITLE] = Cell(cells[Column.TITLE].text, links)
    locator = layout.rows[item.rows[0]].locator.through(layout.rows[item.rows[-1]].locator)
    return Entry(cells, tuple(item.rows), locator, item.year, item.month, item.heading)
