"""An entry with its date to a record, and what was not understood of it."""

import re
from collections.abc import Iterator

from iscm.domain.citations import Locator
from iscm.domain.places import Attendance, Place
from iscm.domain.problems import Problem
from iscm.domain.records import DateStatus, Link, Printed, Record, Suggestion
from iscm.reading.cells.dates import DateReading
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.mechanisms import MechanismReading
from iscm.reading.cells.places import PlaceReading
from iscm.reading.cells.themes import suggest_initiatives, suggest_themes
from iscm.reading.cells.titles import clean_words, parse_bodies, parse_ordinal, parse_prepares, parse_side_event_of
from iscm.reading.problem_codes import problem
from iscm.reading.readers.addresses import split_addresses, without_outer_addresses
from iscm.reading.readers.coded import (
    coded_attendance,
    coded_count,
    coded_initiatives,
    coded_kind,
    coded_mechanisms,
    coded_places,
)
from iscm.reading.readers.columns import Column
from iscm.reading.readers.dating import without_own_dates
from iscm.reading.readers.entries import NOTHING, Entry
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.suffixes import split_suffix

SET_ASIDE = "set aside"  # what a date reading says of a fate beside the date; the record carries it
FATES = {
    "cancelled": r"cancel+ed|annulée?s?|canceladas?|cancelados?|suprimid[oa]s?",
    "postponed": r"postponed|report[ée]e?s?|aplazad[oa]s?|pospuest[oa]s?|deferred",
    "rescheduled": r"rescheduled|reprogramm?ad[oa]s?|reprogrammée?s?",
    "tentative": r"tentative|provisional|provisoire|provisional|tentativ[oa]|indicative|proposed|propuest[oa]",
    "confirmed": r"confirmed|confirmée?s?|confirmad[oa]s?|definitive|fixed",
    "held": r"held|completed|done|concluded|tenue?s?|réalisée?s?|realizad[oa]s?|celebrad[oa]s?|past",
    "planned": r"planned|upcoming|scheduled|forthcoming|prévue?s?|planificad[oa]s?|previst[oa]s?|programad[oa]s?",
}
STATUS_WORDS = {status: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for status, words in FATES.items()}
UNCONFIRMED = re.compile(
    r"\b(?:tbc|tbd|tba|to be confirmed|not confirmed|unconfirmed|por confirmar|à confirmer)\b", re.IGNORECASE
)
OPEN_FATES = ("cancelled", "postponed", "rescheduled")
# In a date or title only these words, in brackets or at the end, are a fate; a title may be about anything.
FATE_IN_WORDS = re.compile(
    r"[(\[*–—-]\s*(?P<words>[^()\[\]]{0,40})[)\]*]?\s*$|^\W*(?P<first>cancel+ed|postponed|rescheduled)\b", re.IGNORECASE
)
FATE_FIRST = re.compile(r"^\W*(?:cancel+ed|postponed|rescheduled)\s*[:–—-]\s*(?=\w)", re.IGNORECASE)
MARKS = re.compile(r"(?<=[\w)”\"’'.])\s?[*†‡¹²³⁴⁵]{1,3}$")  # of a footnote
FORMATS = (
    (Attendance.HYBRID, re.compile(r"hybrid|hybride|híbrid|mixed|both", re.IGNORECASE)),
    (
        Attendance.ONLINE,
        re.compile(r"online|on-line|virtual|virtuel|en l[ií]g?ne|en l[ií]nea|remote|webinar|zoom", re.IGNORECASE),
    ),
    (
        Attendance.IN_PERSON,
        re.compile(r"in.person|face.to.face|physical|présentiel|presencial|on.?site", re.IGNORECASE),
    ),
)


def _topic(entry: Entry) -> str | None:
    """What the row says the meeting is about; words that already stand in for its title are not said twice."""
    words = entry.text(Column.THEME) or entry.text(Column.ABOUT)
    return words if words and words != entry.text(Column.TITLE) else None


