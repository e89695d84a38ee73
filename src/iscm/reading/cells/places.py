"""The words of a place cell to places and to how one takes part."""

import re
from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.places import Attendance, Place
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.date_tokens import plain
from iscm.reading.cells.date_words import TO_BE_CONFIRMED
from iscm.reading.cells.likeness import find_alike
from iscm.reading.cells.words import clean_words, split_words

LONGEST_CELL = 400  # letters
ONLINE = re.compile(
    r"(?:\b(?:by|via|through|par|por|on|en|à|a)\s+)?(?:\bthe\s+)?(?:"
    r"\bon-?line\b|\bvirtual(?:ly|e|mente)?\b(?:\s+(?:meeting|event|platform|format|mode|session))?"
    r"|\bvirtuel(?:le|lement)?\b"
    r"|\bzoom\b|\bwebex\b|\b(?:ms|microsoft)\s+teams\b|\bteams\b|\bwebinar(?:io)?\b|\bwebinaire\b"
    r"|\ben\s+ligne\b|\ben\s+l[ií]nea\b|\bem\s+linha\b"
    r"|\b(?:video|vidéo|tele|télé|web|visio)[- ]?conf[eéê]r[eê]n(?:ces?|cing|cias?)\b"
    r"|\bremote(?:ly)?\b|\b[àa]\s+distan(?:ce|cia)\b|\binternet\b|\bvtc\b"
    r"|онлайн|виртуально\w*|дистанционно|عبر الإنترنت|عن بعد|افتراضي\w*|线上|在线|视频会议)",
    re.IGNORECASE,
)
HYBRID = re.compile(r"\b(?:hybrid\w*|h[ií]brid[oa]|hybride|гибридн\w*|mixte|in[- ]person and online)\b", re.IGNORECASE)
IN_PERSON = re.compile(
    r"\b(?:in[- ]person|face[- ]to[- ]face|presencial|en pr[ée]sentiel|pr[ée]sentiel|on[- ]site)\b", re.IGNORECASE
)
TBC = re.compile(rf"(?<!\w)(?:(?:venue|location|place|lugar|lieu|sede)\s+)?(?:{TO_BE_CONFIRMED}|\?+)(?!\w)")
APART = re.compile(r"[;；؛]")
SEVERAL = re.compile(r"\s*[;；؛]\s*|\s+(?:and|&|y|et|e|or|und|и|و)\s+|\s*[/|+]\s*|(?<=\s)و(?=\w)", re.IGNORECASE)
PARTS = re.compile(r"\s*[,，،]\s*|\s+[–—-]\s+|\s*[()\[\]（）]\s*|\s*:\s*")
# States that are one city, printed without a country of their own.
CITY_STATES = frozenset({"LU", "SG", "MC", "SM", "VA"})
STATE_STYLES = re.compile(
    r"^(?:(?:federal|federative|democratic|islamic|people s|people's|united|plurinational|bolivarian|arab|co operative"
    r"|socialist|hashemite)\s+)*"
    r"(?:republic|kingdom|state|union|commonwealth|principality|sultanate|republica|republique|reino|royaume|estado|etat)"
    r"\s+(?:of|de|du|del|d)\s+(?:the |la |le |l |los )?"
)
NOTHING = re.compile(r"n/?a|n\.\s?a|none|nil|not applicable|s/?o", re.IGNORECASE)
POINT = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\s|$)")
CAPITAL_DISTRICT = re.compile(r"^(Washington),?\s+D\.?\s?C\.?$", re.IGNORECASE)
LIKELY = 84  # likeness from which a country is worth suggesting


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a cell says about where.

    `attendance` is UNKNOWN where the place is to be confirmed or not said. `unknown` are the words not understood, put
    right in `suggestion` where a country or city is near.
    """

    places: tuple[Place, ...]
    attendance: Attendance
    is_tbc: bool = False
    unknown: str | None = None
    suggestion: str | None = None


def parse_places(text: str, vocabulary: Vocabulary) -> PlaceReading:
    """Read a place cell: cities, countries in six languages, online, to be confirmed, and combinations of them.

    The city is the first part as printed (or the part known as a city there), the country the last part that is one.
    Never raises; a cell is cut after its first 400 letters.
    """
    return _gazetteer(vocabulary).read(clean_words(text)[:LONGEST_CELL])


class Gazetteer:
    """The countries and cities of one vocabulary, by folded name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cities = vocabulary.cities
        self._countries: dict[str, str] = {}
        self._parted: dict[str, str] = {}  # names that have a comma or brackets themselves
        for code, territory in vocabulary.territories.items():
            for name in (*territory.names.values(), *territory.other_names):
                self._countries.setdefault(_key(name), code)
                if PARTS.search(name):
                    self._parted.setdefault(_key(name), code)
        self._longest = max((len(name.split()) for name in self._countries), default=1)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> PlaceReading:
        rest, is_tbc = _without_tbc(text)
        rest, is_hybrid = _without(HYBRID, rest)
        rest, is_in_person = _without(IN_PERSON, rest)
        rest, is_online = _without(ONLINE, rest)
        places, unknown = self._places(_trimmed(rest))
        suggestion = self._suggest(unknown) if unknown else None
        is_there = bool(places) or is_in_person or (unknown is not None and not is_online)
        return PlaceReading(
            places,
            _attendance(is_there=is_there, is_online=is_online, is_hybrid=is_hybrid),
            is_tbc,
            unknown,
            suggestion,
        )

    def _places(self, text: str) -> tuple[tuple[Place, ...], str | None]:
        if not text or NOTHING.fullmatch(text):
            return (), None
        found: list[Place] = []
        unknown: list[str] = []
        pieces = self._pieces(text)
        countries: str | None = None
        for piece in reversed(pieces):
            place = self._place(piece, countries)
            if place is None and len(pieces) > 1 and (whole := self._place(text, None)):
                return (whole,), None
            if place is None:
                unknown.append(piece)
            else:
                countries = place.country
                found.append(place)
        if not unknown and (misspelt := self._misspelt_country(text, found)):
            unknown.append(misspelt)
        return tuple(dict.fromkeys(reversed(found))), "; ".join(reversed(unknown)) or None

    def _pieces(self, text: str) -> list[str]:
        """The text cut where another place begins; names of countries ("Trinidad and Tobago") stay whole."""
        spans = self._country_spans(text)
        pieces, at = [], 0
        for match in SEVERAL.finditer(text):
            if APART.search(match[0]) or not any(start < match.end() and match.start() < end for start, end in spans):
                pieces.append(text[at : match.start()])
                at = match.end()
        pieces.append(text[at:])
        return [piece for piece in map(_trimmed, pieces) if piece]

    def _country_spans(self, text: str) -> list[tuple[int, int]]:
        words = split_words(text)
        spans: list[tuple[int, int]] = []
        for first in range(len(words)):
            for last in range(min(len(words), first + self._longest), first + 1, -1):
                if _key(text[words[first].start : words[last - 1].end]) in self._countries:
                    spans.append((words[first].start, words[last - 1].end))
                    break
        return spans

    def _place(self, piece: str, country_after: str | None) -> Place | None:
        if whole := self._behind_whole_name(piece):
            before, name, held_by = whole
            return self._in_country(_parts(before), name, held_by)
        parts = _parts(piece)
        if not parts:
            return None
        for index in range(len(parts) - 1, -1, -1):
            if code := self._country(parts[index]):
                return self._in_country(parts[:index] or parts[index + 1 :], parts[index], code)
        for part in parts:
            if code := self._cities.get(fold(part)):
                return Place(CAPITAL_DISTRICT.sub(r"\1", part), code)
        if split := self._split_off_country(parts[-1]):
            rest, code = split
            return Place(self._city(parts[:-1] or [rest], code), code)
        return Place(parts[0], country_after) if country_after and len(parts) == 1 else None

    def _behind_whole_name(self, piece: str) -> tuple[str, str, str] | None:
        """The words before a country whose own name has a comma or brackets ("Iran (Islamic Republic of)"), its name
        and code; None where the piece ends otherwise."""
        words = split_words(piece)
        for first in range(max(len(words) - self._longest, 0), len(words) - 1):
            start = words[first].start
            if code := self._parted.get(_key(piece[start : words[-1].end])):
                return piece[:start], piece[start:], code
        return None

    def _in_country(self, others: list[str], country: str, code: str) -> Place:
        if not others:
            return Place(country if code in CITY_STATES else None, code)
        return Place(self._city(others, code), code)

    def _city(self, parts: list[str], code: str) -> str | None:
        """The part known as a city of the country, else the first."""
        known = [part for part in parts if self._cities.get(fold(part)) == code]
        return CAPITAL_DISTRICT.sub(r"\1", known[0] if known else parts[0])

    def _country(self, name: str) -> str | None:
        key = _key(name)
        return self._countries.get(key) or self._countries.get(STATE_STYLES.sub("", key))

    def _split_off_country(self, part: str) -> tuple[str, str] | None:
        """A country at the end of a part without its comma: "Cortés Honduras"."""
        words = part.split()
        for first in range(1, len(words)):
            if code := self._country(" ".join(words[first:])):
                return " ".join(words[:first]).strip(" ,"), code
        return None

    def _misspelt_country(self, text: str, places: list[Place]) -> str | None:
        """The last part of a text whose city was known, if it is nearly a country."""
        parts = [] if self._behind_whole_name(text) else _parts(text)
        if len(parts) > 1 and len(places) == 1 and parts[-1] != places[0].city and not self._country(parts[-1]):
            return parts[-1] if self._suggest(parts[-1]) else None
        return None

    def _suggest(self, unknown: str) -> str | None:
        """The unknown words with the country or city in them put right, if one is near."""
        *before, last = [part for part in PARTS.split(unknown) if part] or [unknown]
        for known in (self._countries, self._cities):
            if best := find_alike(_key(last), known, LIKELY):
                name = best[0][0]
                country = self._vocabulary.territories[known[name]].names["en"]
                city = [] if known is self._countries else [name.title()]
                return ", ".join([*before, *city, country])
        return None


