"""Which pairs are compared, and that their number stays in proportion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.reconciliation.candidates import NEIGHBOURS, find_candidates
from tests.factories.records import make_reading, make_record, occurrences_of


def paired(*readings, fresh=None):
    return [(left.key, right.key) for left, right in find_candidates(occurrences_of(*readings), fresh)]


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ({}, {}, True),
        ({}, {"when": "2024-06-03"}, True),
        ({}, {"when": "2024-06"}, True),
        ({"mechanisms": ("rcm", "sacm")}, {"mechanisms": ("sacm",)}, True),
        ({}, {"when": None}, True),
        ({"ordinal": 7}, {"when": "2024-11-03", "ordinal": 7}, True),
        ({}, {"mechanisms": ("rcm",)}, False),
        ({}, {"when": "2024-11-03"}, False),
        ({}, {"when": "2023-06-27"}, False),
        ({}, {"when": None, "kind": "workshop"}, False),
    ],
)
def test_pair_meets_by_mechanism_and_days(left, right, meet):
    found = paired(make_reading(make_record(**left), name="a"), make_reading(make_record(**right), name="b"))
    assert found == ([("a#1", "b#1")] if meet else [])


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ({}, {}, False),
        ({"ordinal": 7}, {"ordinal": 7}, True),
        ({"mechanisms": ("rcm", "sacm")}, {"mechanisms": ("sacm", "rcm")}, True),
    ],
)
def test_rows_of_one_document_meet_only_where_they_may_be_joint_or_bear_one_number(left, right, meet):
    assert bool(paired(make_reading(make_record(**left), make_record(**right)))) is meet


def test_only_pairs_with_something_fresh_are_compared():
    readings = [make_reading(make_record(), name=name) for name in "abc"]
    assert sorted(paired(*readings, fresh={"c#1"})) == [("a#1", "c#1"), ("b#1", "c#1")]


def test_number_of_pairs_is_bounded_for_rows_that_are_all_alike():
    rows = [make_record() for _ in range(300)]
    found = paired(make_reading(*rows, name="a"), make_reading(*rows, name="b"))
    assert len(found) <= 600 * NEIGHBOURS * 3


DAYS = st.dates().map(str)


@settings(max_examples=30)
@given(st.lists(st.tuples(DAYS, st.sampled_from(["rcm", "sacm"]), st.integers(1, 3)), max_size=12))
def test_no_pair_comes_twice_or_with_itself(rows):
    records = [make_record(when=day, mechanisms=(slug,), ordinal=number) for day, slug, number in rows]
    found = [frozenset(pair) for pair in paired(make_reading(*records, name="a"), make_reading(*records, name="b"))]
    assert len(found) == len(set(found))
    assert all(len(pair) == 2 for pair in found)
