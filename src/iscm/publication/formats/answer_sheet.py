"""The sheet of answers as a workbook: advice first, then a line for each meeting and empty ones, to be filled in."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iscm.domain.answers import AnswerSheet
from iscm.publication.answer_sheet import advice_words, choices_of
from iscm.publication.dates import day_in_words
from iscm.publication.formats.answer_sheet_lines import Choices, write_lines
from iscm.publication.formats.cleaning import clean, in_line
from iscm.publication.formats.sheet_names import sheet_names
from iscm.publication.formats.xlsx_cells import FONT, Pen, Styles
from iscm.publication.formats.xlsx_table import A4
from iscm.publication.words import Words, words_in

RIGHT_TO_LEFT = "ar"
MARGIN, WIDTH, ROOM = 3, 100, 34  # two lines of advice, in points
LONGEST_PROPERTY = 255


def write_answer_sheet(sheet: AnswerSheet) -> bytes:
    """The workbook; the same sheet gives the same bytes. Whatever was imported stands in it as text."""
    out, words = io.BytesIO(), words_in(sheet.lang)
    wanted = [words.gettext("How to fill this in"), words.gettext("Meetings"), words.gettext("Words to choose from")]
    with Workbook(out, {"in_memory": True, "default_format_properties": dict(FONT)}) as book:
        _describe(book, sheet, words)
        advice, lines, lists = (book.add_worksheet(name) for name in sheet_names(wanted))
        styles = Styles(book)
        _write_advice(advice, sheet, lines.name, Pen(advice, styles), book.add_format(_number(styles)))
        write_lines(lines, book, sheet, _write_lists(lists, choices_of(sheet, words)))
        for page in (advice, lines, lists):
            _set_up(page, sheet)
    return out.getvalue()


def title_of(sheet: AnswerSheet, words: Words) -> str:
    """What the file is called."""
    known = {"name": sheet.mechanism_name, "date": day_in_words(sheet.as_of, words)}
    return in_line(words.gettext("Meetings of %(name)s as of %(date)s") % known)


def _describe(book: Workbook, sheet: AnswerSheet, words: Words) -> None:
    made = datetime.combine(sheet.as_of, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": title_of(sheet, words)[:LONGEST_PROPERTY], "created": made})


def _set_up(page: Worksheet, sheet: AnswerSheet) -> None:
    """Direction, and how it comes out of a printer."""
    if sheet.lang == RIGHT_TO_LEFT:
        page.right_to_left()
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&R&P / &N")


def _write_advice(page: Worksheet, sheet: AnswerSheet, name: str, pen: Pen, number: Format) -> None:
    words = words_in(sheet.lang)
    page.hide_gridlines(2)
    page.set_column(0, 0, MARGIN)
    page.set_column(1, 1, WIDTH)
    pen.write_text(0, 1, clean(title_of(sheet, words)), style=pen.styles.title)
    for row, line in enumerate(advice_words(words, name), 2):
        page.set_row(row, ROOM)
        page.write_number(row, 0, row - 1, number)
        pen.write_text(row, 1, line)


def _number(styles: Styles) -> dict[str, object]:
    return {**FONT, "font_color": styles.title.font_color, "bold": True, "valign": "top", "align": "center"}


def _write_lists(page: Worksheet, choices: Mapping[str, Sequence[str]]) -> Choices:
    """The words to choose from, a column each, on a sheet that nobody needs to see; and where they are."""
    page.hide()
    where: Choices = {}
    for at, (name, found) in enumerate(choices.items()):
        for row, word in enumerate(found):
            page.write_string(row, at, clean(word))
        where[name] = (page.name, at, len(found))
    return where
