"""Whether there is a plan at all, and what a plan costs: equal to going through every combination."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.choices import Choices, Order, Pair, narrow

DAYS = st.sets(st.integers(1, 9), min_size=1, max_size=4).map(sorted).map(tuple)


@st.composite
def some_choices(draw, most=4):
    days = tuple(draw(st.lists(DAYS, min_size=1, max_size=most)))
    wishes = st.integers(0, len(days) - 1)
    pairs = draw(st.lists(st.tuples(wishes, wishes), max_size=4))
    costs = st.dictionaries(st.integers(-3, 3), st.integers(1, 9), min_size=1, max_size=5)
    return Choices(
        days,
        tuple({day: draw(st.integers(0, 5)) for day in of} for of in days),
        tuple(Pair(one, other, draw(costs)) for one, other in dict.fromkeys(pairs) if one < other),
        draw_orders(draw, wishes),
    )


def draw_orders(draw, wishes):
    found = []
    for earlier, later, least, more in draw(
        st.lists(st.tuples(wishes, wishes, st.integers(-3, 4), st.integers(0, 6)), max_size=4)
    ):
        if earlier != later:
            found.append(Order(earlier, later, least, least + more))
    return tuple(found)


def all_plans(choices):
    """Every combination that is possible."""
    return [days for days in product(*choices.days) if choices.is_possible(days)]


@given(some_choices())
def test_narrowing_leaves_days_exactly_where_there_is_a_plan(choices):
    left = narrow(choices.days, choices.orders)
    assert (left is not None) == bool(all_plans(choices))


@given(some_choices())
def test_narrowing_takes_no_day_that_a_plan_has_and_leaves_one_of_the_earliest(choices):
    left, plans = narrow(choices.days, choices.orders), all_plans(choices)
    if left is None:
        return
    assert all(day in kept for plan in plans for day, kept in zip(plan, left, strict=True))
    assert tuple(days[0] for days in left) in plans


def test_a_circle_of_orders_has_no_plan():
    days = ((1, 2, 3), (1, 2, 3), (1, 2, 3))
    circle = (Order(0, 1, 1), Order(1, 2, 1), Order(2, 0, 1))
    assert (narrow(days, circle), narrow(days, circle[:2])) == (None, [(1,), (2,), (3,)])


def test_what_a_plan_costs_is_told_by_hand():
    choices = Choices(((1, 2), (2, 4)), ({1: 0, 2: 5}, {2: 1, 4: 0}), (Pair(0, 1, {0: 7, 1: 3}),))
    assert [choices.cost(days) for days in product((1, 2), (2, 4))] == [4, 0, 13, 5]
    assert (choices.least_alone, choices.is_possible((1, 3)), choices.is_possible((1, 4))) == (0, False, True)


@given(some_choices())
def test_narrowing_after_one_wish_changed_is_narrowing_all(choices):
    left = narrow(choices.days, choices.orders)
    for wish, days in enumerate(left or ()):
        for day in days:
            tried = [*left[:wish], (day,), *left[wish + 1 :]]
            assert narrow(tried, choices.orders, [wish]) == narrow(tried, choices.orders)
