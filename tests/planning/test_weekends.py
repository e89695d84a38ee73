"""Days of rest by State and time."""

from datetime import date

import pytest

from iscm.planning.weekends import is_weekend, weekend

SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("AE", "2021-12-30", "Fr Sa"),
        ("AE", "2022-01-05", "Sa Su"),
        ("AF", "2027-01-01", "Fr Sa"),
        ("BD", "2027-01-01", "Fr Sa"),
        ("BH", "2027-01-01", "Fr Sa"),
        ("BN", "2027-01-01", "Fr Su"),
        ("CD", "2027-01-01", "Sa Su"),
        ("CH", "2027-01-01", "Sa Su"),
        ("DJ", "2027-01-01", "Fr Sa"),
        ("DZ", "2008-01-01", "Th Fr"),
        ("DZ", "2010-01-01", "Fr Sa"),
        ("EG", "2027-01-01", "Fr Sa"),
        ("HK", "2027-01-01", "Sa Su"),
        ("IL", "2027-01-01", "Fr Sa"),
        ("IQ", "2027-01-01", "Fr Sa"),
        ("IR", "2027-01-01", "Th Fr"),
        ("JO", "2027-01-01", "Fr Sa"),
        ("KW", "2027-01-01", "Fr Sa"),
        ("LB", "2027-01-01", "Sa Su"),
        ("LY", "2027-01-01", "Fr Sa"),
        ("MA", "2027-01-01", "Sa Su"),
        ("MR", "2014-09-30", "Fr Sa"),
        ("MR", "2014-10-01", "Sa Su"),
        ("MV", "2027-01-01", "Fr Sa"),
        ("NP", "2022-05-14", "Sa"),
        ("NP", "2022-06-01", "Sa Su"),
        ("NP", "2027-01-01", "Sa"),
        ("OM", "2027-01-01", "Fr Sa"),
        ("PK", "2027-01-01", "Sa Su"),
        ("PS", "2027-01-01", "Fr Sa"),
        ("QA", "2027-01-01", "Fr Sa"),
        ("SA", "2013-01-01", "Th Fr"),
        ("SA", "2027-01-01", "Fr Sa"),
        ("SD", "2027-01-01", "Fr Sa"),
        ("SO", "2027-01-01", "Fr"),
        ("SY", "2027-01-01", "Fr Sa"),
        ("TN", "2027-01-01", "Sa Su"),
        ("TR", "2027-01-01", "Sa Su"),
        ("VE", "2027-01-01", "Sa Su"),
        ("YE", "2027-01-01", "Fr Sa"),
        ("ZZ", "2027-01-01", "Sa Su"),
    ],
)
def test_offices_rest_on(country, day, expected):
    found = weekend(country, date.fromisoformat(day))
    assert " ".join(SHORT[number] for number in sorted(found)) == expected


def test_a_sunday_in_brunei_is_rest_and_the_saturday_before_is_not():
    assert is_weekend("BN", date(2027, 10, 10))
    assert not is_weekend("BN", date(2027, 10, 9))