class RecordMaker:
    """Makes the records of one document.

    `own` are the mechanisms named by the document's title, for tables that say nothing of mechanisms; `hinted` those
    of whoever publishes it, for meetings that name none; `problems` grows with what was not understood.
    """

    def __init__(self, judge: Judge, *, lang: str, own: tuple[str, ...] = (), hinted: tuple[str, ...] = ()) -> None:
        self.judge, self.lang, self.own = judge, lang, own
        self.hinted = tuple(slug for slug in hinted if slug in judge.vocabulary.mechanisms)
        self.problems: list[Problem] = []

    def record(self, n: int, entry: Entry, dated: DateReading) -> Record:
        """The record of an entry; what was not understood is added to `problems`."""
        place = self._place(entry)
        printed = self._printed(entry)
        mechanisms = coded_mechanisms(entry, self.judge.vocabulary) or self._mechanisms(n, entry)
        words = clean_words(printed.title or "") or clean_words(self._stand_in(n, entry, printed))
        behind = split_suffix(words)
        title = FATE_FIRST.sub("", MARKS.sub("", behind.words))
        outcome = printed.outcome
        about = f"{title}. {outcome or ''} {entry.text(Column.THEME)} {entry.text(Column.ABOUT)}"
        vocabulary = self.judge.vocabulary
        self.problems += _date_problems(n, entry, dated)
        self.problems += _place_problems(n, entry, place)
        self.problems += _status_problems(n, entry)
        return Record(
            n=n,
            locator=entry.locator,
            printed=printed,
            title=title,
            edtf=dated.edtf,
            date_status=self._date_status(entry, dated),
            attendance=coded_attendance(entry) or _attendance(entry.text(Column.FORMAT), place),
            places=place.places,
            mechanisms=mechanisms,
            kind=coded_kind(entry, vocabulary) or parse_kind(title, vocabulary, mechanisms) or None,
            ordinal=parse_ordinal(title, vocabulary),
            count=(coded_count(entry) or (behind.count,))[0],
            outcome=outcome,
            topic=_topic(entry),
            links=_links(entry),
            dates=without_own_dates(dated).dates,
            themes=tuple(suggest_themes(about, vocabulary, self.lang)),
            initiatives=self._initiatives(entry, about),
            bodies=parse_bodies(title),
            prepares=parse_prepares(title),
            side_event_of=parse_side_event_of(title),
            lang=self.lang,
            status=_status(entry) or behind.fate or None,
        )

    def _initiatives(self, entry: Entry, about: str) -> tuple[Suggestion, ...]:
        """Those that the words suggest, and the one that a program wrote down."""
        suggested = tuple(suggest_initiatives(about, self.judge.vocabulary, self.lang))
        known = {one.slug for one in suggested}
        stated = coded_initiatives(entry, self.judge.vocabulary)
        return (*suggested, *(one for one in stated if one.slug not in known))

    def _place(self, entry: Entry) -> PlaceReading:
        places = coded_places(entry, self.judge.vocabulary)
        return (
            self.judge.place(entry.text(Column.PLACE)) if places is None else PlaceReading(places, _taking_part(places))
        )

    def _printed(self, entry: Entry) -> Printed:
        outcome, _ = split_addresses(entry.text(Column.OUTCOME))
        mechanism = entry.text(Column.MECHANISM) or entry.heading.text
        title = without_outer_addresses(entry.text(Column.TITLE))
        return Printed(
            date=entry.text(Column.DATE) or None,
            place=entry.text(Column.PLACE) or None,
            mechanism=mechanism or None,
            title=title or None,
            outcome=outcome or None,
        )

    def _mechanisms(self, n: int, entry: Entry) -> tuple[str, ...]:
        """Those of the cell; else those of the heading, the document, the title or the publisher."""
        words = entry.text(Column.MECHANISM) or entry.heading.text
        if words:
            reading = self.judge.mechanism(words)
            self.problems += _mechanism_problems(n, entry.locator, words, reading)
            return reading.slugs
        if self.own:
            return self.own
        named = (self.judge.finder.find(entry.text(column)) for column in (Column.TITLE, Column.THEME))
        return next((tuple(dict.fromkeys(held.slug for held in found)) for found in named if found), self.hinted)

    def _stand_in(self, n: int, entry: Entry, printed: Printed) -> str:
        """Other words of a row without a title, in its place."""
        words = next((words for words in (printed.mechanism, printed.place, printed.date) if words), "")
        message = f"No title; “{words}” stands in for it."
        self.problems.append(problem("title-missing", message, entry.locator, record=n))
        return words

    def _date_status(self, entry: Entry, dated: DateReading) -> DateStatus:
        said = UNCONFIRMED.search(entry.text(Column.STATUS))
        return DateStatus.TBC if said else dated.date_status


