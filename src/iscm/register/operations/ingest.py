"""A document read, its records stored, and the clear changes made or only proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem
from iscm.domain.readings import Fingerprint, Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.read import UNKNOWN, read_all
from iscm.reconciliation.changes import Change
from iscm.reconciliation.occurrences import Occurrence
from iscm.register import models
from iscm.register.operations import checking, listing, loading, log, matching, turning
from iscm.register.operations.admitting import admit
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.operations.storing import Origin, adopt, store
from iscm.register.queries.remembered import remembering
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What ingesting a document did, or would do with `dry_run`.

    `is_new` is false for a file whose content the register already has. `is_accepted` is false while its records are
    only proposed. `created`, `changed` (with what changed), `merged` (into which), `unlisted` and `relisted` (listed
    again) are uids of meetings. `questions` counts what is newly asked of a person. `problems` are those of the
    reading. `is_shrunk`: what was gathered lacks so much of the edition before that it was not accepted.
    """

    name: str
    sha256: str
    reader: str
    records: int
    is_new: bool
    is_accepted: bool
    created: tuple[str, ...]
    changed: dict[str, tuple[Change, ...]]
    merged: dict[str, str]
    unlisted: tuple[str, ...]
    questions: int
    problems: tuple[Problem, ...]
    is_shrunk: bool = False
    relisted: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether the register is as it was."""
        return not (self.is_new or self.created or self.changed or self.merged or self.unlisted or self.relisted)


@dataclass(frozen=True, slots=True)
class Gathered:
    """How a document came that was gathered.

    `is_doubted`: it is kept, and nothing is asked or done about it. `is_released`: a person has taken it, so that it is
    believed whatever it lacks.
    """

    origin: Origin
    is_doubted: bool = False
    is_released: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    """One ingest: what is read, with which words, by whom and when, how far it may go, and where it was gathered."""

    document: Document
    reading: Reading
    vocabulary: Vocabulary
    actor: str
    now: datetime
    accept: bool
    gathered: Gathered | None = None

    @property
    def origin(self) -> Origin | None:
        """Where the document was gathered."""
        return self.gathered.origin if self.gathered else None


def ingest(
    document: Document, *, actor: str, accept: bool, dry_run: bool = False, now: datetime | None = None
) -> tuple[IngestReport, ...]:
    """Read a file and store what it says; with `accept`, make the changes that are clear.

    One report for a document; a records file may carry several. All or nothing: one transaction. What is already
    there changes nothing, but may still be accepted. With `dry_run` nothing is kept. Raises `UnreadableInputError`
    for a file that cannot be read, or that no reader explains.
    """
    readings = read_all(document, current_vocabulary(), earlier=earlier_readings(document))
    for reading in readings:
        if reading.reader == UNKNOWN:
            raise UnreadableInputError(
                document.name, "no reader explains what is in it", "See iscm read for its lines."
            )
    return ingest_readings(readings, document, actor=actor, accept=accept, dry_run=dry_run, now=now)


def ingest_readings(
    readings: Iterable[Reading],
    document: Document,
    *,
    actor: str,
    accept: bool,
    dry_run: bool = False,
    now: datetime | None = None,
    gathered: Gathered | None = None,
) -> tuple[IngestReport, ...]:
    """The same for what was read already; `gathered` says from which source it came, if it did."""
    at = now or timezone.now()
    with transaction.atomic(), remembering():
        hold(at)
        reports = tuple(
            _ingest(_Task(document, admit(reading), current_vocabulary(), actor, at, accept, gathered))
            for reading in readings
        )
        stamp_materials(at)
        if dry_run:
            transaction.set_rollback(True)
    return reports


def earlier_readings(document: Document) -> Sequence[Reading]:
    """The other documents of the register with the fingerprints of their paragraphs, oldest first."""
    held = models.Document.objects.exclude(sha256=document.sha256).exclude(received__sha256=document.sha256)
    return [
        Reading(
            name=row.name,
            sha256=row.sha256,
            reader=row.reader,
            title=row.title or None,
            year=row.year,
            fingerprints=tuple(Fingerprint(one["digest"], Locator(**one["locator"])) for one in row.fingerprints),
        )
        for row in held.order_by("year", "id")
    ]


def _ingest(task: _Task) -> IngestReport:
    row = models.Document.objects.filter(sha256=task.reading.sha256).first()
    if row is not None and task.origin:
        adopt(row, task.reading, task.origin)
    if row is not None and not _is_open(task, row):
        return _report(task, row, is_new=False)
    is_new = row is None
    row, fresh = store(task.reading, task.document, task.now, task.origin) if row is None else (row, _occurrences(row))
    source = task.origin.source if task.origin else None
    found = matching.match(row, fresh, task.vocabulary, task.now.date() if source else None, source=source)
    if is_new:
        _log(task, row, "received")
        raise_stamps((), task.now)
    if task.gathered and task.gathered.is_released:
        found = replace(found, is_shrunk=False)
    elif task.gathered and (task.gathered.is_doubted or found.is_shrunk):
        return _report(task, row, is_new=is_new, is_shrunk=found.is_shrunk)
    questions = matching.store_asks(found.asks, task.now)
    if not task.accept:
        return _report(task, row, is_new=is_new, questions=questions)
    if not is_new:
        _log(task, row, "returned" if row.accepted_at else "accepted")
    refreshed, marked = _accept(task, row, fresh, found)
    return _report(task, row, is_new=is_new, questions=questions, refreshed=refreshed, marked=marked)


def _is_open(task: _Task, row: models.Document) -> bool:
    """Whether a document that is there already has something left to be done: to be accepted, or to return."""
    if not task.accept or row.refusals.filter(lifted_at=None).exists():
        return False
    return row.accepted_at is None or (task.origin is not None and turning.has_returned(row, task.origin))


def _log(task: _Task, row: models.Document, action: str) -> None:
    log.append([log.Entry(action, "document", row.sha256, None, {"name": row.name})], actor=task.actor, at=task.now)


def _accept(
    task: _Task, row: models.Document, fresh: Sequence[Occurrence], found: matching.Matching
) -> tuple[Refreshed, listing.Marked]:
    if row.accepted_at:
        turning.turn(row, task.now)
    else:
        row.accepted_at, row.supersedes = task.now, found.before
        row.save(update_fields=["accepted_at", "supersedes"])
    matching.store_judgements(found.judgements, task.now)
    reason = f"{row.title or row.name}: {row.record_count} records"
    keys = {one.key for one in fresh}
    refreshed = refresh(keys, task.vocabulary, actor=task.actor, now=task.now, reason=reason)
    marked = listing.mark(row, found, keys, actor=task.actor, now=task.now)
    checking.check_meetings({*refreshed.created, *refreshed.changed}, task.vocabulary, task.now)
    return refreshed, marked


def _occurrences(row: models.Document) -> tuple[Occurrence, ...]:
    return tuple(loading.load_occurrences(row.records.all()))


def _report(
    task: _Task,
    row: models.Document,
    *,
    is_new: bool,
    questions: int = 0,
    refreshed: Refreshed | None = None,
    marked: listing.Marked | None = None,
    is_shrunk: bool = False,
) -> IngestReport:
    done = refreshed or Refreshed()
    return IngestReport(
        name=row.name,
        sha256=row.sha256,
        reader=row.reader,
        records=row.record_count,
        is_new=is_new,
        is_accepted=row.accepted_at is not None,
        created=done.created,
        changed=done.changed,
        merged=done.merged,
        unlisted=marked.unlisted if marked else (),
        relisted=marked.relisted if marked else (),
        questions=questions,
        problems=task.reading.problems,
        is_shrunk=is_shrunk,
    )
