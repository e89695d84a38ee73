"""Meetings as lists show them: light frozen rows, read with five queries however many there are."""

from collections import defaultdict
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow, TopicRow
from iscm.domain.records import Link
from iscm.register.models import Meeting, MeetingInitiative, MeetingMechanism, MeetingPlace, MeetingTheme
from iscm.register.queries.among import among
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.stamps import version

T = TypeVar("T")
# Rows as they were read last, some twenty megabytes at most.
_KEPT: Shelf[MeetingRow] = Shelf(8192, 1)


PLAIN = tuple(MeetingRow.__dataclass_fields__)[:20]


def meeting_rows(meetings: QuerySet[Meeting]) -> tuple[MeetingRow, ...]:
    """The rows of a query, in the order of lists. Five queries.

    Those of closed meetings as the public sees them; `unveiled.unveil` gives them their words.
    """
    found = list(meetings.order_by("sort_day", "sort_rank", "id").values_list("id", *PLAIN, "links", "is_closed"))
    keys = among([row[0] for row in found])
    parties = _by_meeting(
        MeetingMechanism,
        keys,
        PartyRow,
        *(f"mechanism__{name}" for name in ("slug", "acronym", "name", "level")),
        "role",
    )
    places = _by_meeting(MeetingPlace, keys, PlaceRow, "city", "country")
    themes = _by_meeting(MeetingTheme, keys, TopicRow, "theme__slug", "theme__label", "basis", "reason")
    initiatives = _by_meeting(
        MeetingInitiative, keys, TopicRow, "initiative__slug", "initiative__acronym", "basis", "reason"
    )
    rows = []
    for id_, *plain, links, is_closed in found:
        filed = (tuple(parties[id_]), tuple(places[id_]), tuple(themes[id_]), tuple(initiatives[id_]))
        values: list[Any] = [*plain, tuple(Link(**link) for link in links), *filed, is_closed]
        rows.append(MeetingRow(*values))
    return tuple(rows)


def kept_rows(meetings: QuerySet[Meeting]) -> tuple[MeetingRow, ...]:
    """The same; the rows of one state of the register are read once, as far as they are kept. Seven queries at most."""
    # What is read inside a transaction may be taken back with it.
    if connection.in_atomic_block or not (now := version()).number:
        return meeting_rows(meetings)
    found = list(meetings.order_by("sort_day", "sort_rank", "id").values_list("id", "uid"))
    rows = {uid: row for _, uid in found if (row := _KEPT.find((str(now), uid)))}
    if missing := [id_ for id_, uid in found if uid not in rows]:
        read = meeting_rows(Meeting.objects.filter(id__in=among(missing)))
        rows |= {row.uid: row for row in read}
        for row in read:
            _KEPT.keep((str(now), row.uid), row, 1)
    return tuple(rows[uid] for _, uid in found if uid in rows)


def listed() -> QuerySet[Meeting]:
    """Every meeting that readers see."""
    return Meeting.objects.filter(is_listed=True)


def _by_meeting(model: type[Model], keys: Any, build: type[T], *columns: str) -> defaultdict[int, list[T]]:
    rows: defaultdict[int, list[T]] = defaultdict(list)
    for meeting, *values in model._default_manager.filter(meeting__in=keys).values_list("meeting_id", *columns):  # noqa: SLF001  # Django's public way
        rows[meeting].append(build(*values))
    return rows
