"""Running numbers of rows."""

from hypothesis import given
from hypothesis import strategies as st

from iscm.register.queries.opendata.numbering import Numbers


@given(st.sets(st.integers(0, 300)), st.integers(-1, 301))
def test_a_number_is_the_place_among_all_keys(keys, asked):
    held = sorted(keys)
    assert Numbers(held).find(asked) == (held.index(asked) + 1 if asked in keys else None)


def test_memory_grows_with_gaps_and_not_with_rows():
    assert [len(Numbers(range(1, size))) for size in (10, 100_000)] == [1, 1]
    assert len(Numbers([1, 2, 5, 6, 9])) == 3


def test_no_key_has_no_number():
    assert Numbers([1]).find(None) is None
