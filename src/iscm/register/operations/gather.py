"""A source visited: what it gives goes down the usual road, if it can be believed."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import DatabaseError, transaction

from iscm.data.sources import Source
from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, UnreadableInputError
from iscm.domain.readings import Reading
from iscm.domain.visits import Outcome, worst
from iscm.reading.read import UNKNOWN
from iscm.reading.readers.answer_sheet import is_answer_sheet
from iscm.register import models
from iscm.register.operations import gather_doubts as doubts
from iscm.register.operations.gather_arrivals import Arrival, Fetches, arrivals
from iscm.register.operations.gather_keeping import keep_visit
from iscm.register.operations.gather_taking import document_of, read_gathered, take, take_kept, take_sheet, waits
from iscm.register.operations.gather_visits import Part, Round, dates_of, doubted_before, remember
from iscm.register.operations.stamps import hold
from iscm.register.operations.storing import LONGEST
from iscm.register.queries.described import folder_of_sources

Tell = Callable[[str], None]
NO_MEETING = "no meeting in it"
NOTHING_WAITS = "nothing waits"
UNREAD = "what came cannot be read, so that it cannot be taken: change its description"
NO_READER = "no reader explains it: its layout has changed"


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What a visit to a source did; `next_at` is None for one of which nothing is kept."""

    source: Source
    outcome: Outcome
    parts: tuple[Part, ...]
    next_at: datetime | None

    @property
    def needs_a_person(self) -> bool:
        """Whether something broke, is not believed, is asked, or is a problem of weight "error"."""
        is_bad = self.outcome in {Outcome.FAILED, Outcome.QUARANTINED}
        return is_bad or any(part.questions or part.errors for part in self.parts)


def gather_each(
    sources: Iterable[Source],
    fetcher: Fetches,
    *,
    actor: str,
    accept: bool,
    now: Callable[[], datetime],
    dry_run: bool = False,
    tell: Tell = lambda _: None,
) -> Iterator[VisitReport]:
    """Visit one source after the other, see `gather`; a fault of ours in one of them does not stop the others."""
    for source in sources:
        at = now()
        try:
            yield gather(source, fetcher, actor=actor, accept=accept, now=at, dry_run=dry_run, tell=tell)
        except DatabaseError:
            raise
        except Exception as error:
            if os.environ.get("ISCM_TRACEBACK"):
                raise
            # Told as the visit's failure, in words that may stand on a page; the others go on.
            fault = f"a fault of iscm ({type(error).__name__}); ISCM_TRACEBACK=1 tells where"
            part = Part(source.address, source.slug, Outcome.FAILED, fault)
            yield _kept(Round(source, actor, at, accept, dry_run, remember(source)), [part])


def gather(
    source: Source,
    fetcher: Fetches,
    *,
    actor: str,
    accept: bool,
    now: datetime,
    dry_run: bool = False,
    tell: Tell = lambda _: None,
) -> VisitReport:
    """Visit a source: fetch, read, store what is new, with `accept` make the changes that are clear; and write it down.

    What broke or is not believed is told in the report and changes no meeting. Each document is stored whole or not at
    all. With `dry_run` nothing is kept. Mail may come from anybody: its records are only ever proposed, see `release`.
    """
    accept = accept and source.form != doubts.MAILDIR
    task = Round(source, actor, now, accept, dry_run, remember(source))
    found = arrivals(source, fetcher, task.memory.validators(), folder_of_sources().parent, tell)
    return _kept(task, [_settle(task, arrival) for arrival in found])


def release(source: Source, *, actor: str, now: datetime) -> VisitReport:
    """Accept what a source gave last and what waits for a person: what was not believed, and what was only proposed.

    Raises `ConflictError` where nothing waits, or where no reader could read what came.
    """
    task = Round(source, actor, now, accept=True, dry_run=False, memory=remember(source), is_release=True)
    last = task.memory.last.values()
    parts = [
        take_kept(task, task.part_of(part), part.document) for part in last if part.document and waits(part.document)
    ]
    if not parts:
        is_unread = any(part.outcome == Outcome.QUARANTINED and part.document is None for part in last)
        raise ConflictError(f"{source.slug}: {UNREAD if is_unread else NOTHING_WAITS}.")
    return _kept(task, parts)


