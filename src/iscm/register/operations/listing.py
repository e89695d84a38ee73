"""What a newer edition of a source does not list any more: marked, never deleted and never taken for cancelled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from iscm.domain.problems import Severity
from iscm.reconciliation.changes import no_longer_listed
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.loading import chunks
from iscm.register.operations.matching import Matching
from iscm.register.operations.stamps import raise_stamps
from iscm.register.operations.storing import problem_key

CODE = "no-longer-listed"


@dataclass(frozen=True, slots=True)
class Marked:
    """The uids of meetings that are no longer listed, and of those that are again."""

    unlisted: tuple[str, ...] = ()
    relisted: tuple[str, ...] = ()


def mark(document: models.Document, found: Matching, keys: Collection[str], *, actor: str, now: datetime) -> Marked:
    """Mark the meetings that this edition stopped listing, and unmark those that it lists.

    Only what the same source listed before is touched, and nothing where so much is missing that the edition was
    probably misread: then there is a problem instead. An edition older than the one before it takes nothing back.
    """
    _resolve_before(document, found, now)
    touched = _listed_again(keys, now)
    if found.is_shrunk:
        _tell_shrunk(document, found, now)
        vanished: list[models.Meeting] = []
    else:
        vanished = _vanished(document, found)
    for meeting in vanished:
        meeting.unlisted_since = document.last_update or now.date()
        meeting.last_modified = meeting.touched_at = now
        meeting.sequence += 1
    columns = ["unlisted_since", "last_modified", "touched_at", "sequence"]
    models.Meeting.objects.bulk_update(vanished, columns, batch_size=100)
    _log(vanished, document, actor, now)
    _tell(vanished, document, now)
    changed = [*touched, *vanished]
    if changed:
        parties = models.MeetingMechanism.objects.filter(meeting__in=changed)
        raise_stamps(parties.values_list("mechanism__slug", flat=True), now)
    return Marked(tuple(meeting.uid for meeting in vanished), tuple(meeting.uid for meeting in touched))


def unmark(document: models.Document, now: datetime) -> tuple[str, ...]:
    """Take back what this edition marked, since it counts no more; returns the uids."""
    marked = models.Meeting.objects.filter(unlisted_since__isnull=False)
    keys = {problem_key(["no-longer-listed", row.uid, document.sha256]): row.pk for row in marked}
    open_ones = models.Problem.objects.filter(code="no-longer-listed", resolved_at=None)
    told = [key for key in open_ones.values_list("key", flat=True) if key in keys]
    models.Problem.objects.filter(key__in=told).update(resolved_at=now)
    back = models.Meeting.objects.filter(pk__in=[keys[key] for key in told])
    uids = tuple(back.values_list("uid", flat=True))
    parties = models.MeetingMechanism.objects.filter(meeting__uid__in=uids)
    raise_stamps(parties.values_list("mechanism__slug", flat=True), now)
    back.update(unlisted_since=None, last_modified=now, touched_at=now, sequence=F("sequence") + 1)
    return uids


def _resolve_before(document: models.Document, found: Matching, now: datetime) -> None:
    """What was wrong in the edition before is its publisher's past; the newer one has its own problems."""
    if found.before and _day(document) >= _day(found.before):
        models.Problem.objects.filter(document=found.before, resolved_at=None).update(resolved_at=now)


def _listed_again(keys: Collection[str], now: datetime) -> list[models.Meeting]:
    held = [
        meeting
        for chunk in chunks(sorted(keys))
        for meeting in models.Meeting.objects.filter(
            citations__occurrence__in=chunk, unlisted_since__isnull=False
        ).distinct()
    ]
    found = models.Meeting.objects.filter(pk__in=[meeting.pk for meeting in held])
    found.update(unlisted_since=None, last_modified=now, touched_at=now, sequence=F("sequence") + 1)
    told = models.Problem.objects.filter(code=CODE, meeting__in=held, resolved_at=None)
    told.update(resolved_at=now)
    return held


def _vanished(document: models.Document, found: Matching) -> list[models.Meeting]:
    before = found.before
    if before is None or _day(document) < _day(before):
        return []
    held = {
        meeting.pk: meeting
        for chunk in chunks(sorted(found.vanished))
        for meeting in models.Meeting.objects.filter(
            citations__occurrence__in=chunk, citations__relation="same", unlisted_since=None, is_listed=True
        )
    }
    listed = models.MeetingCitation.objects.filter(meeting__in=held, record__document=document)
    for key in listed.values_list("meeting", flat=True):
        held.pop(key, None)
    return list(held.values())


def _day(document: models.Document) -> date:
    return document.last_update or date.max


def _log(meetings: list[models.Meeting], document: models.Document, actor: str, now: datetime) -> None:
    change = no_longer_listed(document.title or document.name)
    entries = [
        log.Entry(change.name, "meeting", meeting.uid, {change.field: change.old}, {change.field: change.new})
        for meeting in meetings
    ]
    log.append(entries, actor=actor, at=now)


def _tell(meetings: list[models.Meeting], document: models.Document, now: datetime) -> None:
    name = document.title or document.name
    problems = [
        models.Problem(
            key=problem_key([CODE, meeting.uid, document.sha256]),
            code=CODE,
            severity=Severity.WARNING.value,
            message=f"“{meeting.whole_title}” ({meeting.edtf}) is not in the newer edition of “{name}”",
            meeting=meeting,
            found_at=now,
            is_closed=meeting.is_closed,
        )
        for meeting in meetings
    ]
    models.Problem.objects.bulk_create(problems, ignore_conflicts=True)


def _tell_shrunk(document: models.Document, found: Matching, now: datetime) -> None:
    models.Problem.objects.get_or_create(
        key=problem_key(["edition-shrunk", document.sha256]),
        defaults={
            "code": "edition-shrunk",
            "severity": Severity.ERROR.value,
            "message": f"{len(found.vanished)} meetings of the edition before are missing: was it read in full?",
            "document": document,
            "found_at": now,
        },
    )
