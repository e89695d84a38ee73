"""A gathered file that nobody can read, looked at by a person who needs no more of it; and looked at again."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register import models
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.stamps import hold

FILE, DISMISSED, REOPENED = "file", "dismissed", "reopened"


def dismiss_file(
    sha256: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> None:
    """Leave a file that came with a visit and could not be read; it stays dismissed when the source gives it again.

    Raises `UnknownReferenceError` for no such file, `ConflictError` for one that is dismissed already.
    """
    decision = decided(actor, reason, now, undoes)
    with transaction.atomic():
        hold(decision.at)
        row = _unread(sha256)
        if _standing(row).exists():
            raise ConflictError("this file is dismissed already")
        models.UnreadDismissal.objects.create(received=row, by=decision.actor, reason=decision.reason, at=decision.at)
        _log(DISMISSED, row, decision)


def reopen_file(
    sha256: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> None:
    """Put a dismissed file on the list again; raises as `dismiss_file`."""
    decision = decided(actor, reason, now, undoes)
    with transaction.atomic():
        hold(decision.at)
        row = _unread(sha256)
        if not _standing(row).update(lifted_at=decision.at):
            raise ConflictError("this file is not dismissed")
        _log(REOPENED, row, decision)


def _unread(sha256: str) -> models.Received:
    row = models.Received.objects.filter(sha256=sha256, visits__isnull=False).first()
    if row is None:
        raise UnknownReferenceError(f"no visit brought the file {sha256[:80]!r}")
    return row


def _standing(row: models.Received) -> QuerySet[models.UnreadDismissal]:
    return models.UnreadDismissal.objects.filter(received=row, lifted_at=None)


def _log(action: str, row: models.Received, decision: Decision) -> None:
    decision.log(action, FILE, row.sha256, {"name": row.name})
