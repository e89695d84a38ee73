"""A month as weeks, and a year as small months."""

import re
from datetime import date

import pytest

from iscm.register.queries.filters import Filter
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import year_list
from iscm.website.drawings import months
from iscm.website.drawings.months import month_page, year_months
from tests.factories.rows import add_meeting

TODAY = date(2026, 11, 21)


def whole(year):
    return year_list(year, Filter(), version())


def title_of(entry):
    return re.search(r"<span>([^<]*)</span></a>|class=\"name\"[^>]*>([^<]*)<", entry).group(1, 2)


def titles(month, number):
    (day,) = (day for week in month.weeks for day in week if day.number == number)
    return [("".join(filter(None, title_of(entry))), "goes-on" in entry) for entry in day.entries]


def test_meeting_is_told_on_its_first_day_and_again_on_mondays(db):
    add_meeting("Long", "2024-03-08/2024-03-12")
    month = month_page(whole(2024), "3", TODAY, "/calendar/2024/")
    told = {number: titles(month, number) for number in (7, 8, 9, 11, 12)}
    assert told == {7: [], 8: [("Long", False)], 9: [("Long", True)], 11: [("Long", False)], 12: [("Long", True)]}


def test_meeting_without_a_day_stands_below(db):
    add_meeting("Vague", "2024-34")
    assert [title_of(e)[1] for e in month_page(whole(2024), "5", TODAY, "/").vague] == ["Vague"]
    assert month_page(whole(2024), "7", TODAY, "/").vague == []


@pytest.mark.parametrize(("asked", "month"), [("3", 3), ("03", 3), ("13", 6), ("", 6), ("x", 6), ("²", 6)])
def test_month_asked_for_or_the_first_with_a_meeting(db, asked, month):
    add_meeting("Workshop", "2024-06-03")
    assert month_page(whole(2024), asked, TODAY, "/").month == month


def test_present_month_opens_in_the_present_year(db):
    add_meeting("Workshop", "2026-06-03")
    assert month_page(whole(2026), "", TODAY, "/").month == 11


def test_days_are_shaded_by_their_meetings(db):
    for n in range(3):
        add_meeting(f"Workshop {n}", "2024-06-03")
    june = year_months(whole(2024))[5]
    assert [day for week in june.weeks for day in week if day[2]] == [(3, 3, 3)]


def test_a_crowded_day_shows_some_and_leads_to_the_others(db, monkeypatch):
    monkeypatch.setattr(months, "MOST_OF_DAY", 2)
    monkeypatch.setattr(months, "MOST_VAGUE", 1)
    for n in range(3):
        add_meeting(f"Workshop {n}", "2024-06-03")
        add_meeting(f"Vague {n}", "2024-06")
    june = month_page(whole(2024), "6", TODAY, "/calendar/2024/?theme=data")
    (day,) = (day for week in june.weeks for day in week if day.entries)
    assert (titles(june, 3), day.more) == ([("Workshop 0", False), ("Workshop 1", False)], 1)
    assert day.href == "/calendar/2024/?theme=data&from=2024-06-03&to=2024-06-03"
    assert (len(june.vague), june.more) == (1, 2)
