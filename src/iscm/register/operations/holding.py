"""Rows that wait: a document is accepted as far as it is clear, and the rest of it counts when it is answered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.reconciliation.judgements import Verdict
from iscm.register import models
from iscm.register.operations import log, refuse
from iscm.register.operations.judge import judge
from iscm.register.operations.person import Decision
from iscm.register.queries.inbox import JOINING, undecided_keys

WAITS = "waits for an answer: is it a meeting that the register holds?"
JUDGED_ALIKE = frozenset({"same", "different", "unsure"})


def hold_back(document: models.Document, decision: Decision) -> int:
    """Let the rows of a document wait that may be of a meeting we hold; returns how many.

    For a document that does not count yet, in the transaction of the caller, who holds the register.
    """
    refused = models.Refusal.objects.filter(record__document=document, lifted_at=None).values("record")
    keys = undecided_keys(document.sha256)
    rows = [row for row in document.records.exclude(pk__in=refused) if row.key in keys]
    models.Refusal.objects.bulk_create(
        models.Refusal(record=row, at=decision.at, actor=decision.actor, reason=WAITS, is_held=True) for row in rows
    )
    entries = [log.Entry(refuse.REFUSED, refuse.RECORD, row.key, None, {"record": row.key}, WAITS) for row in rows]
    log.append(entries, actor=decision.actor, at=decision.at)
    return len(rows)


def answer(left: str, right: str, verdict: Verdict, *, actor: str, reason: str, now: datetime | None = None) -> None:
    """Answer a question about two occurrences; a row that waited for nothing else counts from now on.

    What is asked besides of the same two meetings, by other rows of theirs, is answered with it. Raises as `judge`
    does.
    """
    at = now or timezone.now()
    with transaction.atomic():
        pairs = [(left, right), *_alike(left, right)] if verdict.value in JUDGED_ALIKE else [(left, right)]
        for one, other in pairs:
            judge(one, other, verdict, actor=actor, reason=reason, now=at)
        for row in _waiting({key for pair in pairs for key in pair}):
            if row.key not in undecided_keys(row.document.sha256):
                refuse.readmit(row.key, actor=actor, reason=reason, now=at)


def _alike(left: str, right: str) -> list[tuple[str, str]]:
    """The other open questions between the meetings of two occurrences."""
    lefts, rights = _of_meeting(left), _of_meeting(right)
    asked = models.Proposal.objects.filter(judgement=None, verdict__in=JOINING, left__in=lefts | rights)
    pairs = asked.values_list("left", "right")
    between = [pair for pair in pairs if {*pair} & lefts and {*pair} & rights]
    return [pair for pair in between if {*pair} != {left, right}]


def _of_meeting(key: str) -> set[str]:
    held = models.MeetingCitation.objects.filter(occurrence=key, relation="same").values("meeting")
    found = models.MeetingCitation.objects.filter(meeting__in=held, relation="same")
    return {key, *found.values_list("occurrence", flat=True)}


def _waiting(keys: Collection[str]) -> list[models.Record]:
    held = models.Refusal.objects.filter(is_held=True, lifted_at=None).values("record")
    found = models.Record.objects.filter(key__in=[key.partition("/")[0] for key in keys], pk__in=held)
    return list(found.select_related("document"))
