"""Who may do what: one table of roles and actions, and one question to it.

A grant is for the whole register, or for one mechanism: then it holds for what concerns that one, and nothing else.
Nothing here knows a row; `operations/accounts.py` reads the grants of an account.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is trusted with."""

    READER = "reader"
    FOCAL_POINT = "focal-point"
    EDITOR = "editor"
    CHIEF_EDITOR = "chief-editor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What somebody may want to do behind the door."""

    DESK_ENTER = "desk.enter"
    CLOSED_READ = "closed.read"
    ROOM_OPEN = "room.open"
    SUBMISSION_SEND = "submission.send"
    HISTORY_READ = "history.read"
    WORKLIST_READ = "worklist.read"
    DOCUMENT_UPLOAD = "document.upload"
    DOCUMENT_ACCEPT = "document.accept"
    MEETING_CORRECT = "meeting.correct"
    MEETING_JUDGE = "meeting.judge"
    MEETING_WITHDRAW = "meeting.withdraw"
    CHANGE_UNDO = "change.undo"
    PROBLEM_DISMISS = "problem.dismiss"
    MECHANISM_EDIT = "mechanism.edit"
    SOURCE_GATHER = "source.gather"
    ROOM_INVITE = "room.invite"
    SURVEY_RUN = "survey.run"
    PLAN_MAKE = "plan.make"
    EDITION_DRAFT = "edition.draft"
    EDITION_PUBLISH = "edition.publish"
    VOCABULARY_EDIT = "vocabulary.edit"
    TRUST_SET = "trust.set"
    KEY_MAKE = "key.make"
    ACCOUNT_MANAGE = "account.manage"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, for the mechanism of this slug or (None) for the whole register."""

    role: Role
    mechanism: str | None = None


_READER = frozenset({Action.DESK_ENTER, Action.CLOSED_READ})
_FOCAL_POINT = _READER | {Action.ROOM_OPEN, Action.SUBMISSION_SEND}
_EDITOR = _FOCAL_POINT | {
    Action.HISTORY_READ,
    Action.WORKLIST_READ,
    Action.DOCUMENT_UPLOAD,
    Action.DOCUMENT_ACCEPT,
    Action.MEETING_CORRECT,
    Action.MEETING_JUDGE,
    Action.MEETING_WITHDRAW,
    Action.CHANGE_UNDO,
    Action.PROBLEM_DISMISS,
    Action.MECHANISM_EDIT,
    Action.SOURCE_GATHER,
    Action.ROOM_INVITE,
    Action.SURVEY_RUN,
    Action.PLAN_MAKE,
    Action.EDITION_DRAFT,
}
_CHIEF_EDITOR = _EDITOR | {Action.EDITION_PUBLISH, Action.VOCABULARY_EDIT, Action.TRUST_SET, Action.KEY_MAKE}
TABLE: dict[Role, frozenset[Action]] = {
    Role.READER: _READER,
    Role.FOCAL_POINT: _FOCAL_POINT,
    Role.EDITOR: _EDITOR,
    Role.CHIEF_EDITOR: _CHIEF_EDITOR,
    Role.ADMINISTRATOR: _CHIEF_EDITOR | {Action.ACCOUNT_MANAGE},
}
NEEDS_MECHANISM = frozenset({Role.FOCAL_POINT})
WHOLE_ONLY = frozenset({Role.CHIEF_EDITOR, Role.ADMINISTRATOR})
SECOND_FACTOR = frozenset({Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR})

# A joint meeting belongs to each of its mechanisms: one of them is enough to read or to write to the desk about it.
ONE_IS_ENOUGH = frozenset({Action.CLOSED_READ, Action.ROOM_OPEN, Action.SUBMISSION_SEND})


def may(grants: Iterable[Grant], action: Action, mechanisms: Iterable[str] = ()) -> bool:
    """Whether these grants allow the action on what concerns these mechanisms; on the whole register if none is named.

    Who changes what concerns several mechanisms needs to be allowed for each of them. A grant for one mechanism never
    allows what concerns none, or all.
    """
    about = frozenset(mechanisms)
    allowing = [grant.mechanism for grant in grants if action in TABLE[grant.role]]
    if None in allowing:
        return True
    if action in ONE_IS_ENOUGH:
        return not about.isdisjoint(allowing)
    return bool(about) and about.issubset(allowing)


def may_anywhere(grants: Iterable[Grant], action: Action) -> bool:
    """Whether these grants allow the action on anything at all: what a door asks, before it is known what about."""
    return any(action in TABLE[grant.role] for grant in grants)


def mechanisms_of(grants: Iterable[Grant], action: Action) -> frozenset[str] | None:
    """The mechanisms for which the action is allowed; None for the whole register."""
    allowing = [grant.mechanism for grant in grants if action in TABLE[grant.role]]
    return None if None in allowing else frozenset(slug for slug in allowing if slug)


def needs_second_factor(grants: Iterable[Grant]) -> bool:
    """Whether whoever holds these grants must sign in with a second factor."""
    return any(grant.role in SECOND_FACTOR for grant in grants)
