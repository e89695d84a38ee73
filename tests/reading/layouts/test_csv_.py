import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.csv_ import find_delimiter, lay_out
from tests.factories.files import make_csv

DELIMITERS = [
    ("Date,Title\n2024-05-01,Forum\n", ","),
    ('Date,Title\n"May 1, 2024","Forum, first"\n', ","),
    ("Date;Title\nMay 1, 2024;Forum\n", ";"),
    ("Title of all\nDate;Place;Title\na;b;c\nd;e;f\n", ";"),
    ('"a"\t"b\nc"\n"d"\t"e"\n', "\t"),
    ("Prose, with commas, goes on.\nAnd ends, here, so.\n", None),
    ("Geneva, Switzerland\nRome, Italy\n", None),
    ("A\tB\nC\tD\n", None),
    ("one line, only\n", None),
    ("no delimiter\nat all\n", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "delimiter"), DELIMITERS)
def test_csv_is_told_from_prose(text, delimiter):
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_cells_may_hold_line_ends_and_delimiters(delimiter):
    rows = [["May 1, 2024", 'A "quoted"; cell\nin two lines'], ["May 2, 2024", "b"]]
    layout = lay_out(make_csv(["Date", "Title"], rows, delimiter=delimiter), "x.csv")
    assert [[cell.text for cell in row.cells] for row in layout.rows] == [
        ["Date", "Title"],
        ["May 1, 2024", 'A "quoted"; cell in two lines'],
        ["May 2, 2024", "b"],
    ]
    assert [(row.locator.line_first, row.locator.line_last) for row in layout.rows] == [(1, 1), (2, 3), (4, 4)]


def test_lines_round_the_table_are_lines():
    layout = lay_out(b"Calendar,,\n,,\nDate,Place,Title\na,b,c\nd,e,f\nLast update,,\n", "x.csv")
    assert [(row.table, row.text) for row in layout.rows] == [
        (None, "Calendar"),
        (1, "Date Place Title"),
        (1, "a b c"),
        (1, "d e f"),
        (None, "Last update"),
    ]
    assert layout.gaps == {1}


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    text = 'Date,Place,Title\n3 May 2019,Tunis,Forum\n4 May 2019,Tunis,"open\n' + "5 May 2019,Tunis,Summit\n" * 9
    with pytest.raises(UnreadableInputError, match="never closed"):
        lay_out(text.encode(), "x.csv")


def test_words_in_tabbed_text_may_open_with_a_quotation_mark():
    text = 'Date\tTitle\n3 May 2019\t"Ways" forum\n4 May 2019\t"open\n5 May 2019\tSummit\n'
    assert find_delimiter(text) is None


def test_a_table_too_wide_is_refused():
    with pytest.raises(UnreadableInputError, match="512 columns"):
        lay_out(("a,b," * 300 + "a\n").encode() * 3, "x.csv")