def _links(entry: Entry) -> tuple[Link, ...]:
    """The links of title, outcome and link cell, and addresses written out there, each once."""
    found: dict[str | tuple[str, None] | None, Link] = {}
    for column in (Column.TITLE, Column.OUTCOME, Column.LINK):
        cell = entry.cells.get(column, NOTHING)
        for link in cell.links:
            found.setdefault(link.url or (link.text, None), link)
        for address in split_addresses(cell.text)[1]:
            found.setdefault(address, Link(address, address))
    return tuple(found.values())


def _attendance(words: str, place: PlaceReading) -> Attendance:
    said = next((attendance for attendance, pattern in FORMATS if pattern.search(words)), None)
    return said or place.attendance


def _taking_part(places: tuple[Place, ...]) -> Attendance:
    return Attendance.IN_PERSON if places else Attendance.UNKNOWN


def _status(entry: Entry) -> str | None:
    """The fate in the status cell, or a cancelled or postponed one that date or title give beside their words."""
    said = entry.text(Column.STATUS)
    found = next((status for status, pattern in STATUS_WORDS.items() if pattern.search(said)), None) if said else None
    if found:
        return None if UNCONFIRMED.search(said) and found == "confirmed" else found
    for words in (entry.text(Column.DATE), entry.text(Column.TITLE)):
        for match in FATE_IN_WORDS.finditer(words):
            beside = match["words"] or match["first"] or ""
            for status in OPEN_FATES:
                if STATUS_WORDS[status].search(beside):
                    return status
    return None


def _date_problems(n: int, entry: Entry, dated: DateReading) -> Iterator[Problem]:
    text, locator = entry.text(Column.DATE), entry.locator
    if dated.readings:
        both = " or ".join(dated.readings)
        yield problem("date-ambiguous", f"“{text}” can be {both}.", locator, record=n, readings=dated.readings)
    elif dated.edtf is None and dated.date_status is not DateStatus.TBC:
        yield problem(
            "date-unread", f"“{text}” is no date that we understand." if text else "No date.", locator, record=n
        )
    elif dated.repaired and dated.edtf and not (_status(entry) and dated.repaired.endswith(SET_ASIDE)):
        message = f"“{text}”: {dated.repaired}."
        yield problem("date-repaired", message, locator, suggestion=dated.edtf.text, record=n)


def _place_problems(n: int, entry: Entry, place: PlaceReading) -> Iterator[Problem]:
    if place.unknown:
        message = f"“{place.unknown}” is no place that we know."
        yield problem("place-unknown", message, entry.locator, suggestion=place.suggestion, record=n)


def _status_problems(n: int, entry: Entry) -> Iterator[Problem]:
    words = entry.text(Column.STATUS)
    if words and not UNCONFIRMED.search(words) and not any(pattern.search(words) for pattern in STATUS_WORDS.values()):
        yield problem("status-unknown", f"“{words}” is no status that we know.", entry.locator, record=n)


def _mechanism_problems(n: int, locator: Locator, words: str, reading: MechanismReading) -> Iterator[Problem]:
    for unknown in reading.unknown:
        message = f"“{unknown}” is no mechanism that we know."
        yield problem("mechanism-unknown", message, locator, suggestion=reading.suggestion, record=n)
    if not reading.slugs and not reading.unknown:
        message = f"“{words}” names no mechanism that we know."
        yield problem("mechanism-unknown", message, locator, suggestion=reading.suggestion, record=n)
