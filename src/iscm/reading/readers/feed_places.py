"""The place of a feed's entry: towns with their countries where it parts them, else the words of an address."""

import re

from iscm.domain.names import fold
from iscm.domain.places import Attendance, Place
from iscm.reading.layouts.told import Told
from iscm.reading.readers.judge import Judge

ROOM = re.compile(
    r"https?://\S+|\b(?:zoom|webex|(?:microsoft|ms) teams|google meet|gotomeeting|jitsi|kudo|interprefy)\b"
    r"(?: meeting)?",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*[,;\n|–]\s*|\s+-\s+")
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}-)?\d[\dA-Z -]*\b")
EDGES = " ,;:.|–-/"
MOST_PARTS = 40


def places_of(told: Told, words: str, judge: Judge) -> tuple[tuple[Place, ...], Attendance]:
    """The places that are understood beyond doubt, and how one takes part; none where the words must decide."""
    towns = [_town(town, country, judge) for town, country in told.towns]
    if towns and all(towns):
        places = tuple(dict.fromkeys(place for place in towns if place))
    else:
        places = _in_words(words, judge)
    return places, _attendance(told, words, judge, has_place=bool(places))


def _in_words(words: str, judge: Judge) -> tuple[Place, ...]:
    """The town of an address; what stands beside the name of an online room is a place too."""
    bare = ROOM.sub("", words).strip(EDGES)
    if found := _in_address(bare, judge):
        return (found,)
    return judge.place(bare).places if bare != words and judge.is_place(bare) else ()


def _town(town: str, country: str, judge: Judge) -> Place | None:
    """The town in its country, which may be given by its code."""
    if country in judge.vocabulary.territories:
        return Place(town or None, country)
    reading = judge.place(", ".join(part for part in (town, country) if part))
    return reading.places[0] if len(reading.places) == 1 and not reading.unknown else None


def _attendance(told: Told, words: str, judge: Judge, *, has_place: bool) -> Attendance:
    if told.attendance:
        return Attendance(told.attendance)
    if has_place and judge.place(words).attendance is Attendance.HYBRID:
        return Attendance.HYBRID
    if ROOM.search(words):
        return Attendance.HYBRID if has_place else Attendance.ONLINE
    return Attendance.UNKNOWN


def _in_address(words: str, judge: Judge) -> Place | None:
    """The town of an address that ends in its country: the last part that is a town we know, or the one before it.

    Short words ("Geneva, Switzerland") are no address: the parser of places knows more of them.
    """
    parts = [part for held in PARTS.split(words)[:MOST_PARTS] if (part := POSTCODE.sub("", held).strip(" ,."))]
    at = next((n for n in range(len(parts) - 1, 0, -1) if (code := _country(parts[n], judge))), 0)
    if not at or (len(parts) <= len(("town", "country")) and parts == [part for part in PARTS.split(words) if part]):
        return None
    code = _country(parts[at], judge)
    known = [part for part in parts[:at] if judge.vocabulary.cities.get(fold(part)) == code]
    return Place(known[-1], code) if known else None


def _country(words: str, judge: Judge) -> str | None:
    """The code of the country that the words name alone."""
    places = judge.place(words).places
    return places[0].country if len(places) == 1 and places[0].city is None else None
