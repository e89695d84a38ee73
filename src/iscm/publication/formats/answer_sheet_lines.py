"""The lines of the sheet of answers: hidden keys, what to check, what to choose from, empty lines for new meetings."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from iscm.domain.answers import CONFIRMS, FIELDS, MARK, SEEN, WAS, AnswerSheet, SheetMeeting
from iscm.publication.answer_sheet import heading_words, hint_words, written
from iscm.publication.formats.cleaning import clean, in_line
from iscm.publication.formats.xlsx_cells import ACCENT, FONT, INK, LONGEST_CELL, PALE, RULE, WASH
from iscm.publication.formats.xlsx_table import set_height
from iscm.publication.words import words_in

Choices = dict[str, tuple[str, int, int]]
"""By column: the sheet, the column on it (from 0) and the number of the words to choose from."""

# At the edge, not between the others: what is pasted over several columns would fill hidden ones among them. Not
# protected either: a protected sheet cannot be sorted, and lines cannot be deleted. Whoever reads it notices if lines
# and keys were parted.
HIDDEN = (MARK, SEEN, WAS)
COLUMNS = (CONFIRMS, *FIELDS)
WIDTHS = {CONFIRMS: 9, "title": 44, "date": 24, "place": 24, "outcome": 40, "links": 34, "topic": 28, "note": 30}
USUAL = 15
HEAD_HEIGHT, EMPTY_HEIGHT = 32, 28
LONGEST_TITLE, LONGEST_HINT = 32, 255  # Excel's, of what it says beside a cell
NARROWER = 120  # letters of a header
BEYOND = 200
"""Lines below the empty ones that have the lists to choose from, too."""


def write_lines(page: Worksheet, book: Workbook, sheet: AnswerSheet, choices: Choices) -> None:
    """The header, a line for each meeting, empty ones; all cells are text, so that no program guesses at them."""
    text, empty = (_style(book, **more) for more in ({}, {"bg_color": PALE}))
    _write_header(page, book, sheet, text)
    widths = [WIDTHS.get(name, USUAL) for name in COLUMNS]
    for row, meeting in enumerate(sheet.meetings, 1):
        _write_meeting(page, row, meeting, text, widths)
    last = len(sheet.meetings) + sheet.blank_rows
    for row in range(len(sheet.meetings) + 1, last + 1):
        page.set_row(row, EMPTY_HEIGHT)
        for at in range(len(COLUMNS)):
            page.write_blank(row, len(HIDDEN) + at, None, empty)
    _help(page, sheet, choices, last + BEYOND)
    _set_up(page, sheet, last)


def _style(book: Workbook, **more: object) -> Format:
    shown = {"font_color": INK, "valign": "top", "text_wrap": True, "border": 1, "border_color": RULE}
    return book.add_format({**FONT, **shown, "num_format": "@", **more})


def _write_header(page: Worksheet, book: Workbook, sheet: AnswerSheet, text: Format) -> None:
    headings = heading_words(words_in(sheet.lang))
    head = _style(book, bold=True, bg_color=WASH, valign="vcenter", bottom_color=ACCENT)
    mark = f"{MARK} {sheet.mechanism} {sheet.lang} {sheet.as_of.isoformat()}"
    page.set_row(0, HEAD_HEIGHT)
    for at, heading in enumerate((mark, SEEN, WAS, *(headings[name] for name in COLUMNS))):
        page.write_string(0, at, clean(heading), head)
    page.set_column(0, len(HIDDEN) - 1, USUAL, text, {"hidden": True})
    for at, name in enumerate(COLUMNS, len(HIDDEN)):
        page.set_column(at, at, WIDTHS.get(name, USUAL))


def _write_meeting(page: Worksheet, row: int, meeting: SheetMeeting, text: Format, widths: Sequence[int]) -> None:
    values = {name: clean(words)[:LONGEST_CELL] for name, words in meeting.values.items()}
    cells = [values.get(name, "") for name in COLUMNS]
    for at, words in enumerate((meeting.uid, str(meeting.seen), written(values), *cells)):
        if words:
            page.write_string(row, at, words, text)
        else:
            page.write_blank(row, at, None, text)
    set_height(page, row, cells, widths)


def _help(page: Worksheet, sheet: AnswerSheet, choices: Choices, last: int) -> None:
    """Lists to choose from, and a hint where one is of use; what is not in a list may be written all the same."""
    words = words_in(sheet.lang)
    headings, hints = heading_words(words), hint_words(words)
    for at, name in enumerate(COLUMNS, len(HIDDEN)):
        rule: dict[str, object] = {"validate": "any", "show_error": False}
        if name in choices:
            where, column, number = choices[name]
            source = f"='{where.replace(chr(39), chr(39) * 2)}'!{xl_range_abs(0, column, number - 1, column)}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
        if name in hints:
            rule["input_title"] = headings[name][:LONGEST_TITLE]
            rule["input_message"] = hints[name][:LONGEST_HINT]
        if len(rule) > 2:  # noqa: PLR2004  # more than what says that anything may be written
            page.data_validation(1, at, last, at, rule)


def _set_up(page: Worksheet, sheet: AnswerSheet, last: int) -> None:
    first = len(HIDDEN)
    page.freeze_panes(1, first + 2)  # what it is, beside the titles, stays in sight
    page.repeat_rows(0)
    page.print_area(0, first, last, first + len(COLUMNS) - 1)
    page.autofilter(0, 0, last, first + len(COLUMNS) - 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.set_header("&L" + in_line(sheet.mechanism_name)[:NARROWER].replace("&", "&&"))
