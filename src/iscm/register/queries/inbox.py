"""What came in, as the desk looks at it: what waits, what counts, what was refused."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from iscm.domain.problems import Severity
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.models import Claim, Document, Judgement, Problem, Proposal, Record, Refusal, Revision, VisitPart
from iscm.register.queries.occurrences import CORRECTION

AT_ONCE = 25
ROOM = "room:"
"""What the owner of a submission begins with that came through the room of a secretariat."""
SENT_IN = ("kind", "note", "contact", "about", "owner")
JOINING = ("same", "grouped")
"""Questions whose answer says which meeting a row is of."""


class Shelf(StrEnum):
    """Where a document lies: it waits (or a row of it does), it counts, or it was refused."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Way(StrEnum):
    """How a document came."""

    UPLOADED = "uploaded"
    SUBMITTED = "submitted"
    ROOM = "room"
    MAILED = "mailed"
    GATHERED = "gathered"


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A document in the inbox.

    `by` is who brought or sent it, or the source that gave it; `doubt` is why what was gathered is not believed. `held`
    counts rows that wait in a document that counts. `kind`, `note`, `contact`, `about` (the uid of a meeting) and
    `owner` (the link or key it came with) are of what was sent in; they are never published. `answer` and `answered_by`
    are the reason of its refusal.
    """

    id: int
    sha256: str
    title: str
    name: str
    reader: str
    lang: str
    records: int
    received_at: datetime
    accepted_at: datetime | None
    way: Way
    by: str
    doubt: str
    kind: str
    errors: int
    warnings: int
    held: int
    answer: str
    answered_by: str
    note: str = ""
    contact: str = ""
    about: str = ""
    owner: str = ""

    @property
    def shelf(self) -> Shelf:
        """Where it lies."""
        if self.answered_by:
            return Shelf.REFUSED
        return Shelf.ACCEPTED if self.accepted_at and not self.held else Shelf.WAITING


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document, the file it came in (its sha256), and the mechanisms that it speaks of."""

    id: int
    sha256: str
    name: str
    records: int
    file: str
    mechanisms: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a person said of two rows (keys as in receipts)."""

    id: int
    left: str
    right: str
    verdict: str
    actor: str
    reason: str
    at: datetime


def prefix_of(sha256: str) -> str:
    """What the keys of a document's records begin with."""
    return f"{sha256[:16]}#"


def undecided_keys(sha256: str) -> set[str]:
    """The keys of its records that may be of a meeting we hold, and nobody has said yet. One query."""
    prefix = prefix_of(sha256)
    asked = Proposal.objects.filter(about(prefix), judgement=None, verdict__in=JOINING)
    pairs = asked.values_list("left", "right")
    return {key.partition("/")[0] for pair in pairs for key in pair if key.startswith(prefix)}


def about(prefix: str) -> Q:
    """What is asked or judged of a document's records."""
    return Q(left__startswith=prefix) | Q(right__startswith=prefix)


def on_shelf(shelf: Shelf, mechanisms: Collection[str] | None = None) -> list[int]:
    """The documents of a shelf by their keys, the newest first; only those of just these mechanisms, if any are named.

    One query, two with mechanisms.
    """
    refused = Exists(Refusal.objects.filter(document=OuterRef("pk"), lifted_at=None))
    holds = Exists(Refusal.objects.filter(record__document=OuterRef("pk"), lifted_at=None, is_held=True))
    waits = Q(accepted_at=None) | Q(holds)
    wanted = {
        Shelf.WAITING: ~Q(refused) & waits,
        Shelf.ACCEPTED: ~Q(refused) & ~waits,
        Shelf.REFUSED: Q(refused),
    }
    found = Document.objects.exclude(reader=CORRECTION).filter(wanted[shelf]).order_by("-received_at", "-id")
    keys = list(found.values_list("pk", flat=True))
    if mechanisms is None:
        return keys
    named = mechanisms_of(found)
    return [key for key in keys if named[key] and named[key].issubset(mechanisms)]


def mechanisms_of(documents: QuerySet[Document]) -> defaultdict[int, set[str]]:
    """The mechanisms that each document speaks of, by slug. One query."""
    named: defaultdict[int, set[str]] = defaultdict(set)
    claims = Claim.objects.filter(field="mechanisms", record__document__in=documents.order_by()).order_by()
    for key, slugs in claims.values_list("record__document", "value").distinct():
        named[key].update(slugs or ())
    return named


def mechanisms_of_rows(keys: Collection[str]) -> set[str]:
    """The mechanisms that rows of these keys (as in receipts) speak of, by slug. One query."""
    rows = [key.partition("/")[0] for key in keys]
    claims = Claim.objects.filter(field="mechanisms", record__key__in=rows)
    return {slug for slugs in claims.values_list("value", flat=True) for slug in slugs or ()}


