"""What the rhythm of a series suggests, and how well it would have told a year that is known."""

from datetime import date

import pytest

from iscm.planning.rhythm import Line, Past, back_test, by_mechanism, expectation, expectations

YEARS = frozenset(range(2016, 2026))
AFTER = date(2025, 12, 31)


def line(*days, key="a", ordinals=None):
    numbers = ordinals or [None] * len(days)
    past = (Past(day, date.fromisoformat(day), number) for day, number in zip(days, numbers, strict=True))
    return Line(key, key.upper(), ("rcm",), "plenary", tuple(past))


YEARLY = line(*(f"{year}-10-{year - 2005}" for year in range(2016, 2026)))


def test_a_yearly_meeting_is_expected_about_the_same_days():
    found = expectation(YEARLY, YEARS, AFTER)
    assert (found.about, found.months, found.interval, found.missed) == (date(2026, 10, 15), (9, 10), 1.0, 0)
    assert found.likelihood == round(11 / 12, 3)
    assert found.rests_on == tuple(past.uid for past in YEARLY.meetings)


def test_each_time_that_nothing_is_known_makes_it_less_likely():
    later = expectation(YEARLY, YEARS, date(2027, 12, 31))
    assert (later.about.year, later.missed, later.likelihood) == (2028, 2, round(11 / 12 * 0.8**2, 3))


@pytest.mark.parametrize(
    ("days", "ordinals", "interval", "about"),
    [
        (["2016-06-10", "2018-06-10", "2020-06-10", "2022-06-10", "2024-06-10"], None, 2.0, "2026-06-10"),
        (["2016-05-02", "2020-05-02", "2024-05-02"], [1, 3, 5], 2.0, "2026-05-02"),
        (["2024-05-02", "2024-11-02", "2025-05-02", "2025-11-02"], [1, 2, 3, 4], 0.5, "2026-05-04"),
        (["2017-01-01", "2020-12-31", "2024-12-31"], [1, 4, 8], 1.0, "2025-12-31"),
    ],
)
def test_rhythms_of_several_years_and_of_half_a_year(days, ordinals, interval, about):
    found = expectation(line(*days, ordinals=ordinals), YEARS, date(2025, 11, 30))
    assert (found.interval, found.about.isoformat()) == (interval, about)


def test_years_that_nobody_knows_are_no_break_of_the_rhythm():
    few = line("2017-03-01", "2021-03-01", "2022-03-01", "2024-03-01")
    known = frozenset({2017, 2021, 2022, 2024})
    assert expectation(few, known, date(2024, 12, 31)).interval == 1.0
    assert expectation(few, YEARS, date(2025, 12, 31)).interval == 2.0


def test_a_series_of_any_time_of_the_year_has_no_months():
    assert expectation(line("2023-01-10", "2024-07-10", "2025-04-10"), YEARS, AFTER).months == ()


@pytest.mark.parametrize(
    "one",
    [
        line("2024-10-01", "2025-10-01"),
        line("2023-10-01", "2024-10-01", "2025-10-01", "2026-02-01"),
        line("2016-01-01", "2016-02-01", "2016-03-01", "2016-04-01", "2016-05-01", "2016-06-01"),
    ],
    ids=["two are no rhythm", "the next is announced", "no rhythm that we know"],
)
def test_nothing_is_expected(one):
    assert expectation(one, frozenset({2016}) if len(one.meetings) > 5 else YEARS, AFTER) is None


def test_expectations_come_by_day_and_by_mechanism():
    spring = line("2023-04-01", "2024-04-01", "2025-04-01", key="b")
    found = expectations([YEARLY, spring], YEARS, AFTER)
    assert [one.series for one in found] == ["b", "a"]
    assert by_mechanism(found) == {"rcm": found}


def test_a_back_test_knows_nothing_of_the_year_it_is_tried_on():
    moved = line("2023-04-01", "2024-04-01", "2025-06-30", key="b", ordinals=[1, 2, 3])
    gone = line("2021-02-01", "2022-02-01", "2023-02-01", "2024-02-01", key="c")
    early = line("2022-04-01", *(past.uid for past in moved.meetings), key="b")
    found = back_test([YEARLY, early, gone], YEARS, 2025)
    assert [(one.expectation.series, one.held, one.error) for one in found.tried] == [
        ("c", None, None),
        ("b", date(2025, 6, 30), 90),
        ("a", date(2025, 10, 20), 5),
    ]
    assert (found.hit_rate, found.in_months, found.median_error, found.series) == (2 / 3, 1 / 3, 47.5, 2)
    assert all(day < date(2025, 1, 1).isoformat() for one in found.tried for day in one.expectation.rests_on)


def test_a_year_of_which_nothing_is_told_is_tried_on_nothing():
    found = back_test([YEARLY], YEARS, 2016)
    assert (found.tried, found.hit_rate, found.in_months, found.median_error) == ((), 0.0, 0.0, None)
