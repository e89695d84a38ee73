"""A meeting taken back from readers, never deleted: its address says so and why. And given back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register import models
from iscm.register.operations import checking
from iscm.register.operations.index import index_meetings
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

WITHDRAWN, GIVEN_BACK = "withdrawn", "given-back"
COLUMNS = ["is_listed", "withdrawn_at", "withdrawn_reason", "merged_with", "last_modified", "touched_at", "sequence"]


def withdraw(uid: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Take a meeting back from readers: pages, feeds, search, lists. `reason` is what its address tells them.

    Its records stay and what they say is kept in line, so that a document that lists it again does not bring it back.
    Raises `UnknownReferenceError` for no such listed meeting.
    """
    decision = decided(actor, reason, now, undoes, what="a withdrawal")
    with transaction.atomic():
        hold(decision.at)
        row = models.Meeting.objects.filter(uid=uid, is_listed=True).first()
        if row is None:
            raise UnknownReferenceError(f"no meeting that readers see has the address {uid[:80]!r}")
        who = {"at": decision.at, "actor": decision.actor, "reason": decision.reason}
        models.Refusal.objects.create(meeting=row, **who)
        first = row.citations.filter(relation="same").order_by("rank").values_list("occurrence", flat=True)[0]
        row.is_listed, row.withdrawn_at, row.withdrawn_reason = False, decision.at, decision.reason
        row.merged_with = first
        _save(row, WITHDRAWN, decision)


def give_back(uid: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Give a withdrawn meeting back to readers, as its records tell it by now.

    Raises `UnknownReferenceError` for no such meeting, `ConflictError` where no person withdrew it, where it was merged
    into another since, or where no accepted record tells of it any more.
    """
    decision = decided(actor, reason, now, undoes)
    with transaction.atomic():
        hold(decision.at)
        row = models.Meeting.objects.filter(uid=uid).first()
        if row is None:
            raise UnknownReferenceError(f"no meeting has the address {uid[:80]!r}")
        who = {"lifted_at": decision.at, "lifted_by": decision.actor, "lifted_reason": decision.reason}
        if not row.refusals.filter(lifted_at=None).update(**who):
            raise ConflictError(f"nobody withdrew the meeting {uid}")
        if row.merged_into_id or not row.citations.exists():
            raise ConflictError(f"the meeting {uid} was merged or lost its records since: undo that first")
        row.is_listed, row.withdrawn_at, row.withdrawn_reason, row.merged_with = True, None, "", ""
        _save(row, GIVEN_BACK, decision)


def _save(row: models.Meeting, action: str, decision: Decision) -> None:
    row.last_modified = row.touched_at = decision.at
    row.sequence += 1
    row.save(update_fields=COLUMNS)
    decision.log(action, "meeting", row.uid)
    index_meetings([row.uid])
    checking.check_meetings([row.uid], current_vocabulary(), decision.at)
    raise_stamps({*_meeting_in(Q(meeting=row)), *_meeting_in(_beside(row))}, decision.at)


def _beside(row: models.Meeting) -> Q:
    """The meetings whose entries in calendars name this one: others of its series, and those told to belong to it."""
    told = Q(meeting__in=models.Relation.objects.filter(other=row).values("meeting"))
    return told | Q(meeting__series=row.series_id) if row.series_id else told


def _meeting_in(those: Q) -> Iterable[str]:
    return models.MeetingMechanism.objects.filter(those).values_list("mechanism__slug", flat=True).distinct()
