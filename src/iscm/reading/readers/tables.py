"""The entries of a document's tables: headers found, rows joined, what is merged or carried down filled in.

Works through the rows once, in order. Every row ends up used, set aside by name, or left to the ledger, which
reports it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from iscm.reading.cells.dates import find_month_heading
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.ledger import Ledger
from iscm.reading.readers.columns import Column, Header, header_of, is_header_rest
from iscm.reading.readers.continuation import MOST_ROWS, continues, goes_on
from iscm.reading.readers.cutting import cut
from iscm.reading.readers.entries import NOTHING, Entry
from iscm.reading.readers.fitting import fit
from iscm.reading.readers.inference import infer_header
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.lines import LineKind, is_introduction, is_sum, kind_of_line, year_of_heading
from iscm.reading.readers.parts import Parts

DIGITS = re.compile(r"\d+")
CARRIED = (Column.DATE, Column.PLACE, Column.MECHANISM)


@dataclass
class Scan:
    """What the scan of a document found.

    `above` are the lines above the first entry that are neither heading nor sentence, by index: title and
    publisher. `headers` are the headers, by the index of their row.
    """

    entries: list[Entry] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    headers: dict[int, Header] = field(default_factory=dict)


@dataclass
class _Context:
    """What stands above the row in hand."""

    year: int | None = None
    month: int | None = None
    heading: Cell = NOTHING
    header: Header | None = None
    table: int | None = None
    sheet: str | None = None
    page: int | None = None
    is_broken: bool = False
    is_fresh: bool = True


def find_headers(layout: Layout) -> dict[int, Header]:
    """The header rows of the tables, by index; a second one right below the first says more of the same columns."""
    found: dict[int, Header] = {}
    for index, row in enumerate(layout.rows):
        header = header_of(row) if row.table is not None else None
        if header:
            above = found.get(index - 1) if layout.rows[index - 1].table == row.table else None
            found[index] = header.below(above) if above else header
    return found


def scan_tables(layout: Layout, judge: Judge, ledger: Ledger) -> Scan:
    """The entries of all tables of the layout, with what stands above them."""
    scanner = _Scanner(layout, judge, ledger)
    for index, row in enumerate(layout.rows):
        scanner.take(index, row)
    return scanner.scan


class _Scanner:
    def __init__(self, layout: Layout, judge: Judge, ledger: Ledger) -> None:
        self.layout, self.judge, self.ledger = layout, judge, ledger
        self.scan = Scan(headers=find_headers(layout))
        self.now = _Context()
        self.first_headers = {layout.rows[i].table: i for i in reversed(self.scan.headers)}
        self.rests: set[tuple[str, ...]] = set()
        self.inferred: dict[int | None, Header | None] = {}
        self.parts = Parts()
        self.repeated = _repeated_lines(layout)

    def take(self, index: int, row: Row) -> None:
        """Account for one row, as far as it belongs to a table or stands around one."""
        if not row.text:
            return
        self._turn_page(row)
        is_of_meetings = self.parts.is_open and self._is_of_meetings(index, row)
        if reason := self.parts.reason_for(row, self.scan.headers.get(index), is_of_meetings=is_of_meetings):
            self.scan.headers.pop(index, None)
            self.ledger.set_aside(reason, index)
        elif index in self.scan.headers:
            self._open_table(index, row)
        elif self._is_header_rest(index, row):
            self.ledger.set_aside("table header", index)
        elif self._is_line(index, row):
            self._take_line(index, row)
        elif header := self._header_for(row):
            self._take_body(index, row, header)

    def _is_of_meetings(self, index: int, row: Row) -> bool:
        """Whether a table of meetings starts or goes on with this row."""
        if header := self.scan.headers.get(index):
            return header.has_dates
        known = self.now.header
        if row.table is None or known is None or len(row.cells) != len(known.columns):
            return False
        dates = (cell.text for cell, held in zip(row.cells, known.columns, strict=True) if Column.DATE in held)
        return any(map(self.judge.is_date, dates))

    def _turn_page(self, row: Row) -> None:
        locator, now = row.locator, self.now
        if locator.sheet != now.sheet:
            now.sheet, now.month, now.is_fresh = locator.sheet, None, True
            self._take_month(locator.sheet or "")
        now.is_broken = now.is_broken or locator.page != now.page
        now.page = locator.page

    def _open_table(self, index: int, row: Row) -> None:
        is_repeated = self.now.header is not None and self.scan.headers[index].columns == self.now.header.columns
        self.ledger.set_aside("table header repeated" if is_repeated else "table header", index)
        self.now.header, self.now.table = self.scan.headers[index], row.table
        self.now.is_broken = True
        self.now.is_fresh = self.now.is_fresh or not is_repeated

    def _is_header_rest(self, index: int, row: Row) -> bool:
        """The second line of a header's cells; below a header printed again only if it was there the first time."""
        if index - 1 not in self.scan.headers or row.table is None or not is_header_rest(row):
            return False
        words = tuple(cell.text for cell in row.cells)
        if self.now.is_fresh and not self.scan.entries:
            self.rests.add(words)
        return words in self.rests

    def _is_line(self, index: int, row: Row) -> bool:
        """A line of text, or a table row that is merged into one cell or stands above its table's header."""
        words = {cell.text for cell in row.cells if cell.text}
        if row.table is None or len(words) == 1:
            return True
        if len(words) == len(("name", "value")) and is_sum(row.text):
            return True
        return index < self.first_headers.get(row.table, -1) and not any(map(self.judge.is_date, words))

    def _header_for(self, row: Row) -> Header | None:
        """The header in force; for a table without one, that of the table before if it fits, or one inferred.

        Rows with a date above their table's first header have lost their own, which was the same.
        """
        now = self.now
        if now.header is None and row.table in self.first_headers:
            now.header, now.table = self.scan.headers[self.first_headers[row.table]], row.table
        if row.table != now.table and row.table not in self.first_headers:
            if not (now.header and len(now.header.columns) == len(row.cells)):
                now.header, now.is_fresh = self._infer(row), True
            now.table, now.is_broken = row.table, True
        return now.header

    def _infer(self, row: Row) -> Header | None:
        if row.table not in self.inferred:
            rows = [other for other in self.layout.rows if other.table == row.table]
            self.inferred[row.table] = infer_header(rows, self.judge)
        return self.inferred[row.table]

    def _take_line(self, index: int, row: Row) -> None:
        words = " ".join(dict.fromkeys(cell.text for cell in row.cells if cell.text))
        if row.table is not None and self._take_single(index, row):
            return
        kind = kind_of_line(words, self.judge)
        if kind in {LineKind.LAST_UPDATE, LineKind.STATED_COUNT}:
            self.ledger.use(index)
        elif kind in {LineKind.MONTH, LineKind.YEAR, LineKind.PERIOD}:
            self._take_month(words)
            self.now.is_fresh = True
            self.ledger.set_aside(kind.value, index)
        elif row.table is None and self._goes_on(index, row):
            self._join_line(index, row)
        elif kind is LineKind.MECHANISM and (self.scan.entries or self.scan.above):
            self.now.heading, self.now.is_fresh = Cell(words), True
            self.ledger.set_aside(kind.value, index)
        else:
            self._take_words(index, words, kind, row)

    def _take_single(self, index: int, row: Row) -> bool:
        """A table row with one filled cell that goes on with the entry above it."""
        header = self._header_for(row)
        if header is None or not self.scan.entries or self.now.is_fresh:
            return False
        cells = cut(row, header)
        column = next((column for column, cell in cells.items() if cell.text), None)
        if column is None or not self._is_part(column, cells[column].text, row):
            return False
        self._take_body(index, row, header)
        return True

    def _is_part(self, column: Column, words: str, row: Row) -> bool:
        above = self.scan.entries[-1]
        if column is Column.DATE or not row.cells[0].text:
            return column is not Column.DATE or continues(above, {column: Cell(words)}, self.judge, after_break=False)
        kind = kind_of_line(words, self.judge)
        return goes_on(above.text(column), words) or (kind is LineKind.OTHER and self.now.is_broken)

    def _take_month(self, words: str) -> None:
        if year := year_of_heading(words):
            self.now.year, self.now.month = year, None
        elif heading := find_month_heading(words):
            self.now.year, self.now.month = heading[0] or self.now.year, heading[1]

    def _goes_on(self, index: int, row: Row) -> bool:
        """Whether a line goes on with the last cell of the entry right above it."""
        if not self.scan.entries or index in self.layout.gaps or self.now.is_fresh:
            return False
        above = self.scan.entries[-1]
        if len(above.rows) > MOST_ROWS:
            return False
        return above.rows[-1] == index - 1 and goes_on(above.text(self._last_column(above)), row.text)

    @staticmethod
    def _last_column(entry: Entry) -> Column:
        return [column for column, cell in entry.cells.items() if cell.text][-1]

    def _join_line(self, index: int, row: Row) -> None:
        above = self.scan.entries[-1]
        self.scan.entries[-1] = above.joined({self._last_column(above): row.cells[0]}, index, row.locator)
        self.ledger.use(index)

    def _take_words(self, index: int, words: str, kind: LineKind, row: Row) -> None:
        is_above = not self.scan.entries and self.now.header is None
        if is_above and kind in {LineKind.OTHER, LineKind.MECHANISM} and not is_introduction(words):
            self.scan.above[index] = words
            self.ledger.use(index)
        elif kind in {LineKind.PAGE, LineKind.CONTACT, LineKind.NOTE}:
            self.ledger.set_aside(kind.value, index)
        elif is_above and self.scan.headers:
            self.ledger.set_aside("introduction", index)
        elif words in self.scan.above.values() or _running(row) in self.repeated:
            self.ledger.set_aside("page header repeated", index)
        elif row.heading:
            self.ledger.set_aside("heading", index)

    def _take_body(self, index: int, row: Row, header: Header) -> None:
        cells = self._cut(row, header)
        if not any(cell.text for cell in cells.values()):
            return
        self.ledger.use(index)
        is_alone = self.now.is_fresh or not self.scan.entries or header.is_coded
        above = None if is_alone else self.scan.entries[-1]
        if above and continues(above, cells, self.judge, after_break=self.now.is_broken):
            self.scan.entries[-1] = above.joined(cells, index, row.locator)
        else:
            self._add(index, row, header, cells | dict(_carried(above, cells)) if above else cells)
        self.now.is_broken = self.now.is_fresh = False

    def _cut(self, row: Row, header: Header) -> dict[Column, Cell]:
        row = fit(row, header, self.judge)
        for held, cell in zip(header.columns, row.cells, strict=False):
            if held in {(Column.MONTH,), (Column.YEAR,)}:
                self._take_month(cell.text)
        return cut(row, header)

    def _add(self, index: int, row: Row, header: Header, cells: dict[Column, Cell]) -> None:
        now, days = self.now, _days(row, header)
        self.scan.entries.append(Entry(cells, (index,), row.locator, now.year, now.month, now.heading, days))


def _repeated_lines(layout: Layout) -> frozenset[str]:
    """The lines outside tables that several pages have, numbers aside: their heads and feet."""
    pages: dict[str, set[int]] = {}
    for row in layout.rows:
        if row.table is None and row.locator.page is not None:
            pages.setdefault(_running(row), set()).add(row.locator.page)
    return frozenset(words for words, found in pages.items() if len(found) > 1)


def _running(row: Row) -> str:
    return DIGITS.sub("#", row.text)


def _days(row: Row, header: Header) -> tuple[date, date] | None:
    """From the first to the last day that the format itself holds in the date columns."""
    columns = {Column.DATE, Column.DATE_END}
    held = [row.days[i] for i, column in enumerate(header.columns) if i in row.days and columns.intersection(column)]
    return (min(first for first, _ in held), max(last for _, last in held)) if held else None


def _carried(above: Entry, cells: dict[Column, Cell]) -> Iterator[tuple[Column, Cell]]:
    """What a row takes over from the entry above it: its empty cells from the left, up to the first filled one."""
    for column, cell in cells.items():
        if cell.text:
            return
        if column in CARRIED:
            yield column, above.cells.get(column, NOTHING)
