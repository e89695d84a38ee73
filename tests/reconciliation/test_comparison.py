"""Which features a pair has, and what they come to."""

import pytest

from iscm.domain.places import Attendance
from iscm.reconciliation.comparison import compare
from tests.factories.records import make_reading, make_record, occurrences_of


def compared(vocabulary, left, right, **years):
    one, other = occurrences_of(make_reading(left, name="a"), make_reading(right, name="b", **years))
    return compare(one, other, vocabulary)


@pytest.mark.parametrize(
    ("left", "right", "names", "is_clear"),
    [
        # The tracker, the calendar and the highlights write one meeting each in their own way.
        ({"title": "34th Senior Officials Meeting", "ordinal": 34}, {"title": "SOM", "places": ()}, set(), True),
        ({}, {"when": "2024-06-26/2024-06-28"}, set(), True),
        ({}, {"when": "2024-06"}, set(), True),
        ({}, {"when": "2024-11-14"}, {"dates"}, False),
        ({}, {"when": "2024-06-28"}, {"dates"}, False),
        ({"ordinal": 34}, {"ordinal": 35}, {"ordinal"}, False),
        ({}, {"places": ("Ankara|TR",)}, {"place"}, False),
        ({}, {"mechanisms": ("rcm",)}, {"mechanisms"}, False),
        ({}, {"count": 3}, {"count"}, False),
        (
            {"title": "Workshop on visas", "kind": "workshop"},
            {"title": "Workshop on detention", "kind": "workshop"},
            set(),
            False,
        ),
        (
            {"title": "Taller sobre detención", "kind": "workshop", "lang": "es"},
            {"title": "Workshop on custody", "kind": "workshop"},
            set(),
            False,
        ),
        ({"kind": "ministerial-conference", "title": "Ministerial Meeting"}, {}, set(), False),
    ],
)
def test_pair_is_clear_unless_something_contradicts(vocabulary, left, right, names, is_clear):
    comparison = compared(vocabulary, make_record(**left), make_record(**right))
    found = ({feature.name for feature in comparison.contradictions}, comparison.is_clear)
    assert found == (names, is_clear)


def test_comparison_is_the_same_from_both_sides(vocabulary):
    one, other = make_record(title="SOM", places=()), make_record(ordinal=34, attendance=Attendance.ONLINE)
    there, back = compared(vocabulary, one, other), compared(vocabulary, other, one)
    assert (there.score, there.is_clear) == (back.score, back.is_clear)


def test_every_feature_says_its_reason(vocabulary):
    comparison = compared(vocabulary, make_record(ordinal=34), make_record(ordinal=34))
    assert comparison.reason == (
        "both 2024-06-27; both number 34; the same title; the same mechanism; "
        "both Senior officials’ meeting; the same city"
    )


def test_two_rows_of_one_document_are_never_clear(vocabulary):
    one, other = occurrences_of(make_reading(make_record(), make_record()))
    assert not compare(one, other, vocabulary).is_clear
