"""Meetings in parts: those of a filter, and all that changed since a moment with those that are gone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Func, IntegerField, Max, Q

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting
from iscm.register.queries.filters import Filter
from iscm.register.queries.paged.keyset import Order, Part, Place, counted, part_of_table
from iscm.register.queries.paged.narrowing import narrowed
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.stamps import Version

BY_CHANGE, BY_TOUCH = ("last_modified", "id"), ("touched_at", "id")
MOST_KEPT = 8192  # rows, some twenty megabytes
FEW, MANY = 500, 20_000
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
    total = counted(version, ("meetings", wanted, year), lambda: _number(found.wanted & LISTED))
    if not total:
        return Part((), 0, None, None, has_before=False, has_after=False)
    by_date = sort.removeprefix("-") == "date"
    order = Order(_by_date(found.order_from) if by_date else BY_CHANGE, sort.startswith("-"))
    # Few are looked up and sorted; of many the first come along soon if one goes through all in their order.
    in_order = by_date and (total > FEW or found.order_from) and not (wanted.q and total < MANY)
    listed = found.wanted & (LISTED_IN_ORDER if in_order else LISTED)
    listed &= _between(wanted, version, found.order_from) if by_date else Q()
    return _filled(part_of_table(Meeting, listed, order, place, total), version)


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


def _between(wanted: Filter, version: Version, relation: str) -> Q:
    """Where in the order by date the days asked for begin and end, so that nothing before them is gone through.

    A meeting stands at its first day or, an imprecise one, after its last: never farther from its days than the longest
    of all is long, which is looked up once for each version of the register.
    """
    if not (wanted.since or wanted.until):
        return Q()
    found, (after, before) = Q(), counted(version, "longest", _longest)
    if wanted.since:
        found &= Q(**{f"{relation}sort_day__gte": _moved(wanted.since, -after)})
    return found & Q(**{f"{relation}sort_day__lte": _moved(wanted.until, before)}) if wanted.until else found


class _Days(Func):
    """The days from one date to another, as the databases count them themselves."""

    output_field = IntegerField()
    arg_joiner = " - "
    template = "(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps dates as words."""
        return self.as_sql(
            compiler,
            connection,
            arg_joiner=") - julianday(",
            template="CAST(julianday(%(expressions)s) AS INTEGER)",
            **context,
        )


def _longest() -> tuple[timedelta, timedelta]:
    """How far any listed meeting goes on after its place, and how far before it it may begin. One query."""
    dated = Meeting.objects.filter(is_listed=True, earliest__isnull=False, latest__isnull=False)
    after, before = (_Days(F(last), F(first)) for first, last in (("sort_day", "latest"), ("earliest", "sort_day")))
    found = dated.aggregate(after=Max(after), before=Max(before))
    return timedelta(max(found["after"] or 0, 0)), timedelta(max(found["before"] or 0, 0))


def _moved(day: date, by: timedelta) -> date:
    """A day so much later; the first or last of the calendar where it would be beyond."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


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
