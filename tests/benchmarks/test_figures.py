"""The arithmetic of the benchmarks: percentiles, rates, growth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale.figures import Sample, exponent, percentile, rate

TIMES = st.lists(st.floats(1e-6, 1e3), min_size=1)


@pytest.mark.parametrize(
    ("taken", "percent", "found"),
    [
        ([7.0], 50, 7.0),
        ([7.0], 99, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 2.0, 3.0], 50, 2.0),
        (range(1, 101), 99, 99),
        (range(1, 102), 99, 100),
        (range(1, 1001), 99, 990),
        ([1.0, 2.0], 0, 1.0),
        ([1.0, 2.0], 100, 2.0),
    ],
)
def test_a_percentile_is_the_smallest_value_that_so_many_are_not_above(taken, percent, found):
    assert percentile(list(taken), percent) == found


@given(taken=TIMES, percent=st.floats(0, 100))
def test_a_percentile_is_one_of_the_values_and_enough_are_not_above_it(taken, percent):
    found = percentile(taken, percent)
    assert found in taken
    assert sum(value <= found for value in taken) >= percent / 100 * len(taken) - 1e-9


def test_nothing_measured_has_no_percentile():
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 50)


def test_a_rate_is_answers_by_seconds():
    assert rate([0.25, 0.5, 0.25]) == 3.0


@pytest.mark.parametrize(
    ("points", "grown"),
    [
        ([(120, 5.0), (6_000, 5.0), (100_000, 5.0)], 0.0),
        ([(100, 1.0), (10_000, 100.0)], 1.0),
        ([(10, 1.0), (100, 100.0), (1_000, 10_000.0)], 2.0),
        ([(100, 2.0), (10_000, 20.0)], 0.5),
    ],
)
def test_the_exponent_says_how_time_grows_with_size(points, grown):
    assert exponent(points) == pytest.approx(grown)


@pytest.mark.parametrize("points", [[], [(120, 5.0)], [(120, 5.0), (120, 6.0)]])
def test_one_size_says_nothing_of_growth(points):
    assert exponent(points) is None


@given(power=st.floats(-1, 3), factor=st.floats(1e-3, 1e3))
def test_the_exponent_of_a_power_is_that_power(power, factor):
    assert exponent([(size, factor * size**power) for size in (120, 6_000, 100_000)]) == pytest.approx(power, abs=1e-6)


def test_a_sample_is_told_in_milliseconds():
    taken = Sample((0.002, 0.004, 0.002), first=0.5, processor=0.001, size=12)
    assert taken.as_json() == {
        "asked": 3, "rps": 375.0, "p50": 2.0, "p99": 4.0, "first": 500.0, "processor": 1.0, "bytes": 12,
    }  # fmt: skip


def test_what_could_not_be_measured_is_told_by_its_fault_alone():
    assert Sample(fault="no answer within 60 s").as_json() == {"fault": "no answer within 60 s"}