def inbox_lines(keys: Collection[int]) -> tuple[InboxLine, ...]:
    """These documents, in the order in which they are named. Six queries."""
    rows = {row.pk: row for row in Document.objects.filter(pk__in=keys).select_related("submission")}
    problems = _problems(keys)
    standing = Refusal.objects.filter(document__in=keys, lifted_at=None)
    refused = {row.document_id: row for row in standing}
    waiting = Refusal.objects.filter(record__document__in=keys, lifted_at=None, is_held=True).order_by()
    held = dict(waiting.values_list("record__document").annotate(number=Count("id")))
    ways = _ways(rows)
    return tuple(
        _line(rows[key], ways[key], problems[key], held.get(key, 0), refused.get(key)) for key in keys if key in rows
    )


def find_held(pk: int) -> HeldDocument | None:
    """One document, None if there is none. Two queries."""
    row = Document.objects.filter(pk=pk).select_related("received").defer("received__content").first()
    if row is None:
        return None
    named = mechanisms_of(Document.objects.filter(pk=pk))[pk]
    return HeldDocument(pk, row.sha256, row.name, row.record_count, row.received.sha256, frozenset(named))


def content_of(pk: int) -> tuple[str, bytes]:
    """The name and the bytes of the file with which a document came. One query."""
    name, content = Document.objects.filter(pk=pk).values_list("received__name", "received__content").get()
    return name, bytes(content)


def keys_of(sums: Collection[str]) -> dict[str, int]:
    """The keys of documents by their sha256. One query."""
    return dict(Document.objects.filter(sha256__in=sums).values_list("sha256", "pk"))


def record_key(pk: int, n: int) -> str:
    """The key of a row by its number, empty if there is none. One query."""
    found = Record.objects.filter(document=pk, n=n).values_list("key", flat=True).first()
    return found or ""


def answers_of(sha256: str) -> tuple[AnswerLine, ...]:
    """What persons have answered of its records, and nobody took back, the last first. One query."""
    taken_back = Refusal.objects.filter(judgement=OuterRef("pk"), lifted_at=None)
    by_people = Judgement.objects.filter(about(prefix_of(sha256))).exclude(actor=AUTOMATIC)
    found = by_people.exclude(Exists(taken_back)).order_by("-id")
    columns = ("id", "left", "right", "verdict", "actor", "reason", "made_at")
    return tuple(AnswerLine(*values) for values in found.values_list(*columns))


def _line(
    row: Document, way: tuple[Way, str, str], problems: Counter[str], held: int, refusal: Refusal | None
) -> InboxLine:
    submission = getattr(row, "submission", None)
    return InboxLine(
        id=row.pk,
        sha256=row.sha256,
        title=row.title or row.name,
        name=row.name,
        reader=row.reader,
        lang=row.lang,
        records=row.record_count,
        received_at=row.received_at,
        accepted_at=row.accepted_at,
        way=way[0],
        by=way[1],
        doubt=way[2],
        **({name: getattr(submission, name) for name in SENT_IN} if submission else {"kind": ""}),
        errors=problems[Severity.ERROR],
        warnings=problems[Severity.WARNING],
        held=held,
        answer=refusal.reason if refusal else "",
        answered_by=refusal.actor if refusal else "",
    )


def _problems(keys: Collection[int]) -> defaultdict[int, Counter[str]]:
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    still_open = Problem.objects.filter(document__in=keys, resolved_at=None, dismissed_at=None).order_by()
    for key, severity, number in still_open.values_list("document", "severity").annotate(number=Count("id")):
        found[key or 0][severity] = number
    return found


def _ways(rows: dict[int, Document]) -> dict[int, tuple[Way, str, str]]:
    """How each came, from whom, and what is doubted of it. Two queries."""
    parts = VisitPart.objects.filter(document__in=rows).order_by("id")
    visits = {key: (source, said) for key, source, said in parts.values_list("document", "visit__source", "message")}
    received = Revision.objects.filter(
        object_type="document", action="received", object_key__in=[row.sha256 for row in rows.values()]
    )
    actors = dict(received.order_by("-id").values_list("object_key", "actor"))
    return {key: _way(row, visits.get(key), actors.get(row.sha256, "")) for key, row in rows.items()}


def _way(row: Document, visit: tuple[str, str] | None, actor: str) -> tuple[Way, str, str]:
    submission = getattr(row, "submission", None)
    if submission:
        is_known = submission.owner.startswith(ROOM)
        return (Way.ROOM if is_known else Way.SUBMITTED), submission.sender, ""
    if visit:
        return (Way.MAILED if row.is_sent_in else Way.GATHERED), *visit
    return Way.UPLOADED, actor, ""
