"""What meetings hang together with: their series, the one before them there, those that they are beside."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from iscm.publication.events import Ties
from iscm.register.models import Meeting, Relation
from iscm.register.queries.among import named

SIDE_EVENT, FOLLOWS = "side-event-of", "follows"


def ties_of(uids: Collection[str]) -> dict[str, Ties]:
    """The ties of these meetings to listed ones, by uid; those that have none are left out. Two queries.

    They read what these meetings are tied to, however many others there are.
    """
    before, series = _in_series(uids)
    parents: dict[str, list[str]] = defaultdict(list)
    found = Relation.objects.filter(kind__in=(SIDE_EVENT, FOLLOWS), meeting__is_listed=True, other__is_listed=True)
    theirs = found.filter(meeting__uid__in=named(uids)).order_by("id")
    for uid, kind, other in theirs.values_list("meeting__uid", "kind", "other__uid"):
        (parents if kind == SIDE_EVENT else before)[uid].append(other)
    return {
        uid: Ties(series.get(uid, ""), tuple(dict.fromkeys(before.get(uid, ()))), tuple(parents.get(uid, ())))
        for uid in {*series, *before, *parents}
    }


def _in_series(uids: Collection[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The meeting before each one in its series, and the name of the series."""
    theirs = Meeting.objects.filter(uid__in=named(uids), is_listed=True, series__isnull=False).order_by()
    before: dict[str, list[str]] = defaultdict(list)
    series = {}
    for uid, key, earlier in theirs.values_list("uid", "series__key", Subquery(_earlier()[:1])):
        series[uid] = f"iscm:series:{key}"
        if earlier:
            before[uid].append(earlier)
    return before, series


def _earlier() -> QuerySet[Any]:
    """The uids of those before a meeting in its series, the last first: one step back in the index of series."""
    day, rank, key = (OuterRef(name) for name in ("sort_day", "sort_rank", "id"))
    is_earlier = Q(sort_day__lt=day) | Q(sort_rank__lt=rank) | Q(sort_rank=rank, id__lt=key)
    found = Meeting.objects.filter(is_earlier, series=OuterRef("series"), sort_day__lte=day, is_listed=True)
    return found.order_by("-sort_day", "-sort_rank", "-id").values("uid")
