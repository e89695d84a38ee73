"""Entries of the log in words: what happened, from which value to which, by whom, why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from iscm.desk.meeting_words import labels, role_in_words, value_in_words
from iscm.domain.history import Line
from iscm.publication.actions import action_words
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.operations.undo import can_undo

ACTIONS: dict[str, Promise] = {
    "judged": gettext_lazy("judged"),
    "taken-back": gettext_lazy("judgement taken back"),
    "renewed": gettext_lazy("judgement holds again"),
    "received": gettext_lazy("received"),
    "accepted": gettext_lazy("accepted"),
    "refused": gettext_lazy("refused"),
    "readmitted": gettext_lazy("admitted again"),
    "dismissed": gettext_lazy("dismissed"),
    "reopened": gettext_lazy("open again"),
    "posting-right": gettext_lazy("posting right set"),
    "link-made": gettext_lazy("link to a room made"),
    "link-revoked": gettext_lazy("link to a room revoked"),
    "link-given-back": gettext_lazy("link to a room given back"),
    "room-note": gettext_lazy("told by its secretariat to be wrong"),
    "still-right": gettext_lazy("told by its secretariat to be right"),
    "note-answered": gettext_lazy("answered to its secretariat"),
    "added": gettext_lazy("put beside its meeting"),
    "described": gettext_lazy("described"),
    "removed": gettext_lazy("removed"),
    "put-back": gettext_lazy("put back"),
    "flagged": gettext_lazy("refused: the virus scanner flagged it"),
    "stated": gettext_lazy("stated"),
    "published": gettext_lazy("published"),
    "taken-partly": gettext_lazy("taken in part"),
    "reworded": gettext_lazy("put in other words"),
    "role-granted": gettext_lazy("role given"),
    "role-revoked": gettext_lazy("role taken away"),
    "key-made": gettext_lazy("key made"),
    "key-revoked": gettext_lazy("key revoked"),
    "account-opened": gettext_lazy("account opened"),
    "account-closed": gettext_lazy("account closed"),
    "account-reopened": gettext_lazy("account open again"),
    "factors-reset": gettext_lazy("second factors taken away"),
    "rebuilt": gettext_lazy("built anew from a package"),
    "survey-drafted": gettext_lazy("drafted"),
    "survey-changed": gettext_lazy("draft changed"),
    "survey-opened": gettext_lazy("opened for answers"),
    "survey-closed": gettext_lazy("closed for answers"),
    "survey-reopened": gettext_lazy("open for answers again"),
    "survey-invitation": gettext_lazy("secretariats asked by mail"),
    "survey-reminder": gettext_lazy("secretariats reminded by mail"),
    "answer-kept": gettext_lazy("kept, not sent yet"),
    "answer-sent": gettext_lazy("sent"),
    "answer-accepted": gettext_lazy("accepted"),
    "answer-returned": gettext_lazy("given back with a question"),
    "answer-taken-back": gettext_lazy("taken back"),
    "answer-turned": gettext_lazy("decided otherwise"),
}
"""What only those who keep the register are told of; the rest is said as readers read it."""

OF_THINGS: dict[tuple[str, str], Promise] = {
    ("taken-back", "mechanism"): gettext_lazy("statement taken back"),
    ("taken-back", "theme"): gettext_lazy("statement taken back"),
    ("taken-back", "sentence"): gettext_lazy("other words taken back"),
}
"""Actions that say something else of some things."""

FIELDS: dict[str, Promise] = {
    "edtf": gettext_lazy("date"),
    "date_status": gettext_lazy("date settled or not"),
    "status": gettext_lazy("status"),
    "places": gettext_lazy("place"),
    "mechanisms": gettext_lazy("mechanisms"),
    "closed": gettext_lazy("open to the public or not"),
    "attendance": gettext_lazy("attendance"),
    "title": gettext_lazy("title"),
    "parties": gettext_lazy("mechanisms"),
    "kind": gettext_lazy("kind"),
    "ordinal": gettext_lazy("number"),
    "count": gettext_lazy("count"),
    "outcome": gettext_lazy("outcome"),
    "topic": gettext_lazy("subject"),
    "links": gettext_lazy("links"),
    "themes": gettext_lazy("themes"),
    "initiatives": gettext_lazy("initiatives"),
    "bodies": gettext_lazy("bodies"),
    "roles": gettext_lazy("roles"),
    "prepares": gettext_lazy("prepares"),
    "side_event_of": gettext_lazy("side event of"),
    "verdict": gettext_lazy("verdict"),
    "fields": gettext_lazy("fields"),
    "name": gettext_lazy("document"),
    "right": gettext_lazy("right"),
    "whom": gettext_lazy("for whom"),
    "until": gettext_lazy("until"),
    "part": gettext_lazy("part"),
    "mechanism": gettext_lazy("mechanism"),
    "public": gettext_lazy("given to readers or not"),
    "lang": gettext_lazy("language"),
    "found": gettext_lazy("what the scanner found"),
}
THINGS: dict[str, Promise] = {
    "meeting": gettext_lazy("Meeting"),
    "document": gettext_lazy("Document"),
    "record": gettext_lazy("Record"),
    "pair": gettext_lazy("Pair of records"),
    "answer": gettext_lazy("Answer"),
    "problem": gettext_lazy("Problem"),
    "mechanism": gettext_lazy("Mechanism"),
    "account": gettext_lazy("Account"),
    "posting-right": gettext_lazy("Posting right"),
    "theme": gettext_lazy("Theme"),
    "edition": gettext_lazy("Edition"),
    "sentence": gettext_lazy("Sentence"),
    "key": gettext_lazy("Key"),
    "register": gettext_lazy("Register"),
    "survey": gettext_lazy("Survey"),
    "survey-answer": gettext_lazy("Answer to a survey"),
    "room-link": gettext_lazy("Link to a room"),
    "room-note": gettext_lazy("Word of a secretariat"),
    "material": gettext_lazy("Material"),
    "file": gettext_lazy("File"),
    "link": gettext_lazy("Link"),
}
VALUED = frozenset({"edtf", "date_status", "status", "attendance", "kind"})
"""Fields whose values the log keeps as those of a record, not as words."""

NAMED: dict[str, Callable[[str], str]] = {
    "parties": lambda slug: labels().mechanism(slug),
    "themes": lambda slug: labels().theme(slug),
    "initiatives": lambda slug: labels().initiative(slug),
}
"""Fields whose values the log keeps as slugs, each perhaps with its role, or with how sure it is."""

BASES: dict[str, Promise] = {"stated": gettext_lazy("stated"), "suggested": gettext_lazy("suggested")}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of an entry: what it is called, and its old and new value in words; None for no value."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry of the log as it is shown; `title` names the thing where that is known, `by` who did it."""

    id: int
    at: datetime
    actor: str
    by: str
    what: str
    thing: str
    object_type: str
    key: str
    title: str
    changes: tuple[Changed, ...]
    reason: str
    document: int
    document_title: str
    undoes: int
    may_be_undone: bool


