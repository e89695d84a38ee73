"""The numbers of meetings in a series: none twice, none stepping back.

A conference and a forum of one mechanism with the same number are told, as one of the two words may be a slip; but
a 1st forum after a 4th congress begins a series of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from iscm.domain.dates import Day
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.records import Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

# Words for the main meeting of a mechanism: a second "7th" of them is a slip, whichever word stands beside it.
MAIN = frozenset({"conference", "forum", "summit", "congress"})
PLAIN_WORDS = (
    "meeting meetings annual regular ordinary the of and on online virtual th st nd rd first second third fourth fifth "
    "sixth seventh eighth ninth tenth a"
)
PLAIN = frozenset(PLAIN_WORDS.split())
# What a title goes on with after naming the meeting: remarks in brackets, its motto, what it is for or held with.
REMARKS = re.compile(r"\([^()]*\)|:?\s*[\"“«].*|\b(?:and|for|focusing|hosted|held)\b.*", re.IGNORECASE | re.DOTALL)
NUMBER = re.compile(r"\d|^[ivxlc]+$")
Series = tuple[str, frozenset[str]]


def check_ordinals(checked: Checked) -> Iterator[Problem]:
    """Two meetings of one series have the same number, or a later one has a smaller number."""
    series: dict[Series, list[Record]] = defaultdict(list)
    for record in checked.reading.records:
        if record.ordinal is not None and record.mechanisms and record.edtf and record.edtf.earliest:
            series[_series(record, checked.vocabulary)].append(record)
    for records in series.values():
        yield from _check_series(sorted(records, key=_first_day), checked.vocabulary)


def _check_series(records: list[Record], vocabulary: Vocabulary) -> Iterator[Problem]:
    seen: dict[int, Record] = {}
    lasts: dict[frozenset[str], Record] = {}
    for record in records:
        ordinal, words = record.ordinal or 0, _words(record, vocabulary)
        last = lasts.get(words)
        if (other := seen.get(ordinal)) and _differ(other, record):
            message = f"Number {ordinal} was given before, to “{other.title}” ({other.edtf})."
            yield problem("ordinal-repeated", message, record.locator, suggestion=str(ordinal + 1), record=record.n)
        elif last and last.ordinal and ordinal < last.ordinal and _differ(last, record) and not _restarts(last, record):
            message = f"Number {ordinal} comes after number {last.ordinal}, “{last.title}” ({last.edtf})."
            yield problem(
                "ordinal-sequence", message, record.locator, suggestion=str(last.ordinal + 1), record=record.n
            )
        seen.setdefault(ordinal, record)
        lasts[words] = record


def _series(record: Record, vocabulary: Vocabulary) -> Series:
    """Whose meeting it is and what its title says: equal for meetings of one series."""
    words = _words(record, vocabulary)
    return "+".join(sorted(record.mechanisms)), MAIN if words.issubset(MAIN) else words


def _words(record: Record, vocabulary: Vocabulary) -> frozenset[str]:
    """What the title says apart from number, names of mechanisms and remarks."""
    title = REMARKS.sub(" ", f" {_without_names(record, vocabulary)} ")
    return frozenset(word for word in fold(title).split() if word not in PLAIN and not NUMBER.search(word))


def _without_names(record: Record, vocabulary: Vocabulary) -> str:
    """The title without the names of the mechanisms that hold the meeting."""
    title = record.title
    for found in reversed(mechanism_finder(vocabulary).find(title)):
        if found.slug in record.mechanisms:
            title = f"{title[: found.start]} {title[found.end :]}"
    return title


def _first_day(record: Record) -> Day:
    return record.edtf.earliest if record.edtf and record.edtf.earliest else Day.min


def _restarts(last: Record, record: Record) -> bool:
    """Whether the series is numbered within each year: the first of a later one."""
    return record.ordinal == 1 and _first_day(record).year > _first_day(last).year


def _differ(one: Record, other: Record) -> bool:
    """Whether two records of a series are at different times; at the same time they are parts of one meeting."""
    return bool(one.edtf and other.edtf and not one.edtf.may_overlap(other.edtf))
