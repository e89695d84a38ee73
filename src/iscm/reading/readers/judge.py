"""What a cell could be, taken by itself: a date, a place, a mechanism, a kind of meeting."""

import re
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.places import Attendance, Place
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import DateReading, parse_date
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.mechanisms import MechanismReading, mechanism_finder
from iscm.reading.cells.ordinals import parse_ordinal
from iscm.reading.cells.places import PlaceReading, parse_places

NO_KIND = frozenset({"other-meeting", "other", ""})
TBC = re.compile(
    r"\W*(?:tbc|tbd|tba|to be (?:confirmed|determined|announced)|por confirmar|à confirmer)\W*", re.IGNORECASE
)
ANY_YEAR = 2000
LONGEST_DATE = 120
LONGEST_PLACE = 160
LONGEST_MECHANISM = 400
LONGEST_COUNTRY = 6
LONGEST_FORMAT = 30
HELD = 8192


class Judge:
    """The cell parsers with one vocabulary, each answer kept: calendars repeat their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.finder = mechanism_finder(vocabulary)
        self.place = lru_cache(HELD)(self._place)
        self.mechanism = lru_cache(HELD)(self._mechanism)
        self.date = lru_cache(HELD)(self._date)

    def is_date(self, text: str) -> bool:
        """Whether these words, and no others, say when."""
        if not text or len(text) > LONGEST_DATE:
            return False
        reading = self.date(text)
        return bool(reading.edtf or reading.readings) or self.is_tbc(text)

    def is_place(self, text: str) -> bool:
        """Whether these words, and no others, say where (also "Online" and "TBC")."""
        if not text or len(text) > LONGEST_PLACE:
            return False
        reading = self.place(text)
        known = any(place.country for place in reading.places) or reading.attendance is Attendance.ONLINE
        return (known or reading.is_tbc) and not reading.unknown

    def is_known_place(self, text: str) -> bool:
        """Whether each place that the words name is a country, or a city that we know."""
        cities = self.vocabulary.cities
        return all(place.city is None or fold(place.city) in cities for place in self.place(text).places)

    def is_bare_place(self, text: str) -> bool:
        """Whether the words are a place from the first one on, not a phrase that ends with one."""
        if not self.is_place(text) or self.has_kind(text):
            return False
        places = self.place(text).places
        return not places or _starts_with_place(text, places)

    def is_mechanism(self, text: str) -> bool:
        """Whether these words, and no others, name mechanisms."""
        if not text or len(text) > LONGEST_MECHANISM:
            return False
        reading = self.mechanism(text)
        return bool(reading.slugs) and not reading.unknown

    def is_attendance(self, text: str) -> bool:
        """Whether the words only say how one takes part, not where: "Hybrid"."""
        reading = self.place(text) if 0 < len(text) <= LONGEST_FORMAT else None
        return (
            reading is not None and reading.attendance is Attendance.HYBRID and not (reading.places or reading.unknown)
        )

    def is_tbc(self, text: str) -> bool:
        """Whether the words only say that something is to be confirmed."""
        return bool(TBC.fullmatch(text))

    def has_kind(self, title: str) -> bool:
        """Whether the words name a kind of meeting, other than by the bare name of a mechanism."""
        if parse_kind(title, self.vocabulary) in NO_KIND:
            return False
        return not any(held.start == 0 and held.end == len(title) for held in self.finder.find(title))

    def is_numbered(self, title: str) -> bool:
        """Whether the words number a meeting: "XVIII South American Conference on Migration"."""
        return parse_ordinal(title, self.vocabulary) is not None

    def _date(self, text: str) -> DateReading:
        return parse_date(text, year=ANY_YEAR)

    def _place(self, text: str) -> PlaceReading:
        return parse_places("TBC" if self.is_tbc(text) else text, self.vocabulary)

    def _mechanism(self, text: str) -> MechanismReading:
        return self.finder.parse(text)


def _starts_with_place(text: str, places: tuple[Place, ...]) -> bool:
    """A city in front, or a country alone: as few words as names of countries have."""
    city = places[0].city
    return fold(text).startswith(fold(city)) if city else len(text.split()) <= LONGEST_COUNTRY
