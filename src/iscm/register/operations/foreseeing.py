"""What would become of a document, row by row, if all that is clear of it were accepted now. Nothing is kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.changes import Change
from iscm.register import models
from iscm.register.operations.accept import take_in
from iscm.register.operations.pairing import Pair, Seen, pairs_of, seen
from iscm.register.operations.person import Decision
from iscm.register.operations.refreshing import Refreshed
from iscm.register.operations.stamps import hold

KEPT_SECONDS = 24 * 3600


class Fate(StrEnum):
    """What becomes of a row, in the order in which a person wants to know."""

    UNDECIDED = "undecided"
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"
    COUNTS = "counts"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowOutlook:
    """One row: what would become of it, the meetings it is of, what changes there and what is merged into them.

    `pairs` are the meetings of other documents that it is, or may be, of. `reason` and `actor`: why it is refused.
    """

    n: int
    fate: Fate
    meetings: tuple[Seen, ...] = ()
    changes: tuple[Change, ...] = ()
    merges: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    reason: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A whole document: its rows in their order, and the meetings that it does not list any more.

    `is_shrunk`: so many that nothing would be marked. `fault` is why it cannot be accepted at all.
    """

    rows: tuple[RowOutlook, ...] = ()
    unlisted: tuple[Seen, ...] = ()
    is_shrunk: bool = False
    fault: str = ""
    counts: dict[Fate, int] = field(default_factory=dict, hash=False)


def outlook_of(sha256: str) -> Outlook:
    """What would become of a document; of one that counts or is refused, what became of it.

    Worked out by accepting it and taking that back, once for each state of the register; others wait with writing
    meanwhile.
    """
    key = _key(sha256, _newest())
    found: Outlook | None = cache.get(key)
    if found is None:
        found = foresee(sha256)
        cache.set(key, found, KEPT_SECONDS)
    return found


def known_outlooks(sums: Sequence[str], may_go_on: Callable[[], bool]) -> dict[str, Outlook]:
    """The same for several documents by their sha256: those worked out before, and others while time is left.

    Two queries where all are known.
    """
    newest = _newest()
    known = cache.get_many([_key(one, newest) for one in sums])
    found: dict[str, Outlook] = {}
    for one in sums:
        if held := known.get(_key(one, newest)):
            found[one] = held
        elif may_go_on():
            found[one] = outlook_of(one)
    return found


def _key(sha256: str, newest: int) -> str:
    return f"outlook-{sha256}-{newest}"


def _newest() -> int:
    """The last entry of the log: while it is the same, a document would do the same."""
    return models.Revision.objects.order_by("-id").values_list("id", flat=True).first() or 0


def foresee(sha256: str) -> Outlook:
    """The same, worked out anew; raises `UnknownReferenceError` for no such document."""
    document = models.Document.objects.filter(sha256=sha256).first()
    if document is None:
        raise UnknownReferenceError(f"the register holds no document {sha256[:80]!r}")
    if document.refusals.filter(lifted_at=None).exists():
        return _read(document, Refreshed(), None, otherwise=Fate.REFUSED)
    if document.accepted_at:
        return _read(document, Refreshed(), None, otherwise=Fate.COUNTS)
    at = timezone.now()
    with transaction.atomic():
        hold(at)
        row = models.Document.objects.get(pk=document.pk)
        try:
            with transaction.atomic():
                refreshed = take_in(row, Decision("somebody", "what would become of it", at), only_clear=True)
                found = _read(row, refreshed, at)
        except ConflictError as error:
            found = Outlook(fault=str(error))
        transaction.set_rollback(True)
    return found


def _read(
    document: models.Document, refreshed: Refreshed, at: datetime | None, *, otherwise: Fate | None = None
) -> Outlook:
    meetings = _meetings(document)
    pairs = pairs_of(document)
    refused = {row.record_id: row for row in models.Refusal.objects.filter(record__document=document, lifted_at=None)}
    merges = _merges(refreshed)
    rows = []
    for pk, n in document.records.order_by("n").values_list("pk", "n"):
        refusal = refused.get(pk)
        own = meetings[pk]
        rows.append(
            RowOutlook(
                n=n,
                fate=_fate(refusal, [one.uid for one in own], refreshed, merges, otherwise),
                meetings=tuple(own),
                changes=tuple(change for one in own for change in refreshed.changed.get(one.uid, ())),
                merges=tuple(title for one in own for title in merges[one.uid]),
                pairs=tuple(pairs[n]),
                reason=refusal.reason if refusal and not refusal.is_held else "",
                actor=refusal.actor if refusal else "",
            )
        )
    unlisted = models.Meeting.objects.filter(unlisted_since__isnull=False, touched_at=at) if at else ()
    return Outlook(
        rows=tuple(rows),
        unlisted=tuple(seen(unlisted)),
        is_shrunk=models.Problem.objects.filter(
            document=document, code="edition-shrunk", resolved_at=None, dismissed_at=None
        ).exists(),
        counts=dict(Counter(row.fate for row in rows)),
    )


def _fate(
    refusal: models.Refusal | None,
    uids: list[str],
    refreshed: Refreshed,
    merges: dict[str, list[str]],
    otherwise: Fate | None,
) -> Fate:
    if refusal:
        return Fate.UNDECIDED if refusal.is_held else Fate.REFUSED
    if otherwise:
        return otherwise
    if any(uid in refreshed.changed or merges[uid] for uid in uids):
        return Fate.CHANGED
    return Fate.NEW if any(uid in refreshed.created for uid in uids) else Fate.SAME


def _meetings(document: models.Document) -> defaultdict[int, list[Seen]]:
    found: defaultdict[int, list[Seen]] = defaultdict(list)
    cited = models.MeetingCitation.objects.filter(record__document=document, meeting__is_listed=True)
    lines = list(cited.order_by("meeting__sort_day", "meeting_id").values_list("record_id", "meeting_id"))
    held = models.Meeting.objects.filter(citations__record__document=document, is_listed=True).distinct()
    by_key = {one.id: one for one in seen(held)}
    for record, key in lines:
        found[record].append(by_key[key])
    return found


def _merges(refreshed: Refreshed) -> defaultdict[str, list[str]]:
    titles = {row.uid: row.whole_title for row in models.Meeting.objects.filter(uid__in=list(refreshed.merged))}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for uid, into in refreshed.merged.items():
        found[into].append(titles.get(uid, uid))
    return found


def in_order(rows: Iterable[RowOutlook]) -> list[RowOutlook]:
    """What needs a person first, then by fate; within it as the document has them."""
    order = list(Fate)
    return sorted(rows, key=lambda row: (order.index(row.fate), row.n))
