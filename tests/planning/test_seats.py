from dataclasses import replace
from datetime import date

import pytest

from iscm.domain.facts import Fact
from iscm.domain.mechanisms import Mechanism, Membership, Observers, Reference
from iscm.planning.seats import Seats, seats_at, together
from iscm.reconciliation.facts.counting import counting
from iscm.reconciliation.facts.mechanisms import overlay_mechanism
from tests.factories.facts import make_statement

TODAY = date(2024, 6, 1)
PROCESS = Mechanism(
    "a-process", "AP", "A Process",
    members=Membership("listed", "2023", states=("GH", "FR"), organisations=("IOM",)),
    observers=Observers(states=("US", "FR")),
    references=(
        Reference("https://example.org/history", None, ("names",)),
        Reference("https://example.org/members", None, ("members", "names")),
    ),
)  # fmt: skip


def told(*facts):
    found = counting([make_statement(1, *facts, slug="a-process")])
    return overlay_mechanism(PROCESS, found["mechanism", "a-process"], TODAY)


def test_a_list_is_told_with_its_certainty_and_what_it_rests_on():
    assert seats_at(PROCESS, TODAY) == Seats(
        "a-process", ("FR", "GH"), ("US",), False, "listed", "2023", "https://example.org/members"
    )


def test_no_list_is_unknown():
    assert seats_at(Mechanism("b", "B", "B"), TODAY) == Seats("b", basis="unknown")


@pytest.mark.parametrize(("year", "members"), [(2009, ("FR", "GH")), (2012, ("BR", "FR", "GH")), (2016, ("FR", "GH"))])
def test_a_dated_seat_is_counted_in_its_time(year, members):
    found = seats_at(told(Fact("seats", {}, "member:BR", "2010", "2015")), date(year, 6, 1))

    assert (found.states, found.basis) == (members, "listed")


def test_one_less_sure_seat_makes_all_less_sure():
    assert seats_at(told(Fact("seats", {"basis": "attended"}, "member:BR", "2010")), TODAY).basis == "attended"


def test_open_to_all_is_apart_from_who_sits_in_it():
    known = replace(PROCESS, members=Membership("rule", "2024", rule="All States.", is_open=True))

    assert seats_at(known, TODAY) == Seats(
        "a-process", (), ("FR", "US"), True, "rule", "2024", "https://example.org/members"
    )


def test_a_joint_meeting_has_all_members_and_the_least_sure_basis():
    one = Seats("a", ("FR", "GH"), ("US",), False, "listed", "2023", "https://example.org/a")
    other = Seats("b", ("US",), ("GH", "NG"), False, "composed", "2020", "https://example.org/b")

    assert together([one, other]) == Seats(
        "a+b", ("FR", "GH", "US"), ("NG",), False, "composed", "2020", "https://example.org/a\nhttps://example.org/b"
    )
    assert together([one]) is one


def test_every_mechanism_says_how_sure_its_seats_are(vocabulary):
    found = {slug: seats_at(one, TODAY) for slug, one in vocabulary.mechanisms.items()}

    assert [slug for slug, one in found.items() if one.is_open] == ["gfmd", "idm", "imrf", "un-hld"]
    assert [slug for slug, one in found.items() if not one.states and one.basis != "rule"] == [
        slug for slug, one in found.items() if one.basis == "unknown"
    ]
    assert len(found["rabat-process"].states) == 55
