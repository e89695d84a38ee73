"""The rows of meetings written in bulk: a fixed number of statements for each few hundred meetings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from iscm.domain.meetings import Meeting
from iscm.reconciliation.changes import Change
from iscm.register import models
from iscm.register.closing import part
from iscm.register.mapping import Json, columns_of
from iscm.register.operations.concealing import conceal_with, hidden_by
from iscm.register.operations.loading import chunks
from iscm.register.operations.series import ensure_series, name_all
from iscm.register.operations.states import STATED, State
from iscm.register.queries.occurrences import refusals

BATCH = 500
WAY = ("is_listed", "merged_into", "merged_with", "withdrawn_at", "withdrawn_reason")
NOT_TOLD_OF = "No accepted record tells of it any more."
SUGGESTED = "suggested"
FILED: tuple[type[Model], ...] = (
    models.MeetingMechanism,
    models.MeetingPlace,
    models.MeetingTheme,
    models.MeetingInitiative,
    models.MeetingCitation,
    models.Relation,
)


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
) -> None:
    """Store these states: new meetings made, others brought up to date, merged ones pointed to where they went."""
    told = {uid: state.series for uid, state in states.items() if state.series and not state.meeting.is_closed}
    series = ensure_series({place: states[uid].meeting for uid, place in told.items()})
    before = hidden_by(rows.values())
    left = {row.series_id for row in rows.values() if row.series_id}
    held = {}
    for uid, state in states.items():
        row = held[uid] = rows.get(uid) or models.Meeting(uid=uid, created_at=now, last_modified=now)
        row.series = series[told[uid]] if uid in told else None
        _set_columns(row, state, changed.get(uid, ()), now)
    models.Meeting.objects.bulk_create([row for row in held.values() if row.pk is None], batch_size=BATCH)
    known = [row for uid, row in held.items() if uid in rows]
    fields = [*columns_of(Meeting("", "")), "withheld", "series", "sequence", "last_modified", "touched_at", *WAY]
    models.Meeting.objects.bulk_update(known, fields, batch_size=BATCH // 5)
    _clear([row.pk for row in known])
    _file(held, states)
    _retire(merged, {**rows, **held}, now)
    name_all(left | {series[place].pk for place in told.values()})
    conceal_with(held.values(), before)


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


def _clear(meetings: list[int]) -> None:
    for keys in chunks(meetings):
        for model in FILED:
            model._default_manager.filter(meeting__in=keys).delete()  # noqa: SLF001  # Django's name for the manager of any model


@dataclass(frozen=True, slots=True)
class _Keys:
    """The primary keys that rows below a meeting point to, by slug, record key or uid."""

    mechanisms: dict[str, int]
    themes: dict[str, int]
    initiatives: dict[str, int]
    records: dict[str, int]
    meetings: dict[str, int]


def _file(held: Mapping[str, models.Meeting], states: Mapping[str, State]) -> None:
    keys = _Keys(
        dict(models.Mechanism.objects.values_list("slug", "pk")),
        dict(models.Concept.objects.filter(scheme="theme").values_list("slug", "pk")),
        dict(models.Initiative.objects.values_list("slug", "pk")),
        _record_ids(states.values()),
        _ids({link.other for state in states.values() for link in state.relations if link.other}, held),
    )
    pairs = [(held[uid], state) for uid, state in states.items()]
    for model, rows_of in zip(FILED, (_parties, _places, _themes, _initiatives, _receipts, _relations), strict=True):
        lines = [line for row, state in pairs for line in rows_of(row, state, keys)]
        model._default_manager.bulk_create(lines, batch_size=BATCH)  # noqa: SLF001  # as above


def _parties(row: models.Meeting, state: State, keys: _Keys) -> Iterator[models.MeetingMechanism]:
    for n, one in enumerate(state.meeting.parties):
        yield models.MeetingMechanism(
            mechanism_id=keys.mechanisms[one.mechanism], role=one.role.value, position=n, **_filed(row)
        )


def _places(row: models.Meeting, state: State, _keys: _Keys) -> Iterator[models.MeetingPlace]:
    for n, one in enumerate(state.meeting.places):
        yield models.MeetingPlace(city=one.city or "", country=one.country or "", position=n, **_filed(row))


def _themes(row: models.Meeting, state: State, keys: _Keys) -> Iterator[models.MeetingTheme]:
    for one in () if state.meeting.is_closed else state.meeting.themes:
        basis, reason = (STATED, "") if one.reason == STATED else (SUGGESTED, one.reason)
        yield models.MeetingTheme(
            theme_id=keys.themes[one.slug], basis=basis, reason=reason, score=one.score, **_filed(row)
        )


def _initiatives(row: models.Meeting, state: State, keys: _Keys) -> Iterator[models.MeetingInitiative]:
    for one in () if state.meeting.is_closed else state.meeting.initiatives:
        basis, reason = (STATED, "") if one.reason == STATED else (SUGGESTED, one.reason)
        yield models.MeetingInitiative(
            initiative_id=keys.initiatives[one.slug], basis=basis, reason=reason, score=one.score, **_filed(row)
        )


def _receipts(row: models.Meeting, state: State, keys: _Keys) -> Iterator[models.MeetingCitation]:
    for one in state.receipts:
        yield models.MeetingCitation(
            meeting=row,
            record_id=keys.records[one.occurrence.partition("/")[0]],
            occurrence=one.occurrence,
            relation=one.relation,
            rank=one.rank,
            chosen=list(one.chosen),
        )


def _relations(row: models.Meeting, state: State, keys: _Keys) -> Iterator[models.Relation]:
    for one in (link for link in state.relations if not link.is_withheld):
        other = keys.meetings.get(one.other)
        yield models.Relation(meeting=row, kind=one.kind, other_id=other, printed=one.printed, reason=one.reason)


def _filed(row: models.Meeting) -> Json:
    return {"meeting": row, "sort_day": row.sort_day, "sort_rank": row.sort_rank, "year": row.year}


def _record_ids(states: Iterable[State]) -> dict[str, int]:
    keys = sorted({one.occurrence.partition("/")[0] for state in states for one in state.receipts})
    return {
        key: pk
        for chunk in chunks(keys)
        for key, pk in models.Record.objects.filter(key__in=chunk).values_list("key", "pk")
    }


def _ids(uids: set[str], held: Mapping[str, models.Meeting]) -> dict[str, int]:
    found = {uid: row.pk for uid, row in held.items()}
    missing = sorted(uids - set(found))
    return found | dict(models.Meeting.objects.filter(uid__in=missing).values_list("uid", "pk"))


def _retire(merged: Mapping[str, Merger], rows: Mapping[str, models.Meeting], now: datetime) -> None:
    """Merged meetings keep their address, which leads on; what led to them leads on too."""
    gone = [rows[uid] for uid in merged]
    for row in gone:
        row.merged_into, row.merged_with = rows[merged[row.uid].into], merged[row.uid].occurrence
        row.is_listed, row.last_modified, row.touched_at, row.series = False, now, now, None
    _clear([row.pk for row in gone])
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
    _clear([row.pk for row in gone])
    models.Meeting.objects.bulk_update(gone, [*WAY, "last_modified", "touched_at", "series"], batch_size=BATCH // 5)


def _is_withdrawn(row: models.Meeting) -> bool:
    """Whether a person withdrew it; one of which no record told comes back by itself."""
    return refusals().filter(meeting=row).exists()


def redirect(ways: Mapping[str, str], now: datetime) -> None:
    """Let the addresses of merged meetings lead to these others, after the meetings that they were merged with."""
    for uid, into in ways.items():
        target = models.Meeting.objects.get(uid=into)
        models.Meeting.objects.filter(uid=uid, is_listed=False).update(merged_into=target, last_modified=now)
