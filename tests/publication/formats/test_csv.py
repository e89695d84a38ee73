"""CSV as other programs read it."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.formats.cleaning import in_line
from iscm.publication.formats.csv_ import render
from iscm.publication.report import Cell, Column, Row, Table, text
from tests.factories.reports import WORDINGS, make_calendar, make_empty, make_highlights, report_of

KEYS = ["date", "place", "mechanism", "title", "edtf", "first_day", "count", "countries", "uid"]


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def one_column(*cells, kind="text"):
    """A report with one column of these cells."""
    table = Table("t", "T", (Column("a", "A", 1.0, kind),), tuple(Row((cell,)) for cell in cells))
    return replace(report_of(table), tables=(table,))


def test_main_table_alone_under_one_row_of_keys():
    rows = read(render(make_calendar(5)))
    assert rows[0] == KEYS
    assert len(rows) == 6
    assert rows[1] == [
        "1 January 2031",
        "Nairobi, Kenya",
        "Northern Mobility Forum (NMF)",
        "Senior Officials' Meeting",
        "2031-01-01",
        "2031-01-01",
        "1",
        "Nairobi|KE",
        "00000000",
    ]


def test_lines_end_as_rfc_4180_says_and_no_mark_precedes_them():
    content = render(make_calendar(5))
    assert content.startswith(b"date,")
    assert content.count(b"\r\n") == content.count(b"\n") == 6


@pytest.mark.parametrize("lang", WORDINGS)
def test_six_languages_are_utf_8(lang):
    assert read(render(make_calendar(4, lang)))[1][3] == WORDINGS[lang].titles[0]


def test_a_table_without_rows_is_its_header():
    assert read(render(make_empty())) == [KEYS]


def test_a_report_without_tables_is_empty():
    assert render(report_of()) == b""


def test_highlights_have_their_index():
    assert read(render(make_highlights()))[1] == ["Labour mobility", "NMF, SCD, ELD", "3"]


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41 22", "'+41 22"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (" =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\x00=1", "'=1"),
        ("'=1", "''=1"),
        ("＝1", "'＝1"),
        ("'＠x", "''＠x"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("–", "–"),
        ("a\r\nb\n\nc", "a b c"),
        ('say "x", y', 'say "x", y'),
    ],
)
def test_text_is_no_formula_and_one_line(words, cell):
    assert read(render(one_column(Cell(text(words)))))[1:] == [[cell]]


def test_values_are_written_as_data():
    days = one_column(Cell(text("3 May"), date(2024, 5, 3)), Cell(text("TBC")), kind="day")
    assert read(render(days))[1:] == [["2024-05-03"], ["TBC"]]
    numbers = one_column(Cell(text("minus three"), -3), Cell((), 0), kind="number")
    assert read(render(numbers))[1:] == [["-3"], ["0"]]


def test_words_win_over_a_day_that_stands_behind_them():
    assert read(render(one_column(Cell(text("3 May 2024"), date(2024, 5, 3)))))[1:] == [["3 May 2024"]]


def test_text_kept_for_data_wins_over_words():
    assert read(render(one_column(Cell(text("Geneva, Switzerland"), "Geneva|CH"))))[1:] == [["Geneva|CH"]]


@given(st.lists(st.text(st.characters(), max_size=40), min_size=1, max_size=5))
def test_any_words_come_back_once_an_apostrophe_is_taken_off(words):
    cells = [row[0] if row else "" for row in read(render(one_column(*(Cell(text(word)) for word in words))))[1:]]
    assert [cell for cell in cells if re.match(r"[=+\-@＝＋－＠\t\r]", cell)] == []
    assert [re.sub(r"^'(?='*[=+\-@＝＋－＠])", "", cell) for cell in cells] == [in_line(word).strip() for word in words]
