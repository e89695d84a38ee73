"""How wide words are, and where their lines end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.charts.measuring import cut, measure, wrap


def test_words_are_as_wide_as_their_letters():
    assert measure("il", 10) == pytest.approx(2 * 0.26 * 10)
    assert measure("移民", 10) == pytest.approx(20)
    assert measure("", 10) == 0


def test_marks_that_sit_on_a_letter_take_no_room():
    assert measure("e\N{COMBINING ACUTE ACCENT}", 10) == measure("e", 10)


def test_arabic_letters_are_narrower_within_a_word():
    assert measure("بب", 10) < 2 * measure("ب", 10)
    assert measure("دد", 10) == 2 * measure("د", 10)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", ("",)),
        ("Data", ("Data",)),
        ("Labour migration", ("Labour", "migration")),
        ("Return-readmission", ("Return-", "readmission")),
        ("Reintegrationsmaßnahmen", ("Reintegration", "smaßnahmen")),
        ("移民与气候变化，数据", ("移民与气候变", "化，数据")),
        ("Return, readmission, reintegration and data", ("Return,", "readmission,", "reintegratio…")),
    ],
)
def test_words_are_broken_where_a_reader_would(words, lines):
    assert wrap(words, 66, 10, 3) == lines


def test_a_line_that_is_too_long_ends_in_an_ellipsis():
    assert cut("Labour migration", 60, 10) == "Labour mi…"
    assert cut("Labour", 60, 10) == "Labour"


@given(st.text(), st.floats(20, 500), st.integers(1, 5))
def test_lines_fit_and_hold_all_words_or_say_that_they_do_not(words, width, most):
    lines = wrap(words, width, 12, most)
    assert 1 <= len(lines) <= most
    assert all(measure(line, 12) <= width + 12 for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(words.split()) or lines[-1].endswith("…")
