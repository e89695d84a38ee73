"""An editor's verdict on two occurrences, and the meetings that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.changes import Change, compare_states
from iscm.reconciliation.judgements import Judgement, Verdict
from iscm.register import models
from iscm.register.operations import checking, loading
from iscm.register.operations.person import decided
from iscm.register.operations.refreshing import Refreshed, plan, refresh
from iscm.register.operations.stamps import hold
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would follow from a verdict: meetings by uid.

    `merged` says into which; `parted` are those that come back at their old address, each with the title it would
    have; `new` are the titles of those that would be new; `changed` says what would change in others.
    """

    merged: Mapping[str, str]
    parted: Mapping[str, str]
    new: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]

    @property
    def is_nothing(self) -> bool:
        """Whether no meeting would be another than it is."""
        return not (self.merged or self.parted or self.new or self.changed)


def judge(
    left: str, right: str, verdict: Verdict, *, actor: str, reason: str, now: datetime | None = None
) -> Refreshed:
    """Store a person's verdict on two occurrences (keys as in receipts) and bring their meetings in line.

    For GROUPED and the relations, `left` is the group or the one that names the other. A verdict is taken back by a
    later one, or with `refuse.take_back`. Raises `UnknownReferenceError` for a key of no record,
    `ConflictError` for one key twice and without a person's name and a reason.
    """
    decision = decided(actor, reason, now, what="a judgement")
    with transaction.atomic():
        hold(decision.at)
        _refuse_unknown(left, right)
        before = loading.close_over((left, right))
        row = models.Judgement.objects.create(
            left=left,
            right=right,
            verdict=verdict.value,
            actor=decision.actor,
            reason=decision.reason,
            made_at=decision.at,
        )
        _answer(left, right, row)
        decision.log("judged", "pair", f"{left} {right}", {"verdict": verdict.value})
        vocabulary = current_vocabulary()
        keys = before | {left, right}
        refreshed = refresh(keys, vocabulary, actor=decision.actor, now=decision.at, reason=decision.reason)
        checking.check_meetings({*refreshed.created, *refreshed.changed}, vocabulary, decision.at)
    return refreshed


def foresee(left: str, right: str, verdict: Verdict) -> Foreseen:
    """What would follow from a verdict, before it is given; nothing is written. Raises as `judge` does."""
    _refuse_unknown(left, right)
    supposed = Judgement(left, right, verdict, "somebody")
    planned = plan(loading.close_over((left, right)), current_vocabulary(), [supposed])
    states = planned.differing
    new = [uid for uid in states if uid not in planned.stored and uid not in planned.restored]
    changed = {
        uid: compare_states(planned.stored[uid].meeting, state.meeting)
        for uid, state in states.items()
        if uid in planned.stored
    }
    return Foreseen(
        merged={uid: merger.into for uid, merger in planned.merged.items()},
        parted={uid: states[uid].meeting.title for uid in planned.restored},
        new=tuple(states[uid].meeting.title for uid in new),
        changed={uid: changes for uid, changes in changed.items() if changes},
    )


def _refuse_unknown(left: str, right: str) -> None:
    if left == right:
        raise ConflictError(f"{left} cannot be judged against itself")
    # A verdict on what is only proposed, or waits, holds from when that counts.
    records = models.Record.objects.filter(key__in=[key.partition("/")[0] for key in (left, right)])
    known = {occurrence.key for occurrence in loading.load_occurrences(records)}
    for key in (left, right):
        if key not in known:
            raise UnknownReferenceError(f"no record has the key {key!r}")


def _answer(left: str, right: str, row: models.Judgement) -> None:
    for one, other in ((left, right), (right, left)):
        models.Proposal.objects.filter(left=one, right=other, judgement=None).update(judgement=row)
