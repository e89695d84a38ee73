"""The source documents, and what was read from one of them, row by row, beside the problems."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from iscm.domain.names import fold
from iscm.register.models import Claim, Document, MeetingCitation, Problem, Record
from iscm.register.queries.telling import DOCUMENTS, PROBLEMS


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list; `problems` counts those still open. One that `is_closed` has no name for the public."""

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
    is_closed: bool = False


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
    """What was read from one row: the printed words, the values understood, and the meeting it became part of.

    Of one that `is_closed` the public learns only that it is there.
    """

    n: int
    locator: dict[str, Any]
    printed: dict[str, str | None]
    title: str
    values: dict[str, Any]
    meetings: tuple[tuple[str, str], ...]
    problems: tuple[ProblemLine, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """One document with its records, the problems of the whole, and the lines set aside with their reason."""

    line: DocumentLine
    records: tuple[RecordLine, ...]
    problems: tuple[ProblemLine, ...]
    set_aside: tuple[dict[str, Any], ...]


_LINE = tuple(DocumentLine.__dataclass_fields__)[:13]
STILL_OPEN = Count(
    "problems", filter=Q(problems__resolved_at=None, problems__dismissed_at=None, problems__is_closed=False)
)
"""The open problems of a document of which the public may know."""
LEAST_LETTERS = 8


def number_of_documents() -> int:
    """How many documents the public may know of. One query."""
    return Document.objects.filter(DOCUMENTS).count()


def all_documents(skipped: int = 0, most: int | None = None) -> tuple[DocumentLine, ...]:
    """The documents that the public may know of, the newest first: after so many, at most so many. One query."""
    found = Document.objects.filter(DOCUMENTS).annotate(open=STILL_OPEN).order_by("-year", "id")
    until = None if most is None else skipped + most
    return tuple(document_line(*values) for values in found.values_list(*_LINE, "open", "is_closed")[skipped:until])


def document_line(*values: Any) -> DocumentLine:
    """A line as the public may see it, of the values of its fields."""
    line = DocumentLine(*values)
    return replace(line, title="", name="", publisher="", lang="und") if line.is_closed else line


def of_year(year: int) -> tuple[DocumentLine, ...]:
    """The accepted documents about a year. One query."""
    found = Document.objects.filter(year=year, accepted_at__isnull=False).order_by("id")
    return tuple(document_line(*values, 0, is_closed) for *values, is_closed in found.values_list(*_LINE, "is_closed"))


def find_document(pk: int, *, with_closed: bool = False) -> DocumentDetail | None:
    """One document as the public may see it, or None; all of it `with_closed`. Five queries."""
    document = Document.objects.filter(Q() if with_closed else DOCUMENTS, pk=pk).first()
    if document is None:
        return None
    problems = _problems(pk, Q() if with_closed else PROBLEMS)
    number = sum(len(found) for found in problems.values())
    values = [*(getattr(document, name) for name in _LINE), number, document.is_closed]
    records = _records(pk, problems)
    if with_closed:
        return DocumentDetail(DocumentLine(*values), records, tuple(problems[None]), tuple(document.set_aside))
    return DocumentDetail(
        document_line(*values),
        tuple(_closed(one) if one.is_closed else one for one in records),
        tuple(problems[None]),
        tuple(_told(document.set_aside, [one for one in records if one.is_closed])),
    )


def _closed(one: RecordLine) -> RecordLine:
    return RecordLine(one.n, {}, {}, "", {}, (), (), is_closed=True)


def _told(set_aside: list[dict[str, Any]], closed: Iterable[RecordLine]) -> Iterator[dict[str, Any]]:
    """The lines set aside that repeat nothing of closed rows: neither are in the words of the other."""
    words = {fold(cell) for one in closed for cell in (one.title, *one.printed.values()) if cell}
    for line in set_aside:
        text = fold(line["text"])
        if not any(_repeats(text, cell) for cell in words):
            yield line


def _repeats(text: str, cell: str) -> bool:
    return (len(cell) >= LEAST_LETTERS and cell in text) or (len(text) >= LEAST_LETTERS and text in cell)


def _records(pk: int, problems: dict[int | None, list[ProblemLine]]) -> tuple[RecordLine, ...]:
    values: dict[int, dict[str, Any]] = defaultdict(dict)
    claims = Claim.objects.filter(record__document=pk, is_closed=False)
    for record, field, value in claims.values_list("record", "field", "value"):
        values[record][field] = value
    meetings: dict[int, list[tuple[str, str]]] = defaultdict(list)
    cited = MeetingCitation.objects.filter(record__document=pk, meeting__is_listed=True).order_by("meeting__sort_day")
    for record, uid, title in cited.values_list("record", "meeting__uid", "meeting__title"):
        meetings[record].append((uid, title))
    columns = ("id", "n", "locator", "printed", "title", "is_closed")
    rows = Record.objects.filter(document=pk).order_by("n").values_list(*columns)
    return tuple(
        RecordLine(n, locator, printed, title, values[id_], tuple(meetings[id_]), tuple(problems[id_]), is_closed)
        for id_, n, locator, printed, title, is_closed in rows
    )


def _problems(pk: int, told: Q) -> dict[int | None, list[ProblemLine]]:
    found: dict[int | None, list[ProblemLine]] = defaultdict(list)
    wanted = Problem.objects.filter(told, document=pk, resolved_at=None, dismissed_at=None).order_by("id")
    columns = ("record", "code", "severity", "message", "suggestion", "readings", "locator", "record__n")
    for record, code, severity, message, suggestion, readings, locator, n in wanted.values_list(*columns):
        found[record].append(ProblemLine(code, severity, message, suggestion, tuple(readings), locator, n))
    return found
