"""Printed groups whose meetings another document lists one by one: the group is then no meeting of its own."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.comparison import ALIKE, Comparison, Feature, alike
from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.titles import of_one_meeting
from iscm.reconciliation.wording import words_of

BETWEEN_PARTS = re.compile(r"\s+(?:and|et|y|e|&)\s+|\s*[;/+]\s*", re.IGNORECASE)
MOST_LISTED = 30
"""Of a larger group not every meeting is compared (see `candidates.NEIGHBOURS`), so that nothing is certain."""

Pair = tuple[Occurrence, Occurrence]


def find_groups(compared: Iterable[Comparison], vocabulary: Vocabulary) -> list[Judgement]:
    """Judge groups that surely cover meetings of another document.

    That is, a title that names several meetings at dates that include theirs; or a number of undated meetings
    ("seven webinars") and exactly as many of this kind and these mechanisms one by one in another document.
    """
    pairs = list(compared)
    return [*_named_one_by_one(pairs, vocabulary), *_counted_one_by_one(pairs, vocabulary)]


def _named_one_by_one(compared: list[Comparison], vocabulary: Vocabulary) -> Iterator[Judgement]:
    for pairs in _by_group(compared, _may_cover).values():
        yield from _covered(pairs, vocabulary)


def _counted_one_by_one(compared: list[Comparison], vocabulary: Vocabulary) -> Iterator[Judgement]:
    told = _told_by(compared)
    for pairs in _by_group(compared, _may_count).values():
        group, parts = pairs[0][0], {part.key for _, part in pairs}
        if group.count != len(parts) or len(parts) > MOST_LISTED or not _says_only_kind(group, vocabulary):
            continue
        if any(group.source.document in told[key] for key in parts):
            # What the document tells beside its group is not of the group.
            continue
        reason = f"“{pairs[0][1].source.title}” lists as many of this kind and mechanism one by one: {group.count}"
        yield from (_grouped(group, key, reason) for key in sorted(parts))


def _told_by(compared: Iterable[Comparison]) -> dict[str, set[str]]:
    """By meeting, the documents that surely tell of it too."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in compared:
        if one.is_clear:
            told[one.left.key].add(one.right.source.document)
            told[one.right.key].add(one.left.source.document)
    return told


def _says_only_kind(group: Occurrence, vocabulary: Vocabulary) -> bool:
    title = of_one_meeting(group.record.title, group.record.lang)
    return words_of(vocabulary).take_apart(title).is_generic


def _by_group(
    compared: Iterable[Comparison], covers: Callable[[Occurrence, Occurrence], bool]
) -> dict[tuple[str, str], list[Pair]]:
    """The pairs of a group and what it may cover, by the group and the other's document."""
    found: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for one in compared:
        for group, part in ((one.left, one.right), (one.right, one.left)):
            if group.source.document != part.source.document and covers(group, part):
                found[group.key, part.source.document].append((group, part))
    return found


def _may_count(group: Occurrence, part: Occurrence) -> bool:
    """Whether the part is one of the meetings of a group of which nothing but number, kind and year is said."""
    if not group.is_group or part.is_group or group.record.kind != part.record.kind or group.record.kind is None:
        return False
    outer, inner = group.when, part.when
    if set(group.record.mechanisms) != set(part.record.mechanisms) or not (outer and inner) or outer.is_day_precise:
        return False
    if not (outer.earliest and outer.latest and inner.earliest and inner.latest):
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _may_cover(group: Occurrence, part: Occurrence) -> bool:
    if not set(group.record.mechanisms) & set(part.record.mechanisms):
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
    return [_grouped(group, keys[0], reason) for keys in matches]


def _grouped(group: Occurrence, part: str, reason: str) -> Judgement:
    return Judgement(group.key, part, Verdict.GROUPED, AUTOMATIC, reason, (Feature("group", reason, 1.0),))
