"""Ideas of meetings, and what they are to the planner."""

from datetime import date

import pytest

from iscm.domain.places import Place
from iscm.planning.distances import Point
from iscm.planning.ideas import Idea, Setting, engagements_of, request_of, working_week
from iscm.planning.seats import Seats
from iscm.planning.states import States

VILNIUS = Point("Vilnius", "LT", 54.7, 25.3)
STATES = States.of(("CH", "LT", "MT"))
SETTING = Setting(Seats("prague-process", ("CH", "LT"), ("MT",)), STATES, ("ICMPD", "IOM"), (VILNIUS,))


def idea(*periods, **more):
    told = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in periods)
    return Idea("SOM", ("prague-process",), days=3, periods=told, cities=(Place("Vilnius", "LT"),), **more)


@pytest.mark.parametrize(
    ("day", "country", "expected"),
    [
        ("2027-04-20", "LT", "2027-04-19 2027-04-23"),
        ("2027-04-20", "", "2027-04-19 2027-04-23"),
        ("2027-04-24", "LT", "2027-04-26 2027-04-30"),
        ("2027-04-20", "SA", "2027-04-18 2027-04-22"),
        ("2027-04-20", "BN", "2027-04-19 2027-04-22"),
        ("2027-04-20", "NP", "2027-04-18 2027-04-23"),
        ("2027-04-20", "SO", "2027-04-17 2027-04-22"),
    ],
)
def test_a_week_is_that_of_the_working_days_of_the_host(day, country, expected):
    assert " ".join(map(str, working_week(date.fromisoformat(day), country))) == expected


def test_an_idea_begins_on_any_day_on_which_it_ends_in_time():
    (one,) = engagements_of(idea(("2027-04-19", "2027-04-23")), SETTING)
    assert (one.first, one.latest, one.days, one.likelihood) == (date(2027, 4, 19), date(2027, 4, 21), 3, 1.0)
    assert (one.states, one.observers) == (STATES.mask(["CH", "LT"]), STATES.mask(["MT"]))
    assert (one.place, one.country, one.secretariat, one.co_secretariats) == (VILNIUS, "LT", "ICMPD", ("IOM",))


def test_an_idea_in_one_of_several_periods_is_in_each_as_likely_as_it_has_days():
    found = engagements_of(
        idea(("2027-03-10", "2027-03-12"), ("2027-03-15", "2027-03-19"), ("2027-05-01", "2027-05-02")), SETTING
    )
    assert [(str(one.first), one.likelihood) for one in found] == [("2027-03-10", 0.25), ("2027-03-15", 0.75)]


def test_an_idea_that_fits_nowhere_is_no_engagement():
    assert engagements_of(idea(("2027-03-10", "2027-03-11")), SETTING) == ()


def test_an_idea_online_is_nowhere():
    (one,) = engagements_of(idea(("2027-04-19", "2027-04-23"), is_online=True), SETTING)
    assert (one.place, one.country, one.is_online) == (None, "", True)
    assert request_of(idea(("2027-04-19", "2027-04-23"), is_online=True), SETTING, date(2027, 1, 1), 3).places == (
        None,
    )


def test_a_question_for_free_days_has_all_of_the_idea():
    asked = request_of(idea(("2027-04-19", "2027-04-30"), hosts=("LV",)), SETTING, date(2027, 1, 1), 5, gap=9)
    assert (asked.days, asked.within, asked.gap, asked.mechanisms) == (3, 5, 9, ("prague-process",))
    assert asked.hosts_at(VILNIUS) == ("LV", "LT")
    assert asked.states == STATES.mask(["CH", "LT"])


def test_meetings_of_those_whose_members_should_be_free_count_in_full():
    for_members = idea(("2027-04-19", "2027-04-23"), is_for_members=True)
    (one,) = engagements_of(for_members, SETTING)
    asked = request_of(for_members, SETTING, date(2027, 1, 1), 3)
    assert (one.mechanisms, asked.meeting(date(2027, 4, 19), None).mechanisms) == ((), ())
    assert asked.mechanisms == ("prague-process",)
