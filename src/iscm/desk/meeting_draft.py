"""What somebody typed over a meeting: what of it changed, and how it goes together with what changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from iscm.desk.meeting_choices import BY_PLACE, chosen_in
from iscm.desk.meeting_fields import Read, read_words, tidy, words_for
from iscm.desk.meeting_inputs import NAMES
from iscm.register.queries.meeting import MeetingDetail

LONGEST_REASON = 2000
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Draft:
    """A form as it is typed over the version `seen`, when these words (`was`) stood in its fields.

    `conflicts` are the fields that both changed; `keeps` says whose words to keep there, mine or theirs. `meanwhile`
    are those that only others changed. `wrong` has by field what is wrong, "" for the whole.
    """

    typed: Mapping[str, str]
    was: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None
    reason: str = ""
    conflicts: frozenset[str] = frozenset()
    keeps: Mapping[str, str] = field(default_factory=dict)
    meanwhile: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields in which something else is typed than stood there."""
        return tuple(name for name in NAMES if self.words(name) != tidy(name, self.was.get(name, "")))

    def words(self, name: str) -> str:
        """What stands in a field, as it is compared."""
        return tidy(name, self.typed.get(name, ""))

    def read(self, year: int | None = None) -> dict[str, Read]:
        """What is understood of the fields that were changed."""
        return {name: read_words(name, self.typed.get(name, ""), year=year) for name in self.changed}


def fresh(detail: MeetingDetail, version: int) -> Draft:
    """The form of a meeting as it is."""
    words = words_now(detail)
    return Draft(words, words, version)


def words_now(detail: MeetingDetail) -> dict[str, str]:
    """The words that stand in the fields of a meeting."""
    values = values_now(detail)
    printed = next((one.words for one in detail.receipts.get("edtf", ()) if one.is_chosen), None)
    return {name: words_for(name, values, printed if name == "date" else None) for name in NAMES}


def values_now(detail: MeetingDetail) -> dict[str, Any]:
    """The values of a meeting by field, as in the JSON of a record."""
    row = detail.row
    plain = ("title", "edtf", "date_status", "status", "attendance", "kind", "ordinal", "count", "outcome")
    return {name: getattr(row, name) for name in plain} | {
        "places": [{"city": place.city, "country": place.country} for place in row.places],
        "mechanisms": [party.slug for party in row.parties],
        "roles": _roles(detail),
        "themes": _decided(detail, "themes"),
        "initiatives": _decided(detail, "initiatives"),
        "bodies": list(detail.bodies),
        "prepares": detail.prepares or None,
        "side_event_of": detail.side_event_of or None,
        "topic": detail.topic,
        "links": list(detail.links),
        "closed": row.is_closed,
    }


def _roles(detail: MeetingDetail) -> list[dict[str, str]]:
    """The roles that do not follow from the places of the mechanisms."""
    parties = [(party.slug, party.role, BY_PLACE[bool(place)]) for place, party in enumerate(detail.row.parties)]
    return [{"mechanism": slug, "role": role} for slug, role, usual in parties if role != usual]


def _decided(detail: MeetingDetail, name: str) -> list[dict[str, Any]]:
    """What editors said of themes or initiatives; what the words only suggest is not said."""
    return next((one.value for one in detail.receipts.get(name, ()) if one.is_chosen), [])


def typed_in(asked: QueryDict) -> Draft:
    """The form as it was sent; words that others wrote meanwhile take the place of mine where I chose them."""
    typed = {name: asked.get(name, "") for name in NAMES if name in asked}
    typed |= chosen_in(asked)
    was = {name: asked.get(f"was-{name}", "") for name in NAMES if f"was-{name}" in asked}
    conflicts = frozenset(asked.getlist("conflict")) & frozenset(NAMES)
    keeps = {name: asked.get(f"keep-{name}", "") for name in conflicts}
    typed |= {name: was.get(name, "") for name, choice in keeps.items() if choice == THEIRS}
    return Draft(typed, was, number(asked.get("seen", "")), asked.get("reason", ""), conflicts, keeps)


def number(text: str) -> int | None:
    """The number that a hidden field holds."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_DIGITS else None


LONGEST_DIGITS = 16


def checked(draft: Draft, reads: Mapping[str, Read], *, needs_reason: bool = True) -> Draft:
    """The form with all that is wrong with it before the register is asked."""
    wrong = {name: read.wrong for name, read in reads.items() if read.wrong}
    wrong |= {
        name: gettext("You both changed this: choose whose it is to be.")
        for name, choice in draft.keeps.items()
        if choice not in {MINE, THEIRS}
    }
    if needs_reason and not draft.reason.strip():
        wrong["reason"] = gettext("Say why: the reason stands in the history, and everybody can read it.")
    elif len(draft.reason) > LONGEST_REASON:
        wrong["reason"] = gettext("This is too long.")
    if not draft.changed and needs_reason:
        wrong[""] = gettext("Nothing was changed.")
    return replace(draft, wrong=wrong)


def values_of(reads: Mapping[str, Read], before: Mapping[str, Any]) -> dict[str, Any]:
    """What to set. What a field says by the way gives way to what is typed in the field itself.

    A place by itself says that a meeting is in person: one that is hybrid stays so.
    """
    said = {name: dict(read.values) for name, read in reads.items()}
    if before.get("attendance") == "hybrid" and said.get("place", {}).get("attendance") == "in-person":
        del said["place"]["attendance"]
    own = {field_name: value for name in ("date", "place") for field_name, value in said.pop(name, {}).items()}
    for values in said.values():
        own |= values
    unchanged = {name for name in ("mechanisms", "roles") if (own.get(name) or []) == (before.get(name) or [])}
    return {name: value for name, value in own.items() if name not in unchanged}


def put_together(draft: Draft, detail: MeetingDetail, latest: int) -> Draft:
    """Mine over theirs: what only one of us changed is taken; what both changed has to be chosen."""
    theirs = words_now(detail)
    typed, conflicts, meanwhile = dict(draft.typed), set(), set()
    for name in NAMES:
        base, mine, now = (tidy(name, words) for words in (draft.was.get(name, ""), draft.words(name), theirs[name]))
        if now in {base, mine}:
            continue
        if mine == base:
            typed[name] = theirs[name]
            meanwhile.add(name)
        else:
            conflicts.add(name)
    return Draft(typed, theirs, latest, draft.reason, frozenset(conflicts), {}, frozenset(meanwhile))
