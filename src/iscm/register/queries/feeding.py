"""What feeds tell: which meetings a filter means, what is new, what changed, which documents say so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, islice
from typing import Any

from django.db.models import Max, QuerySet

from iscm.domain.documents import Trust
from iscm.domain.listing import MeetingRow
from iscm.register.models import (
    Meeting,
    MeetingCitation,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
    Revision,
)
from iscm.register.queries.among import among, named
from iscm.register.queries.conditions import plain_condition
from iscm.register.queries.filters import Filter, matching
from iscm.register.queries.opendata import snapshot
from iscm.register.queries.rows import kept_rows, meeting_rows
from iscm.register.queries.search import meetings_saying
from iscm.register.queries.telling import naming_closed, told_change, told_reason

NO_CHANGE = ("created", "corrected")  # the first is news; what a correction changed is logged beside it
AT_ONCE = 8192  # so many rows of lists are kept (see `rows`), some twenty megabytes
STRETCH = 1000  # more than are named one by one: thousands of parameters cost more than the rows
BLOCK = 50  # entries in a page of a feed, and in each part of its archive


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting with the moment it was entered."""

    row: MeetingRow
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedMeeting:
    """One entry of the log about a meeting that readers see. `digest` names the entry for ever."""

    row: MeetingRow
    at: datetime
    action: str
    old: Any
    new: Any
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a meeting rests on: its key and title, and the number of the record."""

    document: int
    title: str
    record: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a feed: the current entries, or a part of the archive.

    The archive is cut from the oldest entry on, so that a full part keeps its entries; `archived` is the number of
    full parts, counted from 1. A meeting that is listed no longer is left out of its part.
    """

    entries: tuple[NewMeeting, ...] | tuple[ChangedMeeting, ...]
    archived: int


def narrowed(wanted: Filter) -> QuerySet[Meeting]:
    """The meetings that a filter means, listed or not; of its fields all but `q`."""
    found = Meeting.objects.all()
    for filed in _filed(wanted):
        found = found.filter(pk__in=filed.values("meeting"))
    return found.filter(plain_condition(wanted))


def is_long(wanted: Filter) -> bool:
    """Whether a filter means more meetings with days than are read at once. One query, which counts no further."""
    return _dated(wanted).values("pk").order_by()[: AT_ONCE + 1].count() > AT_ONCE


def dated_stretches(wanted: Filter, *, long: bool = False, from_end: bool = False) -> Iterator[tuple[MeetingRow, ...]]:
    """The listed meetings that a filter means of which some day is known, in the order of lists.

    All at once, with seven queries at most; of `long` lists in stretches of one moment with six queries each, so that
    no more rows than those of a stretch are ever held. With `from_end` the last stretch comes first, each in order.
    """
    found, words = _dated(wanted), Filter(q=wanted.q)
    if not long:
        yield tuple(matching(kept_rows(found), words))
        return
    with snapshot():
        order = [f"{'-' if from_end else ''}{name}" for name in ("sort_day", "sort_rank", "id")]
        for some in _in_stretches(found.order_by(*order).values_list("id", flat=True), from_end=from_end):
            yield tuple(matching(meeting_rows(Meeting.objects.filter(id__in=among(some))), words))


def _in_stretches(keys: QuerySet[Meeting, int], *, from_end: bool) -> Iterator[list[int]]:
    """Whoever reads from the end breaks off soon, and then no cursor of the database may be left open."""
    if from_end:
        for first in count(0, STRETCH):
            if not (some := list(keys[first : first + STRETCH])):
                return
            yield some
    held = keys.iterator(chunk_size=STRETCH)
    while some := list(islice(held, STRETCH)):
        yield some


def _dated(wanted: Filter) -> QuerySet[Meeting]:
    return narrowed(wanted).filter(is_listed=True, earliest__isnull=False)


def last_day(wanted: Filter, *, vague: bool) -> date | None:
    """The last day that a meeting of a filter may be on, of those with days unless `vague`.

    One query; where words are asked for five, which read all that the search index has for them.
    """
    found = narrowed(wanted).filter(is_listed=True)
    found = found if vague else found.filter(precision="day")
    if (said := meetings_saying(wanted.q)) is not None:
        rows = matching(meeting_rows(found.filter(uid__in=said)), Filter(q=wanted.q))
        return max((row.latest for row in rows if row.latest), default=None)
    day: date | None = found.aggregate(last=Max("latest"))["last"]
    return day


