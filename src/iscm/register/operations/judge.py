"""An editor's verdict on two occurrences, and the meetings that follow."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.data import load_vocabulary
from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.judgements import AUTOMATIC, Verdict
from iscm.register import models
from iscm.register.operations import checking, loading, log
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold


def judge(
    left: str, right: str, verdict: Verdict, *, actor: str, reason: str, now: datetime | None = None
) -> Refreshed:
    """Store a person's verdict on two occurrences (keys as in receipts) and bring their meetings in line.

    For GROUPED and the relations, `left` is the group or the one that names the other. A verdict is taken back by a
    later one. Raises `UnknownReferenceError` for a key of no accepted record, `ConflictError` for one key twice.
    """
    at = now or timezone.now()
    if left == right:
        raise ConflictError(f"{left} cannot be judged against itself")
    if actor == AUTOMATIC or not actor:
        raise ConflictError("a judgement needs a person's name")
    with transaction.atomic():
        hold(at)
        known = {occurrence.key for occurrence in loading.load_by_keys((left, right))}
        for key in (left, right):
            if key not in known:
                raise UnknownReferenceError(f"no accepted record has the key {key!r}")
        before = loading.close_over((left, right))
        row = models.Judgement.objects.create(
            left=left, right=right, verdict=verdict.value, actor=actor, reason=reason, made_at=at
        )
        _answer(left, right, row)
        entry = log.Entry("judged", "pair", f"{left} {right}"[:100], None, {"verdict": verdict.value}, reason)
        log.append([entry], actor=actor, at=at)
        vocabulary = load_vocabulary()
        refreshed = refresh(before | {left, right}, vocabulary, actor=actor, now=at, reason=reason)
        checking.check_meetings({*refreshed.created, *refreshed.changed}, vocabulary, at)
    return refreshed


def _answer(left: str, right: str, row: models.Judgement) -> None:
    for one, other in ((left, right), (right, left)):
        models.Proposal.objects.filter(left=one, right=other, judgement=None).update(judgement=row)
