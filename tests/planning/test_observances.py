"""Public holidays, weekends, feasts and the UN's high-level week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.distances import Point
from iscm.planning.host_cities import PARTS, part_of
from iscm.planning.observances import Observance, ObservanceKind, is_holiday, is_working, observances
from iscm.planning.public_holidays import public_holidays

HOLIDAY, WEEKEND = ObservanceKind.PUBLIC_HOLIDAY, ObservanceKind.WEEKEND
FEAST, UNKNOWN = ObservanceKind.RELIGIOUS_FEAST, ObservanceKind.UNKNOWN
COUNTRIES = ("AE", "BN", "CH", "EG", "IL", "IR", "IT", "NP", "SA", "ZZ")


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("IT", "2027-04-25", False),  # Liberation Day, a Sunday too
        ("IT", "2027-06-02", False),
        ("IT", "2027-06-03", True),
        ("SA", "2027-09-23", False),
        ("SA", "2027-10-07", True),  # a Thursday
        ("SA", "2027-10-08", False),
        ("SA", "2027-10-10", True),  # a Sunday
        ("ZZ", "2027-10-09", False),
        ("ZZ", "2027-12-24", True),
    ],
)
def test_a_day_is_worked_unless_it_is_a_holiday_or_of_the_weekend(country, day, expected):
    assert is_working(date.fromisoformat(day), country) is expected


def test_holidays_that_nobody_knows_are_not_taken_for_none():
    assert is_holiday(date(2027, 12, 25), "ZZ") is None
    told = observances(["ZZ"], date(2027, 7, 5), date(2027, 7, 6), {HOLIDAY})
    assert told == (
        Observance(date(2027, 1, 1), date(2027, 12, 31), "ZZ", UNKNOWN, "public holidays not known", is_estimated=True),
    )


def test_a_year_before_the_library_is_told_as_unknown():
    told = observances(["IT"], date(1950, 5, 3), date(1950, 5, 4))
    assert [one.name for one in told if one.kind == UNKNOWN] == [
        "high-level week of the United Nations not known",
        "religious feasts not known",
    ]


def test_observances_of_a_week_are_told_by_first_day():
    told = observances(["IT", "EG"], date(2027, 3, 25), date(2027, 3, 29), {HOLIDAY, WEEKEND, FEAST})
    assert [(str(one.first), str(one.last), one.country, one.name) for one in told] == [
        ("2027-03-26", "2027-03-27", "EG", "Weekend"),
        ("2027-03-26", "2027-03-29", "", "Good Friday to Easter Monday"),
        ("2027-03-27", "2027-03-28", "IT", "Weekend"),
        ("2027-03-28", "2027-03-28", "IT", "Easter Sunday"),
        ("2027-03-29", "2027-03-29", "IT", "Easter Monday"),
    ]


def test_ramadan_is_told_on_a_day_of_the_next_year():
    told = observances([], date(2031, 1, 3), date(2031, 1, 3), {ObservanceKind.FASTING})
    assert [(one.name, str(one.first), str(one.last)) for one in told] == [("Ramadan", "2030-12-26", "2031-01-23")]


def test_each_of_several_countries_has_its_own():
    day = date(2027, 7, 14)
    assert [one.country for one in observances(["FR", "IT", "FR"], day, day, {HOLIDAY})] == ["FR"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2027-02-01", "2027-01-31"), ("2020-01-01", "2031-01-01"), ("1899-01-01", "1899-02-01")],
)
def test_a_period_that_is_none_is_refused(first, last):
    with pytest.raises(ValueError, match="is no period"):
        observances(["IT"], date.fromisoformat(first), date.fromisoformat(last))


DAYS = st.dates(date(1990, 1, 1), date(2098, 12, 31))


@given(st.sampled_from(COUNTRIES), DAYS)
def test_a_day_is_worked_unless_an_observance_of_that_state_says_otherwise(country, day):
    told = observances([country], day, day, {HOLIDAY, WEEKEND})
    assert is_working(day, country) is all(one.kind == UNKNOWN for one in told)


@given(DAYS, st.integers(0, 40))
def test_all_that_is_told_touches_the_period(first, length):
    last = first + timedelta(days=length)
    told = observances(["IR", "CH"], first, last)
    assert all(one.first <= last and first <= one.last for one in told)
    assert list(told) == sorted(set(told))


@pytest.mark.parametrize(
    ("city", "country", "day", "is_day_of_work"),
    [
        ("Geneva", "CH", "2027-03-26", False),
        ("Genève", "CH", "2027-03-26", True),  # only the names that our cities have
        ("Chur", "CH", "2027-03-26", True),
        ("Rome", "IT", "2027-06-29", False),
        ("London", "GB", "2027-08-30", False),
        ("London", "CA", "2027-08-30", True),
        ("", "CH", "2027-03-26", True),
    ],
)
def test_a_city_has_the_holidays_of_the_part_in_which_it_lies(city, country, day, is_day_of_work):
    part = part_of(Point(city, country, 0, 0))
    assert is_working(date.fromisoformat(day), country, part) is is_day_of_work
    told = observances([country], date.fromisoformat(day), date.fromisoformat(day), {HOLIDAY}, {country: part})
    assert bool(told) is not is_day_of_work


@pytest.mark.parametrize(("country", "city"), PARTS)
def test_every_part_is_one_that_the_library_knows(country, city):
    whole, part = public_holidays(country, 2026), public_holidays(country, 2026, PARTS[country, city])
    assert {one.first for one in whole} < {one.first for one in part}
