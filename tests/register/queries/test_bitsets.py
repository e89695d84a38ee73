"""Sets of places as bits: the same as sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from iscm.register.queries.bitsets import all_of, bits_of, places_of, put_in, taken_out

SIZE = 1_300
PLACES = st.sets(st.integers(0, SIZE - 1), max_size=300)


@given(PLACES)
def test_places_come_back_in_their_order(places):
    assert places_of(bits_of(places, SIZE)) == sorted(places)


@given(PLACES, st.integers(0, 400), st.integers(0, 400))
def test_a_part_of_the_places_is_that_part(places, skipped, most):
    assert places_of(bits_of(places, SIZE), skipped, most) == sorted(places)[skipped : skipped + most]


@given(PLACES, st.integers(0, SIZE - 1), st.booleans())
def test_a_place_put_in_moves_all_behind_it_and_taken_out_moves_them_back(places, place, is_in):
    moved = {each + (each >= place) for each in places} | ({place} if is_in else set())
    bits = bits_of(places, SIZE)
    assert put_in(bits, place, is_in=is_in) == bits_of(moved, SIZE + 1)
    assert taken_out(put_in(bits, place, is_in=is_in), place) == bits


def test_all_places_and_none():
    assert (places_of(all_of(3)), places_of(0), bits_of((), 0)) == ([0, 1, 2], [], 0)
