"""Round ticks, and places in proportion."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.charts.scale import scale


@pytest.mark.parametrize(
    ("most", "wanted", "ticks"),
    [
        (0, 4, (0, 1)),
        (1, 4, (0, 1)),
        (3, 4, (0, 1, 2, 3)),
        (14, 4, (0, 5, 10)),
        (90, 1, (0, 50)),
        (119, 4, (0, 20, 40, 60, 80, 100)),
        (1_200, 3, (0, 500, 1000)),
    ],
)
def test_ticks_are_round(most, wanted, ticks):
    assert scale(most, 100, wanted).ticks == ticks


def test_ticks_of_parts_may_lie_between_whole_numbers():
    assert scale(0.5, 100, 4, is_whole=False).ticks == (0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5)


@given(st.one_of(st.integers(0, 10**12), st.floats(0, 1e12)), st.integers(1, 12))
def test_ticks_begin_at_zero_lie_on_the_line_and_are_a_few(most, wanted):
    made = scale(most, 100, wanted, is_whole=False)
    assert made.ticks[0] == 0
    assert 1 < len(made.ticks) <= 2 * wanted + 3
    assert all(0 <= made.place(tick) <= 100.0001 for tick in made.ticks)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_places_are_in_proportion(most, value):
    assert math.isclose(scale(most, 100).place(value), value / most * 100)
