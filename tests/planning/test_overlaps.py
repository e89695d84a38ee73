import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.planning.overlaps import overlaps, seats_by_state
from iscm.planning.seats import Seats
from iscm.planning.states import States

STATES = States.of(("DE", "FR", "GH", "MT", "NG", "US"), small=("MT",))
A = Seats("a", ("FR", "GH", "MT"), ("US",), basis="listed")
B = Seats("b", ("FR", "MT", "NG", "US"), ("GH",), basis="attended")
C = Seats("c", (), ("DE", "FR"), is_open=True, basis="rule")
THEMES = {"a": ("labour", "health"), "b": ("health", "return")}


def test_what_two_share():
    (found,) = overlaps([A, B], THEMES, STATES)

    assert (found.one, found.other, found.themes, found.basis, found.is_open) == (
        "a",
        "b",
        ("health",),
        "attended",
        False,
    )
    assert STATES.codes_of(found.members) == ("MT", "FR")
    assert STATES.codes_of(found.observers) == ("GH", "US")
    assert (found.number, found.share, found.is_both) == (2, pytest.approx(2 / 3), True)


def test_open_to_all_shares_no_members():
    found = {(one.one, one.other): one for one in overlaps([A, B, C], THEMES, STATES)}

    assert list(found) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert (found["a", "c"].members, found["a", "c"].is_open, found["a", "c"].basis, found["a", "c"].share) == (
        0,
        True,
        "rule",
        0,
    )
    assert STATES.codes_of(found["a", "c"].observers) == ("FR",)
    assert found["a", "c"].is_both is False


@given(st.lists(st.tuples(st.sets(st.sampled_from(STATES.codes)), st.sets(st.sampled_from(STATES.codes))), max_size=6))
def test_overlaps_are_those_of_sets(lists):
    seats = [
        Seats(f"{n}", tuple(sorted(members)), tuple(sorted(watching - members)))
        for n, (members, watching) in enumerate(lists)
    ]
    found = overlaps(seats, {}, STATES)
    said = {
        (one.one, one.other): (set(STATES.codes_of(one.members)), set(STATES.codes_of(one.observers))) for one in found
    }
    present = [members | watching for members, watching in lists]

    assert said == {
        (f"{n}", f"{m}"): (lists[n][0] & lists[m][0], present[n] & present[m] - (lists[n][0] & lists[m][0]))
        for n in range(len(lists))
        for m in range(n + 1, len(lists))
    }
    assert [one.number for one in found] == sorted((one.number for one in found), reverse=True)


def test_a_state_sits_in_as_many_as_name_it_a_member():
    assert seats_by_state([A, B, C]) == {
        "FR": ("a", "b"), "MT": ("a", "b"), "GH": ("a",), "NG": ("b",), "US": ("b",),
    }  # fmt: skip
