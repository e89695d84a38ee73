"""The register for harvesters: everything by the moment of its last change, page by page, the latest last.

A page begins behind a position, which is a moment and a row: whatever changes while a list is read moves to its end and
comes there, so that nothing is passed over, and no page costs more for those before it.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Min, Model, OuterRef, Q, QuerySet

from iscm.publication.harvest.values import LIBRARY, MECHANISM, MEETINGS, THEME, Head
from iscm.register.models import (
    Concept,
    MaterialStamp,
    Mechanism,
    Meeting,
    MeetingMechanism,
    MeetingTheme,
)

AT_ONCE = 100
_KINDS = (MEETINGS, LIBRARY)
_FILED: dict[str, type[MeetingMechanism | MeetingTheme]] = {MECHANISM: MeetingMechanism, THEME: MeetingTheme}
T = TypeVar("T", bound=Model)
Row = tuple[datetime, int, int, str, bool, str]
"""Moment, kind, key, name, whether it is gone, sets as stored."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted: items of these kinds (`MEETINGS`, `LIBRARY`) in a set (empty: all), changed in a time.

    `since` is included, `before` is not.
    """

    kinds: frozenset[str] = frozenset(_KINDS)
    spec: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the order of all items: the moment of the last change, then the kind, then the key of the row."""

    at: datetime
    kind: int
    key: int


@dataclass(frozen=True, slots=True)
class Page:
    """Items in their order; `last` is the position of the last of them where more follow."""

    heads: tuple[Head, ...]
    last: Position | None


def find_page(wanted: Choice, after: Position | None = None, limit: int = AT_ONCE) -> Page:
    """The next items. At most four queries, and never more than `limit` + 1 rows of each."""
    found = list(heapq.merge(_meetings(wanted, after, limit + 1), _materials(wanted, after, limit + 1)))
    rows = found[:limit]
    last = Position(*rows[-1][:3]) if len(found) > limit else None
    return Page(_heads(rows), last)


def count(wanted: Choice) -> int:
    """How many items are wanted. At most two queries."""
    kinds = (_of_meetings(wanted), _of_materials(wanted))
    return sum(rows.count() for rows in kinds if rows is not None)


def find_head(name: str) -> Head | None:
    """The item of a name such as `meeting/{uid}`, None if there never was one. At most three queries."""
    kind, _, key = name.partition("/")
    if kind == "meeting":
        rows = _plain_meetings(Meeting.objects.filter(uid=key))
    elif kind == LIBRARY:
        rows = _plain_materials(MaterialStamp.objects.filter(name=key))
    else:
        return None
    return next(iter(_heads(rows)), None)


def earliest() -> datetime | None:
    """The moment before which nothing ever changed; None while there is nothing. Two queries."""
    found = [model.objects.aggregate(at=Min("touched_at"))["at"] for model in (Meeting, MaterialStamp)]
    return min((at for at in found if at), default=None)


def sets() -> tuple[tuple[str, str], ...]:
    """Every set: its spec and the slug it is about, empty for those at the top. Two queries."""
    mechanisms = Mechanism.objects.order_by("position").values_list("slug", flat=True)
    themes = Concept.objects.filter(scheme="theme").order_by("position").values_list("slug", flat=True)
    below = ((MECHANISM, mechanisms), (THEME, themes))
    named = [pair for top, slugs in below for pair in ((top, ""), *((f"{top}:{slug}", slug) for slug in slugs))]
    return ((MEETINGS, ""), (LIBRARY, ""), *named)


def _meetings(wanted: Choice, after: Position | None, limit: int) -> list[Row]:
    rows = _of_meetings(wanted)
    return [] if rows is None else _plain_meetings(_behind(rows, after, 0)[:limit])


def _materials(wanted: Choice, after: Position | None, limit: int) -> list[Row]:
    rows = _of_materials(wanted)
    return [] if rows is None else _plain_materials(_behind(rows, after, 1)[:limit])


def _plain_meetings(rows: QuerySet[Meeting]) -> list[Row]:
    held = rows.values_list("touched_at", "id", "uid", "is_listed")
    return [(at, 0, key, f"meeting/{uid}", not is_listed, "") for at, key, uid, is_listed in held]


def _plain_materials(rows: QuerySet[MaterialStamp]) -> list[Row]:
    held = rows.values_list("touched_at", "id", "name", "is_gone", "sets")
    return [(at, 1, key, f"{LIBRARY}/{name}", is_gone, within) for at, key, name, is_gone, within in held]


def _of_meetings(wanted: Choice) -> QuerySet[Meeting] | None:
    """The wanted meetings, None if none can be. One that was merged is in the sets of the one it became."""
    top, _, slug = wanted.spec.partition(":")
    if MEETINGS not in wanted.kinds or wanted.spec == LIBRARY:
        return None
    rows = _in_time(Meeting.objects.all(), wanted)
    if wanted.spec in {"", MEETINGS}:
        return rows
    if top not in _FILED:
        return None
    filed = _FILED[top]._default_manager.filter(**{f"{top}__slug": slug} if slug else {})  # noqa: SLF001  # Django's name for the manager of any model
    return rows.filter(
        Exists(filed.filter(meeting=OuterRef("pk"))) | Exists(filed.filter(meeting=OuterRef("merged_into")))
    )


def _of_materials(wanted: Choice) -> QuerySet[MaterialStamp] | None:
    top, _, slug = wanted.spec.partition(":")
    if LIBRARY not in wanted.kinds or (wanted.spec not in {"", LIBRARY} and top not in _FILED):
        return None
    rows = _in_time(MaterialStamp.objects.all(), wanted)
    if wanted.spec in {"", LIBRARY}:
        return rows
    return rows.filter(sets__contains=f" {top}:{slug} " if slug else f" {top}:")


def _in_time(rows: QuerySet[T], wanted: Choice) -> QuerySet[T]:
    times = {"touched_at__gte": wanted.since, "touched_at__lt": wanted.before}
    return rows.filter(**{name: at for name, at in times.items() if at is not None})


def _behind(rows: QuerySet[T], after: Position | None, kind: int) -> QuerySet[T]:
    """The rows of a kind behind a position, in order: one walk along the index of moments and keys."""
    if after and kind < after.kind:
        rows = rows.filter(touched_at__gt=after.at)
    elif after and kind == after.kind:
        rows = rows.filter(Q(touched_at__gt=after.at) | Q(id__gt=after.key), touched_at__gte=after.at)
    elif after:
        rows = rows.filter(touched_at__gte=after.at)
    return rows.order_by("touched_at", "id")


def _heads(rows: Collection[Row]) -> tuple[Head, ...]:
    within = _sets_of([key for _, kind, key, *_ in rows if kind == 0])
    return tuple(
        Head(name, at, is_gone, (MEETINGS, *within[key]) if kind == 0 else (LIBRARY, *stored.split()))
        for at, kind, key, name, is_gone, stored in rows
    )


def _sets_of(keys: Collection[int]) -> defaultdict[int, list[str]]:
    """By meeting, the sets below the top ones. Two queries."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    if keys:
        for top, model in _FILED.items():
            for key, slug in _pairs(model, top, keys):
                found[key].append(f"{top}:{slug}")
    return found


def _pairs(model: type[MeetingMechanism | MeetingTheme], top: str, keys: Collection[int]) -> Iterable[tuple[int, str]]:
    filed = model._default_manager.order_by()  # noqa: SLF001  # as above
    own = filed.filter(meeting__in=keys).values_list("meeting_id", f"{top}__slug")
    into = filed.filter(meeting__merged__in=keys).values_list("meeting__merged", f"{top}__slug")
    return sorted(own.union(into))
