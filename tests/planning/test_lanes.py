"""A year as lines: where each mechanism meets, and where that clashes."""

from datetime import date

from iscm.planning.calendars import Calendar
from iscm.planning.engagements import Engagement
from iscm.planning.lanes import Lane, lanes
from iscm.planning.states import States

STATES = States(("AA", "BB", "CC"))


def meeting(key, mechanisms, first, *, days=1, latest=None, states=("AA",)):
    return Engagement(key, key, mechanisms, first, latest or first, days, states=STATES.mask(states))


def lined(*meetings, within=0):
    return dict(lanes(Calendar(meetings, STATES), 2024, within))


def test_marks_and_ticks_are_days_of_the_year_and_a_joint_meeting_is_on_each_line():
    found = lined(
        meeting("joint", ("a", "b"), date(2024, 1, 1), days=2),
        meeting("other", ("c",), date(2024, 1, 2)),
        meeting("alone", ("c",), date(2024, 2, 1)),
    )
    assert found == {
        "a": Lane("a", ((0.0, 2.0),), (1.0,), 1),
        "b": Lane("b", ((0.0, 2.0),), (1.0,), 1),
        "c": Lane("c", ((1.0, 1.0), (31.0, 1.0)), (1.5,), 1),
    }


def test_what_shares_no_state_is_vague_or_of_another_year_clashes_with_nothing():
    found = lined(
        meeting("one", ("a",), date(2024, 3, 1)),
        meeting("stranger", ("b",), date(2024, 3, 1), states=("BB",)),
        meeting("vague", ("c",), date(2024, 2, 28), latest=date(2024, 3, 3)),
        meeting("later", ("d",), date(2025, 1, 1)),
        meeting("eve", ("e",), date(2024, 12, 31), states=("AA", "CC")),
        within=1,
    )
    assert {slug: (lane.ticks, lane.pairs) for slug, lane in found.items()} == {
        "a": ((), 0),
        "b": ((), 0),
        "e": ((), 0),
    }
