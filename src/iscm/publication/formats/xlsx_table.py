"""A table as a sheet: header frozen and filtered, widths by content, ready to be printed."""

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter.worksheet import Worksheet

from iscm.publication.formats.cleaning import in_line
from iscm.publication.formats.values import data_of
from iscm.publication.formats.xlsx_cells import Pen, Styles
from iscm.publication.report import Report, Table, Value

NARROWEST, WIDEST = 8, 60  # in figures of the usual size
ROOM = 3  # for the button of the filter
ROWS_MEASURED = 1_000
A4 = 9
LONGEST_HEADER = 120
LETTER = 0.93  # letters are narrower than figures
HEAD_HEIGHT, LINE_HEIGHT, HIGHEST = 24, 13, 400  # in points


def write_table(sheet: Worksheet, table: Table, report: Report, styles: Styles) -> None:
    """The table from the first row on, row by row."""
    set_up(sheet, report)
    widths, pen = list(_widths(table)), Pen(sheet, styles)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, HEAD_HEIGHT)
    for at, column in enumerate(table.columns):
        style = styles.head if column.is_printed else styles.quiet_head
        pen.write_text(0, at, in_line(column.heading), style=style)
    for number, row in enumerate(table.rows, 1):
        values = [data_of(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)]
        set_height(sheet, number, values, widths)
        for at, (value, cell) in enumerate(zip(values, row.cells, strict=True)):
            pen.write(number, at, value, cell.words)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        # On paper are the columns for readers, which come first; all of them would be too small to read.
        shown = sum(column.is_printed for column in table.columns) or len(table.columns)
        sheet.print_area(0, 0, len(table.rows), shown - 1)


def set_up(sheet: Worksheet, report: Report) -> None:
    """Direction, and how the sheet comes out of a printer."""
    if report.is_rtl:
        sheet.right_to_left()
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + in_line(report.title)[:LONGEST_HEADER].replace("&", "&&"))
    sheet.set_footer("&R&P / &N")
    # "2017" is text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def set_height(sheet: Worksheet, row: int, values: Sequence[Value], widths: Sequence[int]) -> None:
    """Room for all lines of a row that has several: not every program finds out itself."""
    pairs = zip(values, widths, strict=True)
    # Half as many signs as figures fit on a line for certain.
    long = [(value, width) for value, width in pairs if isinstance(value, str) and len(value) * 2 > width]
    lines = max((_lines(value, width) for value, width in long), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * LINE_HEIGHT + 2, HIGHEST))


def _lines(words: str, width: int) -> int:
    if len(words) <= width and words.isascii() and "\n" not in words:
        return 1
    return sum(max(1, ceil(_width(line) * LETTER / width)) for line in words.split("\n"))


def _widths(table: Table) -> Iterator[int]:
    for at, column in enumerate(table.columns):
        cells = (str(data_of(column, row.cells[at]) or "") for row in islice(table.rows, ROWS_MEASURED))
        longest = max((_width(words[:WIDEST]) for words in cells), default=0)
        yield max(NARROWEST, min(max(longest + 1, _width(column.heading) + ROOM), WIDEST))


def _width(words: str) -> int:
    """How many figures wide; Chinese signs are two."""
    return len(words) if words.isascii() else sum(1 + (east_asian_width(sign) in "WF") for sign in words)
