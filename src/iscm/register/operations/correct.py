"""An editor's claim over the sources' claims: a document of its own that takes the usual road."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from iscm.data import load_vocabulary
from iscm.domain.documents import Document, Trust
from iscm.domain.errors import ConflictError, UnknownReferenceError, UnreadableInputError
from iscm.domain.meetings import Status
from iscm.reading.carried import from_json
from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict
from iscm.register import models
from iscm.register.operations import checking, log, matching
from iscm.register.operations.loading import CORRECTION
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold
from iscm.register.operations.storing import key_of

FIELDS = (
    "title",
    "edtf",
    "date_status",
    "status",
    "attendance",
    "places",
    "mechanisms",
    "kind",
    "ordinal",
    "count",
    "outcome",
    "topic",
    "links",
    "closed",
)


def correct(uid: str, values: dict[str, Any], *, actor: str, reason: str, now: datetime | None = None) -> Refreshed:
    """Set fields of a meeting (`values` by field, as in the JSON of a record) over what its sources say.

    The sources' claims stay, as those that lost; a later correction counts over an earlier one. Raises
    `UnknownReferenceError` for no such meeting, `ConflictError` for values that make no sense or without a reason.
    """
    at = now or timezone.now()
    if not reason.strip() or not actor.strip() or actor == AUTOMATIC:
        raise ConflictError("a correction needs a person's name and a reason")
    _refuse_nonsense(values)
    with transaction.atomic():
        hold(at)
        meeting = models.Meeting.objects.filter(uid=uid, is_listed=True).first()
        if meeting is None:
            raise UnknownReferenceError(f"no meeting has the address {uid!r}")
        held = meeting.citations.filter(relation="same").order_by("rank").values_list("occurrence", flat=True)
        record = _store(meeting, values, actor, reason, at)
        judgement = Judgement(held[0], record.key, Verdict.SAME, actor, reason)
        matching.store_judgements([judgement], at)
        fields = ", ".join(sorted(values))
        log.append([log.Entry("corrected", "meeting", uid, None, {"fields": fields}, reason)], actor=actor, at=at)
        vocabulary = load_vocabulary()
        refreshed = refresh([record.key, held[0]], vocabulary, actor=actor, now=at, reason=reason)
        checking.check_meetings([uid], vocabulary, at)
    return refreshed


def _refuse_nonsense(values: dict[str, Any]) -> None:
    if not values or not set(values) <= set(FIELDS):
        raise ConflictError(f"a correction sets some of: {', '.join(FIELDS)}")
    vocabulary = load_vocabulary()
    try:
        record = {"n": 1, "printed": {}, "title": "x", **values}
        (read,) = from_json({"name": "", "sha256": "", "reader": "", "records": [record]}).records
        if read.status is not None:
            Status(read.status)
    except (UnreadableInputError, ValueError) as error:
        raise ConflictError(f"a correction that makes no sense: {error}") from error
    if any(slug not in vocabulary.mechanisms for slug in read.mechanisms) or not read.title.strip():
        raise ConflictError("a correction with a mechanism that nobody knows, or without a title")
    if read.kind is not None and read.kind not in vocabulary.kinds:
        raise ConflictError(f"no such kind of meeting: {read.kind!r}")


def _store(meeting: models.Meeting, values: dict[str, Any], actor: str, reason: str, now: datetime) -> models.Record:
    said = {"meeting": meeting.uid, "values": values, "actor": actor, "reason": reason, "at": now.isoformat()}
    content = Document("correction", json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    received = models.Received.objects.create(
        sha256=content.sha256, name=content.name, content=content.content, received_at=now
    )
    document = models.Document.objects.create(
        sha256=content.sha256,
        received=received,
        name=content.name,
        title=f"Correction by {actor}"[:500],
        reader=CORRECTION,
        record_count=1,
        last_update=now.date(),
        speaks_until=now.date(),
        trust=Trust.EDITOR.value,
        source_key=content.sha256,
        received_at=now,
        accepted_at=now,
    )
    record = models.Record.objects.create(
        document=document, n=1, key=f"{key_of(content.sha256)}#1", title=meeting.whole_title, lang=meeting.lang
    )
    models.Claim.objects.bulk_create(
        models.Claim(record=record, field=field, value=value, original=reason, lang="und")
        for field, value in values.items()
    )
    return record
