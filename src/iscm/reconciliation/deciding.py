"""What the comparisons settle by themselves, and what a person should be asked."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.comparison import ALIKE, WORTH_ASKING, Comparison, Feature, alike
from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.wording import words_of

MARGIN = 1.0
BETWEEN_PARTS = re.compile(r"\s+(?:and|et|y|e|&)\s+|\s*[;/+]\s*", re.IGNORECASE)


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
    whose parts are listed one by one elsewhere.
    """
    compared = list(comparisons)
    groups = _find_groups(compared, vocabulary)
    settled = {key for judgement in groups for key in judgement.pair}
    best = _best_by_side(one for one in compared if one.is_clear and not {one.left.key, one.right.key} & settled)
    twins = _printed_twice(compared)
    clear = [one for one in compared if _is_best(one, best, twins)]
    taken = _taken(clear)
    judgements = tuple(_same(one) for one in clear)
    questions = tuple(
        Question(one)
        for one in compared
        if _is_worth_asking(one)
        and one not in clear
        and not {one.left.key, one.right.key} <= settled
        and not _is_taken(one, taken)
    )
    return Decisions((*groups, *judgements), questions)


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
        if one not in held:
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


def _find_groups(compared: list[Comparison], vocabulary: Vocabulary) -> list[Judgement]:
    within: dict[tuple[str, str], list[tuple[Occurrence, Occurrence]]] = defaultdict(list)
    for one in compared:
        for group, part in ((one.left, one.right), (one.right, one.left)):
            if _may_cover(group, part):
                within[group.key, part.source.document].append((group, part))
    return [judgement for pairs in within.values() for judgement in _covered(pairs, vocabulary)]


def _may_cover(group: Occurrence, part: Occurrence) -> bool:
    if group.source.document == part.source.document or not set(group.record.mechanisms) & set(part.record.mechanisms):
        return False
    outer, inner = group.edtf, part.edtf
    if not (outer and inner and outer.is_day_precise and inner.is_day_precise) or outer.text == inner.text:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest  # type: ignore[operator]  # both are precise


def _covered(pairs: list[tuple[Occurrence, Occurrence]], vocabulary: Vocabulary) -> list[Judgement]:
    group = pairs[0][0]
    words = words_of(vocabulary)
    pieces = [words.take_apart(piece).words for piece in BETWEEN_PARTS.split(group.record.title) if piece.strip()]
    parts = {part.key: words.take_apart(part.record.title).words for _, part in pairs}
    matches = [[key for key, title in parts.items() if title and alike(piece, title) >= ALIKE] for piece in pieces]
    if len(pieces) == 1 or any(len(keys) != 1 for keys in matches) or len({keys[0] for keys in matches}) != len(pieces):
        return []
    reason = f"“{group.record.title}” ({group.edtf}) names this meeting as one of its {len(pieces)} parts"
    feature = Feature("group", reason, 1.0)
    return [Judgement(group.key, keys[0], Verdict.GROUPED, AUTOMATIC, reason, (feature,)) for keys in matches]
