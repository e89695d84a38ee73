"""Dumps in which every cell of a table is a line of its own: an entry starts over at each date."""

from collections.abc import Sequence

from iscm.reading.layouts.elements import Layout, Row
from iscm.reading.ledger import Ledger
from iscm.reading.readers.columns import Column, Header, column_of, header_of
from iscm.reading.readers.continuation import OPEN_END
from iscm.reading.readers.cutting import cut
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.lines import YEAR, LineKind, is_introduction, kind_of_line
from iscm.reading.readers.sharing import joined, share_out
from iscm.reading.readers.tables import Scan

LEAST_ENTRIES = 2
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
    if not headers:
        return None
    header = next(iter(headers.values()))
    if not header.holds(Column.DATE):
        return None
    above: dict[int, str] = {}
    lines = _sort_lines(layout, headers, judge, ledger, above)
    scan = Scan(_entries(layout, lines, header, judge), above, dict.fromkeys(headers, header))
    if len(scan.entries) < LEAST_ENTRIES:
        return None
    ledger.use(*lines)
    return scan


def _is_header_line(row: Row) -> bool:
    return row.table is None and len(row.cells) == 1 and bool(column_of(row.text))


def _sort_lines(
    layout: Layout, headers: dict[int, Header], judge: Judge, ledger: Ledger, above: dict[int, str]
) -> list[int]:
    """The lines that hold cells; headers and what stands around the table are accounted for on the way."""
    first, lines, skip = min(headers), [], 0
    for index, row in enumerate(layout.rows):
        if index in headers:
            skip = index + len(headers[index].columns)
            ledger.set_aside("table header" if index == first else "table header repeated", *range(index, skip))
        if index < skip or not row.text:
            continue
        kind = kind_of_line(row.text, judge)
        if kind in {LineKind.LAST_UPDATE, LineKind.STATED_COUNT}:
            ledger.use(index)
        elif index < first and kind in {LineKind.PAGE, LineKind.CONTACT, LineKind.NOTE}:
            ledger.set_aside(kind.value, index)
        elif index < first and is_introduction(row.text):
            ledger.set_aside("introduction", index)
        elif index < first:
            above[index] = row.text
            ledger.use(index)
        elif kind is LineKind.PAGE or _is_heading(layout, index, kind, judge):
            ledger.set_aside(kind.value, index)
        else:
            lines.append(index)
    return lines


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
    lead = _shared(layout, lines[: dates[0][0]], columns[:at], judge) if dates else []
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
