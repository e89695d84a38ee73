"""The rooms of the desk, in one table. A room is shown once its address exists, to those who may enter it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from iscm.register.rules import Action, Grant, may_anywhere


@dataclass(frozen=True, slots=True)
class Section:
    """A room: its key in `desk_page`, the name of its address, what it is called and for, who may enter."""

    key: str
    address: str
    name: Promise
    purpose: Promise
    action: Action


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A room as an entry of the navigation."""

    name: Promise
    purpose: Promise
    href: str
    is_current: bool


SECTIONS = (
    Section(
        "inbox",
        "desk-inbox",
        gettext_lazy("Inbox"),
        gettext_lazy("What came in, to be accepted or decided"),
        Action.DOCUMENT_ACCEPT,
    ),
    Section(
        "meetings",
        "desk-meetings",
        gettext_lazy("Meetings"),
        gettext_lazy("Correct, confirm, postpone, cancel; same or different"),
        Action.MEETING_CORRECT,
    ),
    Section(
        "worklist",
        "desk-worklist",
        gettext_lazy("Worklist"),
        gettext_lazy("Problems, old plans, missing outcomes"),
        Action.WORKLIST_READ,
    ),
    Section(
        "mechanisms",
        "desk-mechanisms",
        gettext_lazy("Mechanisms"),
        gettext_lazy("Names, members, chairs, secretariats"),
        Action.MECHANISM_EDIT,
    ),
    Section(
        "vocabulary",
        "desk-vocabulary",
        gettext_lazy("Vocabulary"),
        gettext_lazy("Themes: merge and retire"),
        Action.VOCABULARY_EDIT,
    ),
    Section(
        "editions",
        "desk-editions",
        gettext_lazy("Editions"),
        gettext_lazy("Draft, compare, publish"),
        Action.EDITION_DRAFT,
    ),
    Section(
        "plans",
        "desk-plans",
        gettext_lazy("Year plans"),
        gettext_lazy("Days for all wishes of a year, with the fewest clashes"),
        Action.PLAN_MAKE,
    ),
    Section(
        "history",
        "desk-history",
        gettext_lazy("History"),
        gettext_lazy("Who changed what, when and why; undo"),
        Action.HISTORY_READ,
    ),
    Section(
        "secretariats",
        "desk-secretariats",
        gettext_lazy("Secretariats"),
        gettext_lazy("Rooms, links and what was answered"),
        Action.ROOM_OPEN,
    ),
    Section(
        "survey",
        "desk-survey",
        gettext_lazy("Survey"),
        gettext_lazy("Questions to all focal points, and their answers"),
        Action.SURVEY_RUN,
    ),
    Section(
        "accounts",
        "desk-accounts",
        gettext_lazy("Accounts"),
        gettext_lazy("Invitations, roles, sign-ins"),
        Action.ACCOUNT_MANAGE,
    ),
    Section(
        "keys",
        "desk-keys",
        gettext_lazy("Keys"),
        gettext_lazy("With which programs of secretariats send what they know"),
        Action.KEY_MAKE,
    ),
)


def links_for(grants: Iterable[Grant], current: str) -> list[SectionLink]:
    """The rooms that exist and that these grants open; `current` is the key of the one that is shown."""
    held = tuple(grants)
    return [
        SectionLink(section.name, section.purpose, href, section.key == current)
        for section in SECTIONS
        if may_anywhere(held, section.action) and (href := _address(section.address))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
