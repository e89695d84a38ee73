"""Rows that may be the same meeting twice."""

from collections import defaultdict
from collections.abc import Iterator

from iscm.domain.dates import Day
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.records import Record
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

NEAR_DAYS = 3
ALIKE = 0.8
MOST_NEIGHBOURS = 8  # records compared with each one, so that the work stays in line with their number


def check_duplicates(checked: Checked) -> Iterator[Problem]:
    """Two records of the same mechanisms, at most three days apart, have nearly the same title."""
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in checked.reading.records:
        if record.edtf and record.edtf.is_day_precise and record.count == 1:
            groups[tuple(sorted(record.mechanisms))].append(record)
    for records in groups.values():
        records.sort(key=lambda record: (_day(record), record.n))
        for at, record in enumerate(records):
            for other in records[at + 1 : at + 1 + MOST_NEIGHBOURS]:
                if (_day(other) - _day(record)).days <= NEAR_DAYS and _are_alike(record, other):
                    message = f"Nearly the same as “{record.title}” ({record.edtf})."
                    yield problem("near-duplicate", message, other.locator, record=other.n)


def _are_alike(one: Record, other: Record) -> bool:
    first, second = set(fold(one.title).split()), set(fold(other.title).split())
    if one.ordinal != other.ordinal and one.ordinal and other.ordinal:
        return False
    both = first | second
    return bool(both) and len(first & second) / len(both) >= ALIKE


def _day(record: Record) -> Day:
    return record.edtf.earliest if record.edtf and record.edtf.earliest else Day.min
