"""What is compared: a record, or one date of a printed group that has as many dates as meetings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.readings import Reading
from iscm.domain.records import Record

REPORTS = {"highlights", "tracker"}
"""Families of documents that tell of meetings afterwards."""


@dataclass(frozen=True, slots=True)
class Source:
    """What matters of a document when its records are compared and merged.

    `key` names all editions of one source, `document` (its sha256) one of them. `as_of` is the day it gives for
    itself; `speaks_until` is the last day it can know of: `as_of`, or what its kind lets us assume. `age` counts the
    documents in the order in which they came.
    """

    document: str
    key: str
    title: str
    reader: str
    trust: Trust
    year: int | None = None
    as_of: date | None = None
    speaks_until: date | None = None
    age: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting, or one undivided group of meetings, as one record tells it.

    `key` is that of the record, with `/2` for the second date of a divided group. `paragraph` is the fingerprint of
    the paragraph the record stands in alone, if it has one. `only` names the fields it speaks of, None for all: an
    editor's correction is silent on the rest.
    """

    key: str
    record: Record
    source: Source
    edtf: Edtf | None
    count: int | None
    paragraph: str | None = None
    only: frozenset[str] | None = None

    @property
    def is_group(self) -> bool:
        """Whether several meetings are meant."""
        return self.count != 1

    @property
    def is_part(self) -> bool:
        """Whether it is one date of a divided group, whose title was printed for all of them."""
        return "/" in self.key

    @property
    def when(self) -> Edtf | None:
        """The date that was said, or else the year of a document that reports one year."""
        if self.edtf or self.source.year is None:
            return self.edtf
        return Edtf.parse(f"{self.source.year:04d}")


def source_of(reading: Reading, *, key: str, trust: Trust, age: int) -> Source:
    """The source facts of a reading."""
    return Source(
        document=reading.sha256,
        key=key,
        title=reading.title or reading.name,
        reader=reading.reader,
        trust=trust,
        year=reading.year,
        as_of=reading.last_update,
        speaks_until=reading.last_update or _last_day_known(reading),
        age=age,
    )


def occurrences(reading: Reading, source: Source, key_of: str) -> tuple[Occurrence, ...]:
    """All occurrences of a reading, in the order of its records. A record's key is `key_of#n`."""
    paragraphs = _paragraphs(reading)
    return tuple(
        occurrence
        for record in reading.records
        for occurrence in divide(record, source, f"{key_of}#{record.n}", paragraphs.get(record.n))
    )


def divide(record: Record, source: Source, key: str, paragraph: str | None = None) -> Iterator[Occurrence]:
    """One occurrence for a record; one a date for a printed group with as many dates as meetings."""
    dates = record.dates
    if record.count is not None and record.count > 1 and len(dates) == record.count:
        for part, printed in enumerate(dates, start=1):
            yield Occurrence(f"{key}/{part}", replace(record, count=1), source, printed.edtf, 1, paragraph)
    else:
        yield Occurrence(key, record, source, record.edtf, record.count, paragraph)


def _last_day_known(reading: Reading) -> date | None:
    if reading.reader == "tracker":
        return max(
            (record.edtf.latest for record in reading.records if record.edtf and record.edtf.latest), default=None
        )
    if reading.year is None:
        return None
    return date(reading.year, 12, 31) if reading.reader == "highlights" else date(reading.year, 1, 1)


def _paragraphs(reading: Reading) -> dict[int, str]:
    """The fingerprint of each record that stands alone in its paragraph."""
    found: dict[int, str] = {}
    for fingerprint in reading.fingerprints:
        inside = [record.n for record in reading.records if _meet(record.locator, fingerprint.locator)]
        if len(inside) == 1:
            found[inside[0]] = fingerprint.digest
    return found


def _meet(one: Locator, other: Locator) -> bool:
    if one.line_first is not None and other.line_first is not None:
        return _lines(one).stop > other.line_first and _lines(other).stop > one.line_first and one.page == other.page
    return one == other


def _lines(locator: Locator) -> range:
    first = locator.line_first or 0
    return range(first, (locator.line_last or first) + 1)


def place_in_time(occurrence: Occurrence) -> tuple[str, str]:
    """Sorts occurrences by their first possible day; those without any come first."""
    when = occurrence.when
    return (when.earliest.isoformat() if when and when.earliest else "", occurrence.key)


def by_key(all_occurrences: Iterable[Occurrence]) -> dict[str, Occurrence]:
    """The occurrences by their keys."""
    return {occurrence.key: occurrence for occurrence in all_occurrences}
