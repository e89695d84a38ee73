"""The fields of an idea, each read by itself: its words to a value, or to one sentence about what is wrong."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from iscm.domain.dates import Edtf
from iscm.domain.names import fold
from iscm.domain.places import Attendance, Place
from iscm.domain.vocabulary import Vocabulary
from iscm.planning.ideas import working_week
from iscm.planning.observance import ObservanceKind
from iscm.planning.observances import YEARS
from iscm.planning.requests import MOST_CITIES, MOST_DAYS, MOST_HOSTS, MOST_PERIOD, MOST_SPAN, Period
from iscm.reading.cells.date_cells import WEEK_OF
from iscm.reading.cells.date_tokens import plain
from iscm.reading.cells.dates import DateReading, parse_date
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.places import parse_places
from iscm.register.queries.idea_clauses import AND, OTHER_KIND, short_mechanism

SHOWN = 60  # letters of words that were not understood
LIKELY = 0.75
LONGEST_MEETING_SAID = 10  # days; what is printed as longer is a period in which a meeting may be
HAS_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
AVOIDABLE = {
    ObservanceKind.UN_WEEK: re.compile(
        r"\bun\b|\bunga\b|un week|general assembly|high level week|assemblee generale|asamblea general"
    ),
    ObservanceKind.FASTING: re.compile(r"ramad[ah]n|fasting|jeune|ayuno"),
    ObservanceKind.RELIGIOUS_FEAST: re.compile(
        r"feast|religious|\beid\b|easter|christmas|lunar new year|diwali|yom kippur|rosh hashanah|fetes|fiestas"
    ),
}
ALWAYS_AVOIDED = re.compile(r"holiday|weekend|jours? feries?|festivos?|feriados?")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of an idea, in a sentence; `code` for those who say it in another language, `words`
    those that it speaks of, `suggestion` what was perhaps meant."""

    field: str
    code: str
    message: str
    words: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """Some periods, and how many days the words themselves give a meeting, if they do."""

    periods: tuple[Period, ...]
    days: int | None = None


def read_mechanisms(
    names: Iterable[str], vocabulary: Vocabulary, field: str = "mechanisms"
) -> tuple[tuple[str, ...], list[Fault]]:
    """The slugs of mechanisms by slug, acronym or name, each once, in order."""
    found: dict[str, None] = {}
    faults: list[Fault] = []
    for name in _parted(names, lambda name: short_mechanism(name, vocabulary)):
        if slug := short_mechanism(name, vocabulary):
            found[slug] = None
        else:
            faults.append(_unknown(field, "mechanism", name, _mechanism_names(vocabulary)))
    return tuple(found), faults


def read_hosts(names: Iterable[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], list[Fault]]:
    """The alpha-2 codes of States by code or name, each once, in order."""
    known = country_names(vocabulary)
    found: dict[str, None] = {}
    faults: list[Fault] = []
    for name in _parted(names, lambda name: known.get(fold(name))):
        if code := known.get(fold(name)):
            found[code] = None
        else:
            faults.append(
                _unknown(
                    "hosts",
                    "State",
                    name,
                    {one: vocabulary.territories[code].names["en"] for one, code in known.items()},
                )
            )
    if len(found) > MOST_HOSTS:
        faults.append(Fault("hosts", "too-many", f"no more than {MOST_HOSTS} hosts are looked at together"))
    return tuple(found), faults


def read_places(
    words: Iterable[str], vocabulary: Vocabulary
) -> tuple[tuple[Place, ...], tuple[str, ...], bool, list[Fault]]:
    """The cities, the countries named without a city, whether it is online, and what is no place.

    A city that several countries have is that of the country named with it.
    """
    found: dict[Place, None] = {}
    faults: list[Fault] = []
    is_online = False
    for one in words:
        reading = parse_places(one, vocabulary)
        if reading.unknown is not None or (reading.places and any(not place.country for place in reading.places)):
            hint = (
                f"; did you mean {reading.suggestion!r}?" if reading.suggestion else "; write the city and its country"
            )
            message = f"no place {one[:SHOWN]!r} is known{hint}"
            faults.append(Fault("place", "place-unknown", message, one[:SHOWN], reading.suggestion or ""))
        found.update(dict.fromkeys(reading.places))
        is_online = is_online or reading.attendance is Attendance.ONLINE
    cities = tuple(place for place in found if place.city)
    if len(cities) > MOST_CITIES:
        faults.append(Fault("place", "too-many", f"no more than {MOST_CITIES} cities are compared"))
    countries = tuple(dict.fromkeys(place.country for place in found if not place.city and place.country))
    return cities, countries, is_online, faults


def read_days(words: str) -> tuple[int | None, list[Fault]]:
    """A number of days in figures."""
    text = words.strip()
    if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_DAYS)) and 1 <= int(text) <= MOST_DAYS:
        return int(text), []
    message = f"a meeting has 1 to {MOST_DAYS} days, not {text[:SHOWN]!r}"
    return None, [Fault("days", "days-beyond", message, text[:SHOWN])]


def read_kind(words: str, vocabulary: Vocabulary) -> tuple[str, list[Fault]]:
    """The slug of a kind of meeting by slug or name; empty for none in particular."""
    slug = words if words in vocabulary.kinds else parse_kind(words, vocabulary)
    if slug == OTHER_KIND and words != OTHER_KIND:
        return "", [_unknown("kind", "kind of meeting", words, {one: one for one in vocabulary.kinds})]
    return "" if slug == OTHER_KIND else slug, []


