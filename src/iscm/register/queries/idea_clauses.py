"""The clauses of an idea in words, each to its field: "SOM of the Prague Process, 3 days, week of 20 April"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.counts import parse_count
from iscm.reading.cells.dates import find_dates, parse_date
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.places import PlaceReading, parse_places
from iscm.reading.cells.words import clean_words

LONGEST = 300  # letters
OTHER_KIND = "other-meeting"
ANY_YEAR = 2028  # a leap year, only to see whether words are a date
CLAUSES = re.compile(
    r"\s*[,;،؛，；]\s*|\s+(?=when the \w+ members\b|for (?:the )?members\b|with (?:the )?members\b|avoiding\b)",
    re.IGNORECASE,
)
FREE = re.compile(r"\s+(?:are|is|be|should be)\s+(?:bound elsewhere|elsewhere|free|available|busy)$", re.IGNORECASE)
AVOIDING = re.compile(
    r"^(?:and )?(?:avoid(?:ing|s)?|not (?:in|during|on)|without|except|outside|but not(?: in| during)?|éviter"
    r"|en évitant|hors|sauf|evitando|evitar|sin|salvo)\s+",
    re.IGNORECASE,
)
MEMBERS = re.compile(
    r"^(?:(?:for|when|with)\s+)?(?:the\s+)?(?:(?:fewest|most)\s+)?(?:members?|member states|membres|états membres"
    r"|miembros|estados miembros)\s+(?:states\s+)?(?:of|de|du|des|del)\s+",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"(?<![\w-])(?:(?:an?|the|une?|el|le)\s+)?(?P<count>\d{1,3}|an?|[^\W\d_]+)[\s-]+(?P<unit>days?|jours?|d[ií]as?|jornadas?|weeks?|semaines?|semanas?)"
    r"(?:[\s-]+(?:long|week|meeting))?(?!\w)(?!\s+(?:of|commencing|beginning|starting|du|del)\b)",
    re.IGNORECASE,
)
IN = re.compile(r"^(?:on|in|at|during|from|à|au|aux|en|le|du|el|a)\s+(?:the\s+)?", re.IGNORECASE)
WHERE = re.compile(r"\s+(?:in|at|à|au|aux|en)\s+(?!.*\s(?:in|at|à|au|aux|en)\s)", re.IGNORECASE)
HOSTED = re.compile(
    r"^(?:hosted by|host(?:s)?:?|in the host(?: country)? |accueilli[es]? par|organizad[oa] por)\s+", re.IGNORECASE
)
AND = re.compile(r"\s+(?:and|&|et|y|e|or|ou|o)\s+|\s*/\s*", re.IGNORECASE)
WEEKS = re.compile(r"^(?:weeks?|semaines?|semanas?)$", re.IGNORECASE)
WORKING_DAYS = 5  # of a week


@dataclass(slots=True)
class Clauses:
    """The words by field: of `title`, `days`, `when`, `place`, `hosts`, `mechanisms`, `members`, `avoid`; what is left
    is in `unread`."""

    title: str = ""
    mechanisms: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    when: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_clauses(words: str, vocabulary: Vocabulary) -> Clauses:
    """The clauses between commas, each to the fields of which it speaks. Never raises; 300 letters are looked at."""
    found = Clauses()
    in_list: list[str] | None = None
    for clause in CLAUSES.split(clean_words(words[:LONGEST])):
        in_list = _read(clause.strip(" ."), found, in_list, vocabulary) if clause.strip(" .") else in_list
    return found


def length_of(words: str) -> int | None:
    """How many days a text says: 3 for "3 days" or "three-day week", 5 for "a week"; None for no length."""
    return next((days for days, _, _ in _lengths(words)), None)


def _read(clause: str, found: Clauses, in_list: list[str] | None, vocabulary: Vocabulary) -> list[str] | None:
    """File one clause; give the list that the next may go on with: "members of Rabat, Khartoum"."""
    for mark, going_on in ((AVOIDING, found.avoid), (MEMBERS, found.members), (HOSTED, found.hosts)):
        if match := mark.match(clause):
            going_on.append(FREE.sub("", clause[match.end() :]))
            return going_on
    rest = _without_lengths(clause, found)
    rest = _without_dates(rest, found)
    if not rest:
        return None
    is_member = in_list is found.members and all(short_mechanism(name, vocabulary) for name in AND.split(rest))
    if in_list is not None and (is_member or in_list is found.avoid):
        in_list.append(rest)
        return in_list
    _name(rest, found, vocabulary)
    return None


def _name(rest: str, found: Clauses, vocabulary: Vocabulary) -> None:
    """What a clause names beside days: a meeting, a place, or both ("SOM of the Prague Process in Vilnius")."""
    plain = IN.sub("", rest)
    slugs = [one.slug for one in mechanism_finder(vocabulary).find(rest)]
    if not slugs and parse_kind(rest, vocabulary) == OTHER_KIND:
        where = parse_places(plain, vocabulary)
        if is_place(where):
            _place(plain, where, found)
        elif short_mechanism(plain, vocabulary):
            found.mechanisms.append(plain)
        else:
            found.unread.append(rest)
        return
    parts = WHERE.split(rest, maxsplit=1)
    if len(parts) > 1 and is_place(parse_places(parts[1], vocabulary)):
        found.places.append(parts[1])
        rest = parts[0]
        slugs = [one.slug for one in mechanism_finder(vocabulary).find(rest)]
    found.title = found.title or rest
    found.mechanisms += slugs


def _place(words: str, where: PlaceReading, found: Clauses) -> None:
    """A country alone tells where the city before it is."""
    if found.places and where.places and all(place.city is None for place in where.places):
        found.places[-1] += f", {words}"
    else:
        found.places.append(words)


def is_place(reading: PlaceReading) -> bool:
    """Whether all words were understood, as a place or as online."""
    return reading.unknown is None and bool(reading.places or reading.attendance.value in {"online", "hybrid"})


def short_mechanism(name: str, vocabulary: Vocabulary) -> str | None:
    """The slug for a name, acronym or slug; "Rabat" is short for "Rabat Process"."""
    if (slug := name.strip().lower()) in vocabulary.mechanisms:
        return slug
    finder = mechanism_finder(vocabulary)
    for full in (name, f"{name} Process", f"{name} Dialogue"):
        matches = finder.find(full)
        if len(matches) == 1 and fold(full[matches[0].start : matches[0].end]) == fold(re.sub(r"^the\s+", "", full)):
            return matches[0].slug
    return None


def _without_lengths(clause: str, found: Clauses) -> str:
    for days, start, end in list(_lengths(clause))[:1]:
        found.days.append(days)
        return f"{clause[:start]} {clause[end:]}".strip()
    return clause


def _lengths(words: str) -> Iterator[tuple[int, int, int]]:
    for match in LENGTH.finditer(words):
        count = 1 if match["count"].lower() in {"a", "an"} else parse_count(match["count"])
        if count is not None:
            yield count * (WORKING_DAYS if WEEKS.match(match["unit"]) else 1), match.start(), match.end()


def _without_dates(clause: str, found: Clauses) -> str:
    """A clause that is a date, or one that ends with or holds one ("workshop in October 2027")."""
    plain = IN.sub("", clause)
    for words in (clause, plain):
        reading = parse_date(words, year=ANY_YEAR)
        if reading.edtf is not None or reading.readings:
            found.when.append(words)
            return ""
    dates = find_dates(clause, year=ANY_YEAR)
    if len(dates) != 1:
        return clause
    found.when.append(clause[dates[0].start : dates[0].end])
    rest = f"{clause[: dates[0].start]} {clause[dates[0].end :]}"
    return re.sub(
        r"\s+(?:on|in|at|during|from|à|en|le|du|el)\s*$|^\s*(?:on|in)\s+", "", rest.strip(), flags=re.IGNORECASE
    ).strip()
