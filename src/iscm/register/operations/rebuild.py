"""Meetings made anew from their records, or proved to be what their records say."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.data.reference import load_publications
from iscm.reconciliation.changes import compare_states
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register import models
from iscm.register.operations import checking, log
from iscm.register.operations.index import index_mechanisms, index_publications
from iscm.register.operations.loading import accepted_records, load_occurrences
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.reference import load_reference
from iscm.register.operations.refreshing import Plan, apply, plan
from iscm.register.operations.stamps import hold
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found.

    `meetings` is their number; `differences` has a line by uid; `broken_log` is the first entry of the log that does
    not fit, None if all do.
    """

    meetings: int
    differences: dict[str, str]
    broken_log: int | None

    @property
    def is_sound(self) -> bool:
        """Whether meetings follow from records and the log is whole."""
        return not self.differences and self.broken_log is None


def rebuild(*, check: bool, actor: str = AUTOMATIC, now: datetime | None = None) -> Rebuilt:
    """Work every meeting out again from all records and judgements; with `check` only compare, else store what differs.

    Reference facts are stored anew as they are today: what editors state may begin or end on a day. Meetings keep their
    uids. All or nothing: one transaction.
    """
    at = now or timezone.now()
    vocabulary = current_vocabulary()
    with transaction.atomic():
        hold(at)
        keys = [occurrence.key for occurrence in load_occurrences(accepted_records())]
        planned = plan(keys, vocabulary)
        differences = {**_differences(planned), **_orphans(planned)}
        if not check:
            load_reference(vocabulary, load_publications())
            index_mechanisms(vocabulary.mechanisms)
            index_publications()
            stamp_materials(at)
            apply(planned, actor=actor, now=at, reason="rebuilt from the records")
            checking.check_all(vocabulary, at)
    return Rebuilt(len(planned.wanted), differences, log.verify())


def _differences(planned: Plan) -> dict[str, str]:
    found = {uid: f"merged into {merger.into}, but still listed" for uid, merger in planned.merged.items()}
    found |= dict.fromkeys(planned.left, "no record tells of it any more")
    found |= {uid: f"leads to {into}, but is stored otherwise" for uid, into in planned.redirected.items()}
    for uid, state in planned.differing.items():
        stored = planned.stored.get(uid)
        if stored is None:
            found[uid] = f"missing: “{state.meeting.title}”"
        else:
            changes = compare_states(stored.meeting, state.meeting)
            found[uid] = "; ".join(f"{one.field}: {one.old} → {one.new}" for one in changes) or "receipts or relations"
    return found


def _orphans(planned: Plan) -> dict[str, str]:
    """Listed meetings that no record tells of."""
    listed = models.Meeting.objects.filter(is_listed=True).values_list("uid", flat=True)
    return {uid: "no record tells of it" for uid in listed if uid not in planned.wanted and uid not in planned.merged}
