"""The meetings of a year as sets of bits: which fit a filter, and how many each value has, without reading a row.

An index is made of a few plain questions and kept. After a change only those meetings are read again that were touched
since, however many the year has.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from iscm.register.queries.bitsets import all_of, bits_of, put_in, taken_out
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.rows import TOUCHED, listed_in_order
from iscm.register.queries.stamps import Version
from iscm.register.queries.year_lines import NUMBER, Line, read_lines

MOST_KEPT = 200_000  # meetings: some thirty megabytes
MOST_PATCHED = 100  # so many changes are worked into an index; more take longer than making it anew
Sets = Mapping[str, Mapping[Any, int]]


@dataclass(frozen=True, slots=True)
class YearIndex:
    """A year's meetings in the order of a diary: keys, when each was touched, first and last day as ordinals.

    `sets` has, by field and value, which of them have it. `spans` has the days of those that are on separate days,
    or on one of several, by key: of others they are all from the first to the last.
    """

    year: int
    places: Sequence[int]
    ids: Sequence[int]
    touched: Sequence[str]
    earliest: Sequence[int]
    latest: Sequence[int]
    spans: Mapping[int, tuple[tuple[int, int], ...]]
    sets: Sets

    @property
    def size(self) -> int:
        """How many rows the year has."""
        return len(self.ids)

    @property
    def everything(self) -> int:
        """All meetings of the year."""
        return all_of(len(self.ids))

    def having(self, field: str, value: Any = "") -> int:
        """Those that have a value."""
        found: int = self.sets.get(field, {}).get(value, 0)
        return found

    def days(self, place: int) -> Iterator[int]:
        """The known days of a meeting, as ordinals."""
        spans = self.spans.get(self.ids[place], ((self.earliest[place], self.latest[place]),))
        return (day for since, until in spans for day in range(since, until + 1))

    def number(self, bits: int) -> int:
        """How many meetings these stand for: a printed group for as many as it says."""
        groups = self.sets.get(NUMBER, {})
        more: int = sum((each - 1) * (bits & those).bit_count() for each, those in groups.items())
        return bits.bit_count() + more


# The last known state of years, and which of them were found to hold in which state of the register.
_KEPT: Shelf[YearIndex] = Shelf(MOST_KEPT, MOST_KEPT)
_HOLDING: Shelf[YearIndex] = Shelf(MOST_KEPT, MOST_KEPT)


def year_index(year: int, now: Version) -> YearIndex:
    """The index of a year in this state of the register. No query where this was asked before.

    One where nothing of the year changed since, else seven.
    """
    if connection.in_atomic_block or not now.number:
        # What is read inside a transaction may be taken back with it.
        return _made(year, None)
    if found := _HOLDING.find((year, str(now))):
        return found
    found = _made(year, _KEPT.find(year))
    _KEPT.keep(year, found, len(found.ids) + 1)
    _HOLDING.keep((year, str(now)), found, len(found.ids) + 1)
    return found


def _made(year: int, before: YearIndex | None) -> YearIndex:
    touched = dict(
        listed_in_order().filter(year=year).order_by().annotate(touched=TOUCHED).values_list("id", "touched")
    )
    if before is None:
        return _indexed(year, read_lines(list(touched), year))
    known = dict(zip(before.ids, before.touched, strict=True))
    fresh = [id_ for id_, at in touched.items() if known.get(id_) != at]
    gone = [place for place, id_ in enumerate(before.ids) if touched.get(id_) != before.touched[place]]
    if len(fresh) + len(gone) > MOST_PATCHED:
        return _indexed(year, read_lines(list(touched), year))
    return _patched(before, gone, read_lines(fresh, year)) if fresh or gone else before


def _indexed(year: int, lines: list[Line]) -> YearIndex:
    lines.sort(key=lambda line: line.place)
    having: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, line in enumerate(lines):
        for field, value in line.values:
            having[field][value].append(place)
    size = len(lines)
    sets = {
        field: {value: bits_of(places, size) for value, places in values.items()} for field, values in having.items()
    }
    spans = {line.id: line.spans for line in lines if line.spans is not None}
    places, ids, touched = [line.place for line in lines], [line.id for line in lines], [line.touched for line in lines]
    earliest, latest = [line.earliest for line in lines], [line.latest for line in lines]
    return YearIndex(year, places, ids, touched, earliest, latest, spans, sets)


def _patched(index: YearIndex, gone: Sequence[int], fresh: Sequence[Line]) -> YearIndex:
    """The index without what stands at some places, and with these lines."""
    columns: list[list[Any]] = [
        [*each] for each in (index.places, index.ids, index.touched, index.earliest, index.latest)
    ]
    sets = {field: dict(values) for field, values in index.sets.items()}
    left = {index.ids[place] for place in gone}
    spans = {id_: days for id_, days in index.spans.items() if id_ not in left}
    for place in reversed(gone):
        for column in columns:
            del column[place]
        for values in sets.values():
            values.update({value: taken_out(bits, place) for value, bits in values.items()})
    for line in fresh:
        _put_in(line, columns, sets)
        spans |= {} if line.spans is None else {line.id: line.spans}
    held = {field: {value: bits for value, bits in values.items() if bits} for field, values in sets.items()}
    places, ids, touched, earliest, latest = columns
    return YearIndex(index.year, places, ids, touched, earliest, latest, spans, held)


def _put_in(line: Line, columns: Sequence[list[Any]], sets: dict[str, dict[Any, int]]) -> None:
    place = bisect_left(columns[0], line.place)
    for column, each in zip(columns, (line.place, line.id, line.touched, line.earliest, line.latest), strict=True):
        column.insert(place, each)
    has = set(line.values)
    for field, value in has:
        sets.setdefault(field, {}).setdefault(value, 0)
    for field, values in sets.items():
        values.update({value: put_in(bits, place, is_in=(field, value) in has) for value, bits in values.items()})
