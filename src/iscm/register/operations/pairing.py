"""Rows beside rows of other documents: what is asked of them, and what was judged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from iscm.register import models
from iscm.register.operations.loading import chunks
from iscm.register.queries.inbox import about, prefix_of
from iscm.register.queries.occurrences import standing_judgements

MOST_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting as the desk sees it, whole also where it is closed."""

    id: int
    uid: str
    title: str
    edtf: str
    date_status: str
    is_closed: bool
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A row of another document: its words, where it stands, and the meeting it is of, if it counts."""

    key: str
    printed: dict[str, str | None]
    title: str
    lang: str
    document: int
    document_title: str
    locator: dict[str, Any]
    is_closed: bool
    mechanisms: tuple[str, ...]
    meeting: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows: `verdict` is what it looks like, or what was judged by `actor` (empty: nobody has answered)."""

    left: str
    right: str
    verdict: str
    reasons: tuple[str, ...]
    other: Other
    actor: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.actor


def pairs_of(document: models.Document) -> defaultdict[int, list[Pair]]:
    """By the number of its row, the rows of other documents that are, or may be, of the same meeting.

    What is asked comes first; no more than `MOST_A_ROW` of each row, one for each meeting.
    """
    prefix = prefix_of(document.sha256)
    asked = models.Proposal.objects.filter(about(prefix), judgement=None).order_by("-score", "id")
    judged = standing_judgements().filter(about(prefix), verdict__in=("same", "grouped")).order_by("-id")
    lines = [
        *((row.left, row.right, row.verdict, _reasons(row.features), "") for row in asked),
        *((row.left, row.right, row.verdict, _reasons(row.features) or (row.reason,), row.actor) for row in judged),
    ]
    others = _others({key for left, right, *_ in lines for key in (left, right)})
    numbers = dict(document.records.values_list("key", "n"))
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    told: set[tuple[int, str]] = set()
    for left, right, verdict, reasons, actor in lines:
        for own, key in ((left, right), (right, left)):
            n, other = numbers.get(own.partition("/")[0]), others.get(key.partition("/")[0])
            if n is None or other is None or (actor and other.document == document.pk):
                continue
            mark = (n, other.meeting or other.key)
            if mark not in told and len(found[n]) < MOST_A_ROW:
                told.add(mark)
                found[n].append(Pair(left, right, verdict, reasons, other, actor))
    return found


def seen(meetings: Iterable[models.Meeting]) -> Iterator[Seen]:
    """Meetings with all that is withheld of them. Two queries for any few hundred."""
    rows = list(meetings)
    parties: defaultdict[int, list[str]] = defaultdict(list)
    for keys in chunks([row.pk for row in rows]):
        held = models.MeetingMechanism.objects.filter(meeting__in=keys).order_by("meeting_id", "position")
        for key, slug in held.values_list("meeting_id", "mechanism__slug"):
            parties[key].append(slug)
    for row in rows:
        edtf, status = row.edtf, row.date_status
        yield Seen(row.pk, row.uid, row.whole_title, edtf, status, row.is_closed, tuple(parties[row.pk]))


def _reasons(features: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(one["reason"] for one in features)


def _others(keys: Collection[str]) -> dict[str, Other]:
    found: dict[str, Other] = {}
    for some in chunks(sorted({key.partition("/")[0] for key in keys})):
        rows = models.Record.objects.filter(key__in=some).select_related("document")
        claims = models.Claim.objects.filter(record__key__in=some, field="mechanisms")
        slugs = dict(claims.values_list("record_id", "value"))
        cited = models.MeetingCitation.objects.filter(record__key__in=some, relation="same", meeting__is_listed=True)
        meetings = dict(cited.values_list("record_id", "meeting__uid"))
        for row in rows:
            found[row.key] = Other(
                key=row.key,
                printed=row.printed,
                title=row.title,
                lang=row.lang,
                document=row.document_id,
                document_title=row.document.title or row.document.name,
                locator=row.locator,
                is_closed=row.is_closed,
                mechanisms=tuple(slugs.get(row.pk) or ()),
                meeting=meetings.get(row.pk, ""),
            )
    return found
