"""A plan as days: what it costs, why each day, what differs between two."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from iscm.planning.burdens import burdens
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import clashes_within
from iscm.planning.costing import Task
from iscm.planning.engagements import Engagement
from iscm.planning.plans import Plan, clashes_of_plan, compare, count_clashes, planned
from iscm.planning.plans_reading import read_plan
from iscm.planning.solving import ImpossibleWishesError, solve, with_fixed
from iscm.planning.states import States
from iscm.planning.wishes import Gap, Wish

TODAY = date(2026, 11, 21)
STATES = States.of(["FR", "MT", "TN", "LY"], small=["MT"])
MARCH = (date(2027, 3, 1), date(2027, 3, 12))


def task(key, codes, days=1, period=MARCH, **more):
    wish = Wish(key, key.upper(), days=days, periods=(period,), **more)
    held = Engagement(key, key.upper(), (key,), period[0], period[0], days, states=STATES.mask(codes))
    return Task(wish, held)


HELD = Engagement("held", "Held", ("h",), date(2027, 3, 3), date(2027, 3, 3), 2, states=STATES.mask(["FR", "MT"]))
TASKS = (
    task("a", ["FR", "MT"], 2),
    task("b", ["FR", "TN"], after=(Gap("a", 1, 9),)),
    task("c", ["MT", "LY"], 3),
    task("d", ["FR", "MT", "TN", "LY"]),
)
CALENDAR = Calendar([HELD], STATES)


def solved(tasks=TASKS, **more):
    return solve(tasks, CALENDAR, today=TODAY, seconds=600, **more)


def test_a_plan_costs_what_its_clashes_and_days_weigh():
    plan = solved().plan
    clashes = clashes_within(planned(TASKS, plan.dates, CALENDAR))
    days = sum(
        burdens(STATES.codes_of(one.meeting.states), first, first + timedelta(days=one.wish.days - 1))[day]
        for one in TASKS
        for first in [plan.dates[one.wish.key]]
        for day in [first + timedelta(days=after) for after in range(one.wish.days)]
    )
    assert plan.cost == pytest.approx(sum(one.weight for one in clashes) + days, abs=0.01)
    assert (plan.is_optimal, plan.gap, plan.bound) == (True, 0, plan.cost)


def test_without_the_solver_the_method_and_the_bound_say_so():
    plan, best = solved(with_solver=False).plan, solved().plan
    assert (plan.method, best.method) == ("local-search", "cp-sat")
    assert plan.bound <= best.cost <= plan.cost


def test_where_or_tools_is_not_installed_the_plan_is_found_all_the_same(monkeypatch):
    monkeypatch.setattr("iscm.planning.solver.is_there", lambda: False)
    assert solved().plan.method == "local-search"


def test_gaps_and_periods_are_kept_and_a_fixed_wish_stays():
    tasks = with_fixed(TASKS, {"d": date(2027, 3, 8), "nobody": date(2027, 3, 9)})
    plan = solved(tasks).plan
    assert plan.dates["d"] == date(2027, 3, 8)
    assert 1 <= (plan.dates["b"] - plan.dates["a"]).days - 1 <= 9
    assert all(MARCH[0] <= plan.dates[one.wish.key] <= MARCH[1] for one in TASKS)
    assert solved().plan.cost <= plan.cost


def test_each_day_has_its_reason():
    found = solved()
    for one in found.why():
        assert one.first == found.plan.dates[one.wish]
        assert 1 <= one.in_order <= one.possible
        assert [other.more for other in one.others] == sorted(other.more for other in one.others)
        assert all(other.more >= 0 and other.first != one.first for other in one.others)
        for other in one.others:
            moved = found.cost_of({**found.plan.dates, one.wish: other.first})
            assert moved == pytest.approx(found.plan.cost + other.more)


def test_days_that_are_not_possible_cost_nothing_that_could_be_told():
    found = solved()
    assert found.cost_of({**found.plan.dates, "a": date(2027, 3, 6)}) is None
    assert found.cost_of({"a": date(2027, 3, 1)}) is None
    assert found.cost_of(found.plan.dates) == found.plan.cost


def test_two_plans_differ_in_what_moved_and_in_clashes():
    one = Plan({"a": date(2027, 3, 3), "d": date(2027, 3, 10)}, 5.0, 0.0)
    other = Plan({"a": date(2027, 3, 8), "d": date(2027, 3, 10)}, 3.5, 0.0)
    found = compare(TASKS, one, other, CALENDAR)
    assert [(moved.wish, moved.before, moved.after) for moved in found.moved] == [
        ("a", date(2027, 3, 3), date(2027, 3, 8))
    ]
    assert found.cost == -1.5
    assert [{clash.one.key, clash.other.key} for clash in found.gone] == [{"a", "held"}]
    assert [{clash.one.key, clash.other.key} for clash in found.new] == [{"a", "d"}]


def test_clashes_of_member_states_are_counted_by_pair_and_by_state():
    dates = {"a": date(2027, 3, 3), "b": date(2027, 3, 12), "c": date(2027, 3, 12), "d": date(2027, 3, 9)}
    calendar = planned(TASKS, dates, CALENDAR)
    assert (count_clashes(calendar).pairs, count_clashes(calendar).states) == (1, 2)
    assert (count_clashes(calendar, 3).pairs, count_clashes(calendar, 3).states) == (3, 6)
    assert {one.other.key for one in clashes_of_plan(TASKS[:1], {"a": dates["a"]}, CALENDAR)} == {"held"}


def test_a_meeting_that_may_move_is_not_beside_itself_and_moves_only_with_reason():
    mine = replace(TASKS[0], wish=replace(TASKS[0].wish, key="held", now=HELD.first))
    found = solved((replace(mine, meeting=HELD),))
    assert (found.plan.dates, found.plan.cost) == ({"held": HELD.first}, 0)


def test_where_it_is_stays_possible_even_on_a_sunday():
    sunday = date(2027, 3, 7)
    one = Task(Wish("x", "X", periods=((sunday, sunday),), now=sunday), replace(HELD, key="x", days=1))
    assert solved((one,)).plan.dates == {"x": sunday}


def test_wishes_that_contradict_each_other_are_refused_with_the_reason():
    with pytest.raises(ImpossibleWishesError, match="fixed on 2026-01-01, which is past") as refused:
        solved(with_fixed(TASKS, {"a": date(2026, 1, 1)}))
    assert [one.wishes for one in refused.value.found] == [("a",)]


def test_one_core_gives_the_same_plan_twice():
    one, other = solved(), solved()
    assert (one.plan.dates, one.plan.is_finished) == (other.plan.dates, True)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ("x", "it is no JSON"),
        ("[]", "“dates” with a day for each key is missing"),
        ('{"dates": {"a": "soon"}, "weight": 1, "bound": 0}', "the day of “a” is not understood"),
        ('{"dates": {"a": "2027-03-01"}, "weight": true, "bound": 0}', "“weight” is not a number"),
        ('{"dates": {"a": "2027-03-01"}, "weight": 1, "bound": 1e99}', "“bound” is not a number"),
    ],
)
def test_what_is_no_plan_is_refused(held, message):
    with pytest.raises(ValueError, match=message):
        read_plan(held.encode())


def test_a_plan_is_read_back():
    held = {"dates": {"a": "2027-03-01"}, "weight": 2.5, "bound": 1}
    assert read_plan(json.dumps(held).encode()) == Plan({"a": date(2027, 3, 1)}, 2.5, 1.0)
