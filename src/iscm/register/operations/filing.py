"""What is filed below meetings, written in bulk: mechanisms, places, themes, initiatives, receipts and relations."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from iscm.register import models
from iscm.register.operations.bulk_rows import insert
from iscm.register.operations.loading import RUN, chunks
from iscm.register.operations.states import STATED, State
from iscm.register.queries.among import named

SUGGESTED = "suggested"
DATED = ("year", "sort_day", "sort_rank")
"""Columns of a meeting that what is filed below it repeats, so that lists need no other table."""

Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Keys:
    """The primary keys that rows below a meeting point to, by slug, record key or uid."""

    mechanisms: dict[str, int]
    themes: dict[str, int]
    initiatives: dict[str, int]
    records: dict[str, int]
    meetings: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Filed:
    """One table below meetings: its columns after the meeting's key, its lines, and what of a state they follow from.

    `is_dated`: it repeats the dates of its meeting.
    """

    model: type[Model]
    columns: tuple[str, ...]
    lines: Callable[[State, _Keys], Iterator[Line]]
    follows: Callable[[State], Any]
    is_dated: bool = True


def file_all(
    held: Mapping[str, models.Meeting],
    states: Mapping[str, State],
    stored: Mapping[str, State],
    other: Mapping[str, Collection[str]],
) -> None:
    """File these meetings as their states say.

    `stored` is how those that were known are filed, as far as that is known: what is equal stays. `other` names the
    columns of each that are other than before, "uid" for one that is new.
    """
    keys = _Keys(
        dict(models.Mechanism.objects.values_list("slug", "pk")),
        dict(models.Concept.objects.filter(scheme="theme").values_list("slug", "pk")),
        dict(models.Initiative.objects.values_list("slug", "pk")),
        _record_ids(states.values()),
        _ids({link.other for state in states.values() for link in state.relations if link.other}, held),
    )
    for table in FILED:
        those = [uid for uid, state in states.items() if _is_other(table, state, stored.get(uid), other[uid])]
        _clear(table.model, [held[uid].pk for uid in those if "uid" not in other[uid]])
        insert(
            table.model,
            ("meeting_id", *(DATED if table.is_dated else ()), *table.columns),
            (
                (row.pk, row.year, row.sort_day, row.sort_rank, *line) if table.is_dated else (row.pk, *line)
                for uid in those
                for row in (held[uid],)
                for line in table.lines(states[uid], keys)
            ),
        )


def clear(meetings: Sequence[int]) -> None:
    """Take away what is filed below these meetings."""
    for table in FILED:
        _clear(table.model, meetings)


def _clear(model: type[Model], meetings: Sequence[int]) -> None:
    for keys in chunks(list(meetings)):
        model._default_manager.filter(meeting__in=keys).delete()  # noqa: SLF001  # Django's name for the manager of any model


def _is_other(table: _Filed, state: State, stored: State | None, other: Collection[str]) -> bool:
    if stored is None or "is_closed" in other or (table.is_dated and not {*DATED}.isdisjoint(other)):
        return True
    return bool(table.follows(state) != table.follows(stored))


def _parties(state: State, keys: _Keys) -> Iterator[Line]:
    for n, one in enumerate(state.meeting.parties):
        yield keys.mechanisms[one.mechanism], one.role.value, n


def _places(state: State, _keys: _Keys) -> Iterator[Line]:
    for n, one in enumerate(state.meeting.places):
        yield one.city or "", one.country or "", n


def _themes(state: State, keys: _Keys) -> Iterator[Line]:
    for one in () if state.meeting.is_closed else state.meeting.themes:
        basis, reason = (STATED, "") if one.reason == STATED else (SUGGESTED, one.reason)
        yield keys.themes[one.slug], basis, reason, one.score


def _initiatives(state: State, keys: _Keys) -> Iterator[Line]:
    for one in () if state.meeting.is_closed else state.meeting.initiatives:
        basis, reason = (STATED, "") if one.reason == STATED else (SUGGESTED, one.reason)
        yield keys.initiatives[one.slug], basis, reason, one.score


def _receipts(state: State, keys: _Keys) -> Iterator[Line]:
    for one in state.receipts:
        record = keys.records[one.occurrence.partition("/")[0]]
        yield record, one.occurrence, one.relation, one.rank, list(one.chosen)


def _relations(state: State, keys: _Keys) -> Iterator[Line]:
    for one in (link for link in state.relations if not link.is_withheld):
        yield one.kind, keys.meetings.get(one.other), one.printed, one.reason


def _record_ids(states: Iterable[State]) -> dict[str, int]:
    keys = sorted({one.occurrence.partition("/")[0] for state in states for one in state.receipts})
    return {
        key: pk
        for some in chunks(keys, RUN)
        for key, pk in models.Record.objects.filter(key__in=named(some)).values_list("key", "pk")
    }


def _ids(uids: set[str], held: Mapping[str, models.Meeting]) -> dict[str, int]:
    found = {uid: row.pk for uid, row in held.items()}
    return found | {
        uid: pk
        for some in chunks(sorted(uids - set(found)), RUN)
        for uid, pk in models.Meeting.objects.filter(uid__in=named(some)).values_list("uid", "pk")
    }


FILED = (
    _Filed(
        models.MeetingMechanism, ("mechanism_id", "role", "position"), _parties, lambda state: state.meeting.parties
    ),
    _Filed(models.MeetingPlace, ("city", "country", "position"), _places, lambda state: state.meeting.places),
    _Filed(models.MeetingTheme, ("theme_id", "basis", "reason", "score"), _themes, lambda state: state.meeting.themes),
    _Filed(
        models.MeetingInitiative,
        ("initiative_id", "basis", "reason", "score"),
        _initiatives,
        lambda state: state.meeting.initiatives,
    ),
    _Filed(
        models.MeetingCitation,
        ("record_id", "occurrence", "relation", "rank", "chosen"),
        _receipts,
        lambda state: state.receipts,
        is_dated=False,
    ),
    _Filed(
        models.Relation,
        ("kind", "other_id", "printed", "reason"),
        _relations,
        lambda state: state.relations,
        is_dated=False,
    ),
)
