"""Files that gathering fetched and that nobody could read: what is wrong with each, and who looked at it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from iscm.domain.visits import Outcome
from iscm.register.models import Received, UnreadDismissal, VisitPart
from iscm.register.queries.described import described


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file as a source gave it. `fault` is what the last visit said of it; `first` and `last` are when it came.

    `mechanisms` are those that the source speaks for, by slug: none where nobody describes it any more. `page` is
    where the publisher shows it to people, empty if that is not known. `dismissed_by` is empty while it waits.
    """

    sha256: str
    name: str
    source: str
    source_title: str
    page: str
    fault: str
    first: datetime
    last: datetime
    mechanisms: frozenset[str]
    dismissed_by: str = ""
    dismissed_reason: str = ""
    dismissed_at: datetime | None = None


def unread_files(mechanisms: Collection[str] | None = None) -> tuple[UnreadFile, ...]:
    """The files that are the last that their address gave, and could not be read; the newest first.

    Only those of sources that speak for just these mechanisms, if any are named. Three queries.
    """
    parts = VisitPart.objects.exclude(outcome=Outcome.FAILED).order_by()
    newest = parts.values("visit__source", "address").annotate(newest=Max("id")).values("newest")
    unread = VisitPart.objects.filter(id__in=newest, outcome=Outcome.QUARANTINED, document=None).exclude(received=None)
    rows = unread.select_related("visit", "received").defer("received__content").order_by("-visit__at", "id")
    found = {row.received.sha256: row for row in reversed(rows) if row.received}
    firsts = dict(Received.objects.filter(sha256__in=found).values_list("sha256", "received_at"))
    looked_at = UnreadDismissal.objects.filter(received__sha256__in=found, lifted_at=None)
    dismissed = {one.received.sha256: one for one in looked_at.select_related("received").defer("received__content")}
    lines = [_line(row, firsts[sha256], dismissed.get(sha256)) for sha256, row in reversed(found.items())]
    return tuple(one for one in lines if mechanisms is None or _is_of(one, mechanisms))


def unread_file(sha256: str) -> tuple[UnreadFile, bytes] | None:
    """One of these files with its bytes; None if it is none of them. Four queries."""
    line = next((one for one in unread_files() if one.sha256 == sha256), None)
    if line is None:
        return None
    return line, bytes(Received.objects.values_list("content", flat=True).get(sha256=sha256))


def _is_of(one: UnreadFile, mechanisms: Collection[str]) -> bool:
    return bool(one.mechanisms) and one.mechanisms.issubset(mechanisms)


def _line(row: VisitPart, first: datetime, dismissal: UnreadDismissal | None) -> UnreadFile:
    source = described().sources.get(row.visit.source)
    return UnreadFile(
        sha256=row.received.sha256 if row.received else "",
        name=row.name or (row.received.name if row.received else ""),
        source=row.visit.source,
        source_title=source.title if source else row.visit.source,
        page=source.page if source else "",
        fault=row.message,
        first=first,
        last=row.visit.at,
        mechanisms=frozenset(source.mechanisms) if source else frozenset(),
        dismissed_by=dismissal.by if dismissal else "",
        dismissed_reason=dismissal.reason if dismissal else "",
        dismissed_at=dismissal.at if dismissal else None,
    )
