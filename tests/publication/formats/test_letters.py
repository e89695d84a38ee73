"""The letters that our fonts have, and what becomes of the others."""

from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.formats.letters import FONTS, REPLACEMENT, fit_to_fonts

MOST_BYTES = 6_000_000


@cache
def letters_in(pattern: str) -> set[int]:
    return {letter for file in FONTS.glob(pattern) for letter in TTFont(file).getBestCmap()}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "plain"),
        ("", ""),
        ("Bogotá, Türkiye, Łódź, Việt Nam", "Bogotá, Türkiye, Łódź, Việt Nam"),
        ("الهجرة移民Миграция", "الهجرة移民Миграция"),
        ("a\tb\nc\r\nd\u2028e", "a b c  d e"),
        ("a\0b\x1bc\x7f", "abc"),
        ("a\u202eb\ufeffc\u00add", "abcd"),
        ("\u2068a\u2069\u200f", "\u2068a\u2069\u200f"),
        ("😀", REPLACEMENT),
        ("ﬁnal ①", "final 1"),
        ("\ud800", REPLACEMENT),
    ],
)
def test_letters_are_shown_as(words, shown):
    assert fit_to_fonts(words) == shown


@given(st.text())
def test_what_is_left_is_in_the_fonts(words):
    shapeless = set(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"))
    assert {ord(letter) for letter in fit_to_fonts(words)} <= letters_in("*-Regular.*") | shapeless


@given(st.text())
def test_fitting_twice_changes_nothing_more(words):
    assert fit_to_fonts(fit_to_fonts(words)) == fit_to_fonts(words)


def test_the_list_of_letters_is_that_of_the_fonts():
    lines = (FONTS / "letters.txt").read_text().split()
    ranges = [[int(end, 16) for end in line.split("-")] for line in lines]
    assert {code for first, last in ranges for code in range(first, last + 1)} == letters_in("*-Regular.*")


def test_all_that_gb_2312_has_can_be_printed():
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    letters = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    assert (len(letters), fit_to_fonts(letters)) == (6763, letters)


def test_the_fonts_are_small_and_come_with_their_licence():
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < MOST_BYTES
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
