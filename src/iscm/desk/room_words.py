"""What rooms of secretariats say in words: fates of what was sent, posting rights, parts of a mechanism, days."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.desk.inbox_words import KINDS
from iscm.desk.meeting_words import labels
from iscm.domain.rooms import LinkState
from iscm.domain.submissions import Right
from iscm.publication.dates import day_in_words
from iscm.register.operations.room_notes import Part
from iscm.register.queries.submissions import ACCEPTED, PARTLY, PROPOSED, REFUSED

STATES: dict[str, Promise] = {
    PROPOSED: gettext_lazy("waits for an editor"),
    ACCEPTED: gettext_lazy("counts in the register"),
    REFUSED: gettext_lazy("was not taken"),
    PARTLY: gettext_lazy("was taken in part"),
}
RIGHTS: dict[Right, Promise] = {
    Right.BLOCKED: gettext_lazy("blocked"),
    Right.REVIEWED: gettext_lazy("reviewed"),
    Right.TRUSTED: gettext_lazy("trusted"),
}
MEANINGS: dict[Right, Promise] = {
    Right.BLOCKED: gettext_lazy("Nothing is taken from its room, its keys and its focal points; each is told so."),
    Right.REVIEWED: gettext_lazy("What it sends waits in the inbox until an editor accepts or refuses it."),
    Right.TRUSTED: gettext_lazy(
        "What it says of its own meetings counts at once if all of it was understood; the rest waits in the inbox."
    ),
}
LINKS: dict[LinkState, Promise] = {
    LinkState.OPEN: gettext_lazy("opens"),
    LinkState.EXPIRED: gettext_lazy("its time has passed"),
    LinkState.REVOKED: gettext_lazy("was revoked"),
}
PARTS: dict[str, Promise] = {
    Part.MEMBERS: gettext_lazy("Who sits in it"),
    Part.CHAIR: gettext_lazy("Chair"),
    Part.SECRETARIAT: gettext_lazy("Secretariat"),
}
LONGEST_WORDS = 300


def day(moment: datetime | date) -> str:
    """A day in the words of the page."""
    return day_in_words(moment.date() if isinstance(moment, datetime) else moment, labels().words)


def kind_in_words(kind: str) -> str:
    """What sort of thing was sent."""
    return str(KINDS.get(kind, kind))


def fate_in_words(state: str) -> str:
    """What became of it."""
    return str(STATES.get(state, state))


def what_is_done(right: Right) -> str:
    """What becomes of what is sent from here, for whoever sends it."""
    if right is Right.BLOCKED:
        return gettext("At present the register takes nothing from here; please write to its editors.")
    if right is Right.TRUSTED:
        return gettext("What you say of your own meetings counts at once; what is not understood is looked at first.")
    return gettext(
        "An editor looks at what you send before it counts. What became of it stands at the end of this page."
    )


def what_happened(asked: Mapping[str, str], states: Mapping[str, str]) -> str:
    """What happened a moment ago and what happens now, by the query of the address; empty for nothing.

    `states` are those of what was sent from here, by its own address.
    """
    if asked.get("said") == "right":
        return gettext("Thank you. It is noted with today's date.")
    if asked.get("said") == "wrong":
        return gettext("Thank you. An editor reads it and states it with a source; the answer stands on this page.")
    if (number := asked.get("all", "")).isdecimal():
        left = asked.get("left", "")
        return _of_several(int(number[:4]), int(left[:4]) if left.isdecimal() else 0)
    return _of_one(states.get(asked.get("sent", ""), ""))


def _of_several(number: int, left: int) -> str:
    said = ngettext(
        "Thank you. %(n)s meeting is said to be still right; the editors see it.",
        "Thank you. %(n)s meetings are said to be still right; the editors see it.",
        number,
    )
    said %= {"n": number}
    if not left:
        return said
    rest = ngettext(
        "%(n)s changed meanwhile or could not be sent: please look at it.",
        "%(n)s changed meanwhile or could not be sent: please look at them.",
        left,
    )
    return f"{said} {rest % {'n': left}}"


def _of_one(state: str) -> str:
    if state == ACCEPTED:
        return gettext("Thank you. It counts from now on, and stands in the public register.")
    if state in {REFUSED, PARTLY}:
        return gettext("This was sent before, and the editors did not take it; their answer stands below.")
    if state == PROPOSED:
        return gettext("Thank you. An editor looks at it before it counts; what becomes of it stands on this page.")
    return ""
