"""Feasts by year, against days known from elsewhere."""

import pytest

from iscm.planning.feasts import FIRST_YEAR, LAST_YEAR, feasts
from iscm.planning.observance import ObservanceKind


def told(year):
    return {one.name: (str(one.first), str(one.last), one.is_estimated) for one in feasts(year)}


@pytest.mark.parametrize(
    ("year", "name", "expected"),
    [
        (2024, "Good Friday to Easter Monday", ("2024-03-29", "2024-04-01", False)),
        (2024, "Orthodox Good Friday to Easter Monday", ("2024-05-03", "2024-05-06", False)),
        (2025, "Orthodox Good Friday to Easter Monday", ("2025-04-18", "2025-04-21", False)),
        (2024, "Orthodox Christmas", ("2024-01-07", "2024-01-07", False)),
        (2024, "Christmas", ("2024-12-25", "2024-12-26", False)),
        (2024, "Lunar New Year", ("2024-02-10", "2024-02-12", False)),
        (2025, "Lunar New Year", ("2025-01-29", "2025-01-31", False)),
        (2024, "Yom Kippur", ("2024-10-12", "2024-10-12", False)),
        (2024, "Rosh Hashanah", ("2024-10-03", "2024-10-04", False)),
        (2024, "Ramadan", ("2024-03-11", "2024-04-09", True)),
        (2024, "Eid al-Fitr", ("2024-04-10", "2024-04-12", True)),
        (2024, "Eid al-Adha", ("2024-06-16", "2024-06-19", True)),
        (2027, "Diwali", ("2027-10-29", "2027-10-29", True)),
    ],
)
def test_a_feast_is_on_its_days_and_says_whether_they_are_estimated(year, name, expected):
    assert told(year)[name] == expected


def test_a_year_may_have_two_months_of_fasting():
    fasts = [(str(one.first), str(one.last)) for one in feasts(2030) if one.kind == ObservanceKind.FASTING]
    assert fasts == [("2030-01-05", "2030-02-03"), ("2030-12-26", "2031-01-23")]


def test_every_year_of_the_tables_has_every_feast():
    names = set(told(2024))
    assert [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if set(told(year)) != names] == []


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_without_tables_has_no_answer(year):
    assert feasts(year) is None