def read_when(words: Iterable[str], today: date, country: str) -> tuple[When, list[Fault]]:
    """The periods of which the words speak, for a meeting in some State (its weeks are those of that State).

    Words without a year are of the next time that it comes: neither over nor begun.
    """
    periods: list[Period] = []
    faults: list[Fault] = []
    lengths: set[int] = set()
    for one in words:
        reading = _next(one, today)
        fault = _fault_of_date(one, reading, today)
        if fault or reading.edtf is None:
            faults += [fault] if fault else []
            continue
        told = _periods(one, reading.edtf, country)
        periods += [(max(first, today), last) for first, last in told if last >= today]
        lengths |= {(last - first).days + 1 for first, last in told} if reading.edtf.is_day_precise else set()
    if fault := _fault_of_periods(periods):
        faults.append(fault)
    is_week = any(WEEK_OF.match(plain(one)) for one in words)
    said = max(lengths, default=0)
    return When(_joined(periods), said if 1 < said <= LONGEST_MEETING_SAID and not is_week else None), faults


def read_avoid(words: Iterable[str]) -> tuple[frozenset[ObservanceKind], list[Fault]]:
    """What is to be avoided beside weekends and holidays of the hosts, which always are."""
    found: set[ObservanceKind] = set()
    faults: list[Fault] = []
    for one in _parted(words, lambda _: None):
        folded = fold(one)
        kinds = {kind for kind, sign in AVOIDABLE.items() if folded == fold(kind.value) or sign.search(folded)}
        found |= kinds
        if not kinds and not ALWAYS_AVOIDED.search(folded):
            known = ", ".join(kind.value for kind in AVOIDABLE)
            message = f"nobody knows how to avoid {one[:SHOWN]!r}: one can avoid {known}"
            faults.append(Fault("avoid", "avoid-unknown", message, one[:SHOWN]))
    return frozenset(found), faults


def _parted(names: Iterable[str], resolve: Callable[[str], str | None]) -> Iterator[str]:
    """Names with an "and" between them one by one, but for one that has it itself: "Trinidad and Tobago"."""
    for name in names:
        yield from [name] if resolve(name) else (part for part in AND.split(name) if part.strip())


def _next(words: str, today: date) -> DateReading:
    if HAS_YEAR.search(words):
        return parse_date(words)
    reading = parse_date(words, year=today.year)
    is_begun = reading.edtf is not None and reading.edtf.earliest is not None and reading.edtf.earliest < today
    return parse_date(words, year=today.year + 1) if is_begun or reading.edtf is None else reading


def _fault_of_date(words: str, reading: DateReading, today: date) -> Fault | None:
    shown = words[:SHOWN]
    if reading.readings:
        both = " or ".join(reading.readings)
        return Fault("when", "date-two-ways", f"{shown!r} may be {both}; write the month in words", shown)
    if reading.edtf is None or reading.edtf.earliest is None or reading.edtf.latest is None:
        return Fault("when", "date-unread", f"{shown!r} is no date that is understood; write 20-22 April 2027", shown)
    if reading.edtf.latest < today:
        return Fault("when", "past", f"{shown!r} is over: {reading.edtf.latest} lies before {today}", shown)
    return None


def _fault_of_periods(periods: list[Period]) -> Fault | None:
    """Too many days, days too far from each other, or a year of which nobody knows anything."""
    if not periods:
        return None
    first, last = min(periods)[0], max(last for _, last in periods)
    if sum((last - first).days + 1 for first, last in periods) > MOST_PERIOD or (last - first).days > MOST_SPAN:
        return Fault("when", "period-too-long", f"no more than {MOST_PERIOD} days are looked at together")
    if last.year not in YEARS:
        return Fault("when", "too-far", f"{last.year} is too far away: plan until {YEARS[-1]}")
    return None


def _periods(words: str, edtf: Edtf, country: str) -> list[Period]:
    """One period for each of several candidates or days."""
    if WEEK_OF.match(plain(words)) and edtf.earliest:
        return [working_week(edtf.earliest, country)]
    parts = edtf.parts if edtf.is_choice or edtf.is_set else (edtf,)
    return [(part.earliest, part.latest) for part in parts if part.earliest and part.latest]


def _joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """One period of those that follow each other or overlap: from October into November."""
    found: list[Period] = []
    for first, last in sorted(periods):
        if found and (first - found[-1][1]).days <= 1 and last > first:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(dict.fromkeys(found))


def extended(period: Period, days: int) -> Period:
    """One day is the first day of a meeting, however long that is."""
    first, last = period
    return (first, first + timedelta(days=days - 1)) if first == last else period


def _unknown(field: str, what: str, name: str, known: Mapping[str, str]) -> Fault:
    """`known` gives for each folded name the one to be suggested."""
    shown = name[:SHOWN]
    near = difflib.get_close_matches(fold(shown), known, n=1, cutoff=LIKELY)
    meant = known[near[0]] if near else ""
    hint = f"; did you mean {meant!r}?" if meant else ""
    return Fault(
        field, f"{what.replace(' ', '-').lower()}-unknown", f"no {what} {shown!r} is known{hint}", shown, meant
    )


@lru_cache(maxsize=4)
def _mechanism_names(vocabulary: Vocabulary) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in vocabulary.mechanisms.values():
        for name in (one.slug, one.acronym, one.name, *(name.text for name in one.names)):
            folded = fold(name)
            found.setdefault(folded, one.acronym)
            found.setdefault(folded.removesuffix(" process").removesuffix(" dialogue"), one.acronym)
    return found


@lru_cache(maxsize=4)
def country_names(vocabulary: Vocabulary) -> dict[str, str]:
    """The alpha-2 code of each territory by its codes and its names in all languages, folded."""
    found: dict[str, str] = {fold(code): code for code in vocabulary.territories}
    for code, one in vocabulary.territories.items():
        for name in (one.alpha_3, *one.names.values(), *one.other_names):
            found.setdefault(fold(name), code)
    return found
