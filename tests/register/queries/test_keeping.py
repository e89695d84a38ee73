from hypothesis import given
from hypothesis import strategies as st

from iscm.register.queries.keeping import Shelf, forget_all


def test_what_is_kept_is_found_again_and_nothing_else():
    shelf = Shelf(10, 10)
    shelf.keep("a", "one", 4)
    assert (shelf.find("a"), shelf.find("b")) == ("one", None)


def test_what_was_asked_for_least_lately_goes_first():
    shelf = Shelf(10, 10)
    for key in "ab":
        shelf.keep(key, key.upper(), 4)
    shelf.find("a")
    shelf.keep("c", "C", 4)
    assert [shelf.find(key) for key in "abc"] == ["A", None, "C"]


def test_what_is_too_large_is_not_kept_and_drives_nothing_out():
    shelf = Shelf(10, 5)
    shelf.keep("a", "A", 4)
    shelf.keep("b", "B", 6)
    assert [shelf.find(key) for key in "ab"] == ["A", None]


def test_all_shelves_are_emptied_at_once():
    one, other = Shelf(10, 10), Shelf(10, 10)
    one.keep("a", "A", 4)
    other.keep("b", "B", 4)
    forget_all()
    assert (one.find("a"), other.find("b"), one.held) == (None, None, 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12))))
def test_never_more_than_the_bound_is_held(kept):
    shelf = Shelf(20, 10)
    for key, size in kept:
        shelf.keep(key, key, size)
    sizes = dict(kept)
    found = [key for key in sizes if shelf.find(key) is not None]
    assert shelf.held <= 20
    assert shelf.held == sum(next(size for key, size in reversed(kept) if key == one and size <= 10) for one in found)
