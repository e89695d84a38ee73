"""The form of a meeting in a room: the words that stand in it, what is read of them, what is sent of them.

Only what was changed is sent, and what was emptied says nothing: a room cannot take words away, but ask the editors to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.desk.meeting_draft import MINE, THEIRS, number, values_now
from iscm.desk.meeting_fields import CONTROL, read_words, words_for
from iscm.desk.meeting_words import date_in_words, labels, value_in_words
from iscm.domain.listing import MeetingRow, PlaceRow
from iscm.domain.meetings import Status
from iscm.domain.problems import Severity
from iscm.domain.records import DateStatus
from iscm.reading.readers.submission import LONGEST, NOTE
from iscm.register.operations.submit import preview
from iscm.register.queries.meeting import MeetingDetail
from iscm.register.queries.vocabulary import vocabulary

READ = ("date", "place")
"""The fields of which we say at once how their words are understood."""
LONGEST_WORDS = 4000
OFF = frozenset({Status.POSTPONED.value, Status.CANCELLED.value})


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `kind` is text, area or select."""

    name: str
    label: Promise
    kind: str = "text"
    note: str | Promise = ""
    options: tuple[tuple[str, str | Promise], ...] = ()


STATUSES = (
    ("", gettext_lazy("as it stands")),
    ("confirmed", gettext_lazy("it takes place")),
    ("postponed", gettext_lazy("it is postponed, nobody knows to when")),
    ("cancelled", gettext_lazy("it is cancelled")),
    ("held", gettext_lazy("it took place")),
)
TAKING_PART = (
    ("", gettext_lazy("not known")),
    ("in-person", gettext_lazy("in person")),
    ("online", gettext_lazy("online")),
    ("hybrid", gettext_lazy("hybrid")),
)
OPEN_TO_ALL = (
    ("no", gettext_lazy("everybody may know of it")),
    ("yes", gettext_lazy("closed: title and documents are for its members only")),
)
FIELDS = (
    Field("title", gettext_lazy("Title of the meeting"), "area"),
    Field(
        "date",
        gettext_lazy("Date"),
        note=gettext_lazy("As you would write it: “12–14 May 2027”, “second half of 2027, to be confirmed”."),
    ),
    Field("status", gettext_lazy("Does it take place?"), "select", options=STATUSES),
    Field("place", gettext_lazy("Place"), note=gettext_lazy("City and country, or “online”.")),
    Field("attendance", gettext_lazy("How one takes part"), "select", options=TAKING_PART),
    Field(
        "outcome",
        gettext_lazy("Outcome"),
        "area",
        gettext_lazy("What it came to, in a sentence or two: what was adopted, agreed, launched."),
    ),
    Field(
        "links",
        gettext_lazy("Addresses of pages or documents"),
        "area",
        gettext_lazy("One a line."),
    ),
    Field("closed", gettext_lazy("Who may know of it"), "select", options=OPEN_TO_ALL),
    Field(
        NOTE,
        gettext_lazy("Anything else, for the editors"),
        "area",
        gettext_lazy("Only they read it; it is not published."),
    ),
)
NAMES = tuple(one.name for one in FIELDS)


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """A form as it is typed over the version `seen`, when the words `was` stood in its fields.

    `conflicts` are the fields that both changed, with `keeps` whose words to keep; `meanwhile` those that only others
    changed. `wrong` is what cannot be sent, by field, "" for the whole.
    """

    typed: Mapping[str, str]
    was: Mapping[str, str] = field(default_factory=dict, hash=False)
    seen: int | None = None
    conflicts: frozenset[str] = frozenset()
    keeps: Mapping[str, str] = field(default_factory=dict, hash=False)
    meanwhile: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def changed(self) -> dict[str, str]:
        """What was typed and is not what stood there."""
        pairs = {name: (self.typed.get(name, ""), self.was.get(name, "")) for name in NAMES}
        return {name: words for name, (words, was) in pairs.items() if words and _tidy(words) != _tidy(was)}

    @property
    def emptied(self) -> tuple[str, ...]:
        """The fields in which nothing stands any more."""
        return tuple(name for name in NAMES if name in self.typed and self.was.get(name) and not self.typed[name])


@dataclass(frozen=True, slots=True)
class Reading:
    """How the words of a field are understood, and what of them is not."""

    says: str = ""
    doubt: str = ""


def words_now(detail: MeetingDetail) -> dict[str, str]:
    """The words that stand in the form of a meeting."""
    values = values_now(detail)
    printed = next((one.words for one in detail.receipts.get("edtf", ()) if one.is_chosen), None)
    words = {
        name: words_for(name, values, printed if name == "date" else None)
        for name in ("title", "date", "place", "outcome", "closed")
    }
    words["attendance"] = values["attendance"] if values["attendance"] in dict(TAKING_PART) else ""
    words["links"] = "\n".join(str(one["url"]) for one in values["links"] if one.get("url"))
    return words


def empty() -> RoomDraft:
    """The form of a new meeting."""
    beginning = {"closed": "no"}
    return RoomDraft(beginning, beginning)


def fresh(detail: MeetingDetail, version: int) -> RoomDraft:
    """The form of a meeting as it is."""
    words = words_now(detail)
    return RoomDraft(words, words, version)


