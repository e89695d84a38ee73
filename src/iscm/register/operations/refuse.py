"""What a person refuses stays, and counts no more: a document, a record, a correction, a judgement. And back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from iscm.domain.errors import DecidedError, UnknownReferenceError
from iscm.register import models
from iscm.register.operations import checking, listing, loading
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

DOCUMENT, RECORD, PAIR = "document", "record", "pair"
REFUSED, READMITTED = "refused", "readmitted"
TAKEN_BACK, RENEWED = "taken-back", "renewed"
Row = models.Document | models.Record | models.Judgement


@dataclass(frozen=True, slots=True)
class Target:
    """What is refused: its row by the name of its column in `Refusal`; its type and key in the log.

    `occurrences` are the keys of those whose meetings may follow from it, `said` is what the log keeps of it.
    """

    column: str
    row: Row
    object_type: str
    key: str
    occurrences: frozenset[str]
    said: dict[str, Any]


def refuse(key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> Refreshed:
    """Refuse a whole document (its sha256) or one record (its key), proposed or accepted.

    What followed from it follows no more; a meeting of which nothing else tells is told of no more, until it is
    readmitted. `undoes` is the entry of the log that this undoes. Raises `UnknownReferenceError` for no such document
    or record, `ConflictError` where it is refused already.
    """
    return _set(find_target(key), REFUSED, decided(actor, reason, now, undoes))


def readmit(key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> Refreshed:
    """Let a document or record count again as it did before it was refused; raises as `refuse` does."""
    return _lift(find_target(key), READMITTED, decided(actor, reason, now, undoes))


def take_back(
    judgement: int, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> Refreshed:
    """Take a judgement back (the id of its row), so that what was judged before it counts again.

    Raises `UnknownReferenceError` for no such judgement, `ConflictError` where it was taken back already.
    """
    return _set(_judgement(judgement), TAKEN_BACK, decided(actor, reason, now, undoes))


def renew(
    judgement: int, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> Refreshed:
    """Let a judgement that was taken back hold again; raises as `take_back` does."""
    return _lift(_judgement(judgement), RENEWED, decided(actor, reason, now, undoes))


def find_target(key: str) -> Target:
    """The document or record of this key; raises `UnknownReferenceError`."""
    document = models.Document.objects.filter(sha256=key).first()
    if document is not None:
        keys = _occurrences(document.records.all())
        return Target("document", document, DOCUMENT, document.sha256, keys, {"name": document.name})
    record = models.Record.objects.filter(key=key).first()
    if record is None:
        raise UnknownReferenceError(f"the register holds no document and no record {key[:80]!r}")
    keys = _occurrences(models.Record.objects.filter(pk=record.pk))
    return Target("record", record, RECORD, record.key, keys, {"record": record.key})


def _judgement(pk: int) -> Target:
    row = models.Judgement.objects.filter(pk=pk).first()
    if row is None:
        raise UnknownReferenceError(f"there is no judgement {pk}")
    said = {"verdict": row.verdict, "judgement": row.pk}
    return Target("judgement", row, PAIR, f"{row.left} {row.right}"[:100], frozenset({row.left, row.right}), said)


def _occurrences(records: QuerySet[models.Record]) -> frozenset[str]:
    return frozenset(one.key for one in loading.load_occurrences(records))


def _set(target: Target, action: str, decision: Decision) -> Refreshed:
    with transaction.atomic():
        hold(decision.at)
        if _standing(target).exists():
            raise DecidedError(f"{target.object_type} {target.key} is {action} already")
        # What hangs together now must be known before the refusal parts it.
        touched = loading.close_over(target.occurrences)
        who = {"at": decision.at, "actor": decision.actor, "reason": decision.reason}
        models.Refusal.objects.create(**{target.column: target.row}, **who)
        return _follow(target, action, touched, decision)


def _lift(target: Target, action: str, decision: Decision) -> Refreshed:
    with transaction.atomic():
        hold(decision.at)
        who = {"lifted_at": decision.at, "lifted_by": decision.actor, "lifted_reason": decision.reason}
        if not _standing(target).update(**who):
            raise DecidedError(f"{target.object_type} {target.key} is not refused")
        return _follow(target, action, loading.close_over(target.occurrences), decision)


def _standing(target: Target) -> QuerySet[models.Refusal]:
    return models.Refusal.objects.filter(**{target.column: target.row}, lifted_at=None)


def _follow(target: Target, action: str, touched: set[str], decision: Decision) -> Refreshed:
    """Log it, and bring the meetings in line that it touched."""
    decision.log(action, target.object_type, target.key, target.said)
    if action == REFUSED and isinstance(target.row, models.Document):
        listing.unmark(target.row, decision.at)
    vocabulary = current_vocabulary()
    keys = touched | target.occurrences
    refreshed = refresh(keys, vocabulary, actor=decision.actor, now=decision.at, reason=decision.reason)
    checking.check_meetings({*refreshed.created, *refreshed.changed}, vocabulary, decision.at)
    raise_stamps((), decision.at)
    return refreshed
