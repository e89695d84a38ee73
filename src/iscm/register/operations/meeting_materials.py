"""Files and links beside a meeting: given, described, shown to the public or kept from it, taken away, put back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from iscm.domain.addresses import followable
from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.files import form_of
from iscm.domain.materials import MaterialFacts, MaterialKind
from iscm.register import models
from iscm.register.operations.accept import target_of
from iscm.register.operations.examining import examine
from iscm.register.operations.log import Entry, append
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.meeting_materials import ADDED, MATERIAL, mechanisms_of_material

DESCRIBED, REMOVED, RESTORED = "described", "removed", "put-back"
LONGEST_TITLE, LONGEST_URL, LONGEST_LANG, LONGEST_NAME = 500, 1000, 35, 500
State = dict[str, Any]


def add_file(
    meeting: str, document: Document, facts: MaterialFacts, *, actor: str, reason: str, now: datetime | None = None
) -> str:
    """Put a file beside a meeting (its uid); gives the uid of the material.

    Raises `FileRefusedError` as `examine` does, `UnknownReferenceError` for no such meeting, `ConflictError` for one
    that was withdrawn and for words that cannot be kept.
    """
    decision = decided(actor, reason, now, what="a material")
    form = examine(document, actor=decision.actor, now=decision.at)
    with transaction.atomic():
        hold(decision.at)
        known = {"name": document.name[:LONGEST_NAME], "content": document.content, "received_at": decision.at}
        received, _ = models.Received.objects.get_or_create(sha256=document.sha256, defaults=known)
        values = {"received": received, "name": known["name"], "form": form, "size": len(document.content)}
        return _add(meeting, facts, values, decision)


def add_link(
    meeting: str, url: str, facts: MaterialFacts, *, actor: str, reason: str, now: datetime | None = None
) -> str:
    """Put a link beside a meeting (its uid); as `add_file`.

    Raises `ConflictError` also for what is no address of the web.
    """
    decision = decided(actor, reason, now, what="a material")
    address = said(url, "an address", LONGEST_URL)
    if not followable(address):
        raise ConflictError("an address begins with https:// or http://")
    with transaction.atomic():
        hold(decision.at)
        return _add(meeting, facts, {"url": address}, decision)


def keep_sent(submission: models.Submission, document: Document, received: models.Received) -> None:
    """Keep the file that came with a submission as a private material of whatever meeting will rest on it.

    Part of the caller's transaction.
    """
    models.Material.objects.create(
        submission=submission,
        received=received,
        name=document.name[:LONGEST_NAME],
        form=form_of(document.content),
        size=len(document.content),
        by=submission.sender,
        at=submission.at,
    )


def describe(
    material: str,
    facts: MaterialFacts,
    *,
    actor: str,
    reason: str,
    now: datetime | None = None,
    undoes: int | None = None,
) -> None:
    """Say what a material is, and whether the public may have it. What was said before stands in the log.

    Said as it was, it is logged too: then somebody has decided to leave it so. Raises `UnknownReferenceError` for no
    such material, `ConflictError` for one that waits with its submission or was removed.
    """
    _change(material, DESCRIBED, _state_of(facts), decided(actor, reason, now, undoes))


def remove(material: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Take a material from all pages; raises as `describe`."""
    _change(material, REMOVED, {"removed": True}, decided(actor, reason, now, undoes))


def put_back(material: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Put a material that was removed back, as it was; raises as `describe`, and for one that was not removed."""
    _change(material, RESTORED, {"removed": False}, decided(actor, reason, now, undoes))


def undo_description(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    """Say again what was said of a material before this entry of the log.

    Raises `ConflictError` where it was described otherwise since.
    """
    held = models.Material.objects.filter(uid=row.object_key).first()
    before, after = row.old or {}, {name: value for name, value in (row.new or {}).items() if name in _COLUMNS}
    if held is None or {name: getattr(held, _COLUMNS[name]) for name in after} != after:
        raise ConflictError("this material was described otherwise since: say what it should be")
    _change(row.object_key, DESCRIBED, before, decided(actor, reason, now, row.pk))


_COLUMNS = {"title": "title", "kind": "kind", "lang": "lang", "public": "is_public"}


def _state_of(facts: MaterialFacts) -> State:
    title, lang = said(facts.title, "a title", LONGEST_TITLE), said(facts.lang, "a language", LONGEST_LANG)
    kind = facts.kind.value if facts.kind is not MaterialKind.OTHER else ""
    return {"title": title, "kind": kind, "lang": lang or "und", "public": facts.is_public}


def _add(meeting: str, facts: MaterialFacts, values: State, decision: Decision) -> str:
    state = _state_of(facts)
    row = models.Material.objects.create(
        meeting=target_of(meeting),
        by=decision.actor,
        at=decision.at,
        **values,
        **{column: state[name] for name, column in _COLUMNS.items()},
    )
    told = {**state, "name": row.name or row.url, "meeting": meeting}
    _log(ADDED, row, None, told, decision)
    return row.uid


def _change(material: str, action: str, wanted: State, decision: Decision) -> None:
    with transaction.atomic():
        hold(decision.at)
        row = models.Material.objects.filter(uid=material).first()
        if row is None:
            raise UnknownReferenceError(f"there is no material {material[:80]!r}")
        if not mechanisms_of_material(material) and row.meeting is None:
            raise ConflictError("it came with what is not accepted yet: decide about that first")
        _refuse_twice(row, action)
        held = {name: getattr(row, column) for name, column in _COLUMNS.items()}
        if action == DESCRIBED:
            for name, value in wanted.items():
                setattr(row, _COLUMNS[name], value)
            changed = {name: value for name, value in wanted.items() if held[name] != value}
            old, new = {name: held[name] for name in changed}, changed or {"public": held["public"]}
        else:
            row.removed_at = decision.at if action == REMOVED else None
            old, new = {}, {"name": row.title or row.name or row.url}
        row.save()
        _log(action, row, old or None, new, decision)


def _refuse_twice(row: models.Material, action: str) -> None:
    is_removed = row.removed_at is not None
    if action == RESTORED and not is_removed:
        raise ConflictError("this material was not removed")
    if action != RESTORED and is_removed:
        raise ConflictError("this material was removed: put it back first")


def _log(action: str, row: models.Material, old: State | None, new: State, decision: Decision) -> None:
    undoes = {"undoes": decision.undoes} if decision.undoes else {}
    entry = Entry(action, MATERIAL, row.uid, old, {**new, **undoes}, decision.reason)
    append([entry], actor=decision.actor, at=decision.at)
    raise_stamps(mechanisms_of_material(row.uid), decision.at)
