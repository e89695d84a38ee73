"""Meetings and what is below them, as rows of the open data."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from django.db.models import Case, F, IntegerField, Model, Value, When

from iscm.publication.opendata.columns import Row
from iscm.register.closing import CLAIMED
from iscm.register.mapping import sort_keys
from iscm.register.models import (
    Meeting,
    MeetingCitation,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
    Relation,
)
from iscm.register.queries.opendata.wanted import Wanted, counted, plain

AT_ONCE = 400
ORDER = ("sort_day", "sort_rank", "id")
# A place among the others would tell when one that was taken back was to be.
TOLD_IN = (
    Case(When(withdrawn_at__isnull=False, then=Value(sort_keys(None)[0])), default=F("sort_day")),
    Case(
        When(withdrawn_at__isnull=False, then=Value(sort_keys(None)[1])),
        default=F("sort_rank"),
        output_field=IntegerField(),
    ),
    "id",
)
OF_MEETING = tuple(f"meeting__{name}" for name in ORDER)
SAID = (
    "title", "lang", "edtf", "earliest", "latest", "precision", "date_status", "status", "attendance", "kind",
    "ordinal", "count",
)  # fmt: skip
TOLD = ("outcome", "topic", "links", "bodies", "prepares", "side_event_of", "series__key", "series__title", "year")
HELD = ("sequence", "created_at", "last_modified", "unlisted_since", "is_closed")
WAY = ("merged_into__uid", "merged_with", "withdrawn_at", "withdrawn_reason")
LISTED, MERGED, WITHDRAWN = "listed", "merged", "withdrawn"


def _meetings(wanted: Wanted) -> Iterator[Row]:
    numbers = wanted.numbers("meetings", Meeting.objects.all())
    held = plain(wanted.meetings().order_by(*TOLD_IN), "id", "uid", *SAID, *TOLD, *HELD, *WAY)
    while rows := list(islice(held, AT_ONCE)):
        filed = _filed([row[0] for row in rows])
        for key, uid, *values in rows:
            said, told = values[: len(SAID)], values[len(SAID) : len(SAID) + len(TOLD)]
            kept, way = values[-len(HELD) - len(WAY) : -len(WAY)], values[-len(WAY) :]
            state = WITHDRAWN if way[2] else MERGED if way[0] else LISTED
            if kept[-1]:  # closed: why it was taken back may say what it was
                way = [*way[:-1], ""]
            if state == WITHDRAWN:  # what was taken back is not told again
                said, told = [None] * len(said), [*[None] * (len(told) - 1), told[-1]]
            page = wanted.address(f"/meetings/{uid}/")
            under = filed[key] if state != WITHDRAWN else ((), (), (), ())
            yield (uid, numbers.find(key), *said, *under, *told, *kept, state, *way, page)


def _filed(keys: list[int]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Slugs of mechanisms, places, slugs of themes and of initiatives."""
    of = [
        _together(MeetingMechanism, keys, ("position",), "mechanism__slug"),
        _together(MeetingPlace, keys, ("position",), "city", "country"),
        _together(MeetingTheme, keys, ("-score", "theme__slug"), "theme__slug"),
        _together(MeetingInitiative, keys, ("-score", "initiative__slug"), "initiative__slug"),
    ]
    return {key: tuple(tuple(each[key]) for each in of) for key in keys}


def _together(model: type[Model], keys: list[int], order: tuple[str, ...], *columns: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = model._default_manager.filter(meeting__in=keys).order_by("meeting_id", *order)  # noqa: SLF001  # Django's name for the manager of any model
    for key, *words in rows.values_list("meeting_id", *columns):
        found[key].append("|".join(words).replace(";", ","))
    return found


def _below(model: type[Model], order: tuple[str, ...], *columns: str) -> Callable[[Wanted], Iterator[Row]]:
    def rows(wanted: Wanted) -> Iterator[Row]:
        held = model._default_manager.filter(wanted.below())  # noqa: SLF001  # as above
        return plain(held.order_by(*OF_MEETING, *order), "meeting__uid", *columns)

    return rows


def _citations(wanted: Wanted) -> Iterator[Row]:
    held = MeetingCitation.objects.filter(wanted.below()).order_by(*OF_MEETING, "rank")
    columns = ("rank", "occurrence", "record__key", "record__document__sha256", "relation", "chosen", "record__locator")
    rows = plain(held, "meeting__is_closed", "record__is_closed", "meeting__uid", *columns)
    for of_closed, is_closed, *said, chosen, locator in rows:
        told = [field for field in chosen if field in CLAIMED] if of_closed else chosen
        yield (*said, told, {} if of_closed or is_closed else locator)


def _relations(wanted: Wanted) -> Iterator[Row]:
    held = Relation.objects.filter(wanted.below()).order_by(*OF_MEETING, "kind", "other__uid", "printed", "id")
    return counted(plain(held, "meeting__uid", "kind", "other__uid", "printed", "reason"))


ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    "meetings": _meetings,
    "meeting_mechanisms": _below(MeetingMechanism, ("position",), "mechanism__slug", "role", "position"),
    "meeting_places": _below(MeetingPlace, ("position",), "position", "city", "country"),
    "meeting_themes": _below(MeetingTheme, ("-score", "theme__slug"), "theme__slug", "basis", "reason", "score"),
    "meeting_initiatives": _below(
        MeetingInitiative, ("-score", "initiative__slug"), "initiative__slug", "basis", "reason", "score"
    ),
    "relations": _relations,
    "citations": _citations,
}
