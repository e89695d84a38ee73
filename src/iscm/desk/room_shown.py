"""Meetings and mechanism as their room shows them: short, in the words of the page, with what is asked of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from iscm.desk.meeting_words import date_in_words, labels, value_in_words
from iscm.desk.room_words import LONGEST_WORDS, PARTS, day, fate_in_words, kind_in_words
from iscm.domain.listing import TO_BE_CONFIRMED
from iscm.domain.upkeep import Due
from iscm.publication.labels import Labels
from iscm.publication.statuses import ShownStatus, show_status
from iscm.publication.titles import tidied
from iscm.register.operations.room_notes import Part
from iscm.register.queries.mechanisms import MechanismDetail
from iscm.register.queries.room_page import NoteLine, RoomMeeting, SentLine

UNSAID = frozenset({"planned", "confirmed", "held", TO_BE_CONFIRMED})
"""Statuses of which nothing needs to be said: a date to be confirmed says so itself."""
NAMED = frozenset({"title", "mechanisms", "kind", "ordinal"})
"""What a line of what was sent says already, or goes without saying."""
SECONDS_TO_CONFIRM, SECONDS_TO_TELL = 20, 60


@dataclass(frozen=True, slots=True)
class Card:
    """A meeting: `status` is None where nothing needs to be said of it.

    `is_passed` is a plan whose days are over and of which nobody said that it was held; `may_settle` one whose days are
    known and to be confirmed. `answered` says what became of the last answer. `clashes` is what lies near it, for the
    panel of its card (`desk/room/clashes.html`).
    """

    uid: str
    title: str
    lang: str
    date: str
    place: str
    attendance: str
    status: ShownStatus | None
    version: int
    is_closed: bool
    is_asked: bool
    is_passed: bool
    may_settle: bool
    outcome: str
    answered: str
    clashes: Any = None


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of what the register has of a mechanism: lines to be read, and when it was last said to be right."""

    key: str
    name: str
    lines: tuple[tuple[str, str], ...]
    confirmed: str
    notes: tuple[NoteLine, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class SentShown:
    """Something that was sent, and what became of it."""

    uid: str
    what: str
    title: str
    about: str
    day: str
    state: str
    fate: str
    answer: str
    words: str
    by: str
    document: int


def card(one: RoomMeeting, said: Labels, clashes: Any = None) -> Card:
    """One meeting; `said` are the words of the page."""
    row = one.row
    shown = show_status(row.standing, said.words)
    attendance = row.attendance if row.attendance in {"online", "hybrid"} else ""
    return Card(
        uid=row.uid,
        title=tidied(row.title) or gettext("Without a title"),
        lang=row.lang if row.lang != "und" else "",
        date=date_in_words(row.edtf, row.date_status),
        place=said.places(row.places),
        attendance=value_in_words("attendance", attendance) if attendance else "",
        status=shown if shown.slug not in UNSAID else None,
        version=one.version,
        is_closed=row.is_closed,
        is_asked=one.is_asked,
        is_passed=one.due is Due.PASSED,
        may_settle=one.due is not None and not one.is_over and row.is_day_precise,
        outcome=row.outcome,
        answered=_answered(one.answered) if one.answered else "",
        clashes=clashes,
    )


def cards(found: Iterable[RoomMeeting], clashes: Mapping[str, Any] | None = None) -> list[Card]:
    """These meetings, in their order."""
    said, held = labels(), clashes or {}
    return [card(one, said, held.get(one.row.uid)) for one in found]


def minutes(coming: int, over: int) -> int:
    """How long it takes to answer: so many to confirm, so many of which to tell what came of them."""
    return max(1, -(-(coming * SECONDS_TO_CONFIRM + over * SECONDS_TO_TELL) // 60))


def sent_shown(line: SentLine) -> SentShown:
    """One line of what was sent."""
    told = (words for name, words in line.words if line.about or name not in NAMED)
    words = "; ".join(dict.fromkeys(one for one in told if one != line.title))
    return SentShown(
        uid=line.uid,
        what=kind_in_words(line.kind),
        title=tidied(line.title),
        about=line.about,
        day=day(line.at),
        state=line.state,
        fate=fate_in_words(line.state),
        answer=line.answer,
        words=(words or line.note)[:LONGEST_WORDS],
        by=line.sender,
        document=line.document,
    )


def parts_shown(
    found: MechanismDetail, confirmed: Mapping[str, datetime], notes: Iterable[NoteLine], typed: Mapping[str, str]
) -> list[PartShown]:
    """What the register has of a mechanism, part by part; `typed` is what somebody wrote and could not send."""
    held = list(notes)
    lines = {Part.MEMBERS: _members(found), Part.CHAIR: _chair(found), Part.SECRETARIAT: _office(found)}
    return [
        PartShown(
            key.value,
            str(PARTS[key]),
            tuple((label, words) for label, words in told if words),
            day(confirmed[key]) if key in confirmed else "",
            tuple(note for note in held if note.part == key.value),
            typed.get(key.value, ""),
        )
        for key, told in lines.items()
    ]


def _answered(line: SentLine) -> str:
    told = {"day": day(line.at), "what": kind_in_words(line.kind), "fate": fate_in_words(line.state)}
    return gettext("%(day)s: %(what)s, %(fate)s") % told


def _members(found: MechanismDetail) -> list[tuple[str, str]]:
    roles = {"member": gettext("Members"), "observer": gettext("Observers")}
    said = labels()
    lines = []
    for role, label in roles.items():
        states = sorted(said.country(one.alpha_2) for one in found.parties if one.role == role and one.alpha_2)
        others = [one.organisation for one in found.parties if one.role == role and one.organisation]
        number = f" ({len(states) + len(others)})" if states or others else ""
        lines.append((label + number, gettext(", ").join([*states, *others])))
    rule = found.membership.rule if found.membership and not lines[0][1] else ""
    return [*lines, (gettext("Who sits in it by rule"), rule)]


def _chair(found: MechanismDetail) -> list[tuple[str, str]]:
    states = gettext(", ").join(labels().country(code) for code in found.chair_states)
    return [
        (gettext("Chair"), states),
        (gettext("Period"), found.chair_period),
        (gettext("As of"), found.chair_as_of),
        (gettext("Note"), found.chair_note),
    ]


def _office(found: MechanismDetail) -> list[tuple[str, str]]:
    return [(gettext("Secretariat"), found.secretariat), (gettext("Website"), found.website)]
