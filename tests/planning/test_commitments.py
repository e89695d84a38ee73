from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.calendars import Calendar
from iscm.planning.chances import near
from iscm.planning.commitments import Commitment, busiest, commitments, engaged_in
from iscm.planning.seats import Seats
from iscm.planning.states import States
from tests.factories.engagements import day, meeting

STATES = States.of(("FR", "GH", "US"))
SEATS = (
    Seats("open", is_open=True), Seats("watching", ("GH",), ("FR",)), Seats("sitting", ("FR",)),
    Seats("none", ("US",)), Seats("both", ("FR",), is_open=True),
)  # fmt: skip
SOME = st.lists(
    st.builds(
        meeting,
        key=st.sampled_from("abcdef"),
        first=st.integers(0, 40),
        days=st.sampled_from([1, 2, 3, 12]),
        spare=st.sampled_from([0, 0, 2, 30]),
        likelihood=st.sampled_from([1.0, 0.75]),
    ),
    min_size=1,
    max_size=8,
)


def test_a_state_is_member_then_observer_then_invited():
    assert commitments("FR", SEATS) == (
        Commitment("member", SEATS[2]), Commitment("member", SEATS[4]), Commitment("observer", SEATS[1]),
        Commitment("open", SEATS[0]),
    )  # fmt: skip


def test_it_meets_where_it_sits_or_observes():
    sits, watches = meeting("a", states=STATES.mask(["FR"])), meeting("b", observers=STATES.mask(["FR", "GH"]))
    calendar = Calendar([sits, watches, meeting("c", states=STATES.mask(["US"]), is_open=True)], STATES)

    assert engaged_in("FR", calendar) == (sits, watches)
    assert engaged_in("ZZ", calendar) == ()


def test_the_busiest_days_share_none():
    first, second, other, vague = meeting("a", 0), meeting("b", 4), meeting("c", 30, 2), meeting("d", 60, spare=30)
    found = busiest([first, second, other, vague])

    assert [(one.first, one.last, one.meetings) for one in found[:2]] == [
        (day(0), day(6), (first, second)), (day(30), day(36), (other,)),
    ]  # fmt: skip
    assert [one.expected for one in found[2:]] == pytest.approx([7 / 31] * 2)


def test_nothing_is_busy_without_meetings():
    assert busiest([]) == ()


@given(SOME, st.integers(1, 9))
def test_no_span_has_more_than_the_busiest(meetings, days):
    found = busiest(meetings, days)
    spans = [meeting("span", first, days) for first in range(-20, 100)]
    most = max(sum(near(span, one, 0) for one in meetings) for span in spans)

    assert found[0].expected == pytest.approx(most)
    assert all(one.last - one.first == timedelta(days=days - 1) for one in found)
