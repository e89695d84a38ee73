from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.chances import LIKELIHOODS, gap_days, near, share_near
from tests.factories.engagements import meeting

SOME = st.builds(
    meeting,
    first=st.integers(0, 20),
    days=st.integers(1, 9),
    spare=st.integers(0, 12),
    likelihood=st.sampled_from([1.0, 0.75, 0.5]),
)


def gaps(one, other):
    """The gap for every pair of possible first days, counted on the days themselves."""
    for days, others in product(courses(one), courses(other)):
        yield min(abs(a - b) for a in days for b in others)


def courses(one):
    """The days of a meeting for each day on which it may begin."""
    return [range(first, first + one.days) for first in range(one.first.toordinal(), one.latest.toordinal() + 1)]


@pytest.mark.parametrize(
    ("one", "other", "within", "expected"),
    [
        (meeting(first=0, days=3), meeting(first=2), 0, 1),
        (meeting(first=0, days=3), meeting(first=3), 0, 0),
        (meeting(first=0, days=3), meeting(first=3), 1, 1),
        (meeting(first=0, days=30), meeting(first=12), 0, 1),
        (meeting(first=0, spare=30), meeting(first=12), 0, 1 / 31),
        (meeting(first=0, spare=30), meeting(first=12, days=3), 0, 3 / 31),
        (meeting(first=0, spare=30), meeting(first=12, days=3), 2, 7 / 31),
        (meeting(first=0, spare=1), meeting(first=0, spare=1), 0, 1 / 2),
        (meeting(first=0), meeting(first=0), -1, 0),
    ],
)
def test_chance_of_being_near(one, other, within, expected):
    assert near(one, other, within) == pytest.approx(expected)
    assert near(other, one, within) == pytest.approx(expected)


@given(SOME, SOME, st.integers(0, 15))
def test_counted_in_one_step_as_one_by_one(one, other, within):
    counted = list(gaps(one, other))

    assert share_near(one, other, within) == pytest.approx(sum(gap <= within for gap in counted) / len(counted))
    assert near(one, other, within) == pytest.approx(one.likelihood * other.likelihood * share_near(one, other, within))


@given(SOME, SOME)
def test_the_least_gap_is_the_least_of_all(one, other):
    assert gap_days(one, other) == gap_days(other, one) == min(gaps(one, other))


def test_what_does_not_take_place_is_near_to_nothing():
    assert near(meeting(likelihood=LIKELIHOODS["cancelled"]), meeting("b"), 5) == 0
