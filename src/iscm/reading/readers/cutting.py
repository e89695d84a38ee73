"""A table row cut into the cells an entry needs: parts of dates and places put together, two in one cell parted."""

import re

from iscm.domain.records import Link
from iscm.reading.cells.dates import find_dates, parse_date
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.readers.columns import DATE_PARTS, PLACE_PARTS, Column, Header
from iscm.reading.readers.entries import NOTHING, join_cells

ANY_YEAR = 2000
LEAD = re.compile(r"^\W*(?:from|on|du|le|les|el|del|los)\s+$", re.IGNORECASE)  # words that a date may open with
AT_END = re.compile(r"(?P<rest>[^()]{3,400}?)\s*\((?P<inside>[^()]{3,120})\)[\s.;]*")
UNSURE = re.compile(
    r"\s*[(\[]?(?:t\.?b\.?[cda]\b\.?|to be (?:confirmed|determined)|por (?:confirmar|definir)|"
    r"à (?:confirmer|définir))[)\]]?",
    re.IGNORECASE,
)
# What a date may have beside it: its day of the week in brackets, a time of day.
BESIDE = re.compile(
    r"^\s*(?:\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\)|\((?:lun|mar|mi[eé]|jeu|jue|ven|vie|s[aá][mb]|dim|dom)[a-zé]{0,6}\))?"
    r"(?:[\s,;(]*\d{1,2}[:.h]\d\d(?:\s?[-–—]\s?\d{1,2}[:.h]\d\d)?\s?(?:[ap]m\b)?\s?(?:\(?(?:CES?T|GMT|UTC|EE?T|[A-Z]{2,3}T)\b\)?)?\)?)?",
    re.IGNORECASE,
)
SEPARATORS = " \t,;:|/–—-•·"


def cut(row: Row, header: Header) -> dict[Column, Cell]:
    """The row's cells by column. DATE, PLACE and TITLE are made of their parts where the table has them in parts.

    Cells beyond the last column go on with the last one that is known; cells of columns that are not known are
    left out.
    """
    cells: dict[Column, Cell] = {}
    for index, cell in enumerate(row.cells):
        held = header.columns[index] if index < len(header.columns) else header.columns[-1]
        for column, part in _parts(cell, held):
            cells[column] = join_cells(cells.get(column, NOTHING), part)
    if has_own_month(cells.get(Column.DAY, NOTHING).text):
        cells.pop(Column.MONTH, None)
    _put_together(cells, [Column.DATE, *DATE_PARTS], Column.DATE, " ", header)
    _put_together(cells, [Column.DATE, Column.DATE_END], Column.DATE, " – ", header)
    _put_together(cells, [Column.PLACE, *PLACE_PARTS], Column.PLACE, ", ", header)
    _stand_in(cells, header)
    return cells


def has_own_month(days: str) -> bool:
    """Whether a cell of days says the month itself, not the cell beside it: "30 Sep - 1 Oct"."""
    return bool(days) and parse_date(days, year=ANY_YEAR).edtf is not None and not days.isdigit()


def cut_date_from(text: str) -> tuple[str, str]:
    """The date that words start or end with, and the other words; an empty date if there is none.

    A bracket at the end may hold the date with other words, which go on with the others: "Webinar (3 May, online)".
    """
    if (bracket := AT_END.fullmatch(text)) and (held := _cut_from(bracket["inside"]))[0]:
        rest = ", ".join(part for part in (bracket["rest"].strip(SEPARATORS), held[1].strip(SEPARATORS)) if part)
        return held[0], rest
    return _cut_from(text)


def _cut_from(text: str) -> tuple[str, str]:
    found = find_dates(text, year=ANY_YEAR)
    if not found:
        return "", text
    for date in (found[0], found[-1]):
        unsure = UNSURE.match(text, date.end)
        end = unsure.end() if unsure else date.end
        before, after = LEAD.sub("", text[: date.start]), BESIDE.sub("", text[end:])
        if not before.strip(SEPARATORS + "(") or not after.strip(SEPARATORS + ")."):
            rest = before.rstrip(SEPARATORS + "(") or after.lstrip(SEPARATORS + ")")
            return text[date.start : end], rest.strip(SEPARATORS)
    return "", text


def _parts(cell: Cell, held: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    if len(held) < len((Column.DATE, Column.PLACE)):
        return [(column, cell) for column in held]
    date, place = cut_date_from(cell.text)
    if not date:
        return [(Column.DATE, cell)]
    return [(Column.DATE, Cell(date)), (Column.PLACE, Cell(place, cell.links))]


def _put_together(
    cells: dict[Column, Cell], parts: list[Column], whole: Column, separator: str, header: Header
) -> None:
    """One cell of several, in printed order; equal ones once."""
    present = [column for held in header.columns for column in held if column in parts and column in cells]
    words: list[str] = []
    links: tuple[Link, ...] = ()
    for column in present:
        cell = cells[column]
        links += cell.links
        if cell.text and cell.text not in words:
            words.append(cell.text)
    if present and present != [whole]:
        for column in present:
            del cells[column]
        cells[whole] = Cell(separator.join(words), links)


def _stand_in(cells: dict[Column, Cell], header: Header) -> None:
    """In a table without titles, the kind or theme of a meeting stands in for its title."""
    if header.holds(Column.TITLE):
        return
    for column in (Column.ABOUT, Column.KIND, Column.THEME):
        if cells.get(column, NOTHING).text:
            cells[Column.TITLE] = cells[column]
            return