@lru_cache(maxsize=4)
def _gazetteer(vocabulary: Vocabulary) -> Gazetteer:
    return Gazetteer(vocabulary)


def _key(name: str) -> str:
    """A country's name as it is looked up: folded, without its article and without dots between letters."""
    folded = fold((POINT.sub("", name) if "." in name else name).replace("&", " and "))
    for article in ("the ", "la ", "le ", "les ", "el ", "los ", "las ", "l'"):
        folded = folded.removeprefix(article)
    return folded


def _without_tbc(text: str) -> tuple[str, bool]:
    spans = [match.span() for match in TBC.finditer(plain(text))]
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text, bool(spans)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest, count = pattern.subn(" ", text)
    return rest, count > 0


def _trimmed(text: str) -> str:
    """The text without blanks, stray marks and joining words at its ends."""
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = " ".join(text.split()).strip(" ,;:/|+&–—-.（）*†‡¹²³")
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return re.sub(r"^(?:and|or|y|et|e)\s+|\s+(?:and|or|y|et|e|in|at)$", "", text, flags=re.IGNORECASE).strip(" ,;")


def _parts(text: str) -> list[str]:
    return [part for part in map(_trimmed, PARTS.split(text)) if part]


def _attendance(*, is_there: bool, is_online: bool, is_hybrid: bool) -> Attendance:  # three plain facts
    if is_hybrid or (is_there and is_online):
        return Attendance.HYBRID
    if is_online:
        return Attendance.ONLINE
    return Attendance.IN_PERSON if is_there else Attendance.UNKNOWN
