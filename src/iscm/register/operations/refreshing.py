"""Meetings brought in line with records and judgements: what changed is written, logged and stamped."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.changes import Change, compare_states, parted, returned
from iscm.reconciliation.judgements import Cluster, Judgement
from iscm.reconciliation.occurrences import Occurrence, by_key
from iscm.reconciliation.references import named_initiatives
from iscm.register import models
from iscm.register.models.meetings import new_uid
from iscm.register.operations import loading, log
from iscm.register.operations.index import index_meetings
from iscm.register.operations.stamps import raise_stamps
from iscm.register.operations.states import State, stored_states, wanted_relations, wanted_state, withhold
from iscm.register.operations.writing import Merger, leave, redirect, write_states
from iscm.register.queries.among import named
from iscm.register.queries.occurrences import clusters_of, keepers

INDEXED_AT_ONCE = 5000
Moment = tuple[datetime, str]
"""When a decision was made, and the reason that the log gives for what follows from it."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the meetings, by uid; `changed` with what changed, `merged` with where each went.

    `left` are those that no record tells of any more.
    """

    created: tuple[str, ...] = ()
    changed: dict[str, tuple[Change, ...]] = field(default_factory=dict, hash=False)
    merged: dict[str, str] = field(default_factory=dict, hash=False)
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What should be stored for some occurrences, beside what is.

    `restored` come back at their old address, each with the uid to which it led until now (empty for one that no
    record told of meanwhile); `redirected` stay away, and their address leads elsewhere from now on. `left` are those
    that no record tells of any more, each with the first occurrence that it was of.
    """

    wanted: dict[str, State]
    stored: dict[str, State]
    rows: dict[str, models.Meeting]
    merged: dict[str, Merger]
    restored: dict[str, str]
    redirected: dict[str, str]
    left: dict[str, str]

    @property
    def differing(self) -> dict[str, State]:
        """The wanted states that are not stored."""
        return {uid: state for uid, state in self.wanted.items() if self.stored.get(uid) != state}


def refresh(keys: Iterable[str], vocabulary: Vocabulary, *, actor: str, now: datetime, reason: str) -> Refreshed:
    """Bring the meetings of these occurrences, and of all that hang together with them, in line.

    Part of the caller's transaction.
    """
    return apply(plan(keys, vocabulary), actor=actor, now=now, reason=reason)


def plan(keys: Iterable[str], vocabulary: Vocabulary, supposed: Sequence[Judgement] = ()) -> Plan:
    """What should be stored for these occurrences and all that hang together with them.

    With `supposed`, as if these judgements had been made, too: after all others.
    """
    closed = loading.close_over(keys)
    occurrences = loading.load_by_keys(closed)
    known = by_key(occurrences)
    judgements = [*loading.load_judgements(known), *supposed]
    clusters = clusters_of(known, judgements)
    rows, holder = _present(closed)
    former = {key: row for key, row in _former(known).items() if row.uid not in rows}
    away = {row.uid for row in (*rows.values(), *former.values()) if row.withdrawn_at}
    uids = _assign(clusters, holder, {key: row.uid for key, row in former.items()}, away)
    uid_of = {key: uid for cluster, uid in zip(clusters, uids, strict=True) for key in cluster.members}
    stated = _stated_initiatives(occurrences, vocabulary)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict.is_relation:
            judged[judgement.left].append(judgement)
    wanted: dict[str, State] = {}
    for cluster, uid in zip(clusters, uids, strict=True):
        members, groups = ([known[key] for key in keys] for keys in (cluster.members, cluster.groups))
        state = wanted_state(uid, members, groups, stated, vocabulary)
        relations = wanted_relations(cluster, state.meeting, judged, known, uid_of)
        wanted[uid] = State(state.meeting, state.receipts, relations, state.series)
    stored = stored_states(rows.values())
    leads_to = _covering(clusters, uid_of) | uid_of
    gone = {uid: key for uid, key in _firsts(known, holder).items() if uid not in wanted}
    merged = {uid: Merger(leads_to[key], key) for uid, key in gone.items() if key in leads_to}
    left = {uid: key for uid, key in _firsts(sorted(closed), holder).items() if uid not in {*wanted, *merged}}
    restored, redirected = _addresses(former, wanted, leads_to)
    rows |= {row.uid: row for row in former.values() if row.uid in restored}
    return Plan(withhold(wanted), stored, rows, merged, restored, redirected, left)


