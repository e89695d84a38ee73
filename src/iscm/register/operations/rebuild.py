"""Meetings made anew from their records, or proved to be what their records say; in memory that does not grow."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from iscm.data.reference import load_publications
from iscm.domain.health import Tell
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.changes import compare_states
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register import models
from iscm.register.operations import checking, log
from iscm.register.operations.index import index_mechanisms, index_meetings, index_publications
from iscm.register.operations.loading import accepted_records, load_occurrences
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.reference import load_reference
from iscm.register.operations.refreshing import Plan, apply, plan
from iscm.register.operations.stamps import hold
from iscm.register.operations.writing import leave
from iscm.register.queries.opendata import snapshot
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

AT_ONCE = 500
"""Meetings looked at together, with all that hangs together with them."""
REASON = "rebuilt from the records"
UNTOLD = "no record tells of it"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found.

    `meetings` is their number; `differences` has a line by uid; `broken_log` is the first entry of the log that does
    not fit, None if all do.
    """

    meetings: int
    differences: dict[str, str]
    broken_log: int | None

    @property
    def is_sound(self) -> bool:
        """Whether meetings follow from records and the log is whole."""
        return not self.differences and self.broken_log is None


def rebuild(
    *,
    check: bool,
    actor: str = AUTOMATIC,
    now: datetime | None = None,
    tell: Tell | None = None,
    is_log_read: bool = True,
) -> Rebuilt:
    """Work every meeting out again from all records and judgements; with `check` only compare, else store what differs.

    Reference facts are stored anew as they are today: what editors state may begin or end on a day. Meetings keep their
    uids. All or nothing: one transaction; to compare keeps nobody from writing. Without `is_log_read` the log is left
    alone.
    """
    walk = _Walk(check=check, actor=actor, now=now or timezone.now(), tell=tell or _quietly)
    with _comparing() if check else _storing(walk.now):
        if not check:
            load_reference(walk.vocabulary, load_publications())
            index_mechanisms(walk.vocabulary.mechanisms)
            index_publications()
            stamp_materials(walk.now)
        walk.meetings()
        walk.records()
        if not check:
            checking.check_all(walk.vocabulary, walk.now)
        return Rebuilt(walk.number, walk.differences, log.verify() if is_log_read else None)


@contextmanager
def _comparing() -> Iterator[None]:
    with snapshot():
        yield


@contextmanager
def _storing(now: datetime) -> Iterator[None]:
    with transaction.atomic():
        hold(now)
        yield


@dataclass(slots=True)
class _Walk:
    """All meetings in the order of their rows, a few hundred at a time, then the records that no meeting cites.

    What hangs together is planned together, once: `seen` has a byte for each meeting's key, `missing` the first
    receipt of each that is not there.
    """

    check: bool
    actor: str
    now: datetime
    tell: Tell
    vocabulary: Vocabulary = field(default_factory=current_vocabulary)
    number: int = 0
    differences: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    seen: bytearray = field(default_factory=bytearray)

    def meetings(self) -> None:
        """Those that are listed or cite a record."""
        cites = Exists(models.MeetingCitation.objects.filter(meeting=OuterRef("pk")))
        held = models.Meeting.objects.filter(Q(is_listed=True) | cites).order_by("pk")
        total, done, last = held.count(), 0, 0
        while chunk := list(held.filter(pk__gt=last)[:AT_ONCE]):
            last = chunk[-1].pk
            self.tell(done, total, "meetings against their records")
            self._compare([row for row in chunk if not self._is_seen(row.pk)])
            done += len(chunk)

    def records(self) -> None:
        """Those that no meeting cites: of most nothing follows."""
        cited = Exists(models.MeetingCitation.objects.filter(record=OuterRef("pk")))
        held = accepted_records().exclude(cited).order_by("pk")
        last = 0
        while pks := list(held.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
            loose = load_occurrences(held.filter(pk__gt=last, pk__lte=pks[-1]).order_by())
            last = pks[-1]
            planned = plan([one.key for one in loose], self.vocabulary)
            # What hangs together with a meeting was planned with it.
            if not any(self._is_seen(row.pk) for row in planned.rows.values()):
                self._take(planned)

    def _compare(self, rows: list[models.Meeting]) -> None:
        cited = models.MeetingCitation.objects.filter(meeting__in=[row.pk for row in rows])
        keys = [
            one.key for one in load_occurrences(accepted_records().filter(pk__in=cited.order_by().values("record")))
        ]
        planned = plan(keys, self.vocabulary)
        orphans = [row for row in rows if row.is_listed and not _is_told(planned, row.uid)]
        self.differences |= {row.uid: UNTOLD for row in orphans}
        if orphans and not self.check:
            self._retire(orphans)
            planned = plan(keys, self.vocabulary)
        self._take(planned)

    def _take(self, planned: Plan) -> None:
        firsts = {uid: state.receipts[0].occurrence for uid, state in planned.wanted.items() if uid not in planned.rows}
        known = {uid for uid, first in firsts.items() if first in self.missing}
        self.missing.update(firsts.values())
        self.number += len(planned.wanted) - len(known)
        self.differences |= {uid: said for uid, said in _differences(planned).items() if uid not in known}
        self._note(row.pk for row in planned.rows.values())
        if not self.check:
            apply(planned, actor=self.actor, now=self.now, reason=REASON)

    def _retire(self, orphans: list[models.Meeting]) -> None:
        """Take meetings from the lists of which no record tells; one that is told of again gets its address back."""
        rows = {row.uid: row for row in orphans}
        cited = models.MeetingCitation.objects.filter(meeting__in=[row.pk for row in orphans]).order_by("-rank")
        firsts = dict(cited.values_list("meeting__uid", "record__key"))
        leave({uid: firsts.get(uid, "") for uid in rows}, rows, self.now)
        entries = [log.Entry("left", "meeting", uid, {"uid": uid}, None, REASON) for uid in rows]
        log.append(entries, actor=self.actor, at=self.now)
        index_meetings(list(rows))

    def _is_seen(self, pk: int) -> bool:
        return pk < len(self.seen) and bool(self.seen[pk])

    def _note(self, pks: Iterable[int]) -> None:
        for pk in pks:
            if pk >= len(self.seen):
                self.seen.extend(bytes(pk + 1 - len(self.seen)))
            self.seen[pk] = 1


def _is_told(planned: Plan, uid: str) -> bool:
    return uid in planned.wanted or uid in planned.merged or uid in planned.left


def _differences(planned: Plan) -> dict[str, str]:
    found = {uid: f"merged into {merger.into}, but still listed" for uid, merger in planned.merged.items()}
    found |= dict.fromkeys(planned.left, "no record tells of it any more")
    found |= {uid: f"leads to {into}, but is stored otherwise" for uid, into in planned.redirected.items()}
    for uid, state in planned.differing.items():
        stored = planned.stored.get(uid)
        if stored is None:
            found[uid] = f"missing: “{state.meeting.title}”"
        else:
            changes = compare_states(stored.meeting, state.meeting)
            found[uid] = "; ".join(f"{one.field}: {one.old} → {one.new}" for one in changes) or "receipts or relations"
    return found


def _quietly(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
