"""Which statements count: later over earlier, taken back and back again, each for its time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.facts import Fact
from iscm.domain.sittings import holds, is_sure
from iscm.reconciliation.facts.counting import counting, latest_on, standing
from tests.factories.facts import TODAY, make_statement, seat

STATUS = "status"
ABOUT = ("mechanism", "gfmd")
YEARS = st.one_of(st.none(), st.integers(1990, 2030).map(str))


def told(*statements):
    return counting(statements).get(ABOUT, ())


@pytest.mark.parametrize(
    ("back", "stands"),
    [((), (0,)), ((0,), (1,)), ((0, 1), (0, 2)), ((0, 1, 2), (1, 3)), ((0, 0), (1, 2))],
)
def test_what_is_taken_back_counts_again_once_that_is_taken_back(back, stands):
    made = [make_statement(0, Fact(STATUS, "ended"))]
    made += [make_statement(n, takes_back=earlier) for n, earlier in enumerate(back, start=1)]
    assert tuple(int(one.key, 16) for one in standing(made)) == stands


@given(st.lists(st.one_of(st.none(), st.integers(0, 20)), max_size=20))
def test_a_statement_stands_unless_one_that_stands_takes_it_back(picks):
    made = [
        make_statement(n, Fact(STATUS, "active"), takes_back=pick if pick is not None and pick < n else "")
        for n, pick in enumerate(picks)
    ]
    stands = {one.key for one in standing(made)}
    assert {one.key for one in made} - stands == {one.takes_back for one in made if one.key in stands} - {""}


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        (("2010", None), ("2010", "2024"), 1),  # it ended
        (("2010", None), (None, "2024"), 1),
        (("2000", "2010"), ("2020", None), 2),  # came back
        (("2000", "2010"), ("2010", None), 2),  # left and came back in one year
        (("2020", "2020"), ("2020", "2020"), 1),  # said twice
        (("2020", "2020"), ("2019", "2021"), 1),
        ((None, None), (None, None), 1),
    ],
)
def test_a_later_seat_replaces_one_whose_time_it_overlaps(earlier, later, count):
    held = told(make_statement(0, seat("BR", *earlier)), make_statement(1, seat("BR", *later)))
    assert (len(held), held[-1].fact) == (count, seat("BR", *later))


@given(st.lists(st.tuples(YEARS, YEARS), min_size=1, max_size=8), st.integers(1980, 2040))
def test_of_one_seat_the_last_statement_about_a_day_decides_it(spans, year):
    spans = [(a, b) if None in (a, b) or a <= b else (b, a) for a, b in spans]
    held = told(*(make_statement(n, seat("BR", *span)) for n, span in enumerate(spans)))
    assert held[-1].fact == seat("BR", *spans[-1])
    day = date(year, 6, 1)
    if holds(seat("BR", *spans[-1]), day):
        assert latest_on(held, day)["seats"].fact == seat("BR", *spans[-1])


@given(st.permutations(range(5)))
def test_statements_about_different_things_count_in_any_order(order):
    slugs = ["gfmd", "rcm", "pidc", "idm", "apc"]
    made = [make_statement(n, Fact(STATUS, "ended"), slug=slugs[n]) for n in range(5)]
    assert counting([made[n] for n in order]) == counting(made)


def test_of_two_values_each_holds_in_its_time():
    held = told(
        make_statement(0, Fact(STATUS, "active", since="2000")),
        make_statement(1, Fact(STATUS, "dormant", since="2015", until="2018")),
    )
    found = [latest_on(held, date(year, 6, 1)).get(STATUS) for year in (1999, 2010, 2016, 2020)]
    assert [one.fact.value if one else None for one in found] == [None, "active", "dormant", "active"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, (True, False)),
        ("2026", None, (True, False)),
        ("2025", None, (True, True)),
        ("2025", "2026", (True, False)),
        ("2025", "2027", (True, True)),
        ("2027", None, (False, False)),
        (None, "2025", (False, False)),
        ("2026-11-21", "2026-11-21", (True, True)),
    ],
)
def test_inexact_ends_may_reach_further_than_is_sure(since, until, expected):
    fact = Fact(STATUS, "active", since=since, until=until)
    assert (holds(fact, TODAY), is_sure(fact, TODAY)) == expected
