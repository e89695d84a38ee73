"""XLSX as openpyxl, LibreOffice and our own reader take it."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from html import unescape

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.publication.formats import xlsx, xlsx_cells
from iscm.publication.formats.cleaning import clean
from iscm.publication.formats.sheet_names import sheet_names
from iscm.publication.formats.xlsx import render
from iscm.publication.report import Cell, Column, Row, Run, Table, text
from iscm.reading.layouts.xlsx import lay_out
from tests.factories.hostile_words import BAD_ADDRESSES, FORMULAS, WORDS
from tests.factories.reports import WORDINGS, make_calendar, make_empty, make_highlights, report_of
from tests.office import convert


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(*values, kind="text"):
    """The cells of one column, below its heading, as openpyxl reads them."""
    rows = tuple(Row((value if isinstance(value, Cell) else Cell(text(value)),)) for value in values)
    table = Table("t", "T", (Column("a", "A", 1.0, kind),), rows)
    sheet = read(render(replace(report_of(), tables=(table,))))["t"]
    return [sheet.cell(row, 1) for row in range(2, len(values) + 2)]


def test_a_sheet_for_each_table_and_one_about_the_file():
    assert read(render(make_calendar(3))).sheetnames == ["meetings", "mechanisms", "About this file"]


def test_header_is_frozen_and_filtered_and_repeated_in_print():
    sheet = read(render(make_calendar(3)))["meetings"]
    assert [cell.value for cell in sheet[1]][:5] == ["Date", "Place", "ISCM", "Title of the Event", "EDTF"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:I4", "$1:$1")
    assert [cell.font.b for cell in sheet[1]] == [True] * 4 + [False] * 5
    assert sheet.print_area == "'meetings'!$A$1:$D$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )


def test_days_are_days_and_numbers_are_numbers():
    day, early, words = cells(
        Cell(text("3 May"), date(2024, 5, 3)), Cell((), date(1899, 5, 3)), Cell(text("TBC")), kind="day"
    )
    assert (day.value, day.number_format, day.is_date) == (datetime(2024, 5, 3), "yyyy-mm-dd", True)  # noqa: DTZ001
    assert [early.value, words.value] == ["1899-05-03", "TBC"]
    several, endless = cells(Cell(text("five"), 5), Cell((), 10**20), kind="number")
    assert (several.value, several.data_type, endless.value) == (5, "n", "1" + "0" * 20)


@pytest.mark.parametrize("words", [*FORMULAS, "1e5", "2017", "TRUE", "{=1}", "https://example.org", "internal:A1"])
def test_text_is_text(words):
    (cell,) = cells(words)
    assert (cell.value, cell.data_type, cell.hyperlink) == (clean(words).strip(), "s", None)


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_come_back_as_they_are(words):
    (cell,) = cells(words)
    assert cell.value == clean(words).strip()


@given(st.text(st.characters(), max_size=50).filter(lambda words: clean(words).strip()))
@settings(max_examples=50, deadline=None)
def test_any_words_come_back_as_they_are(words):
    (cell,) = cells(words)
    assert cell.value.replace("\r\n", "\n") == clean(words).strip()


@pytest.mark.parametrize("sign", ["x", "ش", "𝒳"])
def test_words_too_long_for_a_cell_end_in_an_ellipsis(sign):
    (cell,) = cells(sign * 40_000)
    assert cell.value.lstrip(sign) == "…"
    assert 32_765 < len(cell.value.encode("utf-16-le")) / 2 <= 32_767


def test_a_cell_leads_where_its_words_lead_if_that_is_one_place():
    one = Cell((Run("SOM", href="https://example.org/a?b=1#c"), Run(" (5 meetings)")))
    twice = Cell((Run("SOM", href="https://example.org/"), Run("2", href="https://example.org/")))
    two = Cell((Run("A", href="https://example.org/a"), Run("B", href="https://example.org/b")))
    found = cells(one, twice, two, Cell(text("themes", href="#themes")))
    assert [cell.value for cell in found] == ["SOM (5 meetings)", "SOM2", "AB", "themes"]
    assert [cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location) for cell in found] == [
        ("https://example.org/a?b=1", "c"),
        ("https://example.org/", None),
        None,
        None,
    ]


@pytest.mark.parametrize(
    "href", [*BAD_ADDRESSES, "https://example.org/" + "[" * 1_900, "https://example.org/" + "𝒳" * 1_900]
)
def test_links_that_excel_would_not_follow_are_words(href):
    (cell,) = cells(Cell(text("words", href=href)))
    assert (cell.value, cell.hyperlink) == ("words", None)


def test_links_beyond_the_number_that_a_sheet_takes_are_words(monkeypatch):
    monkeypatch.setattr(xlsx_cells, "MOST_LINKS", 2)
    found = cells(*(Cell(text(f"{n}", href=f"https://example.org/{n}")) for n in range(3)))
    assert [(cell.value, cell.hyperlink is None) for cell in found] == [("0", False), ("1", False), ("2", True)]


def test_long_tables_are_written_row_by_row_to_the_same_cells(monkeypatch):
    def values(book):
        return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}

    usual = values(read(render(make_calendar(20))))
    monkeypatch.setattr(xlsx, "ROWS_IN_MEMORY", 3)
    assert values(read(render(make_calendar(20)))) == usual


def test_a_table_longer_than_a_sheet_goes_on_on_another(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 8)
    book = read(render(make_calendar(20)))
    assert book.sheetnames == ["meetings", "meetings 2", "meetings 3", "mechanisms", "About this file"]
    assert [book[name].max_row for name in book.sheetnames[:3]] == [9, 9, 5]


@pytest.mark.parametrize("lang", WORDINGS)
def test_arabic_sheets_run_from_right_to_left_and_no_others(lang):
    book = read(render(make_calendar(3, lang)))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {lang == "ar"}
    assert book["meetings"]["D2"].value == WORDINGS[lang].titles[0]


def test_last_sheet_tells_about_the_file():
    sheet = read(render(make_calendar(3)))["About this file"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=3)]
    assert rows[0][0] == "2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)"
    said = {row[0]: row[1] for row in rows if row[0] and row[1]}
    assert {
        "Edition": "Edition 2, 24 September 2031",
        "Last revision": "2031-09-24",
        "Language": "en",
        "Licence": "CC BY 4.0",
        "Permanent page": "https://register.example.org/en/calendar-2031/",
    }.items() <= said.items()
    assert ["EDTF", "The date as EDTF (ISO 8601-2).", "edtf"] in rows
    assert [None, "Last update: 24 September 2031. 3 meetings. UTC", None] in rows
    assert [None, "On the sheet “mechanisms”", None] in rows


def test_file_says_what_it_is():
    book = read(render(make_calendar(3, "fr")))
    properties = book.properties
    assert (properties.title, properties.created, properties.modified) == (
        WORDINGS["fr"].title,
        datetime(2031, 9, 24, 8, 30),  # noqa: DTZ001  # as openpyxl says it
        datetime(2031, 9, 24, 8, 30),  # noqa: DTZ001
    )
    assert {found.name: found.value for found in book.custom_doc_props.props} == {
        "Language": "fr",
        "Source": "https://register.example.org/fr/calendar-2031/",
        "Licence": "CC BY 4.0",
    }


def test_title_in_the_header_of_a_printed_page_steers_nothing():
    content = render(replace(make_calendar(1), title="&R&D" * 100))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    header = unescape(re.search(r"<oddHeader>(.*?)</oddHeader>", sheet)[1])
    assert header == "&L" + "&&R&&D" * 30


def test_nothing_in_the_file_is_of_now():
    with zipfile.ZipFile(io.BytesIO(render(make_calendar(3)))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_without_rows_is_its_header():
    sheet = read(render(make_empty()))["meetings"]
    assert (sheet.max_row, sheet.auto_filter.ref) == (1, "A1:I1")


def test_a_report_without_tables_is_told_on_one_sheet():
    assert read(render(report_of())).sheetnames == ["About this file"]


def test_highlights_are_told_beside_their_index():
    book = read(render(make_highlights()))
    assert book.sheetnames == ["themes", "About this file"]
    words = [cell.value for row in book["About this file"].rows for cell in row]
    assert "• Fifth meeting on labour mobility (3 May, Nairobi)" in words


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["meetings", "Meetings", "MEETINGS"], ["meetings", "Meetings 2", "MEETINGS 3"]),
        (["a/b:c[d]*?\\"], ["a b c d"]),
        (["", "'quoted'", "History"], ["Sheet", "quoted", "History 2"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
    ],
)
def test_sheets_are_named_as_excel_takes_it(wanted, names):
    assert list(sheet_names(wanted)) == names


def test_our_reader_takes_the_table_back():
    report = make_calendar(40)
    rows = [row for row in lay_out(render(report), "calendar.xlsx").rows if row.table == 1]
    assert [[cell.text for cell in row.cells[:4]] for row in rows[1:41]] == [
        [cell.plain for cell in row.cells[:4]] for row in report.tables[0].rows
    ]
    assert rows[1].days == {5: (date(2031, 1, 1), date(2031, 1, 1))}


def test_libreoffice_reads_the_same_cells(tmp_path):
    report = make_calendar(30, "ru")
    (tmp_path / "calendar.xlsx").write_bytes(render(report))
    made = convert(tmp_path / "calendar.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false")
    rows = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8"))))
    assert [row[:4] for row in rows[1:]] == [[cell.plain for cell in row.cells[:4]] for row in report.tables[0].rows]
    assert [row[5] for row in rows[1:3]] == ["2031-01-01", "2031-01-13"]
