"""CSV, whatever parts its cells: commas, semicolons, tabs or bars."""

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import Any

from iscm.domain.answers import MARK
from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode
from iscm.reading.layouts.elements import Cell, Layout
from iscm.reading.layouts.limits import MAX_COLUMNS, check_columns, check_rows, check_size
from iscm.reading.layouts.marks import read_marks
from iscm.reading.layouts.sheets import SheetRow, sheet_rows
from iscm.reading.layouts.words import make_cell

DELIMITERS = ",;\t|"
TEXT_DELIMITERS = "\t|"
SAMPLE_ROWS = 200
SAME_WIDTH = 0.8
FIELD_LIMIT = 1_000_000
LINE_END = "\n"
END = "\x1e"  # a blank that no one types, as a last line: it shows whether a quoted cell is still open there
KEPT_FROM_FORMULA = re.compile(r"'+[=+@\-\t\r]")
DATA_COLUMN = "edtf"  # a table with this column was written by a program
QUOTED = re.compile(r'"[^"]*"')


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a CSV as one table; lines of one cell before and after it are lines.

    Raises `UnreadableInputError` above the limits.
    """
    check_size(content, name)
    text = decode(content, name)
    return lay_out_text(text, name, find_delimiter(text) or ",")


def lay_out_text(text: str, name: str, delimiter: str) -> Layout:
    """The same for text that is decoded already, with its delimiter."""
    lines: list[SheetRow] = []
    gaps: set[int] = set()
    reader = _reader(f"{text.removesuffix(LINE_END)}\n{END}", delimiter)
    first, parts, is_data = 1, [END], False
    try:
        for parts in reader:
            check_columns(max((at for at, part in enumerate(parts, 1) if part), default=0), name)
            is_data = is_data or (not lines and _is_data(parts))
            cells = tuple(_cell(part, is_data=is_data) for part in parts[:MAX_COLUMNS])
            locator = Locator(line_first=first, line_last=reader.line_num)
            first = reader.line_num + 1
            if any(cell.text for cell in cells):
                lines.append((locator, cells, {}))
            elif parts != [END]:
                gaps.add(len(lines))
            check_rows(len(lines), name)
    except csv.Error as error:
        raise UnreadableInputError(name, f"the CSV cannot be read ({error})", "Save it anew.") from None
    if parts != [END]:
        # All rows behind the mark would be one cell.
        raise UnreadableInputError(name, "a quotation mark opens a cell and is never closed", "Close it.")
    return Layout("csv", tuple(sheet_rows(lines, 1)), gaps=frozenset(gaps))


def _is_data(headings: list[str]) -> bool:
    """Whether a program wrote the table: one of data, or a sheet of answers."""
    return any(one.casefold() == DATA_COLUMN or one.startswith(MARK) for one in headings)


def _cell(part: str, *, is_data: bool) -> Cell:
    """A cell; in data its words stand for themselves. The apostrophe that keeps text from being a formula goes."""
    words = part[1:] if KEPT_FROM_FORMULA.match(part) else part
    return make_cell(words.splitlines() or [""]) if is_data else read_marks(words)[0]


def find_delimiter(text: str) -> str | None:
    """What parts the cells, or None when the text is no CSV.

    It is one when nearly all of its records have the same number of cells, at least two. Prose has commas too, but a
    blank after each, and no two lines alike.
    """
    found = [(width, delimiter) for delimiter in DELIMITERS if (width := _width(text, delimiter))]
    return max(found)[1] if found else None


def _width(text: str, delimiter: str) -> int:
    """The usual number of cells, 0 where there is none."""
    try:
        # Quotes must be sound where tabs or bars may just as well part the words of a text.
        reader = _reader(text, delimiter, strict=delimiter in TEXT_DELIMITERS)
        records = [record for record in islice(reader, SAMPLE_ROWS) if any(map(str.strip, record))]
    except csv.Error:
        return 0
    if records and _is_data(records[0]):
        return len(records[0])
    wide = [len(record) for record in records if len(record) > 1]
    if not wide:
        return 0
    width, count = Counter(wide).most_common(1)[0]
    if count < max(2, SAME_WIDTH * len(wide)) or count < 0.5 * len(records):
        return 0
    return 0 if _reads_as_prose(text, delimiter, records) else width


def _reads_as_prose(text: str, delimiter: str, records: list[list[str]]) -> bool:
    if delimiter in TEXT_DELIMITERS:
        # Tabs and bars are left to the reader of text, unless cells hold line ends.
        return not any("\n" in cell for record in records for cell in record)
    bare = QUOTED.sub("", text[:100_000])
    marks = bare.count(delimiter)
    return bare.count(f"{delimiter} ") * 2 > marks


def _reader(text: str, delimiter: str, *, strict: bool = False) -> Any:  # the type has no public name
    csv.field_size_limit(FIELD_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
