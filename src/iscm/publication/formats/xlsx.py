"""XLSX: a sheet for each table, then one about the file. Numbers are numbers, days are days, text is no formula."""

import io
from collections.abc import Iterator
from dataclasses import replace

from xlsxwriter import Workbook

from iscm.publication.formats.cleaning import clean, in_utc, safe_address
from iscm.publication.formats.sheet_names import sheet_names
from iscm.publication.formats.xlsx_about import write_about
from iscm.publication.formats.xlsx_cells import FONT, Styles
from iscm.publication.formats.xlsx_table import write_table
from iscm.publication.report import Report, Table
from iscm.publication.words import words_in

ROWS_IN_MEMORY = 5_000  # above, each row goes to disk as it is written
MOST_ROWS = 1_048_575  # Excel's, without the header
LONGEST_PROPERTY = 255


def render(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    out, tables, words = io.BytesIO(), list(_parts(report)), words_in(report.lang)
    is_long = sum(len(table.rows) for table in tables) > ROWS_IN_MEMORY
    options = {"constant_memory": is_long, "in_memory": not is_long, "default_format_properties": dict(FONT)}
    with Workbook(out, options) as book:
        _describe(book, report)
        styles = Styles(book)
        *names, last = sheet_names([*(table.key for table in tables), words.gettext("About this file")])
        for name, table in zip(names, tables, strict=True):
            write_table(book.add_worksheet(name), table, report, styles)
        write_about(book.add_worksheet(last), report, dict(zip(names, tables, strict=True)), styles)
    return out.getvalue()


def _parts(report: Report) -> Iterator[Table]:
    """The tables; one with more rows than a sheet takes goes on on another."""
    for table in report.tables:
        for start in range(0, max(len(table.rows), 1), MOST_ROWS):
            yield replace(table, rows=table.rows[start : start + MOST_ROWS])


def _describe(book: Workbook, report: Report) -> None:
    properties = {
        "title": report.title,
        "author": "; ".join(report.publisher),
        "comments": report.edition,
    }
    cut = {name: clean(words)[:LONGEST_PROPERTY] for name, words in properties.items()}
    book.set_properties({**cut, "created": in_utc(report.modified).replace(tzinfo=None)})
    custom = {"Language": report.lang, "Source": safe_address(report.url), "Licence": clean(report.licence)}
    for name, words in custom.items():
        if words:
            book.set_custom_property(name, words[:LONGEST_PROPERTY], "text")
