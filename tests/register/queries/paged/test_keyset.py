"""Parts of a list: every item once, in order, forwards and backwards, wherever rows come or go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.register.queries.paged.keyset import Place, part_of_rows

NUMBERS = st.lists(st.integers(0, 500), unique=True, max_size=60)


def parts_of(rows, limit, *, is_descending, is_before):
    """All parts, walked from one end to the other."""
    place, found = Place(None, is_before, limit), []
    while True:
        part = part_of_rows(rows, lambda n: (n,), place, is_descending=is_descending)
        found.append(part)
        if not (part.has_before if is_before else part.has_after):
            return found[::-1] if is_before else found
        place = Place(part.first if is_before else part.last, is_before, limit)


@given(rows=NUMBERS, limit=st.integers(1, 9), is_descending=st.booleans(), is_before=st.booleans())
def test_parts_put_together_are_the_whole_in_order(rows, limit, is_descending, is_before):
    parts = parts_of(rows, limit, is_descending=is_descending, is_before=is_before)
    assert [n for part in parts for n in part.items] == sorted(rows, reverse=is_descending)
    assert {part.total for part in parts} == {len(rows)}


@pytest.mark.parametrize(
    ("place", "items", "before", "after"),
    [
        (Place(limit=2), (1, 2), False, True),
        (Place((2,), limit=2), (3, 4), True, True),
        (Place((4,), limit=2), (5,), True, False),
        (Place((3,), is_before=True, limit=2), (1, 2), False, True),
        (Place(None, is_before=True, limit=2), (4, 5), True, False),
        (Place((9,), limit=2), (), True, False),
    ],
)
def test_a_part_knows_what_is_around_it(place, items, before, after):
    part = part_of_rows([5, 4, 3, 2, 1], lambda n: (n,), place)
    assert (part.items, part.has_before, part.has_after) == (items, before, after)