def new_meetings(wanted: Filter, number: int | None = None) -> Part | None:
    """The meetings entered last, or part `number` of the archive, the newest first; None for a part that there is not.

    Seven queries.
    """
    found = narrowed(wanted)
    stretch, archived = _stretch(found, found.count(), number)
    if stretch is None:
        return None
    entered = dict(stretch.values_list("uid", "created_at"))
    rows = _rows(entered)
    return Part(tuple(NewMeeting(rows[uid], at) for uid, at in entered.items() if uid in rows), archived)


def changed_meetings(wanted: Filter, number: int | None = None) -> Part | None:
    """The last changes of meetings, or part `number` of their archive, the newest first; None if there is no such part.

    Seven queries.
    """
    log = Revision.objects.filter(object_type="meeting").exclude(action__in=NO_CHANGE).exclude(naming_closed())
    if wanted:
        log = log.filter(object_key__in=narrowed(wanted).values("uid"))
    stretch, archived = _stretch(log, log.count(), number)
    if stretch is None:
        return None
    told = stretch.annotate(told=told_reason())
    entries = list(told.values_list("object_key", "at", "action", "old", "new", "told", "digest"))
    rows = _rows({uid for uid, *_ in entries})
    return Part(tuple(_told(rows, entries)), archived)


def _told(rows: Mapping[str, MeetingRow], entries: Iterable[Any]) -> Iterator[ChangedMeeting]:
    """The entries about meetings that readers see; of closed ones what the public may know."""
    for uid, at, action, old, new, reason, digest in entries:
        row = rows.get(uid)
        is_closed = row is not None and row.is_closed
        said: tuple[Any, Any, str] | None = told_change(action, old, new) if is_closed else (old, new, reason)
        if row and said:
            yield ChangedMeeting(row, at, action, *said, digest)


def cited_by(uids: Collection[str]) -> dict[str, tuple[Cited, ...]]:
    """The documents that these meetings rest on, the most trusted and latest first, but for editors' corrections.

    One query.
    """
    told = MeetingCitation.objects.filter(record__is_closed=False)
    lines = told.exclude(record__document__trust=Trust.EDITOR.value).order_by("meeting", "rank")
    lines = lines.filter(meeting__uid__in=named(uids))
    found: dict[str, list[Cited]] = defaultdict(list)
    columns = ("record__document", "record__document__title", "record__document__name", "record__n")
    for uid, document, title, name, record in lines.values_list("meeting__uid", *columns):
        found[uid].append(Cited(document, title or name, record))
    return {uid: tuple(dict.fromkeys(cited)) for uid, cited in found.items()}


def _filed(wanted: Filter) -> Iterator[QuerySet[Any]]:
    """What meetings are filed under, for each field that asks for some of it."""
    if wanted.mechanism:
        yield MeetingMechanism.objects.filter(mechanism__slug__in=wanted.mechanism)
    if wanted.theme:
        yield MeetingTheme.objects.filter(theme__slug__in=wanted.theme)
    if wanted.initiative:
        yield MeetingInitiative.objects.filter(initiative__slug__in=wanted.initiative)
    if wanted.country:
        yield MeetingPlace.objects.filter(country__in=wanted.country)


def _stretch(found: QuerySet[Any], total: int, number: int | None) -> tuple[QuerySet[Any] | None, int]:
    """The last entries, or a full part of the archive, the newest first; with the number of full parts."""
    archived = total // BLOCK
    if number is None:
        return found.order_by("-id")[:BLOCK], archived
    if not 1 <= number <= archived:
        return None, archived
    end = total - (number - 1) * BLOCK
    return found.order_by("-id")[end - BLOCK : end], archived


def _rows(uids: Collection[str]) -> dict[str, MeetingRow]:
    return {row.uid: row for row in meeting_rows(Meeting.objects.filter(uid__in=list(uids), is_listed=True))}
