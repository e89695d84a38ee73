"""Who may do what, role by role, as people would write it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.register.rules import Action, Grant, Role, may, may_anywhere, mechanisms_of, needs_second_factor

# R reader, F focal point, E editor, C chief editor, A administrator.
MAY = {
    "desk.enter": "RFECA",
    "closed.read": "RFECA",
    "room.open": "FECA",
    "submission.send": "FECA",
    "history.read": "ECA",
    "worklist.read": "ECA",
    "document.upload": "ECA",
    "document.accept": "ECA",
    "meeting.correct": "ECA",
    "meeting.judge": "ECA",
    "meeting.withdraw": "ECA",
    "change.undo": "ECA",
    "problem.dismiss": "ECA",
    "mechanism.edit": "ECA",
    "source.gather": "ECA",
    "room.invite": "ECA",
    "survey.run": "ECA",
    "plan.make": "ECA",
    "edition.draft": "ECA",
    "edition.publish": "CA",
    "vocabulary.edit": "CA",
    "trust.set": "CA",
    "key.make": "CA",
    "account.manage": "A",
}
LETTERS = dict(zip("RFECA", Role, strict=True))
GRANTS = st.builds(Grant, st.sampled_from(Role), st.sampled_from([None, "gfmd", "rcm", "midsa"]))


def test_every_action_is_in_the_table():
    assert list(MAY) == [action.value for action in Action]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_for_the_whole_register_may_do_what_the_table_says(letter):
    grants = [Grant(LETTERS[letter])]
    allowed = {action.value for action in Action if may(grants, action)}
    assert allowed == {action for action, letters in MAY.items() if letter in letters}


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_for_one_mechanism_may_do_it_there_and_nowhere_else(letter):
    grants = [Grant(LETTERS[letter], "gfmd")]
    expected = {action for action, letters in MAY.items() if letter in letters}
    assert {action.value for action in Action if may(grants, action, ["gfmd"])} == expected
    assert {action.value for action in Action if may_anywhere(grants, action)} == expected
    assert {action.value for action in Action if may(grants, action, ["rcm"]) or may(grants, action)} == set()


@pytest.mark.parametrize(
    ("action", "mechanisms", "expected"),
    [
        (Action.CLOSED_READ, ["gfmd", "rcm"], True),
        (Action.SUBMISSION_SEND, ["rcm", "gfmd"], True),
        (Action.SUBMISSION_SEND, ["rcm", "midsa"], False),
        (Action.MEETING_CORRECT, ["gfmd", "rcm"], False),
        (Action.MEETING_CORRECT, ["gfmd", "gfmd"], True),
        (Action.MEETING_CORRECT, [], False),
        (Action.CLOSED_READ, [], False),
    ],
)
def test_of_a_joint_meeting_one_mechanism_is_enough_to_read_but_not_to_change(action, mechanisms, expected):
    assert may([Grant(Role.EDITOR, "gfmd")], action, mechanisms) is expected


def test_roles_for_several_mechanisms_add_up():
    grants = [Grant(Role.EDITOR, "gfmd"), Grant(Role.EDITOR, "rcm")]
    assert may(grants, Action.MEETING_CORRECT, ["gfmd", "rcm"])
    assert mechanisms_of(grants, Action.MEETING_CORRECT) == {"gfmd", "rcm"}


def test_a_role_for_all_names_no_mechanism():
    assert mechanisms_of([Grant(Role.EDITOR), Grant(Role.READER, "gfmd")], Action.CLOSED_READ) is None
    assert mechanisms_of([Grant(Role.READER, "gfmd")], Action.MEETING_CORRECT) == frozenset()


@given(st.lists(GRANTS), st.sampled_from(Action), st.lists(st.sampled_from(["gfmd", "rcm", "midsa"])))
def test_another_role_never_takes_anything_away(grants, action, mechanisms):
    allowed = may(grants, action, mechanisms)
    more = [may([*grants, Grant(role)], action, mechanisms) for role in Role]
    assert all(more) or not allowed


@given(st.lists(GRANTS), st.sampled_from(Action), st.lists(st.sampled_from(["gfmd", "rcm"])))
def test_what_is_allowed_here_is_allowed_somewhere(grants, action, mechanisms):
    assert may_anywhere(grants, action) or not may(grants, action, mechanisms)


@given(st.sampled_from(Action), st.lists(st.sampled_from(["gfmd", "rcm"])))
def test_nobody_may_do_nothing(action, mechanisms):
    assert not may([], action, mechanisms)


@pytest.mark.parametrize(("letter", "expected"), [("R", False), ("F", False), ("E", True), ("C", True), ("A", True)])
def test_who_may_change_the_register_needs_a_second_factor(letter, expected):
    assert needs_second_factor([Grant(Role.READER), Grant(LETTERS[letter], "gfmd")]) is expected
