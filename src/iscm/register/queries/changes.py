"""What changed last: what readers want to hear of one by one, and what a document brought in one line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from iscm.register.closing import told_values
from iscm.register.models import Document, Meeting, Revision
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.telling import closed_uids, told_reason

# Changes of what somebody may have in the diary already. Meetings withdrawn or merged are counted, no longer named.
TOLD_SINGLY = (
    "moved", "date-confirmed", "date-open", "relocated", "postponed", "rescheduled", "cancelled", "reinstated",
    "no-longer-listed", "corrected", "closed", "opened",
)  # fmt: skip
LOOKED_THROUGH = 20_000  # entries of the log


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One entry of the log about a meeting that readers see; of a closed one neither title nor reason."""

    at: datetime
    action: str
    uid: str
    title: str
    old: Any
    new: Any
    reason: str
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What came of one cause, mostly of a document (`document` is None for another); how often each thing happened."""

    at: datetime
    reason: str
    document: int | None
    title: str
    lang: str
    numbers: tuple[tuple[str, int], ...]


def latest_changes(limit: int) -> tuple[ChangeLine, ...]:
    """The last changes told one by one, the latest first. Two queries."""
    log = Revision.objects.filter(object_type="meeting", action__in=TOLD_SINGLY).order_by("-id")
    told = log.annotate(told=told_reason())
    rows = list(told.values_list("at", "action", "object_key", "old", "new", "told")[:limit])
    listed = Meeting.objects.filter(uid__in=[row[2] for row in rows], is_listed=True)
    titles = {uid: (title, is_closed) for uid, title, is_closed in listed.values_list("uid", "title", "is_closed")}
    return tuple(
        ChangeLine(at, action, uid, titles[uid][0], told_values(old), told_values(new), "", is_closed=True)
        if titles[uid][1]
        else ChangeLine(at, action, uid, titles[uid][0], old, new, reason)
        for at, action, uid, old, new, reason in rows
        if uid in titles
    )


@kept(4)
def latest_batches(limit: int) -> tuple[BatchLine, ...]:
    """What the last documents brought, the latest first, without the changes told one by one. Three queries.

    What they brought to closed meetings is not told, since the reason may name them. Only the last 20,000 entries
    of the log are looked through.
    """
    last = Revision.objects.aggregate(last=Max("id"))["last"] or 0
    log = Revision.objects.filter(id__gt=last - LOOKED_THROUGH, object_type="meeting").order_by()
    log = log.exclude(action__in=TOLD_SINGLY)
    log = log.exclude(object_key__in=closed_uids())
    counted = log.values_list("reason", "action").annotate(number=Count("id"), last=Max("at"), order=Max("id"))
    found: dict[str, list[tuple[int, datetime, str, int]]] = defaultdict(list)
    for reason, action, number, last, order in counted:
        found[reason].append((order, last, action, number))
    known = list(Document.objects.order_by("id").values_list("id", "title", "name", "lang", "is_closed"))
    documents = {title or name: (id_, lang) for id_, title, name, lang, _ in known}
    closed = {title or name for _, title, name, _, is_closed in known if is_closed}
    shown = (item for item in found.items() if item[0].rpartition(": ")[0] not in closed)
    latest = sorted(shown, key=lambda item: max(item[1]), reverse=True)[:limit]
    return tuple(_batch(reason, rows, documents) for reason, rows in latest)


def _batch(reason: str, rows: list[tuple[int, datetime, str, int]], documents: dict[str, tuple[int, str]]) -> BatchLine:
    """The log names a document by its title and the number of its records."""
    title = reason.rpartition(": ")[0]
    id_, lang = documents.get(title, (None, ""))
    numbers = sorted(((action, number) for *_, action, number in rows), key=lambda pair: (-pair[1], pair[0]))
    return BatchLine(max(at for _, at, *_ in rows), reason, id_, title if id_ else "", lang, tuple(numbers))
