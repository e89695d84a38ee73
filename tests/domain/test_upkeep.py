"""What needs looking after as days go by."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.upkeep import NEAR, STALE, Due, MeetingState, is_stale, lacks_outcome, plan_due

TODAY = date(2026, 11, 21)


def make_meeting(first="2026-06-01", last=None, status="tentative", date_status="tbc", outcome=""):
    days = [date.fromisoformat(day) if day else None for day in (first, last or first)]
    return MeetingState(status, date_status, *days, True, "in-person", ("CH",), "forum", outcome)


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        (make_meeting("2026-11-20"), Due.PASSED),
        (make_meeting("2026-11-21"), Due.NEAR),
        (make_meeting("2026-07-01", "2026-12-31"), Due.NEAR),
        (make_meeting("2027-01-20"), Due.NEAR),
        (make_meeting("2027-01-21"), None),
        (make_meeting(""), Due.UNDATED),
        (make_meeting(status="planned"), Due.PASSED),
        (make_meeting(date_status="confirmed"), Due.PASSED),
        (make_meeting(status="confirmed", date_status="confirmed"), None),
        (make_meeting(status="cancelled"), None),
        (make_meeting(status="postponed"), None),
        (make_meeting(status="rescheduled"), None),
        (make_meeting(status="held"), None),
    ],
)
def test_a_plan_that_nobody_confirmed_is_asked_about_in_time(meeting, due):
    assert plan_due(meeting, TODAY) == due


@pytest.mark.parametrize(
    ("meeting", "is_missing"),
    [
        (make_meeting("2026-11-20", status="held", date_status="confirmed"), True),
        (make_meeting("2026-11-20", status="confirmed", date_status="confirmed"), True),
        (make_meeting("2026-11-21", status="confirmed", date_status="confirmed"), False),
        (make_meeting("2026-11-20", "2026-11-21", status="held", date_status="confirmed"), False),
        (make_meeting(status="held", date_status="tbc"), True),
        (make_meeting(status="held", date_status="confirmed", outcome="Declaration"), False),
        (make_meeting(status="cancelled", date_status="confirmed"), False),
        (make_meeting(status="postponed", date_status="confirmed"), False),
        (make_meeting(), False),
        (make_meeting("", status="held", date_status="confirmed"), False),
    ],
)
def test_an_outcome_is_missed_once_all_days_are_over(meeting, is_missing):
    assert lacks_outcome(meeting, TODAY) is is_missing


@given(
    st.sampled_from(["planned", "tentative", "confirmed", "held", "postponed", "rescheduled", "cancelled"]),
    st.sampled_from(["confirmed", "tbc"]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str),
)
def test_one_meeting_is_asked_one_question(status, date_status, day):
    meeting = make_meeting(day, status=status, date_status=date_status)
    assert not (plan_due(meeting, TODAY) and lacks_outcome(meeting, TODAY))


def test_a_word_grows_old_after_a_year_and_no_word_is_old():
    days = [None, TODAY, TODAY - STALE, TODAY - STALE - (NEAR / 60)]
    assert [is_stale(day, TODAY) for day in days] == [True, False, False, True]
