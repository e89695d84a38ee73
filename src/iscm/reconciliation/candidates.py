"""Which occurrences are worth comparing: those that share a mechanism and may share their days.

Work grows with the number of occurrences, not with its square: in each block an occurrence meets a bounded number
of neighbours in the order of dates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from iscm.domain.dates import Edtf
from iscm.reconciliation.occurrences import Occurrence, place_in_time

NEIGHBOURS = 40
NARROW_DAYS = 100

Pair = tuple[Occurrence, Occurrence]
Block = tuple[str | int | None, ...]


def find_candidates(all_occurrences: Collection[Occurrence], fresh: Collection[str] | None = None) -> Iterator[Pair]:
    """Each pair worth comparing, once, the one known earlier first.

    With `fresh`, only pairs with one of these keys. Two of one document only meet where they may be a joint meeting
    or bear one number.
    """
    blocks: dict[Block, list[Occurrence]] = defaultdict(list)
    for occurrence in all_occurrences:
        for block in _blocks(occurrence):
            blocks[block].append(occurrence)
    seen: set[tuple[str, str]] = set()
    for block, members in blocks.items():
        for left, right in _neighbours(members):
            if _worthwhile(left, right, block, fresh) and (left.key, right.key) not in seen:
                seen |= {(left.key, right.key), (right.key, left.key)}
                yield left, right


def _blocks(occurrence: Occurrence) -> Iterator[Block]:
    record, when = occurrence.record, occurrence.when
    if occurrence.paragraph:
        yield ("paragraph", occurrence.paragraph)
    if when is None or when.earliest is None:
        return
    for mechanism in record.mechanisms or ("",):
        if record.ordinal is not None:
            yield ("ordinal", mechanism, when.earliest.year, record.ordinal)
        if _is_dated(occurrence):
            yield from (("month", mechanism, *month) for month in _months(when))
        # What has no near date meets what is of its kind in its year.
        yield ("kind", mechanism, when.earliest.year, record.kind)


def _is_narrow(edtf: Edtf) -> bool:
    return edtf.earliest is not None and edtf.latest is not None and (edtf.latest - edtf.earliest).days < NARROW_DAYS


def _months(edtf: Edtf) -> Iterator[tuple[int, int]]:
    if edtf.earliest and edtf.latest:
        first = edtf.earliest.year * 12 + edtf.earliest.month - 1
        last = edtf.latest.year * 12 + edtf.latest.month - 1
        yield from (divmod(month, 12) for month in range(first, last + 1))


def _neighbours(members: Iterable[Occurrence]) -> Iterator[Pair]:
    ordered = sorted(members, key=place_in_time)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield (one, other) if one.source.age <= other.source.age else (other, one)


def _worthwhile(left: Occurrence, right: Occurrence, block: Block, fresh: Collection[str] | None) -> bool:
    if fresh is not None and left.key not in fresh and right.key not in fresh:
        return False
    if left.source.document == right.source.document:
        return block[0] == "ordinal" or _may_be_joint(left, right)
    return block[0] != "kind" or not (_is_dated(left) and _is_dated(right))


def _is_dated(occurrence: Occurrence) -> bool:
    return occurrence.edtf is not None and _is_narrow(occurrence.edtf)


def _may_be_joint(left: Occurrence, right: Occurrence) -> bool:
    one, other = left.record.mechanisms, right.record.mechanisms
    return len(one) > 1 and set(one) == set(other)