def _addresses(
    former: Mapping[str, models.Meeting], wanted: Collection[str], leads_to: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The merged meetings that come back, with where their address led; and those whose address leads elsewhere now."""
    led_to = {row.uid: row.merged_into.uid if row.merged_into else "" for row in former.values()}
    restored = {uid: led_to[uid] for uid in wanted if uid in led_to}
    leads = {row.uid: leads_to[key] for key, row in former.items() if key in leads_to and row.uid not in restored}
    return restored, {uid: into for uid, into in leads.items() if led_to[uid] != into}


def apply(
    planned: Plan, *, actor: str, now: datetime, reason: str, moments: Mapping[str, Moment] = MappingProxyType({})
) -> Refreshed:
    """Store what a plan wants, with log, search index and stamps; nothing at all if nothing differs.

    `moments` are those of single meetings, by uid, where several decisions are followed up together.
    """
    differing = planned.differing
    merged = {uid: merger.into for uid, merger in planned.merged.items()}
    if not (differing or merged or planned.redirected or planned.left):
        return Refreshed()
    created = tuple(uid for uid in differing if uid not in planned.stored and uid not in planned.restored)
    changed = {
        uid: compare_states(planned.stored[uid].meeting, state.meeting)
        for uid, state in differing.items()
        if uid in planned.stored
    } | {uid: (parted(earlier, uid) if earlier else returned(uid),) for uid, earlier in planned.restored.items()}
    times = {uid: at for uid, (at, _) in moments.items()}
    write_states(differing, planned.rows, changed, planned.merged, now, stored=planned.stored, moments=times)
    redirect(planned.redirected, now)
    leave(planned.left, planned.rows, now)
    entries = [*_entries(differing, created, changed, merged | planned.redirected, reason), *_left(planned, reason)]
    log.append([_at_its_moment(entry, moments) for entry in entries], actor=actor, at=now)
    for uids in loading.chunks([*differing, *merged, *planned.left], INDEXED_AT_ONCE):
        index_meetings(uids)
    gone = (*changed, *merged, *planned.left)
    touched = [*differing.values(), *(planned.stored[uid] for uid in gone if uid in planned.stored)]
    raise_stamps({party.mechanism for state in touched for party in state.meeting.parties}, now)
    found = {uid: changes for uid, changes in changed.items() if changes}
    return Refreshed(created, found, merged, tuple(planned.left))


def _present(keys: Collection[str]) -> tuple[dict[str, models.Meeting], dict[str, str]]:
    """The meetings that now cite these occurrences by uid, and by occurrence the uid of the one that is the same.

    Those withdrawn are kept in line, too, so that they can be given back to readers as they are by then.
    """
    rows: dict[str, models.Meeting] = {}
    holder: dict[str, str] = {}
    for some in loading.chunks(sorted(keys), loading.RUN):
        cited = models.MeetingCitation.objects.filter(occurrence__in=named(some))
        for line in cited.select_related("meeting__series__mechanism"):
            rows[line.meeting.uid] = line.meeting
            if line.relation == "same":
                holder[line.occurrence] = line.meeting.uid
    return rows, holder


def _former(known: Collection[str]) -> dict[str, models.Meeting]:
    """The meetings that are away by the occurrence that each was of, the latest of those that were of one."""
    found: dict[str, models.Meeting] = {}
    for keys in loading.chunks(sorted(known), loading.RUN):
        rows = models.Meeting.objects.filter(merged_with__in=named(keys), is_listed=False)
        found |= {row.merged_with: row for row in rows.select_related("merged_into").order_by("last_modified", "id")}
    return found


def _assign(
    clusters: Sequence[Cluster], holder: Mapping[str, str], former: Mapping[str, str], away: Collection[str]
) -> list[str]:
    """A uid for each cluster, by its first member that can give one: the one it has, unless another cluster keeps it.

    Else the one it had before it was merged; else a new one. One that is withdrawn only where there is no other that it
    has.
    """
    keeper = keepers(clusters, holder, former)
    taken: set[str] = set()
    found = []
    for place, cluster in enumerate(clusters):
        present = [holder[key] for key in cluster.members if key in holder and keeper[holder[key]] == place]
        known = (*sorted(present, key=away.__contains__), *(former[key] for key in cluster.members if key in former))
        uid = next((uid for uid in known if uid not in taken), None) or new_uid()
        taken.add(uid)
        found.append(uid)
    return found


def _firsts(known: Iterable[str], holder: Mapping[str, str]) -> dict[str, str]:
    """The first occurrence of each stored meeting, by uid."""
    firsts: dict[str, str] = {}
    for key in known:
        if key in holder:
            firsts.setdefault(holder[key], key)
    return firsts


def _covering(clusters: Iterable[Cluster], uid_of: Mapping[str, str]) -> dict[str, str]:
    """By group, the uid of the first meeting that it covers: that is where the address of a group leads."""
    return {group: uid_of[cluster.members[0]] for cluster in reversed(list(clusters)) for group in cluster.groups}


def _stated_initiatives(occurrences: Iterable[Occurrence], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """By document, the initiatives that a tracker says all its meetings addressed: those that its title names."""
    titles = {one.source.document: one.source.title for one in occurrences if one.source.reader == "tracker"}
    return {document: named_initiatives(title, vocabulary) for document, title in titles.items()}


def _entries(
    differing: dict[str, State],
    created: tuple[str, ...],
    changed: dict[str, tuple[Change, ...]],
    merged: dict[str, str],
    reason: str,
) -> Iterable[log.Entry]:
    for uid in created:
        meeting = differing[uid].meeting
        facts = {"title": meeting.title, "edtf": meeting.edtf.text if meeting.edtf else None}
        yield log.Entry("created", "meeting", uid, None, facts, reason)
    for uid, changes in changed.items():
        for change in changes:
            old, new = {change.field: change.old}, {change.field: change.new}
            yield log.Entry(change.name, "meeting", uid, old, new, reason)
    for uid, into in merged.items():
        yield log.Entry("merged", "meeting", uid, {"uid": uid}, {"uid": into}, reason)


def _at_its_moment(entry: log.Entry, moments: Mapping[str, Moment]) -> log.Entry:
    if entry.object_key not in moments:
        return entry
    at, reason = moments[entry.object_key]
    return replace(entry, at=at, reason=reason)


def _left(planned: Plan, reason: str) -> Iterable[log.Entry]:
    for uid in planned.left:
        yield log.Entry("left", "meeting", uid, {"uid": uid}, None, reason)
