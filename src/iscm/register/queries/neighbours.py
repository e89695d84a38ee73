"""What lies near meetings, as they are or as somebody types them, for who may see some of those that are closed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from iscm.domain.listing import MeetingRow
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import WITHIN, Clash, clashes_of, rank
from iscm.planning.engagements import Engagement
from iscm.planning.observances import YEARS
from iscm.planning.observed import Observed
from iscm.register.queries.near_meeting import observed_by
from iscm.register.queries.planning import engaged, on_some_day, states
from iscm.register.queries.rows import kept_rows
from iscm.register.queries.unveiled import unveil

Reads = Callable[[Collection[str]], bool]
"""Whether the reader may see what is withheld of a closed meeting of these mechanisms (slugs)."""
VAGUE = timedelta(days=92)
"""A meeting of which less is known than the quarter has no neighbours worth telling."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another meeting as the reader may see it, and what it is to the first."""

    row: MeetingRow
    clash: Clash


@dataclass(frozen=True, slots=True)
class Nearness:
    """What lies near one meeting, the weightiest first, and what its host and its States observe on its days."""

    neighbours: tuple[Neighbour, ...] = ()
    observed: tuple[Observed, ...] = ()


def is_near_to_tell(row: MeetingRow) -> bool:
    """Whether enough is known of its days to say what lies near it."""
    first, last = row.earliest, row.latest
    return first is not None and last is not None and last - first <= VAGUE and {first.year, last.year} <= set(YEARS)


def neighbours(rows: Collection[MeetingRow], reads: Reads, within: int = WITHIN) -> Mapping[str, tuple[Neighbour, ...]]:
    """What lies within so many days of each of these, by its uid, the weightiest first. Twelve queries at most.

    They may be as stored or otherwise; those of which too little is known have none, and none is near itself. Closed
    meetings have their words where `reads` says so.
    """
    return {uid: near for uid, (_, near) in _found(rows, reads, within).items()}


def nearness(row: MeetingRow, reads: Reads, within: int = WITHIN) -> Nearness:
    """The same of one, which need not be stored (its uid is empty then), with what is observed on its days."""
    own, near = _found([row], reads, within).get(row.uid, ((), ()))
    return Nearness(near, observed_by(own))


def _found(
    rows: Collection[MeetingRow], reads: Reads, within: int
) -> dict[str, tuple[tuple[Engagement, ...], tuple[Neighbour, ...]]]:
    dated = [row for row in rows if is_near_to_tell(row)]
    if not dated:
        return {}
    around = _around(dated, reads, within)
    by_uid = {row.uid: row for row in around}
    calendar = Calendar(engaged(around), states())
    own: dict[str, tuple[Engagement, ...]] = {}
    for one in engaged(dated):
        own[one.key] = (*own.get(one.key, ()), one)
    return {uid: (spans, _of(spans, calendar, by_uid, within)) for uid, spans in own.items()}


def _around(dated: Collection[MeetingRow], reads: Reads, within: int) -> tuple[MeetingRow, ...]:
    """The stored meetings on and about these days; those that are closed with their words for who may read them."""
    room = timedelta(days=within)
    first = min(row.earliest for row in dated if row.earliest) - room
    last = max(row.latest for row in dated if row.latest) + room
    kept = kept_rows(on_some_day(first, last))
    told = {row.uid: row for row in unveil([row for row in kept if row.is_closed and reads(_slugs(row))])}
    return tuple(told.get(row.uid, row) for row in kept)


def _of(
    spans: Collection[Engagement], calendar: Calendar, rows: Mapping[str, MeetingRow], within: int
) -> tuple[Neighbour, ...]:
    """Each other meeting once: the weightiest of its clashes, of those that can be."""
    found: dict[str, Clash] = {}
    for clash in sorted((clash for one in spans for clash in clashes_of(one, calendar, within)), key=rank):
        if clash.chance:
            found.setdefault(clash.other.key, clash)
    return tuple(Neighbour(rows[key], clash) for key, clash in found.items())


def _slugs(row: MeetingRow) -> tuple[str, ...]:
    return tuple(party.slug for party in row.parties)
