"""One cell of a workbook: text as text, a number as a number, a day as a day, and where it leads."""

from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from iscm.publication.formats.cleaning import safe_address
from iscm.publication.report import Text, Value

# Arial is on every office machine, and has the Latin, Cyrillic and Arabic letters.
FONT = {"font_name": "Arial", "font_size": 10}
INK, SOFT, ACCENT = "#1A1D21", "#565A60", "#0A4A7D"
WASH, PALE, RULE = "#E3EBF2", "#F3F3F1", "#B9C4CE"
LONGEST_CELL, LONGEST_ADDRESS = 32_767, 2_079  # Excel's
MOST_LINKS = 65_530  # Excel's, a sheet
LARGEST_NUMBER = 10**15  # a double keeps fifteen figures
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 before


class Styles:
    """The styles of a workbook's cells."""

    def __init__(self, book: Workbook) -> None:
        def style(**more: object) -> Format:
            return book.add_format({**FONT, "font_color": INK, "valign": "top", **more})

        self.text = style(text_wrap=True)
        self.number = style(num_format="General", align="right", indent=1)
        self.day = style(num_format="yyyy-mm-dd", align="left")
        self.link = style(text_wrap=True, font_color=ACCENT, underline=1)
        self.head = style(text_wrap=True, bold=True, bg_color=WASH, bottom=1, bottom_color=RULE, valign="vcenter")
        self.quiet_head = style(
            text_wrap=True, font_color=SOFT, bg_color=PALE, bottom=1, bottom_color=RULE, valign="vcenter"
        )
        self.title = style(bold=True, font_size=14)
        self.strong = style(bold=True)
        self.quiet = style(font_color=SOFT, text_wrap=True)


@dataclass(slots=True)
class Pen:
    """Writes the cells of one sheet and counts its links."""

    sheet: Worksheet
    styles: Styles
    links: int = 0

    def write(self, row: int, at: int, value: Value, words: Text = ()) -> None:
        """The value; text that leads to one place is a link there."""
        if value is None:
            return
        if isinstance(value, str):
            self.write_text(row, at, value, _one_address(words))
        elif isinstance(value, date):
            self._write_day(row, at, value)
        elif abs(value) < LARGEST_NUMBER:  # not so for nan
            self.sheet.write_number(row, at, value, self.styles.number)
        else:
            self.sheet.write_string(row, at, str(value), self.styles.text)

    def write_text(self, row: int, at: int, text: str, href: str = "", style: Format | None = None) -> None:
        """Text as text, as long as Excel takes it; nothing for no text."""
        if not (text := _cut(text)):
            return
        if href and self.links < MOST_LINKS and (url := _url(href, text)):
            self.links += 1
            self.sheet.write_url(row, at, url, self.styles.link)
        else:
            self.sheet.write_string(row, at, text, style or self.styles.text)

    def _write_day(self, row: int, at: int, day: date) -> None:
        day = day.date() if isinstance(day, datetime) else day
        if day < FIRST_DAY:
            self.sheet.write_string(row, at, day.isoformat(), self.styles.text)
        else:
            self.sheet.write_datetime(row, at, day, self.styles.day)


def _one_address(words: Text) -> str:
    """Where the cell leads, if all its links lead to the same place outside; a cell has one link or none."""
    if not any(run.href for run in words):
        return ""
    found = {address for run in words if run.href and (address := safe_address(run.href)) and address[0] != "#"}
    return found.pop() if len(found) == 1 else ""


def _url(href: str, text: str) -> Url | None:
    """The address as Excel takes it; brackets in it will be escaped."""
    if _units(href) + 2 * (href.count("[") + href.count("]")) > LONGEST_ADDRESS:
        return None
    url = Url(href)
    url.text = text
    return url


def _units(text: str) -> int:
    """How long Excel finds a text: in units of sixteen bits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    """What is too long ends in an ellipsis."""
    if len(text) * 2 <= LONGEST_CELL or _units(text) <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"