def typed_in(asked: QueryDict) -> RoomDraft:
    """The form as it was sent, checked as far as its words alone tell."""
    typed = {name: _plain(name, asked.get(name, "")) for name in NAMES if name in asked}
    was = {name: _plain(name, asked.get(f"was-{name}", "")) for name in NAMES if f"was-{name}" in asked}
    conflicts = frozenset(asked.getlist("conflict")) & frozenset(NAMES)
    keeps = {name: asked.get(f"keep-{name}", "") for name in conflicts}
    typed |= {name: was.get(name, "") for name, choice in keeps.items() if choice == THEIRS}
    draft = RoomDraft(typed, was, number(asked.get("seen", "")), conflicts, keeps)
    return replace(draft, wrong=_wrong(draft))


def readings(draft: RoomDraft, year: int | None) -> dict[str, Reading]:
    """How what was changed is understood, for the fields in `READ`."""
    return {name: reading(name, words, year) for name, words in draft.changed.items() if name in READ}


def reading(name: str, words: str, year: int | None = None) -> Reading:
    """How the words of one field are understood; `year` serves a date without one. Never raises for words."""
    if len(words) > LONGEST[name]:
        return Reading(doubt=gettext("This is too long."))
    found = preview({name: words}, vocabulary(), lang=get_language() or "en", year=year)
    says = _said(found.values.get(name, {}))
    doubted = any(one.locator.element == name and one.severity is Severity.ERROR for one in found.problems)
    return Reading(says, _advice(name) if doubted or not says else "")


def values_of(draft: RoomDraft, detail: MeetingDetail | None) -> dict[str, str]:
    """What to send: the words that were changed, and what follows from them.

    A place says by the way how one takes part, so what the form says of that goes with it. A meeting that was
    called off and has another date takes place then; one that takes place after all has settled days.
    """
    values = draft.changed
    if "place" in values and draft.typed.get("attendance"):
        values["attendance"] = draft.typed["attendance"]
    if detail and "date" in values and "status" not in values and detail.row.status in OFF:
        values["status"] = Status.RESCHEDULED.value
    if detail and values.get("status") == Status.CONFIRMED.value and "date" not in values:
        values |= _settled(detail.row)
    return values


def put_together(draft: RoomDraft, detail: MeetingDetail, latest: int) -> RoomDraft:
    """Mine over theirs: what only one of us changed is taken; what both changed has to be chosen."""
    theirs = words_now(detail)
    typed, conflicts, meanwhile = dict(draft.typed), set(), set()
    for name in theirs:
        base, mine, now = (_tidy(words.get(name, "")) for words in (draft.was, draft.typed, theirs))
        if now in {base, mine}:
            continue
        if mine == base:
            typed[name] = theirs[name]
            meanwhile.add(name)
        else:
            conflicts.add(name)
    return RoomDraft(typed, theirs, latest, frozenset(conflicts), {}, frozenset(meanwhile))


def _settled(row: MeetingRow) -> dict[str, str]:
    """The days of a plan as its date, no longer to be confirmed."""
    is_open = row.date_status == DateStatus.TBC.value and row.is_day_precise
    return {"date": row.edtf} if is_open else {}


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _plain(name: str, words: str) -> str:
    plain = CONTROL.sub("", words.replace("\r\n", "\n")).strip()
    return plain if name in {"links", NOTE} else " ".join(plain.split())


def _wrong(draft: RoomDraft) -> dict[str, str]:
    changed = draft.changed
    wrong = {name: gettext("This is too long.") for name, words in changed.items() if len(words) > _longest(name)}
    if "links" in changed and "links" not in wrong and (fault := read_words("links", changed["links"]).wrong):
        wrong["links"] = fault
    choices = {one.name: dict(one.options) for one in FIELDS if one.options}
    odd = (name for name, words in changed.items() if name in choices and words not in choices[name])
    wrong |= {name: gettext("Choose one of the list.") for name in odd}
    wrong |= {
        name: gettext("To take something away, say so to the editors at the end of this form.")
        for name in draft.emptied
        if NOTE not in changed
    }
    unchosen = (name for name, choice in draft.keeps.items() if choice not in {MINE, THEIRS})
    return wrong | {name: gettext("You both changed this: choose whose it is to be.") for name in unchosen}


def _longest(name: str) -> int:
    return LONGEST.get(name, LONGEST_WORDS)


def _said(facts: Mapping[str, Any]) -> str:
    parts = []
    if facts.get("edtf"):
        parts.append(date_in_words(facts["edtf"], facts.get("date_status") or "confirmed"))
    if places := facts.get("places"):
        parts.append(labels().places(PlaceRow(one.get("city") or "", one.get("country") or "") for one in places))
    if facts.get("attendance") in {"online", "hybrid"}:
        parts.append(value_in_words("attendance", facts["attendance"]))
    return ", ".join(part for part in parts if part)


def _advice(name: str) -> str:
    if name == "date":
        return gettext("We cannot read this as a date. An editor will; or write it like “12–14 May 2027”.")
    return gettext("We do not know all of this place. An editor will look; or write city and country.")
