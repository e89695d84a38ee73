"""XLSX: the cells of every visible sheet as they are shown, with links, merged cells and true dates."""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.layouts.limits import MAX_COLUMNS, check_rows, check_size
from iscm.reading.layouts.packages import damaged, open_package
from iscm.reading.layouts.sheets import SheetRow, sheet_rows
from iscm.reading.layouts.words import fold, link_target, make_cell

MAX_FILLED = 1_000_000
MAX_MERGED = 200_000
MAX_DECIMALS = 15
CELL = re.compile(rb"<(?:\w+:)?c[ >]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
DECIMALS = re.compile(r"0\.(0+)")


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a workbook, sheet by sheet, each sheet one table; also hidden rows, not hidden sheets.

    A cell that holds a date gives `Row.days` besides its words (ISO 8601). Raises `UnreadableInputError` for a file
    that is damaged, encrypted, a zip bomb, or above the limits.
    """
    check_size(content, name)
    with open_package(content, name) as package:
        _check_sheets(package, name)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as e:
        # openpyxl lets the errors of a broken part through as they come.
        raise damaged(name) from e
    rows: list[Row] = []
    gaps: set[int] = set()
    for number, sheet in enumerate(_visible(workbook), 1):
        lines, blanks = _lines(sheet)
        gaps |= {len(rows), *(len(rows) + index for index in blanks)}
        rows += sheet_rows(lines, number)
        check_rows(len(rows), name)
    return Layout("xlsx", tuple(rows), fold(workbook.properties.title or "") or None, gaps=frozenset(gaps))


def _check_sheets(package: zipfile.ZipFile, name: str) -> None:
    """Before openpyxl makes an object of each cell, also of each cell that is only merged into another."""
    filled = merged = 0
    for part in package.infolist():
        if not part.filename.startswith("xl/worksheets/"):
            continue
        try:
            content = package.read(part)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
            raise damaged(name) from error
        filled += sum(1 for _ in CELL.finditer(content))
        for left, top, right, bottom in MERGED.findall(content):
            merged += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
    if filled > MAX_FILLED or merged > MAX_MERGED:
        raise UnreadableInputError(name, f"more than {MAX_FILLED:,} cells", "Split the file.")


def _column(letters: bytes) -> int:
    return coordinate_to_tuple(f"{letters.decode()}1")[1]


def _visible(workbook: Any) -> list[Any]:
    return [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _lines(sheet: Any) -> tuple[list[SheetRow], set[int]]:
    """The filled rows of a sheet, and which of them follow an empty one."""
    by_row: dict[int, dict[int, Any]] = {}
    # Not `iter_rows`: it would make a cell for every place up to the last, and the last may be far away.
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001  # see above
        if cell.value is not None and column <= MAX_COLUMNS:
            by_row.setdefault(row, {})[column] = cell
    _repeat_merged(sheet, by_row)
    columns = [column for cells in by_row.values() for column in cells]
    first, last = min(columns, default=1), max(columns, default=1)
    lines: list[SheetRow] = []
    blanks: set[int] = set()
    before = 0
    for row in sorted(by_row):
        if row > before + 1:
            blanks.add(len(lines))
        before = row
        lines.append(_line(sheet.title, row, by_row[row], range(first, last + 1)))
    return lines, blanks


def _repeat_merged(sheet: Any, by_row: dict[int, dict[int, Any]]) -> None:
    """A cell over several rows is said in each row that has words of its own; one over columns in the first."""
    for merged in sheet.merged_cells.ranges:
        cell = by_row.get(merged.min_row, {}).get(merged.min_col)
        for row in range(merged.min_row + 1, merged.max_row + 1):
            if cell is not None and row in by_row:
                by_row[row].setdefault(merged.min_col, cell)


def _line(sheet: str, row: int, cells: dict[int, Any], columns: range) -> SheetRow:
    address = f"{get_column_letter(min(cells))}{row}"
    days = {
        column - columns.start: (cell.value.date(), cell.value.date())
        if isinstance(cell.value, datetime)
        else (cell.value, cell.value)
        for column, cell in cells.items()
        if isinstance(cell.value, date) and not _is_month(cell.value, cell.number_format)
    }
    words = tuple(_cell(cells[column]) if column in cells else Cell("") for column in columns)
    return Locator(sheet=sheet, row=row, cell=address), words, days


def _cell(cell: Any) -> Cell:
    words = _shown(cell.value, cell.number_format or "General")
    link = cell.hyperlink
    links = [Link(fold(words), link_target(_address(link)))] if link is not None else []
    return make_cell(words.splitlines() or [""], links, is_bold=bool(cell.font and cell.font.b))


def _address(link: Any) -> str:
    """Where a link leads: what follows the # of its address is kept apart in the file."""
    return f"{link.target}#{link.location}" if link.target and link.location else link.target or ""


def _shown(value: object, number_format: str) -> str:
    """The words a reader of the sheet sees; dates in ISO 8601, for their printed form may be read two ways."""
    if isinstance(value, date) and _is_month(value, number_format):
        return f"{value:%Y-%m}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _shown_number(value, number_format)
    return str(value)


def _is_month(value: date, number_format: str) -> bool:
    """Whether a date is shown as a month: what a program makes of "May 2027" is its first day."""
    shown = QUOTED.sub("", number_format or "").lower()
    return value.day == 1 and "y" in shown and "m" in shown and "d" not in shown


def _shown_number(value: float, number_format: str) -> str:
    ending = ""
    if "%" in number_format:
        value, ending = value * 100, "%"
    if "0" in number_format:
        decimals = DECIMALS.search(number_format)
        places = min(len(decimals[1]), MAX_DECIMALS) if decimals else 0
        return f"{value:{',' if '#,##' in number_format else ''}.{places}f}{ending}"
    return (f"{value:.10g}" if isinstance(value, float) else str(value)) + ending
