"""Documents, their records and the problems found, in parts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from iscm.register.models import Claim, Document, MeetingCitation, Problem, Record
from iscm.register.queries import telling
from iscm.register.queries.documents import STILL_OPEN, DocumentLine, document_line
from iscm.register.queries.paged.keyset import Order, Part, Place, counted, part_of_table
from iscm.register.queries.stamps import Version

STATES = {
    "open": Q(resolved_at=None, dismissed_at=None),
    "dismissed": Q(dismissed_at__isnull=False),
    "resolved": Q(resolved_at__isnull=False, dismissed_at=None),
}
_LINE = tuple(DocumentLine.__dataclass_fields__)[:13]


@dataclass(frozen=True, slots=True)
class RecordItem:
    """What one document says about one meeting.

    `claims` are (field, value understood, words of the source); `meetings` the uids of the meetings that rest on it.
    Of one that `is_closed` the public learns only that it is there.
    """

    key: str
    document: int
    n: int
    title: str
    lang: str
    locator: dict[str, Any]
    printed: dict[str, str | None]
    claims: tuple[tuple[str, Any, str | None], ...]
    meetings: tuple[str, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """A problem with what it is about; `document`, `record` (its key) and `meeting` (its uid) may be empty."""

    key: str
    code: str
    severity: str
    message: str
    suggestion: str
    readings: tuple[str, ...]
    locator: dict[str, Any]
    document: int | None
    record: str | None
    meeting: str | None
    found_at: datetime
    resolved_at: datetime | None
    dismissed_at: datetime | None


def documents_part(year: int | None, reader: str, sort: str, place: Place, version: Version) -> Part[DocumentLine]:
    """Documents in the order in which they came ("id"), or backwards ("-id"). Three queries at most."""
    wanted = telling.DOCUMENTS & (Q(year=year) if year else Q()) & (Q(reader=reader) if reader else Q())
    total = counted(version, ("documents", year, reader), lambda: Document.objects.filter(wanted).count())
    part = part_of_table(Document, wanted, Order(("id",), sort.startswith("-")), place, total)
    lines = _documents(Q(id__in=[key[0] for key in part.items]))
    return _replaced(part, lines)


def find_document_line(key: int) -> DocumentLine | None:
    """One document. One query."""
    return _documents(telling.DOCUMENTS & Q(id=key)).get(key)


def records_part(document: int | None, meeting: str, place: Place, version: Version) -> Part[RecordItem]:
    """Records in the order in which they came; those of a document, of a meeting. Five queries at most."""
    wanted = telling.RECORDS & (Q(document=document) if document else Q())
    if meeting:
        wanted &= Q(pk__in=MeetingCitation.objects.filter(meeting__uid=meeting).values("record"), is_closed=False)
    total = counted(version, ("records", document, meeting), lambda: Record.objects.filter(wanted).count())
    part = part_of_table(Record, wanted, Order(("id",)), place, total)
    return _replaced(part, _records(Q(id__in=[key[0] for key in part.items])))


def find_record(key: str) -> RecordItem | None:
    """One record by its key. Three queries."""
    return next(iter(_records(telling.RECORDS & Q(key=key)).values()), None)


def problems_part(wanted: Q, name: tuple[Any, ...], place: Place, version: Version) -> Part[ProblemItem]:
    """Problems in the order in which they were found; `name` tells one condition from another. Three queries."""
    total = counted(version, ("problems", *name), lambda: Problem.objects.filter(wanted).count())
    part = part_of_table(Problem, wanted, Order(("id",)), place, total)
    return _replaced(part, _problems([key[0] for key in part.items]))


def problems_wanted(state: str, severity: str, code: str, document: int | None, meeting: str) -> Q:
    """Problems by what is asked for; empty asks for all."""
    plain = {"severity": severity, "code": code, "document": document, "meeting__uid": meeting}
    return telling.PROBLEMS & STATES.get(state, Q()) & Q(**{name: value for name, value in plain.items() if value})


def _documents(wanted: Q) -> dict[int, DocumentLine]:
    found = Document.objects.filter(wanted).annotate(open=STILL_OPEN).order_by()
    return {values[0]: document_line(*values) for values in found.values_list(*_LINE, "open", "is_closed")}


def _records(wanted: Q) -> dict[int, RecordItem]:
    columns = ("id", "key", "document_id", "n", "title", "lang", "locator", "printed", "is_closed")
    rows = list(Record.objects.filter(wanted).order_by("id").values_list(*columns))
    keys = [row[0] for row in rows]
    claims: dict[int, list[tuple[str, Any, str | None]]] = defaultdict(list)
    said = Claim.objects.filter(record__in=keys, record__is_closed=False, is_closed=False).order_by("id")
    for record, field, value, words in said.values_list("record_id", "field", "value", "original"):
        claims[record].append((field, value, words))
    meetings: dict[int, list[str]] = defaultdict(list)
    told = MeetingCitation.objects.filter(record__is_closed=False, meeting__is_listed=True)
    cited = told.filter(record__in=keys).order_by("meeting_id", "id")
    for record, uid in cited.values_list("record_id", "meeting__uid"):
        meetings[record].append(uid)
    return {
        id_: RecordItem(key, document, n, "", "und", {}, {}, (), (), is_closed=True)
        if is_closed
        else RecordItem(
            key, document, n, title, lang, locator, printed, tuple(claims[id_]), tuple(dict.fromkeys(meetings[id_]))
        )
        for id_, key, document, n, title, lang, locator, printed, is_closed in rows
    }


def _problems(keys: list[int]) -> dict[int, ProblemItem]:
    columns = (
        "key", "code", "severity", "message", "suggestion", "readings", "locator", "document_id", "record__key",
        "meeting__uid", "found_at", "resolved_at", "dismissed_at",
    )  # fmt: skip
    rows = Problem.objects.filter(id__in=keys).order_by().values_list("id", *columns)
    found = {}
    for id_, *plain in rows:
        values: list[Any] = [*plain]
        values[5] = tuple(values[5])
        found[id_] = ProblemItem(*values)
    return found


def _replaced(part: Part[tuple[Any, ...]], held: dict[int, Any]) -> Part[Any]:
    items = tuple(held[key[-1]] for key in part.items if key[-1] in held)
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)
