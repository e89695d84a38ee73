import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.names import fold
from iscm.reading.cells.words import clean_words, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Senior  Oﬃcials'\nMeeting", "Senior Officials' Meeting"),
        ("Roundtable &amp; Forum", "Roundtable & Forum"),
        ("<b>14 <sup>th</sup></b> Summit", "14 th Summit"),
        ('<a href="#">Summit</a>', "Summit"),
        ("**Thematic** Meeting", "Thematic Meeting"),
        ("mi\u00adgra\u00adtion", "migration"),
        ("Geneva,\u00a0Switzerland\u200b", "Geneva, Switzerland"),
        ("Bogota\u0301", "Bogotá"),
        ("nul\x00 byte", "nul byte"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("“as printed” – ‘kept’", "“as printed” – ‘kept’"),
        ("", ""),
    ],
)
def test_words_are_cleaned_of_what_a_reader_does_not_see(text, words):
    assert clean_words(text) == words


@given(st.text(max_size=500))
def test_clean_words_stay_clean(text):
    once = clean_words(text)

    assert once == " ".join(once.split())


@given(st.text(max_size=300))
def test_split_words_stand_where_they_say(text):
    for word in split_words(text):
        assert word.folded == "and" or word.folded in fold(text[word.start : word.end]).split()
