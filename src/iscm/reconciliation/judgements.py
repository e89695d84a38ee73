"""Verdicts on pairs of occurrences, and the clusters that follow from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from iscm.reconciliation.comparison import Feature

AUTOMATIC = "iscm"
"""The actor of judgements that the register makes by itself; a person's judgement counts over it."""


class Verdict(StrEnum):
    """What was judged of two occurrences.

    GROUPED: the left one is a group that covers the right one. The others say that the left one names the right
    one: as what it prepares, as what it is a side event of, or as what it is about; UNRELATED takes such a naming back.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    GROUPED = "grouped"
    PREPARES = "prepares"
    SIDE_EVENT_OF = "side-event-of"
    CONCERNS = "concerns"
    UNRELATED = "unrelated"

    @property
    def is_relation(self) -> bool:
        """Whether it tells how two meetings hang together, not whether they are one."""
        return self in {Verdict.PREPARES, Verdict.SIDE_EVENT_OF, Verdict.CONCERNS, Verdict.UNRELATED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two occurrences, by their keys, with who and why."""

    left: str
    right: str
    verdict: Verdict
    actor: str
    reason: str = ""
    features: tuple[Feature, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys in alphabetical order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    @property
    def is_automatic(self) -> bool:
        """Whether no person has looked at it."""
        return self.actor == AUTOMATIC


@dataclass(frozen=True, slots=True)
class Cluster:
    """The occurrences of one meeting, and the groups that cover it; both in the order in which they were given."""

    members: tuple[str, ...]
    groups: tuple[str, ...] = ()


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that counts for each pair: the latest by a person, or else the latest.

    The input is in the order of time.
    """
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        before = held.get(judgement.pair)
        if before is None or before.is_automatic or not judgement.is_automatic:
            held[judgement.pair] = judgement
    return held


def find_clusters(
    keys: Iterable[str], judgements: Iterable[Judgement], document_of: Mapping[str, str] | None = None
) -> tuple[Cluster, ...]:
    """One cluster a meeting, in the order of `keys`.

    `same` joins, unless a `different` stands between any two of the clusters it would join; people's judgements join
    first. With `document_of`, an automatic `same` does not bring two occurrences of one document together unless it
    judged those two themselves. A group that covers others is no meeting of its own.
    """
    order = {key: place for place, key in enumerate(keys)}
    told = (judgement for judgement in judgements if not judgement.verdict.is_relation)
    held = [j for j in standing(told).values() if j.left in order and j.right in order]
    forest = _Forest(order, _forbidden(held), document_of or {})
    for judgement in sorted(held, key=lambda one: one.is_automatic):
        if judgement.verdict is Verdict.SAME:
            forest.join(judgement)
    clusters = [sorted(members, key=order.__getitem__) for members in forest.clusters()]
    covered = _covers(held, clusters)
    covering = _groups_of(clusters, covered)
    found = [
        Cluster(tuple(members), tuple(sorted(covering[place], key=order.__getitem__)))
        for place, members in enumerate(clusters)
        if not any(member in covered for member in members)
    ]
    return tuple(sorted(found, key=lambda cluster: order[cluster.members[0]]))


def _forbidden(held: Iterable[Judgement]) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for judgement in held:
        if judgement.verdict is Verdict.DIFFERENT:
            apart[judgement.left].add(judgement.right)
            apart[judgement.right].add(judgement.left)
    return apart


def _covers(held: Iterable[Judgement], clusters: list[list[str]]) -> dict[str, set[str]]:
    """What each group covers. A group of groups covers nothing, so that no record is left without a meeting."""
    grouped = [judgement for judgement in held if judgement.verdict is Verdict.GROUPED]
    groups = {judgement.left for judgement in grouped}
    within = {key for members in clusters if groups & set(members) for key in members}
    covered: dict[str, set[str]] = defaultdict(set)
    for judgement in grouped:
        if judgement.right not in within:
            covered[judgement.left].add(judgement.right)
    return covered


def _groups_of(clusters: list[list[str]], covered: Mapping[str, set[str]]) -> dict[int, set[str]]:
    at = {key: place for place, members in enumerate(clusters) for key in members}
    groups: dict[int, set[str]] = defaultdict(set)
    for group, parts in covered.items():
        for part in parts:
            # Whatever is the same as the group is of the group too.
            groups[at[part]].update(clusters[at[group]])
    return groups


@dataclass
class _Forest:
    """Clusters that grow by joining, as far as nothing forbids it."""

    order: Mapping[str, int]
    apart: Mapping[str, set[str]]
    document_of: Mapping[str, str]
    cluster_of: dict[str, set[str]] = field(default_factory=dict)

    def join(self, judgement: Judgement) -> None:
        one, other = self._at(judgement.left), self._at(judgement.right)
        if one is other or self._forbids(one, other):
            return
        if judgement.is_automatic and self._doubles(one, other, judgement):
            return
        one |= other
        for key in other:
            self.cluster_of[key] = one

    def clusters(self) -> list[set[str]]:
        return list({id(cluster): cluster for cluster in (self._at(key) for key in self.order)}.values())

    def _at(self, key: str) -> set[str]:
        return self.cluster_of.setdefault(key, {key})

    def _forbids(self, one: set[str], other: set[str]) -> bool:
        return any(self.apart.get(key, set()) & other for key in one)

    def _doubles(self, one: set[str], other: set[str], judgement: Judgement) -> bool:
        documents = {self.document_of[key]: key for key in one if key in self.document_of}
        both = {(documents[self.document_of[key]], key) for key in other if self.document_of.get(key) in documents}
        return bool(both - {(judgement.left, judgement.right), (judgement.right, judgement.left)})
