"""Two editions of one source: which rows are the same meeting, which came, which are no longer listed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from iscm.domain.names import fold
from iscm.reconciliation.comparison import Feature
from iscm.reconciliation.judgements import AUTOMATIC, Judgement, Verdict
from iscm.reconciliation.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class EditionMatch:
    """`judgements` join rows of both; `vanished` (before) and `appeared` (after) have no counterpart."""

    judgements: tuple[Judgement, ...]
    vanished: tuple[Occurrence, ...]
    appeared: tuple[Occurrence, ...]


def match_editions(before: Iterable[Occurrence], after: Iterable[Occurrence]) -> EditionMatch:
    """Match the rows of two editions.

    Equal rows first, then rows equal but for their place, then those of one title that is unique among what is left
    of either edition, whatever their date: a source that prints a new date has moved the meeting.
    """
    old, new = list(before), list(after)
    found: list[Judgement] = []
    for rule, reason in RULES:
        if not (old and new):
            break
        matched = _match(old, new, rule, reason)
        done = {key for judgement in matched for key in judgement.pair}
        old, new = ([one for one in those if one.key not in done] for those in (old, new))
        found += matched
    return EditionMatch(tuple(found), tuple(old), tuple(new))


def _match(
    old: list[Occurrence], new: list[Occurrence], rule: Callable[[Occurrence], Hashable], reason: str
) -> list[Judgement]:
    left, right = _by_rule(old, rule), _by_rule(new, rule)
    found: list[Judgement] = []
    for value, ones in left.items():
        others = right.get(value, [])
        if len(ones) != len(others) or (len(ones) > 1 and rule is not _whole):
            continue
        found += [_same(one, other, reason) for one, other in zip(ones, others, strict=True)]
    return found


def _by_rule(those: Iterable[Occurrence], rule: Callable[[Occurrence], Hashable]) -> dict[Hashable, list[Occurrence]]:
    found: dict[Hashable, list[Occurrence]] = defaultdict(list)
    for occurrence in those:
        found[rule(occurrence)].append(occurrence)
    return found


def _same(one: Occurrence, other: Occurrence, reason: str) -> Judgement:
    return Judgement(one.key, other.key, Verdict.SAME, AUTOMATIC, reason, (Feature("edition", reason, 8.0),))


def _whole(occurrence: Occurrence) -> Hashable:
    return (*_dated(occurrence), occurrence.record.places)


def _dated(occurrence: Occurrence) -> tuple[Hashable, ...]:
    return (*_titled(occurrence), occurrence.edtf)


def _titled(occurrence: Occurrence) -> tuple[Hashable, ...]:
    record = occurrence.record
    return (frozenset(record.mechanisms), fold(record.title), record.ordinal, occurrence.count)


def _numbered(occurrence: Occurrence) -> Hashable:
    record = occurrence.record
    if record.ordinal is None or record.kind is None:
        return occurrence.key
    return (frozenset(record.mechanisms), record.kind, record.ordinal, occurrence.count)


def _at_date(occurrence: Occurrence) -> Hashable:
    record = occurrence.record
    if occurrence.edtf is None or not occurrence.edtf.is_day_precise or record.kind is None:
        return occurrence.key
    return (frozenset(record.mechanisms), record.kind, occurrence.edtf, record.places, occurrence.count)


RULES: tuple[tuple[Callable[[Occurrence], Hashable], str], ...] = (
    (_whole, "the same row in another edition of the source"),
    (_dated, "the same row in another edition of the source, at another place"),
    (_titled, "the only row of this title in both editions of the source"),
    (_numbered, "the only session of this number in both editions of the source"),
    (_at_date, "the only meeting of its kind at this date and place in both editions of the source"),
)
