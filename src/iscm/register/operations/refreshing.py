"""Meetings brought in line with records and judgements: what changed is written, logged and stamped."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.changes import Change, compare_states
from iscm.reconciliation.judgements import Cluster, Judgement, find_clusters
from iscm.reconciliation.occurrences import Occurrence, by_key
from iscm.reconciliation.references import named_initiatives
from iscm.register import models
from iscm.register.models.meetings import new_uid
from iscm.register.operations import loading, log
from iscm.register.operations.index import index_meetings
from iscm.register.operations.stamps import raise_stamps
from iscm.register.operations.states import State, stored_states, wanted_relations, wanted_state
from iscm.register.operations.writing import write_states

INDEXED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the meetings, by uid; `changed` with what changed, `merged` with where each went."""

    created: tuple[str, ...] = ()
    changed: dict[str, tuple[Change, ...]] = field(default_factory=dict, hash=False)
    merged: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """What should be stored for some occurrences, beside what is."""

    wanted: dict[str, State]
    stored: dict[str, State]
    rows: dict[str, models.Meeting]
    merged: dict[str, str]

    @property
    def differing(self) -> dict[str, State]:
        """The wanted states that are not stored."""
        return {uid: state for uid, state in self.wanted.items() if self.stored.get(uid) != state}


def refresh(keys: Iterable[str], vocabulary: Vocabulary, *, actor: str, now: datetime, reason: str) -> Refreshed:
    """Bring the meetings of these occurrences, and of all that hang together with them, in line.

    Part of the caller's transaction.
    """
    return apply(plan(keys, vocabulary), actor=actor, now=now, reason=reason)


def plan(keys: Iterable[str], vocabulary: Vocabulary) -> Plan:
    """What should be stored for these occurrences and all that hang together with them."""
    occurrences = loading.load_by_keys(loading.close_over(keys))
    known = by_key(occurrences)
    judgements = loading.load_judgements(known)
    clusters = find_clusters(known, judgements, {key: one.source.document for key, one in known.items()})
    rows, holder = _present(known)
    uids = _assign(clusters, holder)
    uid_of = {key: uid for cluster, uid in zip(clusters, uids, strict=True) for key in cluster.members}
    stated = _stated_initiatives(occurrences, vocabulary)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict.is_relation:
            judged[judgement.left].append(judgement)
    wanted = {}
    for cluster, uid in zip(clusters, uids, strict=True):
        members, groups = ([known[key] for key in keys] for keys in (cluster.members, cluster.groups))
        state = wanted_state(uid, members, groups, stated, vocabulary)
        relations = wanted_relations(cluster, judged, known, uid_of)
        wanted[uid] = State(state.meeting, state.receipts, relations, state.series)
    return Plan(wanted, stored_states(rows.values()), rows, _merged(rows, wanted, holder, uid_of, clusters))


def apply(planned: Plan, *, actor: str, now: datetime, reason: str) -> Refreshed:
    """Store what a plan wants, with log, search index and stamps; nothing at all if nothing differs."""
    differing, merged = planned.differing, planned.merged
    if not differing and not merged:
        return Refreshed()
    created = tuple(uid for uid in differing if uid not in planned.stored)
    changed = {
        uid: compare_states(planned.stored[uid].meeting, state.meeting)
        for uid, state in differing.items()
        if uid in planned.stored
    }
    write_states(differing, planned.rows, changed, merged, now)
    log.append(_entries(differing, created, changed, merged, reason), actor=actor, at=now)
    for uids in loading.chunks([*differing, *merged], INDEXED_AT_ONCE):
        index_meetings(uids)
    touched = [*differing.values(), *(planned.stored[uid] for uid in (*changed, *merged) if uid in planned.stored)]
    raise_stamps({party.mechanism for state in touched for party in state.meeting.parties}, now)
    return Refreshed(created, {uid: found for uid, found in changed.items() if found}, merged)


def _present(known: dict[str, Occurrence]) -> tuple[dict[str, models.Meeting], dict[str, str]]:
    """The meetings that now cite these occurrences by uid, and by occurrence the uid of the one that is the same."""
    rows: dict[str, models.Meeting] = {}
    holder: dict[str, str] = {}
    for keys in loading.chunks(sorted(known)):
        cited = models.MeetingCitation.objects.filter(occurrence__in=keys, meeting__is_listed=True)
        for line in cited.select_related("meeting__series__mechanism"):
            rows[line.meeting.uid] = line.meeting
            if line.relation == "same":
                holder[line.occurrence] = line.meeting.uid
    return rows, holder


def _assign(clusters: Iterable[Cluster], holder: dict[str, str]) -> list[str]:
    """A uid for each cluster: the one its first member has, unless an earlier cluster kept it; else a new one."""
    taken: set[str] = set()
    found = []
    for cluster in clusters:
        held = (holder[key] for key in cluster.members if key in holder)
        uid = next((uid for uid in held if uid not in taken), None) or new_uid()
        taken.add(uid)
        found.append(uid)
    return found


def _merged(
    rows: dict[str, models.Meeting],
    wanted: dict[str, State],
    holder: dict[str, str],
    uid_of: dict[str, str],
    clusters: Iterable[Cluster],
) -> dict[str, str]:
    """The meetings that are no more, each with the one that took its place.

    That is the meeting of its first record, or the first meeting that this record, now known as a group, covers.
    """
    covered = {group: uid_of[cluster.members[0]] for cluster in reversed(list(clusters)) for group in cluster.groups}
    gone: dict[str, str] = {}
    for key, uid in holder.items():
        if uid in rows and uid not in wanted and uid not in gone:
            gone[uid] = uid_of.get(key) or covered[key]
    return gone


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
