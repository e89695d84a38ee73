"""The last sheet of a workbook: what the file is, what its text says beside the tables, what its columns mean."""

from collections.abc import Iterator, Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iscm.publication.formats.cleaning import clean, in_utc, safe_address
from iscm.publication.formats.values import one_line
from iscm.publication.formats.xlsx_cells import Pen, Styles
from iscm.publication.formats.xlsx_table import set_height, set_up
from iscm.publication.report import Block, Box, Bullets, Figure, Heading, Paragraph, Report, Table
from iscm.publication.words import Words, words_in

WIDTHS = (28, 90, 24)
Line = tuple[str, str, str, Format]


def write_about(sheet: Worksheet, report: Report, sheets: Mapping[str, Table], styles: Styles) -> None:
    """Names on the left, what is said of them beside; `sheets` are the tables by the names of their sheets."""
    set_up(sheet, report)
    sheet.hide_gridlines(2)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    words, pen = words_in(report.lang), Pen(sheet, styles)
    pen.write_text(0, 0, clean(report.title), style=styles.title)
    said = _said(report.blocks, {table.key: name for name, table in sheets.items()}, words, styles)
    for row, line in enumerate([*_facts(report, words, styles), *said, *_columns(sheets, words, styles)], 2):
        set_height(sheet, row, line[1:3], WIDTHS[1:])
        _write_line(pen, row, line)


def _write_line(pen: Pen, row: int, line: Line) -> None:
    name, said, key, style = line
    pen.write_text(row, 0, name, style=pen.styles.strong)
    pen.write_text(row, 1, said, safe_address(said) if "://" in said and " " not in said else "", style)
    pen.write_text(row, 2, key, style=style)


def _facts(report: Report, words: Words, styles: Styles) -> Iterator[Line]:
    facts = (
        (words.gettext("Publisher"), "; ".join(report.publisher)),
        (words.gettext("Edition"), report.edition),
        (words.gettext("Last revision"), f"{in_utc(report.modified):%Y-%m-%d}"),
        (words.gettext("Language"), report.lang),
        (words.gettext("Licence"), report.licence),
        (words.gettext("Permanent page"), report.url),
    )
    for name, said in facts:
        if said:
            yield name, clean(said), "", styles.text


def _said(blocks: tuple[Block, ...], sheets: Mapping[str, str], words: Words, styles: Styles) -> Iterator[Line]:
    """The text of the publication; of tables and charts only where they are, or what they show."""
    for block in blocks:
        if isinstance(block, Heading):
            yield "", "", "", styles.text
            yield one_line(block.words), "", "", styles.strong
        elif isinstance(block, Paragraph):
            yield "", one_line(block.words), "", styles.quiet if block.is_quiet else styles.text
        elif isinstance(block, Bullets):
            yield from (("", f"• {one_line(item)}", "", styles.text) for item in block.items)
        elif isinstance(block, Box):
            yield from _said((block.heading, *block.blocks), sheets, words, styles)
        elif isinstance(block, Figure):
            yield "", clean(block.chart.summary), "", styles.text
        elif block.key in sheets:
            where = words.gettext("On the sheet “{name}”").format(name=sheets[block.key])
            yield "", where, "", styles.quiet


def _columns(sheets: Mapping[str, Table], words: Words, styles: Styles) -> Iterator[Line]:
    for name, table in sheets.items():
        yield "", "", "", styles.text
        yield words.gettext("Columns of the sheet “{name}”").format(name=name), "", "", styles.quiet
        for column in table.columns:
            yield clean(column.heading), clean(column.description), column.key, styles.quiet
