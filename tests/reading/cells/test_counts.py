import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.counts import parse_count, parse_parts


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Two", 2),
        ("two side events at the 1st IMRF", 2),
        ("four", 4),
        ("24 working group meetings", 24),
        ("Twenty-four working group meetings", 24),
        ("twenty five", 25),
        ("Nine workshops", 9),
        ("one", 1),
        ("both workshops", 2),
        ("11 workshops and trainings", 11),
        ("A total of 18 meetings", 18),
        ("4-module webinar", 1),
        ("four-part webinar", 1),
        ("Deux ateliers", 2),
        ("Tres talleres", 3),
        ("Treinta y dos talleres", 32),
        ("Vingt et un ateliers", 21),
    ],
)
def test_count_is_the_number_a_phrase_opens_with(words, count):
    assert parse_count(words) == count


@pytest.mark.parametrize(
    "words",
    ["", "webinars", "several webinars", "the Sixth SOM", "6th meeting", "2022 Bali Process", "0", "1234", "SOM"],
)
def test_phrase_without_a_number_has_no_count(words):
    assert parse_count(words) is None


@pytest.mark.parametrize(
    ("words", "parts"), [("4-module webinar", 4), ("four module webinar", 4), ("Four webinars", None)]
)
def test_parts_of_one_meeting_are_not_meetings(words, parts):
    assert parse_parts(words) == parts


@given(st.text(max_size=500))
def test_any_text_gives_a_small_number_or_none(words):
    count = parse_count(words)

    assert count is None or 0 < count <= 999
