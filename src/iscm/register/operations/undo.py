"""One entry of the log undone, as a new entry: nothing is taken out of the log, and an undoing can be undone."""

from collections.abc import Callable
from datetime import datetime

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.submissions import Right
from iscm.register import models
from iscm.register.operations import (
    dismiss,
    facts,
    links,
    meeting_materials,
    posting,
    refuse,
    rooms,
    survey_answers,
    surveys,
    unread,
    withdraw,
)

Undoing = Callable[[models.Revision, str, str, datetime | None], object]


def undo(revision: int, *, actor: str, reason: str, now: datetime | None = None) -> None:
    """Undo one entry of the log, which the new one names.

    A correction, a judgement, the acceptance or refusal of a document or record, a withdrawal, a dismissal, a posting
    right, a statement and a change of a material can be undone, and so can their undoing. What follows from these (a
    date moved, a meeting merged) is undone with what it follows from, and the error says which entry that is. Raises
    `UnknownReferenceError` for no such entry, `ConflictError` for one that cannot be undone or is undone already.
    """
    row = models.Revision.objects.filter(pk=revision).first()
    if row is None:
        raise UnknownReferenceError(f"the log has no entry {revision}")
    undoing = UNDOINGS.get((row.action, row.object_type))
    if undoing is None:
        raise ConflictError(_why_not(row))
    undoing(row, actor, reason, now)


def can_undo(action: str, object_type: str) -> bool:
    """Whether entries of this kind can be undone; one may be undone already."""
    return (action, object_type) in UNDOINGS


def cause_of(row: models.Revision) -> int | None:
    """The entry from which this one follows: what a person or a document did at that moment; None if none is known."""
    kinds = {action for action, _ in UNDOINGS}
    before = models.Revision.objects.filter(at=row.at, actor=row.actor, reason=row.reason, id__lt=row.pk)
    nearest = before.filter(action__in=kinds).order_by("-id").values_list("id", flat=True).first()
    if nearest is None:
        taken = models.Revision.objects.filter(at=row.at, actor=row.actor, id__lt=row.pk, object_type="document")
        nearest = taken.filter(action__in=kinds).order_by("-id").values_list("id", flat=True).first()
    return nearest


def cause_of_entry(revision: int) -> int | None:
    """The same by the number of an entry."""
    row = models.Revision.objects.filter(pk=revision).first()
    return cause_of(row) if row else None


def _why_not(row: models.Revision) -> str:
    cause = cause_of(row)
    if cause is None:
        return f"“{row.action}” cannot be undone by itself: it follows from records and judgements"
    return f"“{row.action}” follows from entry {cause} of the log: undo that one"


def _correction(row: models.Revision) -> models.Document:
    key = (row.new or {}).get("record", "")
    document = models.Document.objects.filter(records__key=key).first()
    if document is None:
        raise ConflictError("the log does not say which record this correction was")
    return document


def _judgement(row: models.Revision) -> int:
    left, _, right = row.object_key.partition(" ")
    held = models.Judgement.objects.filter(left=left, right=right, made_at=row.at).order_by("-id")
    pk = held.values_list("pk", flat=True).first()
    if pk is None:
        raise ConflictError("the register no longer knows which judgement this was")
    return pk


def _correct(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    refuse.refuse(_correction(row).sha256, actor=actor, reason=reason, now=now, undoes=row.pk)


def _judge(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    refuse.take_back(_judgement(row), actor=actor, reason=reason, now=now, undoes=row.pk)


def _accept(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    document = models.Document.objects.filter(sha256=row.object_key).first()
    if document is None or document.accepted_at is None:
        raise ConflictError("this document was not accepted: refuse it instead")
    refuse.refuse(row.object_key, actor=actor, reason=reason, now=now, undoes=row.pk)


def _by_key(operation: Callable[..., object]) -> Undoing:
    def undoing(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
        operation(row.object_key, actor=actor, reason=reason, now=now, undoes=row.pk)

    return undoing


def _by_judgement(operation: Callable[..., object]) -> Undoing:
    def undoing(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
        operation((row.new or {})["judgement"], actor=actor, reason=reason, now=now, undoes=row.pk)

    return undoing


def _posting(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    right = Right((row.old or {}).get("right", Right.REVIEWED))
    if posting.right_of(row.object_key).value != (row.new or {}).get("right"):
        raise ConflictError("this posting right was set otherwise since: set it as it should be")
    posting.set_right(row.object_key, right, actor=actor, reason=reason, now=now, undoes=row.pk)


def _state(row: models.Revision, actor: str, reason: str, now: datetime | None) -> None:
    facts.take_back((row.new or {})["statement"], actor=actor, reason=reason, now=now, undoes=row.pk)


UNDOINGS: dict[tuple[str, str], Undoing] = {
    ("corrected", "meeting"): _correct,
    ("judged", "pair"): _judge,
    ("received", "document"): _accept,
    ("accepted", "document"): _accept,
    ("refused", "document"): _by_key(refuse.readmit),
    ("refused", "record"): _by_key(refuse.readmit),
    ("readmitted", "document"): _by_key(refuse.refuse),
    ("readmitted", "record"): _by_key(refuse.refuse),
    ("taken-back", "pair"): _by_judgement(refuse.renew),
    ("renewed", "pair"): _by_judgement(refuse.take_back),
    ("withdrawn", "meeting"): _by_key(withdraw.give_back),
    ("given-back", "meeting"): _by_key(withdraw.withdraw),
    ("dismissed", "problem"): _by_key(dismiss.reopen),
    ("reopened", "problem"): _by_key(dismiss.dismiss),
    ("posting-right", "posting-right"): _posting,
    ("dismissed", "link"): _by_key(links.reopen_link),
    ("reopened", "link"): _by_key(links.dismiss_link),
    ("dismissed", "file"): _by_key(unread.reopen_file),
    ("reopened", "file"): _by_key(unread.dismiss_file),
    ("link-made", rooms.LINK): _by_key(rooms.revoke_link),
    ("link-given-back", rooms.LINK): _by_key(rooms.revoke_link),
    ("link-revoked", rooms.LINK): _by_key(rooms.give_link_back),
    ("added", "material"): _by_key(meeting_materials.remove),
    ("removed", "material"): _by_key(meeting_materials.put_back),
    ("put-back", "material"): _by_key(meeting_materials.remove),
    ("described", "material"): meeting_materials.undo_description,
    ("survey-opened", "survey"): _by_key(surveys.close_survey),
    ("survey-closed", "survey"): _by_key(surveys.reopen_survey),
    ("survey-reopened", "survey"): _by_key(surveys.close_survey),
    **{(action, "survey-answer"): survey_answers.turn_back for action in survey_answers.TURNING},
    **{(action, about): _state for action in ("stated", "taken-back") for about in ("mechanism", "theme")},
}
