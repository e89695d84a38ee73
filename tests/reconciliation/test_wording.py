"""What titles say beyond mechanism, ordinal and kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reconciliation.wording import words_of


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Senior Officials' Meeting", ()),
        ("34th Senior Officials Meeting (SOM)", ()),
        ("XXII Vice-Ministerial Meeting", ()),
        ("7th PAFOM Conference", ()),
        ("SOM (TBC)", ()),
        (
            "Thematic Workshop on Climate Change, Displacement and Peace Nexus",
            ("climate", "change", "displacement", "peace", "nexus"),
        ),
        ("2nd (II) SACM Extended Troika Meeting", ()),
        ("joint workshop with Khartoum Process", ()),
    ],
)
def test_content_is_what_is_left(vocabulary, title, content):
    assert words_of(vocabulary).take_apart(title).content == content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('Thematic Workshop on "Migration and Climate"', "Thematic Workshop on “Migration and Climate”"),
        ("10 th GFMD Summit Meeting", "10th Summit Meeting"),
        ("Third Pan-African Forum “Towards a Position”", "3rd Pan-African Forum on Migration 'Towards a Position'"),
        ("Réunion ministérielle", "RÉUNION MINISTÉRIELLE"),
    ],
)
def test_titles_that_readers_would_call_equal_have_equal_words(vocabulary, one, other):
    words = words_of(vocabulary)
    assert words.take_apart(one) == words.take_apart(other)


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(vocabulary, title):
    wording = words_of(vocabulary).take_apart(title)
    assert set(wording.content) <= set(wording.words)
