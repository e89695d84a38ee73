"""The list of a year as its page shows it: how many meetings, what filters would show, and one part of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from iscm.domain.listing import MeetingRow
from iscm.register.queries.bitsets import bits_of, places_of
from iscm.register.queries.filters import VALUED, Filter
from iscm.register.queries.rows import Key, Names, names_around, rows_of_keys
from iscm.register.queries.search import meetings_of_year_saying
from iscm.register.queries.stamps import Version
from iscm.register.queries.year_index import YearIndex, year_index
from iscm.register.queries.year_lines import DOCUMENT, IN_LISTS, MONTH

MONTHS = (*range(1, 13), 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many meetings are shown, of how many mechanisms; how many of them online and hybrid."""

    meetings: int
    mechanisms: int
    online: int
    hybrid: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a diary that stands on a page: a month (0 where none is known), how many it has in all, and which."""

    month: int
    number: int
    keys: list[Key]


@dataclass(frozen=True, slots=True)
class YearList:
    """The meetings of a year that a filter lets through, as places in the index of the year.

    `asked` has, by field of the filter, those that it lets through; `names` are those around the meetings.
    """

    index: YearIndex
    asked: Mapping[str, int]
    names: Names

    @property
    def bits(self) -> int:
        """All that fit."""
        return self.without("")

    def without(self, name: str) -> int:
        """All that fit the filter without one field of it."""
        found = self.index.everything
        for field, those in self.asked.items():
            if field != name:
                found &= those
        return found

    @property
    def size(self) -> int:
        """How many rows the list has."""
        return self.bits.bit_count()

    @property
    def counted(self) -> Counted:
        """What the sentence over the list says."""
        index, mechanisms = self.index, self.index.sets.get("mechanism", {})
        return Counted(
            index.number(self.bits),
            sum(bool(self.bits & those) for those in mechanisms.values()),
            *(index.number(self.bits & index.having("attendance", how)) for how in ("online", "hybrid")),
        )

    @property
    def documents(self) -> tuple[int, ...]:
        """The keys of the documents that the list rests on."""
        return tuple(key for key, those in self.index.sets.get(DOCUMENT, {}).items() if self.bits & those)

    def counts(self, field: str) -> Counter[str]:
        """How many meetings each value of a field would show while the other fields stay as they are."""
        others, values = self.without(field), self.index.sets.get(field, {})
        return Counter({value: self.index.number(here) for value, those in values.items() if (here := others & those)})

    def sections(self, skipped: int = 0, most: int | None = None) -> list[Section]:
        """The months of the diary on a part of it: so many rows (None for all), after so many."""
        most = self.size if most is None else most
        found, before = [], 0
        for month in MONTHS:
            here = self.bits & self.index.having(MONTH, month)
            number = here.bit_count()
            first, last = max(skipped - before, 0), min(skipped + most - before, number)
            if first < last:
                keys = self.keys(here, first, last - first)
                found.append(Section(month, self.index.number(here), keys))
            before += number
        return found

    def keys(self, bits: int, skipped: int = 0, most: int | None = None) -> list[Key]:
        """The meetings among these, each in its present state, in the order of the diary."""
        return [self.key(place) for place in places_of(bits, skipped, most)]

    def key(self, place: int) -> Key:
        """The meeting at a place, in its present state."""
        return self.index.ids[place], self.index.touched[place], self.names.state

    def in_order(self, bits: int) -> list[int]:
        """The places of these meetings in the order of lists."""
        return sorted(places_of(bits), key=lambda place: self.index.places[place] & IN_LISTS)

    def rows_of(self, bits: int) -> tuple[MeetingRow, ...]:
        """The rows of these meetings in the order of lists. Five queries for those that are not kept."""
        return tuple(rows_of_keys([self.key(place) for place in self.in_order(bits)]).values())

    def in_time(self, since: date, until: date) -> int:
        """Those of the list that may be on any of these days."""
        return self.bits & _in_time(self.index, since, until)

    def starts(self) -> list[tuple[int, int]]:
        """The months that have any, each with the number of rows before it."""
        found, before = [], 0
        for month in MONTHS:
            number = (self.bits & self.index.having(MONTH, month)).bit_count()
            found += [(month, before)] if number else []
            before += number
        return found

    def hosts(self) -> list[tuple[str, int]]:
        """The countries with the number of rows with a place there, the most first, equals by the first of them."""
        countries = self.index.sets.get("country", {})
        found = [(code, here) for code, those in countries.items() if (here := self.bits & those)]
        found.sort(key=lambda each: (-each[1].bit_count(), each[1] & -each[1]))
        return [(code, here.bit_count()) for code, here in found]


def year_list(year: int, wanted: Filter, now: Version) -> YearList:
    """What fits a filter in a year. No query where that was asked in this state of the register, but one for words."""
    index = year_index(year, now)
    asked = {name: _any(index, name, values) for name in VALUED if (values := getattr(wanted, name))}
    if wanted.since or wanted.until:
        asked["time"] = _in_time(index, wanted.since, wanted.until)
    if (said := meetings_of_year_saying(year, wanted.q)) is not None:
        keys = set(said.values())
        asked["q"] = bits_of((place for place, id_ in enumerate(index.ids) if id_ in keys), len(index.ids))
    return YearList(index, asked, names_around(now))


def _any(index: YearIndex, field: str, values: Iterable[str]) -> int:
    found = 0
    for value in values:
        found |= index.having(field, value)
    return found


def _in_time(index: YearIndex, since: date | None, until: date | None) -> int:
    """Those that may be on any of these days; what has no day is on none."""
    first, last = since.toordinal() if since else 1, until.toordinal() if until else date.max.toordinal()
    ends = enumerate(zip(index.earliest, index.latest, strict=True))
    return bits_of(
        (place for place, (earliest, latest) in ends if latest >= first and 0 < earliest <= last), len(index.ids)
    )
