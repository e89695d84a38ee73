"""The rows of meetings written in bulk; what is filed below them is written by `filing.py`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from iscm.domain.meetings import Meeting
from iscm.reconciliation.changes import Change
from iscm.register import models
from iscm.register.closing import part
from iscm.register.mapping import Json, columns_of
from iscm.register.operations.bulk_rows import insert_all, next_keys, update
from iscm.register.operations.concealing import conceal_with, hidden_by
from iscm.register.operations.filing import clear, file_all
from iscm.register.operations.series import ensure_series, name_all
from iscm.register.operations.states import State
from iscm.register.queries.occurrences import refusals

BATCH = 500
WAY = ("is_listed", "merged_into", "merged_with", "withdrawn_at", "withdrawn_reason")
NOT_TOLD_OF = "No accepted record tells of it any more."
COLUMNS = (
    *columns_of(Meeting("", "")),
    *("withheld", "series_id", "sequence", "last_modified", "touched_at"),
    *("is_listed", "merged_into_id", "merged_with", "withdrawn_at", "withdrawn_reason"),
)
"""What of a known meeting's row follows from its records."""


@dataclass(frozen=True, slots=True)
class Merger:
    """What becomes of a meeting that is merged: the uid of the other, and the first occurrence that this one was of."""

    into: str
    occurrence: str


def write_states(
    states: Mapping[str, State],
    rows: Mapping[str, models.Meeting],
    changed: Mapping[str, tuple[Change, ...]],
    merged: Mapping[str, Merger],
    now: datetime,
    *,
    stored: Mapping[str, State],
    moments: Mapping[str, datetime] = MappingProxyType({}),
) -> None:
    """Store these states: new meetings made, others brought up to date, merged ones pointed to where they went.

    `rows` are those known, `stored` how they are stored, as far as that is known: what
    is equal is not written again. `moments` are those of single meetings, by uid.
    """
    told = {uid: state.series for uid, state in states.items() if state.series and not state.meeting.is_closed}
    series = ensure_series({place: states[uid].meeting for uid, place in told.items()})
    before = hidden_by(rows.values())
    left = {row.series_id for row in rows.values() if row.series_id}
    held, other = {}, {}
    for uid, state in states.items():
        at = moments.get(uid, now)
        row = held[uid] = rows.get(uid) or models.Meeting(uid=uid, created_at=at, last_modified=at)
        kept = _values(row) if uid in rows else None
        row.series = series[told[uid]] if uid in told else None
        _set_columns(row, state, changed.get(uid, ()), at)
        other[uid] = (
            {"uid", *COLUMNS} if kept is None else {name for name in COLUMNS if kept[name] != getattr(row, name)}
        )
    new = [row for row in held.values() if row.pk is None]
    for row, key in zip(new, next_keys(models.Meeting, len(new)), strict=True):
        row.pk = key
    insert_all(new)
    _update({uid: held[uid] for uid in states if uid in rows}, other)
    file_all(held, states, stored, other)
    _retire(merged, {**rows, **held}, now)
    name_all(left | {series[place].pk for place in told.values()})
    conceal_with(held.values(), before)


def _values(row: models.Meeting) -> Json:
    return {name: getattr(row, name) for name in COLUMNS}


def _update(known: Mapping[str, models.Meeting], other: Mapping[str, set[str]]) -> None:
    """Write the columns that are other than before; rows in which the same ones are go together."""
    alike: dict[frozenset[str], list[models.Meeting]] = defaultdict(list)
    for uid, row in known.items():
        alike[frozenset(other[uid])].append(row)
    for those, held in alike.items():
        names = [name for name in COLUMNS if name in those]
        update(models.Meeting, names, [(row.pk, *(getattr(row, name) for name in names)) for row in held])


def _set_columns(row: models.Meeting, state: State, changes: tuple[Change, ...], now: datetime) -> None:
    named = [link.kind for link in state.relations if link.is_withheld]
    columns, row.withheld = part(columns_of(state.meeting), is_closed=state.meeting.is_closed, named=named)
    row.withheld |= _filed_apart(state)
    for name, value in columns.items():
        setattr(row, name, value)
    if row.withdrawn_at and not _is_withdrawn(row):
        row.withdrawn_at, row.withdrawn_reason = None, ""
    row.is_listed, row.merged_into = not row.withdrawn_at, None
    row.merged_with = state.receipts[0].occurrence if row.withdrawn_at else ""
    row.touched_at = now
    row.sequence += any(change.is_significant for change in changes)
    if changes:
        row.last_modified = now


def _filed_apart(state: State) -> Json:
    """What no table may have that the public reads: withheld relations, and all that files a closed meeting."""
    meeting, links = state.meeting, [link for link in state.relations if link.is_withheld]
    found: Json = {"relations": [[one.kind, one.other, one.printed, one.reason] for one in links]} if links else {}
    if not meeting.is_closed:
        return found
    found["themes"] = [[one.slug, one.reason, one.score] for one in meeting.themes]
    found["initiatives"] = [[one.slug, one.reason, one.score] for one in meeting.initiatives]
    return found | ({"series": list(state.series)} if state.series else {})


def _retire(merged: Mapping[str, Merger], rows: Mapping[str, models.Meeting], now: datetime) -> None:
    """Merged meetings keep their address, which leads on; what led to them leads on too."""
    gone = [rows[uid] for uid in merged]
    for row in gone:
        row.merged_into, row.merged_with = rows[merged[row.uid].into], merged[row.uid].occurrence
        row.is_listed, row.last_modified, row.touched_at, row.series = False, now, now, None
    clear([row.pk for row in gone])
    models.Meeting.objects.bulk_update(gone, [*WAY, "last_modified", "touched_at", "series"], batch_size=BATCH // 5)
    for row in gone:
        models.Meeting.objects.filter(merged_into=row).update(merged_into=row.merged_into)
        models.Relation.objects.filter(other=row).update(other=row.merged_into)
        models.Problem.objects.filter(meeting=row).update(meeting=row.merged_into)


def leave(those: Mapping[str, str], rows: Mapping[str, models.Meeting], now: datetime) -> None:
    """Meetings of which no record tells any more keep their address, which says so, until one tells of them again."""
    gone = [rows[uid] for uid in those]
    for row in gone:
        row.merged_with, row.is_listed, row.last_modified, row.touched_at = those[row.uid], False, now, now
        row.series = None
        if row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_reason = now, NOT_TOLD_OF
    clear([row.pk for row in gone])
    models.Meeting.objects.bulk_update(gone, [*WAY, "last_modified", "touched_at", "series"], batch_size=BATCH // 5)


def _is_withdrawn(row: models.Meeting) -> bool:
    """Whether a person withdrew it; one of which no record told comes back by itself."""
    return refusals().filter(meeting=row).exists()


def redirect(ways: Mapping[str, str], now: datetime) -> None:
    """Let the addresses of merged meetings lead to these others, after the meetings that they were merged with."""
    for uid, into in ways.items():
        target = models.Meeting.objects.get(uid=into)
        models.Meeting.objects.filter(uid=uid, is_listed=False).update(merged_into=target, last_modified=now)
