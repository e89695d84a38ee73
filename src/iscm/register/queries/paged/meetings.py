"""Meetings in parts: those of a filter, and all that changed since a moment with those that are gone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting
from iscm.register.queries.filters import Filter
from iscm.register.queries.paged.keyset import Order, Part, Place, counted, part_of_table
from iscm.register.queries.paged.narrowing import narrowed
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.stamps import Version

BY_CHANGE, BY_TOUCH = ("last_modified", "id"), ("touched_at", "id")
MOST_KEPT = 8192  # rows, some twenty megabytes
LISTED = Q(is_listed=True)
# The same, written so that SQLite looks it up in an index: to it a bare column is no comparison.
LISTED_IN_ORDER = Q(is_listed__in=(True,))


@dataclass(frozen=True, slots=True)
class Gone:
    """A meeting that readers see no more: merged into another (`merged_into`, its uid) or withdrawn."""

    uid: str
    merged_into: str
    withdrawn_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A meeting as it is now, and when anything of it changed last."""

    at: datetime
    item: MeetingRow | Gone


def meetings_part(wanted: Filter, year: int | None, sort: str, place: Place, version: Version) -> Part[MeetingRow]:
    """The listed meetings of a filter, ordered by "date" or "modified", downwards with "-". Eight queries at most."""
    found = narrowed(wanted, year)
    name = sort.removeprefix("-")
    columns = _by_date(found.order_from) if name == "date" else BY_CHANGE
    listed = found.wanted & (LISTED_IN_ORDER if name == "date" else LISTED)
    total = counted(version, ("meetings", wanted, year), lambda: _number(found.wanted & LISTED))
    order = Order(columns, sort.startswith("-"))
    part = part_of_table(Meeting, listed, order, place, total)
    return _filled(part, version)


def changed_part(since: datetime | None, place: Place, version: Version) -> Part[Changed]:
    """All meetings, gone ones too, that changed at a moment or later, the longest unchanged first. Eight queries."""
    wanted = Q(touched_at__gte=since) if since else Q()
    total = counted(version, ("changes", since), lambda: Meeting.objects.filter(wanted).count())
    part = part_of_table(Meeting, wanted, Order(BY_TOUCH), place, total)
    keys = [key[-1] for key in part.items]
    columns = ("id", "uid", "merged_into__uid", "withdrawn_at", "withdrawn_reason", "is_closed")
    missing = Meeting.objects.filter(id__in=keys, is_listed=False).values_list(*columns)
    found: dict[int, MeetingRow | Gone] = {
        id_: Gone(uid, into or "", withdrawn, "" if is_closed else reason)
        for id_, uid, into, withdrawn, reason, is_closed in missing
    }
    found |= _rows(keys, version)
    items = tuple(Changed(at, found[key]) for at, key in part.items if key in found)
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)


def _number(wanted: Q) -> int:
    return Meeting.objects.filter(wanted).order_by().values("pk").distinct().count()


def _by_date(relation: str) -> tuple[str, ...]:
    """What a meeting is filed under repeats its place in the order, so that one index serves filter and order."""
    return (f"{relation}sort_day", f"{relation}sort_rank", f"{relation}meeting_id" if relation else "id")


def _filled(part: Part[tuple[object, ...]], version: Version) -> Part[MeetingRow]:
    keys = [int(str(key[-1])) for key in part.items]
    rows = _rows(keys, version)
    items = tuple(rows[key] for key in keys if key in rows)
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)


def _rows(keys: list[int], version: Version) -> dict[int, MeetingRow]:
    """The rows of listed meetings by primary key. Six queries, none where all were read of this version already."""
    kept: dict[int, MeetingRow] = counted(version, "rows", dict)
    found = {key: row for key in keys if (row := kept.get(key))}
    if missing := [key for key in keys if key not in found]:
        listed = Meeting.objects.filter(id__in=missing, is_listed=True)
        by_uid = {row.uid: row for row in meeting_rows(listed)}
        read = {id_: by_uid[uid] for id_, uid in listed.order_by().values_list("id", "uid") if uid in by_uid}
        found |= read
        if len(kept) < MOST_KEPT:
            kept.update(read)
    return found
