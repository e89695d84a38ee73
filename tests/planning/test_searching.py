"""The search: best where it says so, in order always, and the same twice."""

import sys

import pytest
from hypothesis import assume, given, settings

from iscm.planning import solver
from iscm.planning.choices import Choices, Order, Pair
from iscm.planning.improving import first_plan, improve
from iscm.planning.parts import beside_others, by_themselves, parts_of
from iscm.planning.searching import Search
from tests.planning.test_choices import all_plans, some_choices

LONG = 600.0  # seconds; small searches end by themselves
CROWD = Choices(
    tuple(tuple(range(1, 9)) for _ in range(14)),
    tuple({day: day % 3 for day in range(1, 9)} for _ in range(14)),
    tuple(Pair(one, other, {-1: 2, 0: 5, 1: 2}) for one in range(14) for other in range(one + 1, 14)),
    (Order(0, 1, 1), Order(1, 2, 1, 3)),
)


@settings(max_examples=15, deadline=None)
@given(some_choices())
def test_the_solver_finds_what_going_through_all_finds(choices):
    plans = all_plans(choices)
    assume(plans)
    found = Search(choices, LONG).run()
    best = min(choices.cost(days) for days in plans)
    assert (found.cost, found.bound, found.days in plans) == (best, best, True)


@settings(max_examples=60, deadline=None)
@given(some_choices())
def test_without_the_solver_the_plan_is_in_order_and_the_bound_true(choices):
    plans = all_plans(choices)
    assume(plans)
    found = Search(choices, LONG, with_solver=False).run()
    best = min(choices.cost(days) for days in plans)
    assert found.days in plans
    assert found.bound <= best <= found.cost == choices.cost(found.days)


@settings(max_examples=60, deadline=None)
@given(some_choices())
def test_what_parts_cost_by_themselves_is_no_more_than_any_plan(choices):
    plans = all_plans(choices)
    assume(plans)
    parts = parts_of(choices, 2)
    best = sum(min(some.cost(days) for days in all_plans(some)) for some in (by_themselves(choices, p) for p in parts))
    assert sorted(wish for part in parts for wish in part) == list(range(len(choices.days)))
    assert best <= min(choices.cost(days) for days in plans)


@settings(max_examples=60, deadline=None)
@given(some_choices())
def test_a_part_beside_the_others_costs_what_the_whole_says(choices):
    plans = all_plans(choices)
    assume(plans)
    chosen, part = plans[0], tuple(range(len(choices.days)))[::2]
    some = beside_others(choices, part, chosen)
    for days in all_plans(some):
        whole = list(chosen)
        for wish, day in zip(part, days, strict=True):
            whole[wish] = day
        assert choices.is_possible(whole)
        assert choices.cost(whole) - choices.cost(chosen) == some.cost(days) - some.cost([chosen[w] for w in part])


def test_no_plan_is_worse_than_the_one_it_began_with():
    start = first_plan(CROWD)
    found = improve(CROWD, start, seconds=LONG, rounds=50)
    assert CROWD.is_possible(found.days)
    assert found.cost == CROWD.cost(found.days) <= CROWD.cost(start)


def test_the_same_search_finds_the_same_plan():
    one, other = (Search(CROWD, LONG, with_solver=False, seed=3).run() for _ in range(2))
    assert (one.days, one.bound, one.is_finished) == (other.days, other.bound, True)


def test_costs_fall_and_bounds_rise_as_they_are_told():
    told = []
    found = Search(CROWD, 1.5, on_progress=told.append).run()
    assert told == list(found.progress)
    assert [step.cost for step in told] == sorted((step.cost for step in told), reverse=True)
    assert [step.bound for step in told] == sorted(step.bound for step in told)
    assert (told[-1].cost, told[-1].bound) == (found.cost, found.bound)


@pytest.mark.parametrize("with_solver", [True, False])
def test_a_search_that_is_stopped_keeps_its_best_plan(with_solver):
    calls = iter(range(1000))
    found = Search(CROWD, LONG, with_solver=with_solver, should_stop=lambda: next(calls) > 5).run()
    assert (CROWD.is_possible(found.days), found.is_finished) == (True, False)


def test_no_time_at_all_still_gives_a_plan():
    found = Search(CROWD, 0).run()
    assert (CROWD.is_possible(found.days), found.bound) == (True, CROWD.least_alone)


def test_nothing_to_choose_is_best_at_once():
    assert Search(Choices((), ()), LONG).run().days == ()


def test_orders_that_exclude_each_other_are_refused():
    with pytest.raises(ValueError, match="contradictions"):
        Search(Choices(((1,), (1,)), ({1: 0}, {1: 0}), (), (Order(0, 1, 1),)), LONG).run()


def test_a_model_that_is_too_large_is_not_made(monkeypatch):
    monkeypatch.setattr(solver, "MOST_CLAUSES", 0)
    found = Search(CROWD, LONG).run()
    assert (found.bound, CROWD.is_possible(found.days), found.is_finished) == (CROWD.least_alone, True, True)


def test_or_tools_is_loaded_only_to_solve():
    import subprocess

    code = "import sys, iscm.planning.solving, iscm.cli.plan; print('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
