"""Paragraphs known again without their text."""

from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.citations import Locator
from iscm.reading.fingerprints import SHORTEST, digest, fingerprints

PARAGRAPH = "To inform GRCP 9 and prompt interest, a survey was held among ISCMs on the “regional reviews”."


def test_spelling_of_quotes_figures_and_blanks_makes_no_difference() -> None:
    other = 'To inform GRCP⁹ and  prompt interest, a survey was held among ISCMs on the "Regional Reviews"'

    assert digest(PARAGRAPH) == digest(other)


def test_another_word_makes_a_difference() -> None:
    assert digest(PARAGRAPH) != digest(PARAGRAPH.replace("held", "made"))


@given(st.integers(0, 2 * SHORTEST))
def test_short_paragraphs_have_none(count) -> None:
    assert (digest(" ".join(["word"] * count)) is None) is (count < SHORTEST)


def test_each_paragraph_once_in_order() -> None:
    first, second = Locator(line_first=1), Locator(line_first=2)
    found = fingerprints([(PARAGRAPH, first), ("too short", first), (PARAGRAPH, second)])

    assert [held.locator for held in found] == [first]
    assert [held.digest for held in found] == [digest(PARAGRAPH)]
