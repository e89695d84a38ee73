"""What is asked of a register: each under a name of its own, made afresh unless its name says otherwise."""

from benchmarks.scale.operations import Found, operations
from benchmarks.scale.targets import FLAT, UNCHANGED

FOUND = Found(("a", "b"), ("/api/v1/meetings?limit=50", "/near"), ("/far",))


def test_every_operation_has_a_name_of_its_own():
    names = [one.name for one in operations(FOUND)]
    assert len({*names}) == len(names)


def test_what_targets_speak_of_is_measured():
    assert {*FLAT, *UNCHANGED, "search, ranked", "clashes of a meeting"} <= {one.name for one in operations(FOUND)}


def test_only_what_is_said_to_be_kept_or_unchanged_is_asked_again_at_the_same_address():
    again = {one.name for one in operations(FOUND) if not one.paths and "{" not in one.path}
    assert again == {"list, kept", "feed of a mechanism, kept", *UNCHANGED}
    assert {one.name for one in operations(FOUND) if one.is_unchanged} == {*UNCHANGED}
