"""What the comparisons settle by themselves, and what a person should be asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.comparison import WORTH_ASKING, Comparison
from iscm.reconciliation.groups import find_groups
from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict

MARGIN = 1.0
MOST_ASKED = 5
"""Questions about one row, the likeliest: who has found it among none of these finds it no sooner among more."""


@dataclass(frozen=True, slots=True)
class Question:
    """A pair for a person to judge; `verdict` is what it looks like."""

    comparison: Comparison
    verdict: Verdict = Verdict.SAME


@dataclass(frozen=True, slots=True)
class Decisions:
    """Automatic judgements, and the questions that are left."""

    judgements: tuple[Judgement, ...]
    questions: tuple[Question, ...]


def decide(comparisons: Iterable[Comparison], vocabulary: Vocabulary) -> Decisions:
    """Judge what is clear, ask about the rest that is worth it.

    Clear is a pair that is each other's best by a margin between their two documents, and a printed group all of
    whose meetings are listed one by one elsewhere.
    """
    compared = list(comparisons)
    groups = find_groups(compared, vocabulary)
    settled = {key for judgement in groups for key in judgement.pair}
    covering = {judgement.left for judgement in groups}
    best = _best_by_side(one for one in compared if one.is_clear and not {one.left.key, one.right.key} & covering)
    twins = _printed_twice(compared)
    clear = [one for one in compared if _is_best(one, best, twins)]
    done = {id(one) for one in clear}
    taken = _taken(clear)
    judgements = tuple(_same(one) for one in clear)
    open_ones = [
        one
        for one in compared
        if _is_worth_asking(one)
        and id(one) not in done
        and not {one.left.key, one.right.key} <= settled
        and not _is_taken(one, taken)
    ]
    return Decisions((*groups, *judgements), tuple(Question(one) for one in _likeliest(open_ones)))


def _likeliest(asked: list[Comparison]) -> Iterator[Comparison]:
    """Those of these pairs that are asked about, in the same order: a few for each that came later."""
    ranked: dict[str, list[Comparison]] = defaultdict(list)
    for one in asked:
        ranked[one.right.key].append(one)
    kept = {
        id(one)
        for those in ranked.values()
        for one in sorted(those, key=lambda one: (-one.score, one.left.key))[:MOST_ASKED]
    }
    return (one for one in asked if id(one) in kept)


def _same(one: Comparison) -> Judgement:
    return Judgement(one.left.key, one.right.key, Verdict.SAME, AUTOMATIC, one.reason, one.features)


def _is_worth_asking(one: Comparison) -> bool:
    """Near enough; or two of one document that bear one number of one series at different days."""
    hard = {feature.name for feature in one.contradictions}
    if one.left.source.document == one.right.source.document:
        return hard <= {"dates", "listing"} and _one_number(one)
    return one.score >= WORTH_ASKING and (hard <= {"dates"} or hard <= {"place"})


def _one_number(one: Comparison) -> bool:
    names = {feature.name: feature.weight for feature in one.features}
    return min(names.get(name, 0) for name in ("ordinal", "mechanisms", "title")) > 0


def _best_by_side(clear: Iterable[Comparison]) -> dict[tuple[str, str], list[Comparison]]:
    sides: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for one in clear:
        sides[one.left.key, one.right.source.document].append(one)
        sides[one.right.key, one.left.source.document].append(one)
    for held in sides.values():
        held.sort(key=lambda one: -one.score)
    return sides


def _printed_twice(compared: Iterable[Comparison]) -> set[frozenset[str]]:
    """Pairs of one document that are one joint meeting: being as good as one's twin is no doubt."""
    return {
        frozenset((one.left.key, one.right.key))
        for one in compared
        if one.is_clear and one.left.source.document == one.right.source.document
    }


def _is_best(one: Comparison, best: dict[tuple[str, str], list[Comparison]], twins: set[frozenset[str]]) -> bool:
    """Whether no other partner in either's document comes near, twins of this one apart."""
    for key, partner in ((one.left.key, one.right), (one.right.key, one.left)):
        held = best.get((key, partner.source.document), [])
        if not any(other is one for other in held):
            return False
        for other in held:
            rival = other.right if other.left.key == key else other.left
            is_other = rival.key != partner.key and frozenset((rival.key, partner.key)) not in twins
            if is_other and other.score > one.score - MARGIN:
                return False
    return True


def _taken(clear: Iterable[Comparison]) -> set[tuple[str, str]]:
    return {
        side
        for one in clear
        for side in ((one.left.key, one.right.source.document), (one.right.key, one.left.source.document))
    }


def _is_taken(one: Comparison, taken: set[tuple[str, str]]) -> bool:
    return bool({(one.left.key, one.right.source.document), (one.right.key, one.left.source.document)} & taken)
