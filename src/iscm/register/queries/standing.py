"""The register as it stood at a moment: worked out anew from what had been accepted and judged by then.

Reference facts (names, themes, kinds, countries) and the rules of merging are today's, and so are the addresses: a
meeting is found at the one that leads to it now. What a source no longer listed is not told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from iscm.domain.meetings import Meeting
from iscm.reconciliation.changes import Change, compare_states
from iscm.reconciliation.judgements import Cluster
from iscm.reconciliation.merging import merge
from iscm.reconciliation.occurrences import Occurrence, by_key
from iscm.register.mapping import judgement_of, sort_keys
from iscm.register.models import Meeting as MeetingRow
from iscm.register.models import MeetingCitation
from iscm.register.queries.occurrences import (
    accepted_records,
    chunks,
    clusters_of,
    keepers,
    load_by_keys,
    load_judgements,
    load_occurrences,
    refusals,
    standing_judgements,
)

JOINING = ("same", "grouped")
Known = Mapping[str, Occurrence]


@dataclass(frozen=True, slots=True)
class Stood:
    """A meeting as it stood; `is_withdrawn` if readers did not see it then. Its claims have their sources."""

    meeting: Meeting
    is_withdrawn: bool = False


def standing(uid: str, at: datetime) -> Stood | None:
    """The meeting of an address as it stood at a moment, None if nothing told of it then.

    For those who keep the register: of a closed meeting everything is told. Asks a fixed number of times for each
    circle of records that hang together with it.
    """
    row = MeetingRow.objects.select_related("merged_into").filter(uid=uid).first()
    if row is None:
        return None
    cited = MeetingCitation.objects.filter(meeting=row.merged_into or row).values_list("occurrence", flat=True)
    known = by_key(load_by_keys(_close_over({*cited, row.merged_with} - {""}, at), at))
    clusters = clusters_of(known, load_judgements(known, at))
    for own, cluster in zip(_addresses(clusters), clusters, strict=True):
        if own == uid or (row.merged_with and row.merged_with in cluster.members):
            return Stood(_merged(own, cluster, known), own in _withdrawn([own], at))
    return None


def register_as_of(at: datetime) -> tuple[Stood, ...]:
    """Every meeting as it stood at a moment, in the order of lists. Six queries, and three for each 400 records.

    For those who keep the register, as `standing`.
    """
    known = by_key(load_occurrences(accepted_records(at)))
    clusters = clusters_of(known, [judgement_of(row) for row in standing_judgements(at).order_by("id")])
    uids = _addresses(clusters)
    withdrawn = _withdrawn(uids, at)
    pairs = zip(uids, clusters, strict=True)
    found = [Stood(_merged(uid, cluster, known), uid in withdrawn) for uid, cluster in pairs]
    return tuple(sorted(found, key=lambda one: (*sort_keys(one.meeting.edtf), one.meeting.title, one.meeting.uid)))


def compare(uid: str, first: datetime, second: datetime) -> tuple[Change, ...]:
    """What changed of a meeting from one moment to another; empty where it did not stand at one of them."""
    before, after = standing(uid, first), standing(uid, second)
    return compare_states(before.meeting, after.meeting) if before and after else ()


def _close_over(keys: Iterable[str], at: datetime) -> set[str]:
    """These occurrences with all that judgements of that time join them to."""
    known: set[str] = set()
    fresh = set(keys)
    joining = standing_judgements(at).filter(verdict__in=JOINING)
    while fresh:
        known |= fresh
        found: set[str] = set()
        for some in chunks(sorted(fresh)):
            for rows in (joining.filter(left__in=some), joining.filter(right__in=some)):
                found |= {key for pair in rows.values_list("left", "right") for key in pair}
        fresh = found - known
    return known


def _merged(uid: str, cluster: Cluster, known: Known) -> Meeting:
    members, groups = ([known[key] for key in keys] for keys in (cluster.members, cluster.groups))
    return merge(uid, members, groups).meeting


def _addresses(clusters: Sequence[Cluster]) -> list[str]:
    """The uid of each cluster: one that readers see rather than one that leads on; empty where none is left."""
    holder, former = _holders([key for cluster in clusters for key in cluster.members])
    keeper = keepers(clusters, holder, former)
    taken: set[str] = set()
    found = []
    for place, cluster in enumerate(clusters):
        present = (holder[key] for key in cluster.members if key in holder and keeper[holder[key]] == place)
        own = (former[key] for key in cluster.members if key in former)
        uid = next((uid for uid in (*present, *own) if uid not in taken), "")
        taken.add(uid)
        found.append(uid)
    return found


def _holders(keys: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """By occurrence the uid of the meeting that it is of now, and of the one that it was of before that was merged."""
    holder: dict[str, str] = {}
    former: dict[str, str] = {}
    for some in chunks(list(keys)):
        cited = MeetingCitation.objects.filter(occurrence__in=some, relation="same")
        holder |= dict(cited.values_list("occurrence", "meeting__uid"))
        away = MeetingRow.objects.filter(merged_with__in=some, is_listed=False).order_by("last_modified", "id")
        former |= dict(away.values_list("merged_with", "uid"))
    held = set(holder.values())
    return holder, {key: uid for key, uid in former.items() if uid not in held}


def _withdrawn(uids: Iterable[str], at: datetime) -> set[str]:
    held = refusals(at).filter(meeting__isnull=False)
    found = (held.filter(meeting__uid__in=some).values_list("meeting__uid", flat=True) for some in chunks(sorted(uids)))
    return {uid for some in found for uid in some}
