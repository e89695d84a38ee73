"""The sheet of answers as programs take it: hidden keys, lists to choose from, text that is text."""

import io

import openpyxl
import pytest

from iscm.domain.answers import shortened
from iscm.domain.names import fold
from iscm.publication.answer_sheet import answer_words, choice_words, heading_words
from iscm.publication.formats.answer_sheet import write_answer_sheet
from iscm.publication.formats.cleaning import clean
from iscm.publication.words import LANGUAGES, words_in
from tests.factories.answers import COLUMNS, PLENARY, UIDS, make_sheet
from tests.factories.hostile_words import WORDS


def read(sheet):
    return openpyxl.load_workbook(io.BytesIO(write_answer_sheet(sheet)))


def test_advice_comes_first_then_the_lines_and_the_words_to_choose_from_are_out_of_the_way():
    book = read(make_sheet())
    assert [(page.title, page.sheet_state) for page in book] == [
        ("How to fill this in", "visible"),
        ("Meetings", "visible"),
        ("Words to choose from", "hidden"),
    ]
    assert book.worksheets[0]["B1"].value == "Meetings of Regional Conference on Migration as of 21 November 2026"


def test_keys_are_hidden_and_stand_in_the_heading_and_in_each_line():
    page = read(make_sheet())["Meetings"]
    assert [page.cell(1, at).value for at in (1, 2, 3)] == ["iscm-answers rcm en 2026-11-21", "iscm-seen", "iscm-was"]
    assert [page.cell(2, at).value for at in (1, 2)] == [UIDS[0], "11"]
    hidden = [page.column_dimensions[letter] for letter in "AD"]
    assert [(one.min, one.max, one.hidden) for one in hidden] == [(1, 3, True), (4, 4, False)]


def test_a_line_shows_the_meeting_and_empty_lines_follow():
    page = read(make_sheet())["Meetings"]
    shown = [page.cell(2, at + 1).value for at, name in enumerate(COLUMNS) if name in PLENARY]
    assert shown == [PLENARY[name] or None for name in COLUMNS if name in PLENARY]
    assert [page.cell(row, 5).value for row in (4, 5, 6, 7)] == ["Forum", None, None, None]
    assert {page.cell(row, at).number_format for row in (2, 5) for at in (5, 6)} == {"@"}


def test_header_stays_in_sight_and_is_repeated_in_print():
    page = read(make_sheet())["Meetings"]
    assert (page.freeze_panes, page.print_title_rows, page.print_area) == ("F2", "$1:$1", "'Meetings'!$D$1:$P$7")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)


def test_lists_to_choose_from_are_words_of_the_language():
    book = read(make_sheet(lang="fr"))
    words = [cell.value for cell in book.worksheets[2]["B"] if cell.value]
    rules = {str(one.sqref).partition("2")[0]: one for one in book.worksheets[1].data_validations.dataValidation}
    assert words == list(choice_words(words_in("fr"))["attendance"].values())
    assert (rules["H"].type, rules["H"].formula1, rules["H"].errorStyle) == (
        "list",
        f"'{book.worksheets[2].title}'!$B$1:$B$3",
        "warning",
    )


@pytest.mark.parametrize(("lang", "expected"), [("en", False), ("ar", True)])
def test_arabic_runs_from_right_to_left(lang, expected):
    assert [bool(page.sheet_view.rightToLeft) for page in read(make_sheet(lang=lang))] == [expected] * 3


@pytest.mark.parametrize("words", WORDS)
def test_imported_words_are_text(words):
    page = read(make_sheet(PLENARY | {"title": words, "outcome": words}, mechanism="rcm"))["Meetings"]
    cell = page.cell(2, 5)
    assert (shortened(cell.value or ""), cell.data_type, cell.hyperlink) == (shortened(clean(words)), "s", None)


def test_long_words_are_there_whole_and_told_by_their_hash():
    page = read(make_sheet(PLENARY | {"outcome": "word " * 2_000}))["Meetings"]
    assert (len(page.cell(2, 10).value), "sha256:" in page.cell(2, 3).value) == (10_000, True)


def test_the_same_sheet_gives_the_same_bytes():
    assert write_answer_sheet(make_sheet(lang="ar")) == write_answer_sheet(make_sheet(lang="ar"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_each_language_are_understood(lang, vocabulary):
    known, words = answer_words(vocabulary), words_in(lang)
    assert {name: known.headings[fold(word)] for name, word in heading_words(words).items()} == {
        name: name for name in heading_words(words)
    }
    for name, choices in choice_words(words).items():
        assert {value: known.choices[name][fold(word)] for value, word in choices.items()} == {
            value: value for value in choices
        }
