"""A problem that a person looked at and leaves as it is: it stays dismissed, with the reason. And opened again."""

from datetime import datetime

from django.db import transaction

from iscm.domain.errors import DecidedError, UnknownReferenceError
from iscm.register import models
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.stamps import hold, raise_stamps

PROBLEM, DISMISSED, REOPENED = "problem", "dismissed", "reopened"


def dismiss(key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Dismiss a problem (its key); found again by a later check, it stays dismissed.

    Raises `UnknownReferenceError` for no such problem, `ConflictError` where it is dismissed already.
    """
    _turn(key, DISMISSED, decided(actor, reason, now, undoes))


def reopen(key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Open a dismissed problem again; raises as `dismiss` does."""
    _turn(key, REOPENED, decided(actor, reason, now, undoes))


def _turn(key: str, action: str, decision: Decision) -> None:
    with transaction.atomic():
        hold(decision.at)
        row = models.Problem.objects.filter(key=key).first()
        if row is None:
            raise UnknownReferenceError(f"there is no problem {key[:80]!r}")
        if bool(row.dismissed_at) is (action == DISMISSED):
            raise DecidedError("this problem is dismissed already" if row.dismissed_at else "this problem is open")
        is_dismissed = action == DISMISSED
        row.dismissed_at = decision.at if is_dismissed else None
        row.dismissed_by, row.dismissed_reason = (decision.actor, decision.reason) if is_dismissed else ("", "")
        row.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_reason"])
        decision.log(action, PROBLEM, row.key, {"code": row.code})
        about = models.MeetingMechanism.objects.filter(meeting__isnull=False, meeting=row.meeting_id)
        raise_stamps(about.values_list("mechanism__slug", flat=True), decision.at)
