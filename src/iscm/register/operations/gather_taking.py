"""What a source gave put into the register: believed, doubted, or taken by a person."""

from dataclasses import replace

from iscm.data.sources import Source, find_source
from iscm.domain.answers import Became
from iscm.domain.documents import Document, Hints
from iscm.domain.errors import RefusedError, UnreadableInputError
from iscm.domain.problems import Severity
from iscm.domain.readings import Reading
from iscm.domain.submissions import Sender
from iscm.domain.visits import Outcome
from iscm.reading.read import read_all
from iscm.register import models
from iscm.register.operations.answers import take_answers
from iscm.register.operations.gather_doubts import MAILDIR, discreet
from iscm.register.operations.gather_visits import Part, Round
from iscm.register.operations.ingest import Gathered, IngestReport, earlier_readings, ingest_readings
from iscm.register.operations.storing import Origin
from iscm.register.queries.described import described_sources
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

BY_MAIL = "by mail"
LONGEST_MESSAGE = 400
SHRUNK = "most of the meetings that it listed before are missing"


def read_gathered(source: Source, document: Document, base: str = "", charset: str = "") -> Reading:
    """What a document of a source says; raises `UnreadableInputError` for one that cannot be read.

    `base` and `charset` are those of `Hints`.
    """
    is_one_of_many = bool(source.links) or source.form == MAILDIR
    hints = Hints(
        lang=source.lang,
        date_order=source.date_order,
        mechanisms=source.mechanisms,
        publisher=source.publisher,
        title="" if is_one_of_many else source.title,
        base=base,
        charset=charset,
    )
    (reading,) = read_all(document, current_vocabulary(), earlier=earlier_readings(document), hints=hints)
    if source.form != MAILDIR:
        return reading
    return discreet(reading, find_source(reading.title, described_sources()))


def take(task: Round, part: Part, document: Document, reading: Reading, doubt: str = "") -> Part:
    """Store a reading, and with `accept` make its clear changes unless there is a doubt; returns what became of it."""
    origin = Origin(task.source, part.address)
    gathered = Gathered(origin, is_doubted=bool(doubt), is_released=task.is_release)
    try:
        (report,) = ingest_readings(
            [reading],
            document,
            actor=task.actor,
            accept=task.accept and not doubt,
            dry_run=task.dry_run,
            now=task.now,
            gathered=gathered,
        )
    except UnreadableInputError as error:
        return replace(part, outcome=Outcome.QUARANTINED, message=error.what)
    return _told(task, part, report, doubt or (SHRUNK if report.is_shrunk else ""))


def take_sheet(task: Round, part: Part, document: Document) -> Part:
    """Propose the lines of a sheet of answers that came by mail: anybody may have sent it."""
    try:
        taken = take_answers(document, sender=Sender(BY_MAIL), now=task.now, dry_run=task.dry_run)
    except UnreadableInputError as error:
        return replace(part, outcome=Outcome.LEFT_OUT, message=f"{error.what}. {error.remedy}".strip(" ."))
    except RefusedError as error:
        return replace(part, outcome=Outcome.LEFT_OUT, message=str(error))
    new = taken.number(Became.PROPOSED)
    wrong = [*taken.problems, *(found for row in taken.rows for found in row.problems)]
    return replace(
        part,
        outcome=Outcome.FETCHED if new else Outcome.UNCHANGED,
        message=wrong[0].message[:LONGEST_MESSAGE] if wrong else "",
        records=new,
        questions=new,
        errors=sum(one.severity is Severity.ERROR for one in wrong),
    )


def take_kept(task: Round, part: Part, kept: models.Document) -> Part:
    """The same for a document that is kept and was not accepted yet."""
    document = document_of(kept)
    try:
        reading = read_gathered(task.source, document)
    except UnreadableInputError as error:  # it could be read when it came
        return replace(part, outcome=Outcome.QUARANTINED, message=error.what)
    return take(task, part, document, reading)


def waits(row: models.Document) -> bool:
    """Whether a document is only proposed, and nobody has refused it."""
    return row.accepted_at is None and not row.refusals.filter(lifted_at=None).exists()


def document_of(row: models.Document) -> Document:
    """A document as it was received."""
    return Document(row.name, bytes(row.received.content))


def _told(task: Round, part: Part, report: IngestReport, doubt: str) -> Part:
    new = Outcome.UNCHANGED if report.is_unchanged else Outcome.FETCHED
    outcome = Outcome.QUARANTINED if doubt else Outcome.RELEASED if task.is_release else new
    return replace(
        part,
        outcome=outcome,
        message=doubt,
        records=report.records,
        document=models.Document.objects.filter(sha256=report.sha256).first(),
        created=len(report.created),
        changed=len({*report.changed, *report.relisted}),
        unlisted=len(report.unlisted),
        questions=report.questions,
        errors=sum(one.severity is Severity.ERROR for one in report.problems) if report.is_new else 0,
    )