def shown_lines(lines: Iterable[Line], titles: dict[str, str] | None = None) -> list[ShownEntry]:
    """The lines of the log, those of one entry together."""
    return [_entry(list(some), titles or {}) for _, some in groupby(lines, key=lambda line: line.id)]


def action_in_words(action: str, object_type: str = "") -> str:
    """What happened to a thing; an action we have no word for is said as it is logged."""
    said = OF_THINGS.get((action, object_type)) or ACTIONS.get(action)
    return str(said) if said else action_words(labels().words).get(action, action)


def field_in_words(name: str) -> str:
    """What a field is called."""
    return str(FIELDS.get(name, name))


def _entry(lines: list[Line], titles: dict[str, str]) -> ShownEntry:
    first = lines[0]
    return ShownEntry(
        id=first.id,
        at=first.at,
        actor=first.actor,
        by=gettext("the register itself") if first.actor == AUTOMATIC else first.actor,
        what=action_in_words(first.action, first.object_type),
        thing=str(THINGS.get(first.object_type, first.object_type)),
        object_type=first.object_type,
        key=first.key,
        title=titles.get(first.key, ""),
        changes=tuple(_changed(line) for line in lines if line.field),
        reason=first.reason,
        document=first.document,
        document_title=first.document_title,
        undoes=first.undoes,
        may_be_undone=can_undo(first.action, first.object_type),
    )


def _named(field: str, part: str) -> str:
    slug, _, more = part.partition(": ")
    said = str(BASES[more]) if more in BASES else role_in_words(more)
    return f"{NAMED[field](slug)} ({said})" if more else NAMED[field](slug)


def _changed(line: Line) -> Changed:
    if line.field == "fields":
        named = ", ".join(field_in_words(name) for name in (line.new or "").split(", "))
        return Changed(field_in_words("fields"), None, named)

    def said(value: str | None) -> str | None:
        if value is None:
            return None
        if line.field in NAMED:
            return ", ".join(_named(line.field, part) for part in value.split(", "))
        return value_in_words(line.field, value) if line.field in VALUED else value

    return Changed(field_in_words(line.field), said(line.old), said(line.new))
