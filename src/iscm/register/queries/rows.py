"""Meetings as lists show them: light frozen rows, read with five queries however many there are."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow, TopicRow
from iscm.domain.records import Link
from iscm.register.models import (
    Concept,
    Initiative,
    Mechanism,
    Meeting,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
)
from iscm.register.queries.among import among
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.stamps import Version, version

T = TypeVar("T")
Key = tuple[int, str, str]
"""A meeting in one state: its key, when it was touched last, and the state of the names around it."""

TOUCHED = Cast("touched_at", TextField())
"""When a meeting was touched last, as text: compared, never read, and reading times takes long."""

# Rows as they were read last, some twenty megabytes at most.
_KEPT: Shelf[MeetingRow] = Shelf(8192, 1)


@dataclass(frozen=True, slots=True)
class Names:
    """The names around meetings. `mechanisms` has acronym, name and level by slug.

    `state` is another one whenever a mechanism, theme or initiative is called otherwise; empty where nothing may be
    kept: inside a transaction, and of a register without a version.
    """

    state: str
    mechanisms: Mapping[str, tuple[str, str, str]]


_NAMES: Shelf[Names] = Shelf(8, 1)


PLAIN = tuple(MeetingRow.__dataclass_fields__)[:20]


def meeting_rows(meetings: QuerySet[Meeting]) -> tuple[MeetingRow, ...]:
    """The rows of a query, in the order of lists. Five queries.

    Those of closed meetings as the public sees them; `unveiled.unveil` gives them their words.
    """
    return tuple(row for _, row in _read(meetings))


def kept_rows(meetings: QuerySet[Meeting]) -> tuple[MeetingRow, ...]:
    """The same; rows of meetings that nobody touched are read once, as far as they are kept. Eight queries at most."""
    # What is read inside a transaction may be taken back with it.
    if connection.in_atomic_block or not (now := version()).number:
        return meeting_rows(meetings)
    found = meetings.order_by("sort_day", "sort_rank", "id").annotate(touched=TOUCHED).values_list("id", "touched")
    state = names_around(now).state
    return tuple(rows_of_keys([(id_, touched, state) for id_, touched in found]).values())


def rows_of_keys(keys: Sequence[Key]) -> dict[Key, MeetingRow]:
    """The rows of these meetings in this order, without those that are gone. Five queries for what is not kept."""
    rows = {key: row for key in keys if (row := _KEPT.find(key))}
    if missing := {key[0]: key for key in keys if key not in rows}:
        for id_, row in _read(Meeting.objects.filter(id__in=among(list(missing)))):
            rows[missing[id_]] = row
            if missing[id_][2]:
                _KEPT.keep(missing[id_], row, 1)
    return {key: rows[key] for key in keys if key in rows}


def names_around(now: Version) -> Names:
    """The names that rows repeat. One query for each version of the register."""
    if connection.in_atomic_block or not now.number:
        return _names("")
    found = _NAMES.find(str(now))
    if found is None:
        found = _names("kept")
        _NAMES.keep(str(now), found, 1)
    return found


def _names(kept: str) -> Names:
    mechanisms = Mechanism.objects.order_by().values_list("slug", "acronym", "name", "level")
    themes = Concept.objects.order_by().values_list("slug", "label", "scheme", "scheme")
    initiatives = Initiative.objects.order_by().values_list("slug", "acronym", "slug", "acronym")
    told = sorted(
        mechanisms.annotate(of=Value("mechanism")).union(
            themes.annotate(of=Value("theme")), initiatives.annotate(of=Value("initiative")), all=True
        )
    )
    state = hashlib.sha256(repr(told).encode()).hexdigest()[:16] if kept else ""
    return Names(state, {slug: (acronym, name, level) for slug, acronym, name, level, of in told if of == "mechanism"})


def listed() -> QuerySet[Meeting]:
    """Every meeting that readers see."""
    return Meeting.objects.filter(is_listed=True)


def listed_in_order() -> QuerySet[Meeting]:
    """The same for questions that an index in the order of lists answers.

    SQLite looks up a value in an index, but not whether a column is true; asked so, it takes no other index.
    """
    return Meeting.objects.filter(is_listed__in=(True,))


def _read(meetings: QuerySet[Meeting]) -> Iterator[tuple[int, MeetingRow]]:
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
    for id_, *plain, links, is_closed in found:
        filed = (tuple(parties[id_]), tuple(places[id_]), tuple(themes[id_]), tuple(initiatives[id_]))
        values: list[Any] = [*plain, tuple(Link(**link) for link in links), *filed, is_closed]
        yield id_, MeetingRow(*values)


def _by_meeting(model: type[Model], keys: Any, build: type[T], *columns: str) -> defaultdict[int, list[T]]:
    rows: defaultdict[int, list[T]] = defaultdict(list)
    for meeting, *values in model._default_manager.filter(meeting__in=keys).values_list("meeting_id", *columns):  # noqa: SLF001  # Django's public way
        rows[meeting].append(build(*values))
    return rows
