"""The General Assembly's sessions, against the days on which they were opened and debated."""

from datetime import date

import pytest

from iscm.planning.un_weeks import general_debate, opening, un_weeks

OPENED = {
    2003: "09-16", 2013: "09-17", 2014: "09-16", 2015: "09-15", 2016: "09-13", 2017: "09-12", 2018: "09-18",
    2019: "09-17", 2020: "09-15", 2021: "09-14", 2022: "09-13", 2023: "09-05", 2024: "09-10", 2025: "09-09",
}  # fmt: skip
DEBATED = {
    2013: "09-24", 2016: "09-20", 2017: "09-19", 2018: "09-25", 2019: "09-24", 2020: "09-22", 2021: "09-21",
    2022: "09-20", 2023: "09-19", 2024: "09-24", 2025: "09-23",
}  # fmt: skip


@pytest.mark.parametrize("year", OPENED)
def test_the_session_opens_by_its_rule(year):
    assert opening(year) == date.fromisoformat(f"{year}-{OPENED[year]}")


@pytest.mark.parametrize("year", DEBATED)
def test_the_general_debate_begins_two_weeks_after_the_second(year):
    assert general_debate(year) == date.fromisoformat(f"{year}-{DEBATED[year]}")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2014, ("2014-09-22", "2014-09-30", False)),
        (2015, ("2015-09-25", "2015-10-03", False)),
        (2024, ("2024-09-23", "2024-09-30", False)),
        (2027, ("2027-09-20", "2027-09-27", True)),
    ],
)
def test_the_week_is_sure_where_it_was_held_and_estimated_where_only_the_rule_speaks(year, expected):
    assert [(str(one.first), str(one.last), one.is_estimated) for one in un_weeks(year)] == [expected]


@pytest.mark.parametrize("year", [2002, 2101])
def test_a_year_of_which_the_rule_does_not_speak_has_no_answer(year):
    assert un_weeks(year) is None
