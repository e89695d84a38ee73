"""How bound each State is, week by week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.bound import Bound, bound_weeks
from iscm.planning.calendars import Calendar
from iscm.planning.engagements import Engagement
from iscm.planning.states import States

MONDAY = date(2024, 1, 1)
STATES = States(("CH", "FJ", "TV"))


def engagement(first, days=1, *, latest=None, states=("CH",), likelihood=1.0, key="a"):
    day = MONDAY + timedelta(days=first)
    last = MONDAY + timedelta(days=first if latest is None else latest)
    return Engagement(key, "", (), day, last, days, likelihood, states=STATES.mask(states))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([engagement(0, 3)], [Bound("CH", (3.0, 0.0))]),
        ([engagement(5, 4)], [Bound("CH", (2.0, 2.0))]),
        ([engagement(-2, 4)], [Bound("CH", (2.0, 0.0))]),
        ([engagement(12, 9)], [Bound("CH", (0.0, 2.0))]),
        ([engagement(0), engagement(0, key="b")], [Bound("CH", (2.0, 0.0))]),
        ([engagement(0, latest=13)], [Bound("CH", (0.5, 0.5))]),
        ([engagement(0, 2, likelihood=0.5)], [Bound("CH", (1.0, 0.0))]),
        ([engagement(0, 2, states=("FJ", "TV")), engagement(7, states=("TV",), key="b")],
         [Bound("TV", (2.0, 1.0)), Bound("FJ", (2.0, 0.0))]),
        ([engagement(0, 14)], [Bound("CH", (5.0, 5.0))]),
        ([engagement(40)], []),
        ([engagement(0, states=())], []),
    ],
)  # fmt: skip
def test_days_are_counted_in_the_weeks_in_which_they_may_be(held, expected):
    assert list(bound_weeks(Calendar(held, STATES), MONDAY, 2)) == expected


@given(st.integers(0, 60), st.integers(0, 40), st.integers(1, 20))
def test_all_days_of_a_meeting_are_expected_somewhere(first, more, days):
    (found,) = bound_weeks(Calendar([engagement(first, days, latest=first + more)], STATES), MONDAY, 30)
    assert found.days == pytest.approx(min(days, 10), abs=0.02)


def test_the_busiest_week_is_the_first_of_equals():
    assert Bound("CH", (0.0, 2.0, 2.0)).busiest == 1


def test_no_week_is_no_calendar():
    with pytest.raises(ValueError, match="one week at least, not 0"):
        bound_weeks(Calendar((), STATES), MONDAY, 0)
