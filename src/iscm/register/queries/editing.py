"""Meetings for those who keep the register: all of them, also closed, withdrawn and merged ones, with their version."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting, MeetingMechanism, MeetingPlace
from iscm.register.queries.conditions import plain_condition
from iscm.register.queries.filters import Filter
from iscm.register.queries.history import version_of
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.search import meetings_saying
from iscm.register.queries.unveiled import unveil

PAGE = 50
STATES = ("listed", "withdrawn", "merged", "closed")
"""What a list for editors may be narrowed to: those that readers see, those they do not, and those they see in part."""


@dataclass(frozen=True, slots=True)
class Editable:
    """A meeting as an editor finds it; `version` is what a form keeps as `seen`.

    `mechanisms` decide who may change it. It `is_listed` unless it was merged into another (`merged_into` is the uid
    of that one) or taken back from readers: then `withdrawn_reason` says why, and a person may give it back if one took
    it back (`is_refused`).
    """

    uid: str
    title: str
    is_listed: bool
    is_closed: bool
    merged_into: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_refused: bool
    mechanisms: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting in the list for editors, with what its row does not say."""

    row: MeetingRow
    state: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A part of the list; `number` is of all that was found."""

    lines: tuple[Found, ...]
    number: int
    page: int
    pages: int


def find_editable(uid: str) -> Editable | None:
    """The meeting of an address, whatever became of it; None if there never was one. At most four queries."""
    row = Meeting.objects.select_related("merged_into").filter(uid=uid).first()
    if row is None:
        return None
    return Editable(
        uid=row.uid,
        title=row.whole_title,
        is_listed=row.is_listed,
        is_closed=row.is_closed,
        merged_into=row.merged_into.uid if row.merged_into else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        is_refused=not row.is_listed and row.refusals.filter(lifted_at=None).exists(),
        mechanisms=tuple(MeetingMechanism.objects.filter(meeting=row).values_list("mechanism__slug", flat=True)),
        version=version_of(row.uid),
    )


def find_meetings(wanted: Filter, state: str = "", page: int = 1, *, own: Collection[str] | None = None) -> FoundPage:
    """A part of all meetings that a filter lets through, the latest first, with every word of closed ones.

    `state` is one of `STATES`, or empty for all but merged ones. `own` are the mechanisms whose meetings may be seen,
    None for those of the whole register: a joint meeting is only found by who has all of its mechanisms. A fixed number
    of queries.
    """
    found = Meeting.objects.filter(plain_condition(wanted) & _filed(wanted) & _saying(wanted.q) & _in_state(state))
    found = found if own is None else _only_of(found, own)
    number = found.count()
    pages = max(1, -(-number // PAGE))
    page = min(max(page, 1), pages)
    ordered = found.order_by(F("sort_day").desc(), "-sort_rank", "-id")
    some = ordered[(page - 1) * PAGE : page * PAGE].values_list("uid", "is_listed", "is_closed", "merged_into_id")
    states = {uid: _state(listed, closed, into) for uid, listed, closed, into in some}
    rows = {row.uid: row for row in unveil(meeting_rows(Meeting.objects.filter(uid__in=states)))}
    return FoundPage(tuple(Found(rows[uid], name) for uid, name in states.items()), number, page, pages)


def _state(is_listed: bool, is_closed: bool, merged_into: int | None) -> str:  # columns of a row
    if merged_into:
        return "merged"
    return ("closed" if is_closed else "listed") if is_listed else "withdrawn"


def _filed(wanted: Filter) -> Q:
    found = Q()
    if wanted.mechanism:
        of_these = MeetingMechanism.objects.filter(mechanism__slug__in=wanted.mechanism)
        found &= Q(pk__in=of_these.values("meeting"))
    if wanted.country:
        found &= Q(pk__in=MeetingPlace.objects.filter(country__in=wanted.country).values("meeting"))
    return found


def _saying(words: str) -> Q:
    """An address pasted from anywhere, or words; those of closed and withdrawn meetings are looked for in titles."""
    if not words:
        return Q()
    uid = words.rstrip("/").rpartition("/")[2]
    named = Q(uid=uid[:36]) | Q(withheld__title__icontains=words)
    named |= Q(is_listed=False, title__icontains=words)
    told = meetings_saying(words)
    return named if told is None else named | Q(uid__in=told)


def _in_state(state: str) -> Q:
    return {
        "listed": Q(is_listed=True),
        "withdrawn": Q(is_listed=False, merged_into=None),
        "merged": Q(merged_into__isnull=False),
        "closed": Q(is_closed=True, merged_into=None),
    }.get(state, Q(merged_into=None))


def _only_of(found: QuerySet[Meeting], own: Collection[str]) -> QuerySet[Meeting]:
    """Those of these mechanisms and no other."""
    parties = MeetingMechanism.objects.order_by().values("meeting").annotate(number=Count("id"))
    others = MeetingMechanism.objects.exclude(mechanism__slug__in=own)
    return found.filter(pk__in=parties.values("meeting")).exclude(pk__in=others.values("meeting"))
