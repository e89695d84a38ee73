"""Wishes that cannot be granted: which contradict each other, and no others."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iscm.planning.calendars import Calendar
from iscm.planning.choices import narrow
from iscm.planning.contradictions import _fewest, contradictions
from iscm.planning.engagements import Engagement
from iscm.planning.possible import possible
from iscm.planning.wishes import Gap, Wish, Wishes

TODAY = date(2026, 11, 21)
NOBODY = Calendar()
MAY = (date(2027, 5, 3), date(2027, 5, 14))  # two working weeks


def wish(key, period=MAY, **more):
    return Wish(key, key, periods=(period,) if period else (), **more)


def told(*wishes, calendar=NOBODY):
    return [(one.code, one.wishes, one.message) for one in contradictions(Wishes(wishes), calendar, TODAY)]


def test_wishes_that_fit_contradict_nothing():
    assert told(wish("a"), wish("b", after=(Gap("a", 1, 3),))) == []


@pytest.mark.parametrize(
    ("one", "code", "message"),
    [
        (
            wish("a", (date(2025, 5, 1), date(2025, 5, 31))),
            "past",
            "All periods of “a” are past (2025-05-01 to 2025-05-31).",
        ),
        (wish("a", None, fixed_on=date(2026, 1, 5)), "fixed-past", "“a” is fixed on 2026-01-05, which is past."),
        (
            wish("a", fixed_on=date(2027, 6, 1)),
            "fixed-outside",
            "“a” is fixed on 2027-06-01, outside its own periods (2027-05-03 to 2027-05-14).",
        ),
        (
            wish("a", days=20),
            "no-day",
            "“a” lasts 20 days, longer than any of its periods (2027-05-03 to 2027-05-14).",
        ),
        (
            wish("a", (date(2027, 5, 8), date(2027, 5, 9)), country="LT"),
            "no-day",
            "“a”, 1 day, has no day in its periods (2027-05-08 to 2027-05-09) without weekends of LT.",
        ),
        (
            wish("a", (date(2027, 9, 21), date(2027, 9, 23))),
            "no-day",
            (
                "“a”, 1 day, has no day in its periods (2027-09-21 to 2027-09-23) without the high-level week of the "
                "United Nations."
            ),
        ),
    ],
)
def test_a_wish_that_excludes_itself_says_why(one, code, message):
    assert told(one) == [(code, ("a",), message)]


def test_the_un_week_is_open_to_who_wishes_it():
    assert told(wish("a", (date(2027, 9, 21), date(2027, 9, 23)), in_un_week=True)) == []


def test_a_chain_that_is_too_long_for_its_periods_names_its_wishes_and_no_others():
    chain = (
        wish("a", days=2),
        wish("b", days=2, after=(Gap("a", 5),)),
        wish("c", days=2, after=(Gap("b", 5),)),
        wish("d", after=(Gap("a", 1),)),
    )
    (found,) = contradictions(Wishes(chain), NOBODY, TODAY)
    assert found.message == (
        "These wishes exclude each other: “b” is wished at least 5 days after “a”; “c” is wished at least 5 days after "
        "“b”. But “a” (2 days) can begin from 2027-05-03 to 2027-05-13; “b” (2 days) can begin from 2027-05-03 to "
        "2027-05-13; “c” (2 days) can begin from 2027-05-03 to 2027-05-13."
    )
    assert found.wishes == ("a", "b", "c")


def test_a_circle_is_found_and_so_is_what_contradicts_beside_it():
    found = told(
        wish("a", after=(Gap("c"),)), wish("b", after=(Gap("a"),)), wish("c", after=(Gap("b"),)),
        wish("x", fixed_on=date(2027, 5, 5)), wish("y", fixed_on=date(2027, 5, 10), after=(Gap("x", 1, 3),)),
    )  # fmt: skip
    assert sorted((code, keys) for code, keys, _ in found) == [("order", ("a", "b", "c")), ("order", ("x", "y"))]


def test_a_meeting_of_the_calendar_that_leaves_no_day():
    held = Engagement("held", "Held", (), date(2027, 5, 12), date(2027, 5, 12), 3)
    one = wish("a", after=(Gap("held", 1),))
    assert told(one, calendar=Calendar([held])) == [
        (
            "beside",
            ("a",),
            "“a” finds no day in its periods (2027-05-03 to 2027-05-14) that keeps its distance to “held”.",
        )
    ]
    before = replace(one, after=(Gap("held", 5, 7, is_before=True),))
    assert told(before, calendar=Calendar([held])) == []
    (days,) = possible(Wishes((before,)), Calendar([held]), TODAY).days
    assert [date.fromordinal(day) for day in days] == [date(2027, 5, 5), date(2027, 5, 6), date(2027, 5, 7)]


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 6), st.integers(0, 4)), min_size=1, max_size=8
    ),
    st.lists(st.integers(0, 8), min_size=5, max_size=5),
)
def test_a_set_is_impossible_and_as_small_as_can_be(gaps, spans):
    after = {n: [] for n in range(5)}
    for later, earlier, least, more in gaps:
        if later != earlier:
            after[later].append(Gap(str(earlier), least, least + more))
    wishes = Wishes(tuple(
        wish(str(n), (MAY[0], MAY[0] + timedelta(days=spans[n])), after=tuple(after[n])) for n in range(5)
    ))  # fmt: skip
    held = possible(wishes, NOBODY, TODAY)

    def is_impossible(places):
        return narrow(held.days, [held.orders[at] for at in places]) is None

    every = list(range(len(held.orders)))
    assert bool(contradictions(wishes, NOBODY, TODAY)) == is_impossible(every)
    assume(is_impossible(every))
    fewest = _fewest(every, is_impossible)
    assert is_impossible(fewest)
    assert not any(is_impossible([at for at in fewest if at != left_out]) for left_out in fewest)


def test_a_citys_own_holidays_count():
    good_friday = date(2027, 3, 26)
    one = wish("a", (good_friday, good_friday), country="CH", city="Geneva")
    assert [code for code, *_ in told(one)] == ["no-day"]
    assert told(replace(one, city="")) == []
