from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.calendars import Calendar
from iscm.planning.chances import gap_days
from tests.factories.engagements import day, meeting

MANY = st.lists(
    st.builds(
        meeting,
        key=st.text("abcdefgh", min_size=1, max_size=3),
        first=st.integers(0, 400),
        days=st.sampled_from([1, 2, 3, 5, 50]),
        spare=st.sampled_from([0, 0, 0, 1, 30, 90, 365]),
    ),
    max_size=40,
)


def test_meetings_stand_in_the_order_of_their_days():
    late, vague, early = meeting("a", 9), meeting("b", 3, spare=30), meeting("c", 3)

    assert Calendar([late, vague, early]).engagements == (early, vague, late)
    assert len(Calendar([late, late])) == 2


def test_nothing_is_near_in_an_empty_calendar():
    assert Calendar().near(day(0), day(400), 10) == ()
    assert list(Calendar().pairs_near(5)) == []


@given(MANY, st.integers(-20, 420), st.integers(0, 30), st.integers(0, 10))
def test_what_is_near_some_days_is_found_as_by_looking_at_all(meetings, first, length, within):
    calendar, asked = Calendar(meetings), meeting("asked", first, length + 1)
    expected = tuple(one for one in calendar.engagements if gap_days(one, asked) <= within)

    assert calendar.near(asked.first, asked.end, within) == expected


@given(MANY, st.integers(0, 10))
def test_every_near_pair_is_found_once(meetings, within):
    calendar = Calendar(meetings)
    held = calendar.engagements
    expected = [(one, other) for n, one in enumerate(held) for other in held[n + 1 :] if gap_days(one, other) <= within]

    assert list(calendar.pairs_near(within)) == expected
