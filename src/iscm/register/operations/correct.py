"""An editor's claim over the sources' claims: a document of its own that takes the usual road."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from iscm.domain.documents import Document, Trust
from iscm.domain.errors import ConflictError, StaleError, UnknownReferenceError, UnreadableInputError
from iscm.domain.meetings import Role, Status
from iscm.domain.records import Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.carried import from_json
from iscm.reconciliation.judgements import Judgement, Verdict
from iscm.register import models
from iscm.register.operations import checking, matching
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold
from iscm.register.operations.states import STATED
from iscm.register.operations.storing import key_of
from iscm.register.queries.history import since, version_of
from iscm.register.queries.occurrences import CORRECTION, PARTIAL
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

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
    "themes",
    "initiatives",
    "bodies",
    "roles",
    "prepares",
    "side_event_of",
)
LONG_NAMES = {"themes": "suggested_themes", "initiatives": "suggested_initiatives"}
"""How the JSON of a record calls what a correction sets whole."""

ROLES = frozenset(Role)
TITLE = "Correction by an editor"  # its address is public, and names nobody


def correct(
    uid: str,
    values: dict[str, Any],
    *,
    actor: str,
    reason: str,
    seen: int | None = None,
    now: datetime | None = None,
) -> Refreshed:
    """Set fields of a meeting (`values` by field, as in the JSON of a record) over what its sources say.

    The sources' claims stay, as those that lost; a later correction counts over an earlier one, and one is taken back
    with `undo`. `seen` is the version the values were made from (`queries.history.version_of`); None asks for no check.
    Raises `UnknownReferenceError` for no such meeting, `ConflictError` for values that make no sense or without a
    reason, and its kind `StaleError` where something happened to the meeting after `seen`.
    """
    decision = decided(actor, reason, now, what="a correction")
    refuse_nonsense(values)
    with transaction.atomic():
        hold(decision.at)
        _refuse_stale(uid, seen)
        meeting = models.Meeting.objects.filter(uid=uid, is_listed=True).first()
        if meeting is None:
            raise UnknownReferenceError(f"no meeting has the address {uid!r}")
        held = anchors(meeting)
        record = _store(meeting, values, decision)
        bind(record.key, held, decision)
        decision.log("corrected", "meeting", uid, {"fields": ", ".join(sorted(values)), "record": record.key})
        vocabulary = current_vocabulary()
        keys = [record.key, held[0]]
        refreshed = refresh(keys, vocabulary, actor=decision.actor, now=decision.at, reason=decision.reason)
        checking.check_meetings([uid], vocabulary, decision.at)
    return refreshed


def anchors(meeting: models.Meeting) -> list[str]:
    """What a correction or an answer about a meeting is bound to: the occurrences of documents that list it."""
    cited = meeting.citations.filter(relation="same").exclude(record__document__reader__in=PARTIAL)
    return list(cited.order_by("rank").values_list("occurrence", flat=True))


def bind(key: str, held: Iterable[str], decision: Decision) -> None:
    """Judge an occurrence to be of the same meeting as each of these, so that it stays when one of them is refused."""
    judged = [Judgement(one, key, Verdict.SAME, decision.actor, decision.reason) for one in held]
    matching.store_judgements(judged, decision.at)


def _refuse_stale(uid: str, seen: int | None) -> None:
    if seen is not None and (lines := since(uid, seen)):
        raise StaleError(seen, version_of(uid), lines)


def refuse_nonsense(values: dict[str, Any]) -> None:
    """Raise `ConflictError` for values that no correction can set."""
    if not values or not set(values) <= set(FIELDS):
        raise ConflictError(f"a correction sets some of: {', '.join(FIELDS)}")
    vocabulary = current_vocabulary()
    try:
        said = {LONG_NAMES.get(name, name): value for name, value in values.items()}
        record = {"n": 1, "printed": {}, "title": "x", **said}
        (read,) = from_json({"name": "", "sha256": "", "reader": "", "records": [record]}).records
        if read.status is not None:
            Status(read.status)
    except (UnreadableInputError, ValueError) as error:
        raise ConflictError(f"a correction that makes no sense: {error}") from error
    if any(slug not in vocabulary.mechanisms for slug in read.mechanisms) or not read.title.strip():
        raise ConflictError("a correction with a mechanism that nobody knows, or without a title")
    if read.kind is not None and read.kind not in vocabulary.kinds:
        raise ConflictError(f"no such kind of meeting: {read.kind!r}")
    _refuse_unknown(read, current_vocabulary())


def _refuse_unknown(read: Record, known: Vocabulary) -> None:
    """Themes and initiatives are said to be of the meeting or not (a score of 1 or 0), roles are of mechanisms."""
    for named, those in ((read.themes, known.themes), (read.initiatives, known.initiatives)):
        if any(one.slug not in those or one.reason != STATED or one.score not in {0, 1} for one in named):
            raise ConflictError("a correction with a theme or an initiative that nobody knows")
    if any(slug not in known.mechanisms or role not in ROLES for slug, role in read.roles):
        raise ConflictError("a correction with a role that no mechanism can have")


def _store(meeting: models.Meeting, values: dict[str, Any], decision: Decision) -> models.Record:
    now = decision.at
    said: dict[str, Any] = {"meeting": meeting.uid, "values": values}
    said |= {"actor": decision.actor, "reason": decision.reason, "at": now.isoformat()}
    # The same words a second time are a correction of its own: the first may have been taken back.
    said["after"] = version_of(meeting.uid)
    content = Document(CORRECTION, json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    received = models.Received.objects.create(
        sha256=content.sha256, name=content.name, content=content.content, received_at=now
    )
    day = _day_after_others(meeting, now)
    document = models.Document.objects.create(
        sha256=content.sha256,
        received=received,
        name=content.name,
        title=TITLE,
        reader=CORRECTION,
        record_count=1,
        last_update=day,
        speaks_until=day,
        trust=Trust.EDITOR.value,
        source_key=content.sha256,
        received_at=now,
        accepted_at=now,
    )
    record = models.Record.objects.create(
        document=document, n=1, key=f"{key_of(content.sha256)}#1", title=meeting.whole_title, lang=meeting.lang
    )
    models.Claim.objects.bulk_create(
        models.Claim(record=record, field=field, value=value, original=decision.reason, lang="und")
        for field, value in values.items()
    )
    return record


def _day_after_others(meeting: models.Meeting, now: datetime) -> date:
    """Today, but no day before that of an earlier correction: what is said later counts, whatever the clock says."""
    earlier = models.Document.objects.filter(reader=CORRECTION, records__citations__meeting=meeting)
    latest: date | None = earlier.aggregate(latest=Max("last_update"))["latest"]
    return max(now.date(), latest or now.date())
