import pytest

from tests.factories.engagements import day, meeting


@pytest.mark.parametrize(("spare", "days"), [(-1, 1), (0, 0)])
def test_no_time_is_refused(spare, days):
    with pytest.raises(ValueError, match="is no time"):
        meeting(spare=spare, days=days)


def test_it_may_reach_to_the_end_of_its_latest_start():
    assert meeting(first=3, days=2, spare=4).end == day(8)


@pytest.mark.parametrize(
    ("values", "expected"),
    [({}, True), ({"spare": 1}, False), ({"likelihood": 0.5}, False), ({"days": 9}, True)],
)
def test_only_known_days_are_sure(values, expected):
    assert meeting(**values).is_sure is expected


def test_preparing_is_belonging_from_both_sides():
    summit, preparing, other = meeting("a"), meeting("b", belongs_to=("a",)), meeting("c")

    assert summit.belongs_with(preparing)
    assert preparing.belongs_with(summit)
    assert summit.belongs_with(summit)
    assert not summit.belongs_with(other)
