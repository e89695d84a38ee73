"""What is foretold of a column: where long words may be broken, and how many lines are filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.charts.measuring import measure
from iscm.publication.formats.fitting import BREAK, UNKNOWN, break_long_words, count_lines

SIZE = 8.6


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("short words only", 60, "short words only"),
        ("https://example.org/meetings/2031", 55, "https://|example.|org/|meetings/|2031"),
        ("https://example.org/meetings/2031", 70, "https://|example.org/|meetings/|2031"),
        ("https://example.org/meetings/2031", 100, "https://example.org/|meetings/|2031"),
        ("see https://example.org/a-b. Then", 900, "see https://example.org/|a-|b. Then"),
        ("see https://example.org", 900, "see https://example.org|"),
        ("WWWWWWWW a", 20, "W|W|W|W|W|W|W|W a"),
        ("国际移民组织国际移民组织", 40, "国际移民组织国际移民组织"),
        ("", 40, ""),
    ],
)
def test_words_too_long_for_a_column_may_be_broken(words, width, shown):
    assert break_long_words(words, width, SIZE).replace(BREAK, "|") == shown


@given(st.text(), st.floats(20, 500))
def test_breaking_changes_no_letter(words, width):
    assert break_long_words(words, width, SIZE).replace(BREAK, "") == words.replace(BREAK, "")


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["C"]), min_size=1), st.floats(40, 300))
def test_every_piece_fits(words, width):
    pieces = break_long_words(words, width, SIZE).replace(" ", BREAK).split(BREAK)
    assert all(measure(piece, SIZE) <= width or len(piece) == 1 for piece in pieces)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", (1, 1)),
        ("Webinar", (1, 1)),
        ("Senior Officials' Meeting", (1, 1)),
        ("Regional training of contact points on ethical recruitment", (2, 2)),
        ("اجتماع كبار المسؤولين", (1, 1)),
        ("اجتماع كبار المسؤولين " * 3, (1, 3)),
        ("关于道德招聘和移徙工人保护的区域研讨会", (1, 2)),
        ("Συνέδριο", (1, UNKNOWN)),
        ("W" * 40, (1, UNKNOWN)),
    ],
)
def test_lines_are_counted(words, lines):
    assert count_lines(words, 150, SIZE) == lines


@given(st.text(st.sampled_from("abc WMil-–/.ÄЖ"), max_size=300), st.floats(40, 300))
def test_the_least_is_never_above_the_most(words, width):
    least, most = count_lines(words, width, SIZE)
    assert 1 <= least <= most
