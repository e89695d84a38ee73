"""A mechanism with what editors state laid over it."""

from datetime import date

import pytest

from iscm.domain.facts import Fact
from iscm.domain.mechanisms import Body, Chair, Mechanism, Membership, Name, Observers, Reference
from iscm.domain.sittings import seats_of, seats_on
from iscm.reconciliation.facts.counting import counting
from iscm.reconciliation.facts.mechanisms import overlay_mechanism
from tests.factories.facts import TODAY, make_statement, seat

BASE = Mechanism(
    "gfmd",
    "GFMD",
    "Global Forum",
    level="global",
    status="active",
    website="https://old.example",
    chair=Chair(("FR",), "2024", "2024"),
    members=Membership("listed", "2024", ("CO", "FR"), ("IOM",)),
    observers=Observers(("CH",)),
    bodies=(Body("Steering Group", "committee", states=("FR",)),),
    references=(
        Reference("https://a.example", None, ("chair", "members")),
        Reference("https://b.example", None, ("chair",)),
    ),
)


def laid(*statements, day=TODAY, base=BASE):
    return overlay_mechanism(base, counting(statements).get(("mechanism", "gfmd"), ()), day)


def stated(*facts):
    return laid(make_statement(0, *facts))


def test_without_statements_the_same_value_comes_back():
    assert laid() is BASE


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "regional"), ("status", "ended"), ("website", None), ("secretariat", "ILO"), ("established", 1999)],
)
def test_a_stated_value_counts_over_the_package(field, value):
    assert getattr(stated(Fact(field, value)), field) == value


def test_a_value_of_another_time_is_not_todays():
    made = make_statement(0, Fact("status", "dormant", since="2010", until="2015"))
    assert (laid(made).status, laid(made, day=date(2012, 1, 1)).status) == ("active", "dormant")


def test_a_former_name_stays_a_name_with_its_time():
    found = stated(Fact("name", "World Forum", since="2025-03"))
    assert (found.name, found.names) == ("World Forum", (Name("Global Forum", until="2025-03"),))


def test_a_name_of_former_days_is_not_shown_but_known():
    found = stated(Fact("name", "First Forum", since="2000", until="2005"))
    assert (found.name, found.names) == ("Global Forum", (Name("First Forum", since="2000", until="2005"),))


def test_names_are_added_and_taken_away():
    value = {"text": "FMMD", "lang": "fr"}
    assert stated(Fact("names", value, "fr:FMMD")).names == (Name("FMMD", "fr"),)
    made = make_statement(0, Fact("names", value, "fr:FMMD")), make_statement(1, Fact("names", None, "fr:FMMD"))
    assert laid(*made).names == ()


@pytest.mark.parametrize(
    ("facts", "members", "observers"),
    [
        ([seat("BR", "2020")], ("BR", "CO", "FR"), ("CH",)),
        ([seat("FR", None, "2025")], ("CO",), ("CH",)),
        ([seat("FR", None, "2027")], ("CO", "FR"), ("CH",)),
        ([seat("BR", "2027")], ("CO", "FR"), ("CH",)),
        ([seat("FR", value=None)], ("CO",), ("CH",)),
        ([seat("CH", None, "2020", role="observer"), seat("CH", "2021")], ("CH", "CO", "FR"), ()),
    ],
)
def test_who_sits_today(facts, members, observers):
    found = stated(*facts)
    assert (found.members.states, found.observers.states) == (members, observers)
    assert found.members.organisations == ("IOM",)


def test_a_list_begins_with_the_first_seat_that_is_stated():
    found = laid(make_statement(0, seat("BR")), base=Mechanism("gfmd", "GFMD", "Global Forum"))
    assert found.members == Membership("partial", states=("BR",))


def test_members_as_of_a_day():
    made = make_statement(0, seat("BR", "2020", "2024"), seat("FR", None, "2010"), seat("KE", "2030"))
    found = laid(made)
    on = {
        year: {
            (one.seat.state, one.is_sure)
            for one in seats_on(found, date(year, 6, 1))
            if one.seat.role == "member" and one.seat.state
        }
        for year in (2005, 2022, 2026, 2035)
    }
    assert on == {
        2005: {("FR", False), ("CO", False)},
        2022: {("BR", True), ("CO", False)},
        2026: {("CO", False)},
        2035: {("CO", False), ("KE", True)},
    }
    assert {one.state for one in seats_of(found)} == {"BR", "FR", "KE", "CO", "CH", ""}


def test_todays_list_is_what_sits_today():
    found = laid(make_statement(0, seat("BR", "2020"), seat("FR", None, "2010")))
    today = {one.seat.state for one in seats_on(found, TODAY) if one.seat.role == "member"} - {""}
    assert today == set(found.members.states)


def test_chair_with_its_period():
    made = Fact("chair", {"states": ["BR", "CO"], "note": "jointly"}, since="2026", until="2027")
    assert stated(made).chair == Chair(("BR", "CO"), "2026–2027", "2026-11", "jointly")


def test_bodies_come_and_go():
    new = Fact("bodies", {"name": "Youth Group", "kind": "working group"}, "Youth Group", "2020")
    over = Fact("bodies", {"name": "Steering Group", "kind": "committee"}, "Steering Group", None, "2020")
    assert stated(new, over).bodies == (Body("Youth Group", "working group"),)
    other = Fact("bodies", {"name": "Steering Group", "kind": "board"}, "Steering Group")
    assert stated(other).bodies == (Body("Steering Group", "board", None, ("FR",)),)


def test_each_statement_is_a_source_and_one_that_was_replaced_speaks_no_more():
    found = stated(Fact("chair", {"states": ["BR"]}), seat("BR"))
    assert found.references == (
        Reference("https://a.example", None, ("members",)),
        Reference("https://example.org/page", None, ("chair", "members"), "2026-11"),
    )


def test_membership_says_how_sure_the_list_is():
    found = stated(Fact("membership", {"basis": "attended", "as_of": "2026", "stated_count": 3}))
    assert found.members == Membership("attended", "2026", ("CO", "FR"), ("IOM",), 3)