def _kept(task: Round, parts: list[Part]) -> VisitReport:
    """The report of a visit, which is written down unless nothing is to be kept."""
    outcome = worst({part.outcome for part in parts})
    if task.dry_run:
        return VisitReport(task.source, outcome, tuple(parts), None)
    with transaction.atomic():
        hold(task.now)
        visit = keep_visit(task.source, parts, actor=task.actor, now=task.now)
    return VisitReport(task.source, outcome, tuple(parts), visit.next_at)


def _settle(task: Round, arrival: Arrival) -> Part:
    """What becomes of one arrival."""
    good = task.memory.good.get(arrival.address)
    part = Part(arrival.address, arrival.name, Outcome.UNCHANGED, validators=arrival.validators)
    if arrival.fault:
        outcome = Outcome.QUARANTINED if arrival.is_doubted else Outcome.FAILED
        return replace(part, outcome=outcome, message=arrival.fault, wait=arrival.wait)
    document = arrival.document
    if document is None or (good and document.sha256 == good.sha256):
        return _unchanged(task, part, good)
    part = replace(part, sha256=document.sha256)
    if doubt := doubts.doubt_of_bytes(task.source, document):
        return _unread(task, part, document, doubt)
    if task.source.form == doubts.MAILDIR and is_answer_sheet(document):
        return take_sheet(task, part, document)
    return _read(task, part, arrival, document)


def _read(task: Round, part: Part, arrival: Arrival, document: Document) -> Part:
    try:
        reading = read_gathered(task.source, document, arrival.base, arrival.charset)
    except UnreadableInputError as error:
        return _unread(task, part, document, f"{error.what}. {error.remedy}".strip(" ."))
    if reading.reader == UNKNOWN:
        return _unread(task, part, document, NO_READER)
    return _judged(task, part, document, reading, task.memory.good.get(arrival.address))


def _unchanged(task: Round, part: Part, good: models.VisitPart | None) -> Part:
    """The same as when it was last good; what was only proposed then may still be accepted."""
    if good is None:
        return part
    same = replace(task.part_of(good), outcome=Outcome.UNCHANGED, message="", validators=part.validators)
    held = good.document
    return take_kept(task, same, held) if task.accept and held and waits(held) else same


def _unread(task: Round, part: Part, document: Document, doubt: str) -> Part:
    """What cannot be read is not believed, and its bytes are kept for a person; in a message it is left out."""
    if task.source.form == doubts.MAILDIR:
        return replace(part, outcome=Outcome.LEFT_OUT, message=NO_MEETING if doubt == NO_READER else doubt)
    # Of a page that differs each time it is asked for, one copy is enough.
    last = doubted_before(task.source, part.address, task.memory.good.get(part.address)).exclude(received=None).first()
    received = last.received if last else None
    if received is None and not task.dry_run:
        received, _ = models.Received.objects.get_or_create(
            sha256=document.sha256,
            defaults={"name": document.name[:LONGEST], "content": document.content, "received_at": task.now},
        )
    return replace(part, outcome=Outcome.QUARANTINED, message=doubt, received=received)


def _judged(task: Round, part: Part, document: Document, reading: Reading, good: models.VisitPart | None) -> Part:
    part = replace(part, said=doubts.digest_of(reading), records=len(reading.records))
    if good and good.said == part.said:
        return replace(_unchanged(task, part, good), sha256=part.sha256)
    reader = good.document.reader if good and good.document else ""
    doubt = doubts.doubt_of_reading(task.source, reading, _dates(good), reader, task.now.date())
    last = doubted_before(task.source, part.address, good).filter(said=part.said).exclude(document=None).first()
    if last and last.document:
        # The same again in other bytes: what is kept of it is enough.
        document = document_of(last.document)
        reading = replace(reading, name=last.document.name, sha256=last.document.sha256)
    return take(task, part, document, reading, doubt)


def _dates(good: models.VisitPart | None) -> doubts.Before:
    return dates_of(good.document) if good else ()
