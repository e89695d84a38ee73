"""Free days and what is observed, in words."""

from datetime import date

import pytest

from iscm.planning.hindrances import Bar
from iscm.publication.labels import Labels
from iscm.publication.window_words import (
    choice_in_words,
    days_in_words,
    hindrance_in_words,
    nothing_in_words,
    observed_in_words,
)
from iscm.publication.words import words_in


@pytest.fixture
def labels(vocabulary):
    return Labels(vocabulary, words_in("en"))


def test_days_are_said_as_a_reader_would(labels):
    assert days_in_words(date(2027, 10, 6), date(2027, 10, 8), labels) == "6–8 October 2027"
    assert days_in_words(date(2027, 10, 6), date(2027, 10, 6), labels) == "6 October 2027"


@pytest.mark.parametrize(
    ("days", "choices", "expected"),
    [(3, 1, ""), (3, 6, "any 3 days in a row, 6–17 October 2027"), (1, 6, "any day, 6–17 October 2027")],
)
def test_neighbours_that_are_as_good_are_one_sentence(labels, days, choices, expected):
    assert choice_in_words(days, choices, date(2027, 10, 6), date(2027, 10, 17), labels) == expected


@pytest.mark.parametrize(
    ("told", "is_estimated", "expected"),
    [
        (("public-holiday", ("Republic Day",), ("IT",)), False, "public holiday in Italy (Republic Day)"),
        (("public-holiday", ("Eid",), ("EG", "JO")), True, "public holiday in Egypt and Jordan (Eid) (estimated)"),
        (("public-holiday", ("A", "B", "C", "D"), ("IT",)), False, "public holiday in Italy"),
        (("weekend", ("Weekend",), ("EG",)), False, "weekend in Egypt"),
        (("un-week", ("UN",), ()), True, "high-level week of the United Nations General Assembly (estimated)"),
        (("fasting", ("Ramadan",), ()), True, "Ramadan (estimated)"),
        (("religious-feast", ("Diwali",), ()), False, "Diwali"),
        (("unknown", ("public holidays not known",), ("LK",)), True, "public holidays are not known for Sri Lanka"),
        (("unknown", ("religious feasts not known",), ()), True, "religious feasts are not known for this year"),
    ],
)  # fmt: skip
def test_what_is_observed_is_a_part_of_a_sentence(labels, told, is_estimated, expected):
    assert observed_in_words(*told, labels, is_estimated=is_estimated) == expected


def test_every_wish_that_may_exclude_days_has_words(labels):
    assert [bar for bar in Bar if hindrance_in_words(bar.value, "IT", labels) == bar.value] == []


def test_wishes_that_leave_no_days_are_named(labels):
    assert (
        nothing_in_words([("weekend", "IT")], labels) == "No days are left, because of one wish: the weekend in Italy."
    )
    assert nothing_in_words([("gap", ""), ("un-week", "")], labels) == (
        "No days are left, because of these wishes together: other meetings of the same mechanisms are too near and "
        "the high-level week of the United Nations is avoided."
    )
