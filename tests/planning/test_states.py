import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.errors import UnknownReferenceError
from iscm.planning.states import States

CODES = ("FJ", "FR", "GH", "MT", "PW")
SOME = States.of(CODES, small=("MT", "PW", "XX"))


def test_small_states_come_first():
    assert SOME.codes_of(SOME.mask(["GH", "PW", "FR", "MT"])) == ("MT", "PW", "FR", "GH")


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownReferenceError, match="no State has the code 'ZZ'"):
        SOME.mask(["FR", "ZZ"])


def test_all_are_as_many_as_codes():
    assert (SOME.size(SOME.all), SOME.codes, "GH" in SOME, "ZZ" in SOME) == (5, CODES, True, False)


@given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES)))
def test_sets_of_states_behave_as_sets(one, other):
    shared = SOME.mask(one) & SOME.mask(other)

    assert set(SOME.codes_of(shared)) == one & other
    assert SOME.size(shared) == len(one & other)
