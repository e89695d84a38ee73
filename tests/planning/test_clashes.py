from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.planning.calendars import Calendar
from iscm.planning.clashes import belonging, clashes_of, clashes_within, rank
from iscm.planning.distances import Point
from iscm.planning.reasons import Reason
from iscm.planning.states import States
from iscm.planning.weights import Weights
from tests.factories.engagements import meeting
from tests.planning.brute_force import every_clash, same, told

STATES = States.of(("DE", "FJ", "FR", "GH", "MT", "NG", "US"), small=("FJ", "MT"))
GENEVA, APIA = Point("Geneva", "CH", 46.2, 6.15), Point("Apia", "WS", -13.83, -171.77)
CITIES = (GENEVA, APIA, Point("Accra", "GH", 5.56, -0.2), Point("", "GH", 7.9, -1.2, is_exact=False), None)


def of(*codes):
    return STATES.mask(codes)


def near(one, *others, **options):
    return clashes_of(one, Calendar([one, *others], STATES), **options)


def reasons(one, other):
    (clash,) = near(one, other)
    return {reason.code: reason.values for reason in clash.reasons}


def some(draw_from=("process-a", "process-b", "process-c")):
    return st.builds(
        meeting,
        key=st.sampled_from("abcdefghijkl"),
        first=st.integers(0, 30),
        days=st.sampled_from([1, 2, 3, 14]),
        spare=st.sampled_from([0, 0, 0, 1, 12]),
        likelihood=st.sampled_from([1.0, 0.75]),
        mechanisms=st.sets(st.sampled_from(draw_from), max_size=2).map(tuple),
        is_online=st.booleans(),
        place=st.sampled_from(CITIES),
        secretariat=st.sampled_from(["", "IOM", "ICMPD"]),
        co_secretariats=st.sampled_from([(), ("IOM",)]),
        themes=st.sets(st.sampled_from(["labour", "health"])).map(tuple),
        states=st.integers(0, STATES.all),
        observers=st.integers(0, STATES.all),
        is_open=st.booleans(),
        belongs_to=st.sampled_from([(), (), ("a",), ("b", "c")]),
    )


@settings(max_examples=60)
@given(st.lists(some(), max_size=12), st.integers(0, 5))
def test_all_clashes_are_those_of_brute_force_pair_for_pair(meetings, within):
    calendar = Calendar(meetings, STATES)
    place = {id(one): n for n, one in enumerate(calendar.engagements)}
    found = clashes_within(calendar, within)
    said = {(place[id(one.one)], place[id(one.other)]): told(one) for one in found}

    assert len(said) == len(found)
    assert same(said, every_clash(calendar, within))
    assert all(rank(one) <= rank(other) for one, other in pairwise(found))


@settings(max_examples=60)
@given(st.lists(some(), max_size=12), st.integers(0, 5))
def test_the_clashes_of_one_are_those_among_all_that_it_is_in(meetings, within):
    calendar = Calendar([replace(one, key=f"{n}") for n, one in enumerate(meetings)], STATES)
    place = {one.key: n for n, one in enumerate(calendar.engagements)}
    every = every_clash(calendar, within)

    for n, one in enumerate(calendar.engagements):
        expected = {sum(pair) - n: said for pair, said in every.items() if n in pair}
        found = {place[clash.other.key]: told(clash) for clash in clashes_of(one, calendar, within)}
        assert same(found, expected)


def test_joint_meetings_count_all_their_members():
    joint = meeting("joint", states=of("FR", "GH"), mechanisms=("x", "y"))
    one, other = meeting("a", states=of("FR")), meeting("b", states=of("GH"))

    assert {clash.other.key: STATES.codes_of(clash.shared) for clash in near(joint, one, other)} == {
        "a": ("FR",), "b": ("GH",),
    }  # fmt: skip


def test_a_month_is_possible_and_never_sure():
    (clash,) = near(meeting("a", 10, 3, states=of("FR")), meeting("b", 0, spare=30, states=of("FR")), within=0)

    assert (clash.is_sure, clash.chance, clash.weight) == (False, pytest.approx(3 / 31), pytest.approx(3 / 31))
    assert clash.reasons[0] == Reason("possible", (clash.chance,))


def test_what_belongs_to_it_is_no_clash():
    summit, preparing = meeting("summit", 5), meeting("preparing", 4, belongs_to=("summit",))
    calendar = Calendar([summit, preparing, meeting("other", 5)], STATES)

    assert [clash.other.key for clash in clashes_of(summit, calendar)] == ["other"]
    assert [clash.other.key for clash in clashes_of(preparing, calendar)] == ["other"]
    assert [one.key for one in belonging(summit, calendar)] == ["preparing"]
    assert {(one.one.key, one.other.key) for one in clashes_within(calendar)} == {
        ("preparing", "other"), ("other", "summit"),
    }  # fmt: skip


def test_a_meeting_is_no_clash_with_its_other_days():
    assert near(meeting("a", 0), meeting("a", 1)) == ()


def test_small_states_come_first_and_weigh_more():
    one, big = meeting(states=of("FR", "GH", "MT")), meeting("b", states=of("FR", "GH"))
    small = meeting("c", states=of("MT", "FR"))

    assert [(clash.other.key, clash.weight) for clash in near(one, small, big)] == [("c", 3), ("b", 2)]
    assert reasons(one, small) == {
        "days-shared": (), "states-shared": ("MT", "FR"), "small-states-shared": ("MT",)
    }  # fmt: skip


def test_each_day_between_halves_the_weight():
    one = meeting(days=2, states=of("FR"))

    assert [near(one, meeting("b", first, states=of("FR")))[0].weight for first in (1, 2, 3, 4)] == [
        1,
        0.5,
        0.25,
        0.125,
    ]
    assert near(one, meeting("b", 5, states=of("FR"))) == ()


def test_only_who_has_to_go_there_travels():
    one = meeting(states=of("FR"), place=GENEVA)
    far, online = (meeting("b", 1, states=of("FR"), place=APIA, is_online=online) for online in (False, True))

    assert near(one, far)[0].weight == pytest.approx(0.5 + 0.1 * near(one, far)[0].kilometres / 1000)
    assert (near(one, online)[0].weight, near(one, online)[0].kilometres) == (0.125, None)


def test_open_to_all_is_told_apart_from_members():
    summit = meeting("summit", is_open=True)
    (clash,) = near(summit, meeting("b", states=of("FR", "GH")))

    assert (clash.shared, clash.invited, clash.weight) == (0, of("FR", "GH"), 0.5)
    assert Reason("states-invited", (2,)) in clash.reasons


def test_one_city_weighs_nothing_by_itself_and_is_told():
    one, other = meeting(place=GENEVA), meeting("b", place=GENEVA)

    assert near(one, other)[0].weight == 0
    assert near(one, other, weights=Weights(city=3))[0].weight == 3
    assert reasons(one, other) == {"days-shared": (), "city-shared": ("Geneva", "CH")}


def test_each_part_has_its_reason():
    one = meeting("a", 0, 20, mechanisms=("x",), themes=("labour",), secretariat="IOM", place=GENEVA,
                  states=of("FR"), observers=of("US"))  # fmt: skip
    other = meeting("b", 21, mechanisms=("x", "y"), themes=("health", "labour"), co_secretariats=("IOM",), place=APIA,
                    states=of("US"))  # fmt: skip

    assert reasons(one, other) == {
        "days-apart": (2,),
        "states-observing": ("US",),
        "mechanism-shared": ("x",),
        "theme-shared": ("labour",),
        "secretariat-shared": ("IOM",),
        "travel": (16410,),
        "long": (20,),
    }
