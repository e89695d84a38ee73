"""Dumps in which every cell of a table is a line of its own: an entry starts over at each date."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from iscm.domain.citations import Locator
from iscm.reading.cells.dates import find_month_heading
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.ledger import Ledger
from iscm.reading.readers.columns import Column, Header, column_of, header_of
from iscm.reading.readers.continuation import OPEN_END
from iscm.reading.readers.cutting import cut
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.inference import infer_header
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.lines import YEAR, LineKind, is_introduction, kind_of_line
from iscm.reading.readers.sharing import joined, share_out
from iscm.reading.readers.tables import Scan

LEAST_ENTRIES = 2
LEAST_CELLS = 3
SAMPLE = 2000
MOST_HEADER_LINES = 10
LONGEST_DATE_LINE = 40


def find_stacked_headers(layout: Layout) -> dict[int, Header]:
    """The headers whose cells stand one a line, by the index of their first line: the first, and its repetitions."""
    first = _first_header(layout.rows)
    if first is None:
        return {}
    start, header = first
    names, texts = list(header.names), [row.text for row in layout.rows]
    size = len(names)
    return {
        index: header
        for index in range(start, len(texts))
        if texts[index] == names[0] and texts[index : index + size] == names
    }


def _first_header(rows: Sequence[Row]) -> tuple[int, Header] | None:
    """The first run of lines that together make a header with dates.

    A line before it with words like those of a header ("Meetings") does not count to it.
    """
    index = 0
    while index < len(rows):
        last = index
        while last < len(rows) and last - index < MOST_HEADER_LINES and _is_header_line(rows[last]):
            last += 1
        for start in range(index, last - 1):
            header = header_of(Row(tuple(row.cells[0] for row in rows[start:last]), rows[start].locator, 0))
            if header and header.has_dates and all(header.columns):
                return start, header
        index = max(last, index + 1)
    return None


def scan_stacks(layout: Layout, judge: Judge, ledger: Ledger) -> Scan | None:
    """The entries of stacked cells; None if the document is not laid out so."""
    headers = find_stacked_headers(layout)
    header = next(iter(headers.values()), None) or infer_stacked_header(layout, judge)
    if not header or not header.holds(Column.DATE):
        return None
    held = _sort_lines(layout, headers, judge, ledger)
    scan = Scan(_entries(layout, held.cells, header, judge), held.above, headers)
    if len(scan.entries) < LEAST_ENTRIES:
        return None
    ledger.use(*(index for entry in scan.entries for index in entry.rows))
    return scan


def infer_stacked_header(layout: Layout, judge: Judge) -> Header | None:
    """The columns of stacked cells without a header, where most dates have the same number of lines after them.

    Two lines or more; a date with one line after it is an entry of a list.
    """
    texts = [row.text for row in layout.rows[:SAMPLE] if row.table is None and not find_month_heading(row.text)]
    starts = [start for start, _ in _date_lines(texts, 1, judge)]
    sizes = Counter(stop - start for start, stop in pairwise(starts))
    size, count = sizes.most_common(1)[0] if sizes else (0, 0)
    if size < LEAST_CELLS or 2 * count < len(starts) - 1:
        return None
    same = [start for start, stop in pairwise([*starts, starts[-1] + size]) if stop - start == size]
    rows = [Row(tuple(Cell(text) for text in texts[start : start + size]), Locator(), 0) for start in same]
    header = infer_header(rows, judge)
    return header if header and (header.holds(Column.PLACE) or header.holds(Column.MECHANISM)) else None


def _first_date(layout: Layout, judge: Judge) -> int:
    return next((index for index, row in enumerate(layout.rows) if judge.is_date(row.text)), 0)


def _is_header_line(row: Row) -> bool:
    return row.table is None and len(row.cells) == 1 and bool(column_of(row.text))


@dataclass
class _Sorted:
    """The lines that hold cells, and those above the first of them; `first` is where they start."""

    first: int
    cells: list[int] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)


def _sort_lines(layout: Layout, headers: dict[int, Header], judge: Judge, ledger: Ledger) -> _Sorted:
    """Headers and what stands around the cells are accounted for on the way."""
    held = _Sorted(min(headers) if headers else _first_date(layout, judge))
    skip = 0
    for index, row in enumerate(layout.rows):
        if index in headers:
            skip = index + len(headers[index].columns)
            ledger.set_aside("table header" if index == held.first else "table header repeated", *range(index, skip))
        if index < skip or not row.text:
            continue
        kind = kind_of_line(row.text, judge)
        if kind in {LineKind.LAST_UPDATE, LineKind.STATED_COUNT}:
            ledger.use(index)
        elif index < held.first:
            _take_above(index, row.text, kind, held, ledger)
        elif kind is LineKind.PAGE or _is_heading(layout, index, kind, judge):
            ledger.set_aside(kind.value, index)
        else:
            held.cells.append(index)
    return held


def _take_above(index: int, text: str, kind: LineKind, held: _Sorted, ledger: Ledger) -> None:
    if kind in {LineKind.PAGE, LineKind.CONTACT, LineKind.NOTE}:
        ledger.set_aside(kind.value, index)
    elif is_introduction(text):
        ledger.set_aside("introduction", index)
    else:
        held.above[index] = text
        ledger.use(index)


def _is_heading(layout: Layout, index: int, kind: LineKind, judge: Judge) -> bool:
    """Whether a month or year stands above a date, rather than for one."""
    following = layout.rows[index + 1].text if index + 1 < len(layout.rows) else ""
    return kind in {LineKind.MONTH, LineKind.YEAR} and judge.is_date(following)


def _entries(layout: Layout, lines: list[int], header: Header, judge: Judge) -> list[Entry]:
    """One entry a date. The lines between two dates are the cells after the first and those before the second."""
    columns = [held[0] if held else Column.IGNORED for held in header.columns]
    at = columns.index(Column.DATE)
    dates = _date_lines([layout.rows[index].text for index in lines], len(columns), judge)
    stops = [*[start for start, _ in dates][1:], len(lines)]
    if not dates:
        return []
    lead = _shared(layout, lines[: dates[0][0]], columns[:at], judge)
    entries = []
    for (start, end), stop in zip(dates, stops, strict=True):
        following = columns[:at] if stop < len(lines) else []
        parts = _shared(layout, lines[end:stop], columns[at + 1 :] + following, judge)
        own = len(columns) - at - 1
        entries.append(_entry(layout, [*lead, lines[start:end], *parts[:own]], header))
        lead = parts[own:]
    return entries


def _shared(layout: Layout, lines: list[int], columns: list[Column], judge: Judge) -> list[list[int]]:
    """The lines of each column."""
    sizes = share_out([layout.rows[index].cells[0] for index in lines], columns, judge)
    shared, start = [], 0
    for size in sizes:
        shared.append(lines[start : start + size])
        start += size
    return shared


def _entry(layout: Layout, parts: list[list[int]], header: Header) -> Entry:
    used = tuple(index for part in parts for index in part)
    cells = tuple(joined([layout.rows[index].cells[0] for index in part]) for part in parts)
    locator = layout.rows[used[0]].locator.through(layout.rows[used[-1]].locator)
    return Entry(cut(Row(cells, locator), header), used, locator)


def _date_lines(texts: list[str], width: int, judge: Judge) -> list[tuple[int, int]]:
    """Where each date starts and ends among the lines.

    A TBC is a date only where a whole entry stands before it; a date right after another belongs to that one's entry.
    """
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(texts):
        end = _date_end(texts, index, judge)
        since = index - found[-1][1] if found else width
        least = width - 1 if judge.is_tbc(texts[index]) else 1
        if end and since >= least:
            found.append((index, end))
        index = max(end, index + 1)
    return found


def _date_end(texts: list[str], index: int, judge: Judge) -> int:
    """The end of the date that starts at this line, which may go on over the next line; 0 if none does."""
    text = texts[index]
    following = texts[index + 1] if index + 1 < len(texts) else ""
    if OPEN_END.search(text) and judge.is_date(f"{text} {following}") and len(text) <= LONGEST_DATE_LINE:
        return index + 2
    return index + 1 if judge.is_date(text) and not YEAR.fullmatch(text) else 0
