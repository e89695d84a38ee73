"""A mechanism as the package describes it, with what editors state of it laid over."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from iscm.domain.facts import Told
from iscm.domain.mechanisms import Body, Chair, Mechanism, Membership, Name, Observers, Reference
from iscm.domain.sittings import MEMBER, OBSERVER, SEAT, holds
from iscm.reconciliation.facts.counting import latest_on
from iscm.reconciliation.facts.seats import sitting

PLAIN = ("acronym", "name", "level", "status", "status_note", "website", "secretariat", "established",
         "predecessor", "successor")  # fmt: skip
NEW, NAMES, BODIES, CHAIR, MEMBERSHIP = "new", "names", "bodies", "chair", "membership"
SAYS = {"acronym": "other_names", "name": "other_names", NAMES: "other_names", SEAT: "members", MEMBERSHIP: "members"}
"""What the receipts of a mechanism call a field, where it is not its own name."""
UNNAMED = Membership(basis="partial")


def overlay_mechanism(base: Mechanism, told: tuple[Told, ...], day: date) -> Mechanism:
    """The mechanism as it is on a day by the facts that count (see `counting`), which win over `base`.

    What is no more or not yet so on that day stays in `stated`, and former names stay names.
    """
    if not told:
        return base
    now = latest_on(told, day)
    values = {field: one.fact.value for field, one in now.items() if field in PLAIN}
    return replace(
        base,
        **values,
        names=_names(base, told, now),
        chair=_chair(now[CHAIR]) if CHAIR in now else base.chair,
        members=_members(base, told, now, day),
        observers=_observers(base, told, day),
        bodies=_bodies(base.bodies, told, day),
        references=_references(base.references, told, now),
        stated=told,
    )


def _names(base: Mechanism, told: tuple[Told, ...], now: dict[str, Told]) -> tuple[Name, ...]:
    held = {(name.lang, name.text): name for name in base.names}
    for field in ("name", "acronym"):
        shown = now[field].fact.value if field in now else getattr(base, field)
        if field in now and getattr(base, field) != shown:
            held |= _former(getattr(base, field), None, now[field].fact.since)
        for one in told:
            if one.fact.field == field and one.fact.value != shown:
                held |= _former(one.fact.value, one.fact.since, one.fact.until)
    for one in told:
        if one.fact.field == NAMES:
            lang, _, text = one.fact.item.partition(":")
            held.pop((lang, text), None)
            if one.fact.value is not None:
                held[lang, text] = Name(**one.fact.value, since=one.fact.since, until=one.fact.until)
    return tuple(held.values())


def _former(text: str, since: str | None, until: str | None) -> dict[tuple[str, str], Name]:
    return {("en", text): Name(text, since=since, until=until)} if text else {}


def _chair(one: Told) -> Chair | None:
    if one.fact.value is None:
        return None
    said = one.fact.value
    period = said.get("period") or "–".join(filter(None, (one.fact.since, one.fact.until))) or None
    return Chair(tuple(said["states"]), period, one.by.accessed or None, said.get("note"))


def _members(base: Mechanism, told: tuple[Told, ...], now: dict[str, Told], day: date) -> Membership | None:
    stated = now[MEMBERSHIP].fact.value if MEMBERSHIP in now else None
    held = replace(base.members or UNNAMED, **stated) if stated else base.members
    if not any(one.fact.field == SEAT for one in told):
        return held
    before = held or UNNAMED
    states = sitting(before.states, told, f"{MEMBER}:", day)
    organisations = sitting(before.organisations, told, f"{MEMBER}/", day)
    if held is None and not states and not organisations:
        return None
    return replace(before, states=states, organisations=organisations)


def _observers(base: Mechanism, told: tuple[Told, ...], day: date) -> Observers | None:
    before = base.observers or Observers()
    states = sitting(before.states, told, f"{OBSERVER}:", day)
    organisations = sitting(before.organisations, told, f"{OBSERVER}/", day)
    found = replace(before, states=states, organisations=organisations)
    return base.observers if found == before else found


def _bodies(bodies: tuple[Body, ...], told: tuple[Told, ...], day: date) -> tuple[Body, ...]:
    held = {body.name: body for body in bodies}
    for one in told:
        if one.fact.field == BODIES:
            known = held.pop(one.fact.item, None)
            if one.fact.value is not None and holds(one.fact, day):
                held[one.fact.item] = _body(known, one.fact.value)
    return tuple(held.values())


def _body(known: Body | None, said: dict[str, Any]) -> Body:
    body = known or Body(said["name"], said["kind"])
    return replace(body, kind=said["kind"], note=said.get("note"))


def _references(references: Iterable[Reference], told: tuple[Told, ...], now: dict[str, Told]) -> tuple[Reference, ...]:
    """The sources; one that spoke for a value that an editor's has replaced speaks for it no more."""
    replaced = {field for field in now if field in PLAIN or field == CHAIR}
    kept = [replace(one, says=tuple(says for says in one.says if says not in replaced)) for one in references]
    sources: dict[str, tuple[Told, list[str]]] = {}
    for one in told:
        sources.setdefault(one.by.key, (one, []))[1].append(SAYS.get(one.fact.field, one.fact.field))
    stated = [
        Reference(one.by.url or None, one.by.document or None, _said(says), one.by.accessed or None)
        for one, says in sources.values()
    ]
    return tuple(one for one in (*kept, *stated) if one.says)


def _said(says: list[str]) -> tuple[str, ...]:
    return tuple(field for field in dict.fromkeys(says) if field != NEW)
