"""CSV after RFC 4180: UTF-8 without a byte order mark, CRLF, one header row of the columns' keys, the main table alone.

A cell is one line without blanks around it; a day is ISO 8601. Text that a spreadsheet would take for a formula has an
apostrophe before it: where a text starts with = + - @ or their full-width forms (which spreadsheets for East Asia take
alike), or with apostrophes before one of these. Whoever reads such a cell takes one apostrophe off. A tab or carriage
return cannot start a cell.
"""

import csv
import io
import re

from iscm.publication.formats.cleaning import in_line
from iscm.publication.formats.values import data_of
from iscm.publication.report import Report, Value

LIKE_A_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
STARTS = frozenset("'=+-@＝＋－＠")


def render(report: Report) -> bytes:
    """The first table of `report.tables`; no bytes for a report without one."""
    if not report.tables:
        return b""
    table, sheet = report.tables[0], io.StringIO(newline="")
    write = csv.writer(sheet, lineterminator="\r\n").writerow
    write([column.key for column in table.columns])
    for row in table.rows:
        write([_cell(data_of(*pair)) for pair in zip(table.columns, row.cells, strict=True)])
    return sheet.getvalue().encode()


def _cell(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    line = in_line(value)
    return f"'{line}" if line[0] in STARTS and LIKE_A_FORMULA.match(line) else line
