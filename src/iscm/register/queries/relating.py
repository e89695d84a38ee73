"""How a meeting hangs together with others: what the register asks, and what it, or a person, judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict, standing
from iscm.register import models
from iscm.register.queries.pairing import judged_on, meetings_of, proposals_on, rests_of


@dataclass(frozen=True, slots=True)
class Tie:
    """Another meeting with which this one hangs together, or may.

    `verdict` is how; `left` is the occurrence of the one that prepares, accompanies or is about the other, which is
    this one unless the tie `is_incoming`. A question has neither `id` (of the judgement) nor `actor`; of a judgement
    of the register itself the actor is empty.
    """

    verdict: str
    left: str
    right: str
    uid: str
    title: str
    edtf: str
    date_status: str
    is_incoming: bool
    reasons: tuple[str, ...]
    id: int = 0
    actor: str = ""
    at: datetime | None = None


def ties_asked(uid: str) -> tuple[Tie, ...]:
    """What the register asks of this meeting and others, the likeliest first. At most three queries."""
    own = [rest.key for rest in rests_of(uid)]
    asked = [one for one in proposals_on(own) if Verdict(one.verdict).is_relation] if own else []
    meetings = meetings_of({key for one in asked for key in (one.left, one.right)}) if asked else {}
    found = (_tie(one, own, meetings, tuple(str(each["reason"]) for each in one.features)) for one in asked)
    return tuple(one for one in found if one and one.uid != uid)


def ties_judged(uid: str) -> tuple[Tie, ...]:
    """What was judged of this meeting and others, and stands, the latest first. At most three queries."""
    own = [rest.key for rest in rests_of(uid)]
    rows = [row for row in judged_on(own) if Verdict(row.verdict).is_relation] if own else []
    counts = standing(Judgement(row.left, row.right, Verdict(row.verdict), row.actor, str(row.pk)) for row in rows)
    kept = {int(one.reason) for one in counts.values()}
    meetings = meetings_of({key for row in rows for key in (row.left, row.right)}) if rows else {}
    found = (_tie(row, own, meetings, (row.reason,)) for row in reversed(rows) if row.pk in kept)
    return tuple(one for one in found if one and one.uid != uid)


def _tie(
    row: models.Judgement | models.Proposal,
    own: Iterable[str],
    meetings: Mapping[str, models.Meeting],
    reasons: tuple[str, ...],
) -> Tie | None:
    is_incoming = row.left not in own
    other = meetings.get(row.left if is_incoming else row.right)
    if other is None:
        return None
    tie = Tie(
        row.verdict,
        row.left,
        row.right,
        other.uid,
        other.whole_title,
        other.edtf,
        other.date_status,
        is_incoming,
        reasons,
    )
    if isinstance(row, models.Proposal):
        return tie
    actor = "" if row.actor == AUTOMATIC else row.actor
    return replace(tie, id=row.pk, actor=actor, at=row.made_at)
