"""What a short list inside another site's page shows: the next meetings of a filter, else its latest."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting
from iscm.register.queries.feeding import narrowed
from iscm.register.queries.filters import Filter, matching
from iscm.register.queries.rows import meeting_rows


@dataclass(frozen=True, slots=True)
class Shown:
    """Meetings in the order to be shown: those to come the nearest first, past ones the latest first."""

    rows: tuple[MeetingRow, ...]
    is_coming: bool


def next_or_latest(wanted: Filter, today: date, limit: int) -> Shown:
    """At most `limit` meetings that are on or may still come; where there is none, those that were last.

    Past ones without a known day come in only where no other is known. Six queries if something is to come, at most
    eight if not; where words are asked for, five for each of the three places that may have to be looked in.
    """
    listed = narrowed(wanted).filter(is_listed=True)
    if coming := _rows(listed.filter(latest__gte=today), wanted, ("sort_day", "sort_rank", "id"), limit):
        return Shown(tuple(coming[:limit]), is_coming=True)
    past, backwards = listed.filter(latest__lt=today), ("-sort_day", "-sort_rank", "-id")
    found = _rows(past.filter(precision="day"), wanted, backwards, limit) or _rows(past, wanted, backwards, limit)
    return Shown(tuple(found[::-1][:limit]), is_coming=False)


def _rows(found: QuerySet[Meeting], wanted: Filter, order: tuple[str, ...], limit: int) -> list[MeetingRow]:
    """The rows in the order of lists: only the first in `order`, unless words are asked for, which only rows know."""
    if not wanted.q:
        keys = list(found.order_by(*order).values_list("id", flat=True)[:limit])
        found = Meeting.objects.filter(id__in=keys)
        if not keys:
            return []
    return matching(meeting_rows(found), Filter(q=wanted.q))
