"""The source documents, and what was read from one of them, row by row, beside the problems."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from iscm.register.models import Claim, Document, MeetingCitation, Problem, Record


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list; `problems` counts those still open."""

    id: int
    title: str
    name: str
    publisher: str
    reader: str
    year: int | None
    last_update: date | None
    stated_count: int | None
    record_count: int
    lang: str
    received_at: datetime
    accepted_at: datetime | None
    sha256: str
    problems: int = 0


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem still open; `record` is the number of the record it is about, None for the whole document."""

    code: str
    severity: str
    message: str
    suggestion: str
    readings: tuple[str, ...]
    locator: dict[str, Any]
    record: int | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What was read from one row: the printed words, the values understood, and the meeting it became part of."""

    n: int
    locator: dict[str, Any]
    printed: dict[str, str | None]
    title: str
    values: dict[str, Any]
    meetings: tuple[tuple[str, str], ...]
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """One document with its records, the problems of the whole, and the lines set aside with their reason."""

    line: DocumentLine
    records: tuple[RecordLine, ...]
    problems: tuple[ProblemLine, ...]
    set_aside: tuple[dict[str, Any], ...]


_LINE = tuple(DocumentLine.__dataclass_fields__)[:13]


def all_documents() -> tuple[DocumentLine, ...]:
    """Every document, the newest first. One query."""
    still_open = Count("problems", filter=Q(problems__resolved_at=None, problems__dismissed_at=None))
    found = Document.objects.annotate(open=still_open).order_by("-year", "id").values_list(*_LINE, "open")
    return tuple(DocumentLine(*values) for values in found)


def of_year(year: int) -> tuple[DocumentLine, ...]:
    """The accepted documents about a year. One query."""
    found = Document.objects.filter(year=year, accepted_at__isnull=False).order_by("id").values_list(*_LINE)
    return tuple(DocumentLine(*values) for values in found)


def find_document(pk: int) -> DocumentDetail | None:
    """One document, or None. Five queries."""
    document = Document.objects.filter(pk=pk).first()
    if document is None:
        return None
    problems = _problems(pk)
    number = sum(len(found) for found in problems.values())
    line = DocumentLine(*[*(getattr(document, name) for name in _LINE), number])
    return DocumentDetail(line, _records(pk, problems), tuple(problems[None]), tuple(document.set_aside))


def _records(pk: int, problems: dict[int | None, list[ProblemLine]]) -> tuple[RecordLine, ...]:
    values: dict[int, dict[str, Any]] = defaultdict(dict)
    for record, field, value in Claim.objects.filter(record__document=pk).values_list("record", "field", "value"):
        values[record][field] = value
    meetings: dict[int, list[tuple[str, str]]] = defaultdict(list)
    cited = MeetingCitation.objects.filter(record__document=pk, meeting__is_listed=True).order_by("meeting__sort_day")
    for record, uid, title in cited.values_list("record", "meeting__uid", "meeting__title"):
        meetings[record].append((uid, title))
    rows = Record.objects.filter(document=pk).order_by("n").values_list("id", "n", "locator", "printed", "title")
    return tuple(
        RecordLine(n, locator, printed, title, values[id_], tuple(meetings[id_]), tuple(problems[id_]))
        for id_, n, locator, printed, title in rows
    )


def _problems(pk: int) -> dict[int | None, list[ProblemLine]]:
    found: dict[int | None, list[ProblemLine]] = defaultdict(list)
    wanted = Problem.objects.filter(document=pk, resolved_at=None, dismissed_at=None).order_by("id")
    columns = ("record", "code", "severity", "message", "suggestion", "readings", "locator", "record__n")
    for record, code, severity, message, suggestion, readings, locator, n in wanted.values_list(*columns):
        found[record].append(ProblemLine(code, severity, message, suggestion, tuple(readings), locator, n))
    return found
