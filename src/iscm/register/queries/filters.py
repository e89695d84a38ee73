"""Filters of lists of meetings: what is asked for, applied to rows, counted value by value.

Within one field any of the values will do; every field has to agree.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache

from iscm.data import load_vocabulary
from iscm.domain.listing import MeetingRow
from iscm.register.queries.analyser import asked, tokens


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; empty fields ask for everything. `since` and `until` are days, both inclusive."""

    mechanism: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    q: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def toggled(self, field: str, value: str) -> "Filter":
        """The same with one value more, or less if it was there."""
        values = getattr(self, field)
        kept = tuple(each for each in values if each != value) if value in values else (*values, value)
        return replace(self, **{field: tuple(sorted(kept))})  # type: ignore[arg-type]  # all fields with values

    def without(self, *names: str) -> "Filter":
        """The same with these fields asking for nothing."""
        return replace(self, **{name: getattr(_NOTHING, name) for name in names})


_NOTHING = Filter()
MOST_VALUES, LONGEST_VALUE, LONGEST_QUERY = 30, 80, 200
VALUED = tuple(field.name for field in fields(Filter) if field.name not in {"since", "until", "q"})


def split_values(texts: Iterable[str]) -> tuple[str, ...]:
    """The values of a field as addresses carry them: repeated or joined by commas; sorted, each once, at most 30."""
    parts = {part[:LONGEST_VALUE] for text in texts for part in text.split(",") if part}
    return tuple(sorted(parts)[:MOST_VALUES])


def named_as(field: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values of a field in the letters that the register writes them in: people write RCM and ma, too."""
    written = str.upper if field == "country" else str.lower
    return tuple(sorted({written(value) if value.isascii() else value for value in values}))


def tidy_words(text: str) -> str:
    """The words asked for as addresses carry them: one blank between two, no NUL, at most 200 letters."""
    return " ".join(text[:LONGEST_QUERY].replace("\0", " ").split())


def matching(rows: Iterable[MeetingRow], wanted: Filter) -> list[MeetingRow]:
    """The rows that a filter lets through, in their order."""
    if not wanted:
        return list(rows)
    asks = [(VALUES[name], set(values)) for name in VALUED if (values := getattr(wanted, name))]
    return [
        row for row in rows if all(ask & of(row) for of, ask in asks) and _in_time(row, wanted) and _says(row, wanted.q)
    ]


def count_values(rows: Iterable[MeetingRow], wanted: Filter, field: str) -> Counter[str]:
    """How many meetings each value of a field would show while the other fields stay as they are."""
    counts: Counter[str] = Counter()
    for row in matching(rows, wanted.without(field)):
        for value in VALUES[field](row):
            counts[value] += row.number
    return counts


def region_of(code: str) -> str:
    """The M49 region of a territory, empty if unknown."""
    territory = load_vocabulary().territories.get(code)
    return territory.region_m49 if territory else ""


def _in_time(row: MeetingRow, wanted: Filter) -> bool:
    if wanted.since and (row.latest is None or row.latest < wanted.since):
        return False
    return not (wanted.until and (row.earliest is None or row.earliest > wanted.until))


def _says(row: MeetingRow, query: str) -> bool:
    if not query:
        return True
    text = [row.title, row.outcome, *(f"{party.acronym} {party.name}" for party in row.parties)]
    text += [f"{place.city} {_country_names(place.country)}" for place in row.places]
    known = set(tokens(" ".join(text)))
    *whole, (stem, word) = asked(query) or [("", "")]
    return all(part in known for part, _ in whole) and (stem in known or any(token.startswith(word) for token in known))


@cache
def _country_names(code: str) -> str:
    """A territory's names in all our languages: a reader may ask in any."""
    territory = load_vocabulary().territories.get(code)
    return " ".join(territory.names.values()) if territory else code


VALUES: dict[str, Callable[[MeetingRow], set[str]]] = {
    "mechanism": lambda row: {party.slug for party in row.parties},
    "theme": lambda row: {theme.slug for theme in row.themes},
    "initiative": lambda row: {initiative.slug for initiative in row.initiatives},
    "kind": lambda row: {row.kind} if row.kind else set(),
    "region": lambda row: {region for place in row.places if (region := region_of(place.country))},
    "country": lambda row: {place.country for place in row.places if place.country},
    "attendance": lambda row: {row.attendance},
    "status": lambda row: {row.standing},
}
