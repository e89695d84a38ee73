"""The library's holidays as values of ours."""

import csv
from datetime import date
from importlib import resources

import pytest

from iscm.planning.public_holidays import calendar_of, public_holidays


def named(country, year):
    return {
        str(one.first): (one.name, one.is_estimated, one.local_name, one.lang) for one in public_holidays(country, year)
    }


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("FR", "2027-07-14", ("National Day", False, "Fête nationale", "fr")),
        ("EG", "2027-07-23", ("July 23 Revolution Day", False, "عيد ثورة ٢٣ يوليو", "ar-EG")),
        ("SA", "2027-03-09", ("Eid al-Fitr Holiday", True, "عطلة عيد الفطر", "ar")),
        ("SA", "2027-09-23", ("National Day Holiday", False, "اليوم الوطني", "ar")),
        ("BN", "2027-03-13", ("Eid al-Fitr (observed)", True, "Hari Raya Aidil Fitri (diperhatikan)", "ms")),
        ("UG", "2027-10-09", ("Independence Day", False, "", "")),
        ("GB", "2027-12-27", ("Christmas Day (observed)", False, "", "")),
    ],
)
def test_a_holiday_has_its_names_and_says_how_sure_it_is(country, day, expected):
    assert named(country, 2027)[day] == expected


def test_two_holidays_of_a_day_are_estimated_only_together():
    assert named("LY", 2027)["2027-08-14"] == (
        "National Environmental Sanitation Day; Prophet's Birthday",
        False,
        "ذكرى المولد النبوي الشريف; يوم وطني للإصحاح البيئي",
        "ar",
    )


def test_every_territory_of_ours_has_a_calendar_without_words_of_the_library_in_its_names():
    with resources.files("iscm.data").joinpath("territories.csv").open(encoding="utf-8") as file:
        codes = [row["alpha_2"] for row in csv.DictReader(file)]
    assert [code for code in codes if calendar_of(code) is None] == []
    names = [one.name + one.local_name for code in codes for one in public_holidays(code, 2026)]
    assert [name for name in names if "estimated" in name or "%" in name] == []


@pytest.mark.parametrize("country", ["ZZ", "it", "ITA", "", "NYSE", "__", "I1"])
def test_what_is_no_code_of_a_state_has_no_calendar(country):
    assert public_holidays(country, 2027) is None


def test_a_year_that_the_library_has_not_is_none():
    assert public_holidays("LK", 2090) is None
    assert public_holidays("SS", 2005) is None


def test_the_language_of_the_machine_changes_nothing(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    public_holidays.cache_clear()
    assert named("CH", 2027)["2027-08-01"] == ("National Day", False, "Nationalfeiertag", "de")


def test_holidays_come_by_day():
    days = [one.first for one in public_holidays("IN", 2026)]
    assert days == sorted(days)
    assert days[0] >= date(2026, 1, 1)
