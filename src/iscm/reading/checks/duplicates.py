"""Rows that may be the same meeting twice."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from iscm.domain.dates import Day
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.records import Record
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

NEAR_DAYS = 3
ALIKE = 0.8
MOST_NEIGHBOURS = 8  # records compared with each one, so that the work stays in line with their number


@dataclass(frozen=True, slots=True)
class Titled:
    """A record with its first day and the words of its title."""

    record: Record
    day: Day
    words: frozenset[str]


def check_duplicates(checked: Checked) -> Iterator[Problem]:
    """Two records of the same mechanisms, at most three days apart, have nearly the same title."""
    groups: dict[tuple[str, ...], list[Titled]] = defaultdict(list)
    for record in checked.reading.records:
        edtf = record.edtf
        if edtf and edtf.earliest and edtf.is_day_precise and record.count == 1:
            words = frozenset(fold(record.title).split())
            groups[tuple(sorted(record.mechanisms))].append(Titled(record, edtf.earliest, words))
    for titled in groups.values():
        titled.sort(key=lambda one: (one.day, one.record.n))
        for at, one in enumerate(titled):
            before = titled[max(at - MOST_NEIGHBOURS, 0) : at]
            near = (other for other in before if (one.day - other.day).days <= NEAR_DAYS and _are_alike(one, other))
            if other := next(near, None):
                message = f"Nearly the same as “{other.record.title}” ({other.record.edtf})."
                yield problem("near-duplicate", message, one.record.locator, record=one.record.n)


def _are_alike(one: Titled, other: Titled) -> bool:
    first, second = one.record.ordinal, other.record.ordinal
    if first != second and first and second:
        return False
    both = one.words | other.words
    return bool(both) and len(one.words & other.words) / len(both) >= ALIKE
