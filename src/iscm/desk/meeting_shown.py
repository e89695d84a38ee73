"""The form of a meeting as it is shown: each field with what is typed, understood and wrong, and its claims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from iscm.desk.meeting_choices import TOPICS, bodies_to_choose, options_of, parties_in, roles_to_choose
from iscm.desk.meeting_draft import Draft
from iscm.desk.meeting_fields import Read, read_words, words_for
from iscm.desk.meeting_inputs import BY_NAME, INPUTS, Input
from iscm.desk.meeting_topics import Topics, topics_shown
from iscm.desk.meeting_words import day_of, place_of, trust_in_words, value_in_words, why_it_counts
from iscm.domain.meetings import Role
from iscm.register.queries.meeting import MeetingDetail, Receipt

SPARE = 2


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What one source says of a field. `why` is said of the one that counts; `pick` is what its button sends.

    One that `is_beside` the first says roles of mechanisms alone, and counts too.
    """

    href: str
    document: str
    place: str
    words: str
    value: str
    by: str
    day: str
    is_chosen: bool
    why: str
    pick: str
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the choices of a field that has several: what it is, what is chosen, and the role of that."""

    label: str
    value: str
    role: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with all that is said at it; `theirs` are the words of others where both changed it."""

    input: Input
    value: str
    was: str
    wrong: str
    reading: Read | None
    options: list[tuple[str, str]]
    slots: tuple[Slot, ...]
    roles: list[tuple[str, str]]
    topics: Topics | None
    bodies: tuple[tuple[str, bool], ...]
    claims: tuple[ClaimLine, ...]
    differs: bool
    theirs: str
    keep: str
    is_conflict: bool
    is_meanwhile: bool
    is_focus: bool

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        parts = {"note": self.input.note, "wrong": self.wrong}
        name = self.input.name
        return " ".join([*(f"{name}-{part}" for part, words in parts.items() if words), f"{name}-reading"])


def shown_fields(
    draft: Draft, reads: Mapping[str, Read], detail: MeetingDetail | None = None, focus: str = ""
) -> list[ShownField]:
    """All fields of the form, in their order."""
    return [_shown(one, draft, reads.get(one.name), detail, one.name == focus) for one in INPUTS]


def picked(draft: Draft, detail: MeetingDetail, pick: str) -> tuple[Draft, str]:
    """The form with the words of one claim in its field, and the name of that field; empty for a claim not there."""
    name, _, key = pick.partition("|")
    if name not in BY_NAME:
        return draft, ""
    found = next((one for one in claims_of(BY_NAME[name], detail) if _key(one) == key), None)
    if found is None:
        return draft, ""
    words = words_for(name, _values(name, found, detail), found.words if name == "date" else None)
    return replace(draft, typed={**draft.typed, name: words}), name


def claims_of(one: Input, detail: MeetingDetail) -> tuple[Receipt, ...]:
    """What sources say of a field, what counts first; of mechanisms also who says nothing but their roles."""
    receipts = detail.receipts.get(one.claims, ())
    if one.name != "mechanism":
        return receipts
    told = {_key(each) for each in receipts}
    roles = (each for each in detail.receipts.get("roles", ()) if _key(each) not in told)
    return (*receipts, *(replace(each, value=None) for each in roles))


def _shown(  # all that is said at a field
    one: Input,
    draft: Draft,
    read: Read | None,
    detail: MeetingDetail | None,
    is_focus: bool,
) -> ShownField:
    claims = tuple(_claims(one, detail)) if detail else ()
    value, was = draft.typed.get(one.name, ""), draft.was.get(one.name, "")
    is_conflict = one.name in draft.conflicts
    return ShownField(
        input=one,
        value=value,
        was=was,
        wrong=draft.wrong.get(one.name, ""),
        reading=read,
        options=options_of(one.name),
        slots=_slots(value) if one.kind == "mechanisms" else (),
        roles=roles_to_choose() if one.kind == "mechanisms" else [],
        topics=topics_shown(one.name, value, detail) if one.kind == "topics" else None,
        bodies=_bodies(value, parties_in(draft.typed.get("mechanism", ""))[0]) if one.kind == "bodies" else (),
        claims=claims,
        differs=one.name not in TOPICS and len({claim.value for claim in claims if not claim.is_beside}) > 1,
        theirs=(read_words(one.name, was).says or was) if is_conflict else "",
        keep=draft.keeps.get(one.name, ""),
        is_conflict=is_conflict,
        is_meanwhile=one.name in draft.meanwhile,
        is_focus=is_focus,
    )


def _slots(value: str) -> tuple[Slot, ...]:
    chosen, said = parties_in(value)
    usual = [Role.HOST.value, *[Role.CO_HOST.value] * (len(chosen) + SPARE - 1)]
    filled = [*chosen, *[""] * SPARE]
    return tuple(
        Slot(gettext("Mechanism %(n)s") % {"n": n}, slug, said.get(slug, role))
        for n, (slug, role) in enumerate(zip(filled, usual, strict=True), start=1)
    )


def _bodies(value: str, mechanisms: list[str]) -> tuple[tuple[str, bool], ...]:
    """The bodies of the mechanisms and those that are said, each with whether it is said."""
    said = value.splitlines()
    return tuple((name, name in said) for name in dict.fromkeys((*bodies_to_choose(mechanisms), *said)) if name)


def _claims(one: Input, detail: MeetingDetail) -> Iterator[ClaimLine]:
    receipts = claims_of(one, detail)
    persons = {change.at: change.actor for change in detail.changes if change.action == "corrected"}
    for place, receipt in enumerate(receipts):
        # Roles alone count beside the mechanisms that another source says.
        counts = receipt.is_chosen and (place == 0 or _is_of_roles(one, receipt))
        values = _values(one.name, receipt, detail)
        says = value_in_words(one.claims, values[one.claims])
        if values.get("roles"):
            says = f"{says} · {value_in_words('roles', values['roles'])}"
        is_open = values.get("date_status") == "tbc"
        yield ClaimLine(
            href=f"{reverse('document', kwargs={'pk': receipt.document})}#r{receipt.record}",
            document=receipt.document_title,
            place=place_of(receipt),
            words=receipt.words or "",
            value=f"{says}, {gettext('to be confirmed')}" if is_open else says,
            by=persons.get(receipt.received_at) or trust_in_words(receipt.trust),
            day=day_of(receipt),
            is_chosen=counts,
            why=why_it_counts(receipt, receipts[1:]) if counts and place == 0 else "",
            pick=f"{one.name}|{_key(receipt)}",
            is_beside=counts and place > 0,
        )


def _is_of_roles(one: Input, receipt: Receipt) -> bool:
    return one.name == "mechanism" and receipt.value is None


def _key(receipt: Receipt) -> str:
    return f"{receipt.document}.{receipt.record}"


def _values(name: str, receipt: Receipt, detail: MeetingDetail) -> dict[str, Any]:
    """The values of a claim; a date goes with how settled it is, mechanisms with their roles, by the same source."""
    values = {BY_NAME[name].claims: receipt.value}
    if name == "date":
        beside = detail.receipts.get("date_status", ())
        values["date_status"] = next((one.value for one in beside if _key(one) == _key(receipt)), "confirmed")
    if name == "mechanism":
        beside = detail.receipts.get("roles", ())
        values["roles"] = next((one.value for one in beside if _key(one) == _key(receipt)), [])
        values["mechanisms"] = receipt.value if receipt.value is not None else _slugs(detail)
    return values


def _slugs(detail: MeetingDetail) -> list[str]:
    return [party.slug for party in detail.row.parties]
