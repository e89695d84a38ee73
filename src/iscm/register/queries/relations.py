"""What meetings hang together with: their series, the one before them there, those that they are beside."""

from collections import defaultdict
from collections.abc import Collection

from iscm.publication.events import Ties
from iscm.register.models import Meeting, Relation
from iscm.register.queries.among import FEW

SIDE_EVENT, FOLLOWS = "side-event-of", "follows"


def ties_of(uids: Collection[str]) -> dict[str, Ties]:
    """The ties of these meetings to listed ones, by uid; those that have none are left out. Two queries."""
    wanted = set(uids)
    before, series = _in_series(wanted)
    parents: dict[str, list[str]] = defaultdict(list)
    found = Relation.objects.filter(kind__in=(SIDE_EVENT, FOLLOWS), meeting__is_listed=True, other__is_listed=True)
    for uid, kind, other in found.order_by("id").values_list("meeting__uid", "kind", "other__uid"):
        if uid in wanted:
            (parents if kind == SIDE_EVENT else before)[uid].append(other)
    return {
        uid: Ties(series.get(uid, ""), tuple(dict.fromkeys(before.get(uid, ()))), tuple(parents.get(uid, ())))
        for uid in wanted & {*series, *before, *parents}
    }


def _in_series(wanted: set[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The meeting before each one in its series, and the name of the series."""
    counted = Meeting.objects.filter(is_listed=True, series__isnull=False)
    if len(wanted) <= FEW:
        theirs = Meeting.objects.filter(uid__in=wanted, series__isnull=False)
        counted = counted.filter(series__in=theirs.values("series"))
    before: dict[str, list[str]] = defaultdict(list)
    series, last = {}, ("", "")
    rows = counted.order_by("series", "sort_day", "sort_rank", "id").values_list("uid", "series__key")
    for uid, key in rows:
        if uid in wanted:
            series[uid] = f"iscm:series:{key}"
            if last[1] == key:
                before[uid].append(last[0])
        last = (uid, key)
    return before, series
