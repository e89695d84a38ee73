"""An entry of a feed to a record, or to the reason why it is none."""

import re
from dataclasses import dataclass, field, replace

from iscm.domain.dates import Edtf
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.problems import Problem
from iscm.domain.readings import SetAside
from iscm.domain.records import DateStatus, Record
from iscm.reading.cells.dates import DateOrder, DateReading
from iscm.reading.layouts.elements import Cell
from iscm.reading.layouts.told import Told
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.feed_places import places_of
from iscm.reading.readers.feed_titles import Title, without_date
from iscm.reading.readers.feed_words import Dated, Words, date_in_text, date_in_title, read_when, words_of
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.rows import RecordMaker

NEWS = "news without a date of a meeting"
NOTHING_SAID = "an entry without title and date"
FURTHER = "further days of the same meeting"
NO_TOPICS = frozenset(
    {"event", "events", "news", "meeting", "meetings", "calendar", "uncategorized", "all", "upcoming events", "eventos"}
    | {"evenements", "agenda", "reuniones", "reunions", "noticias", "actualites", "noncategorise", "sin categoria"}
)
PRIVATE = re.compile(
    r"\S@\S{1,100}\.\w|\+\d[\d ()-]{7,30}|https?://\S{0,100}(?:zoom|teams|webex|meet\.google)"
    r"|\b(?:meeting id|passcode|password|dial[- ]in)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"[^\W\d_]{2}")
LONGEST_TITLE = 1_000
LONGEST_CELL = 500
LONGEST_ABOUT = 1_500


@dataclass
class FeedMaker:
    """Makes the records of one feed; what was set aside and not understood grows with them.

    `own` are the mechanisms of the feed itself, `lang` the language of entries that have none of their own.
    """

    judge: Judge
    lang: str
    order: DateOrder | None = None
    own: tuple[str, ...] = ()
    records: list[Record] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _makers: dict[str, RecordMaker] = field(default_factory=dict)
    _wholes: set[str] = field(default_factory=set)

    def take(self, told: Told) -> None:
        """Account for one entry: a record, or words that were set aside for a reason."""
        words = words_of(told, self.judge)
        title = Title(told.title[:LONGEST_TITLE], self.judge, self.order)
        dated = self._date(told, words, title)
        if reason := self._reason(told, dated):
            self.aside.append(SetAside(told.locator, told.text[:LONGEST_TITLE], reason))
            return
        self._wholes |= {told.whole} if told.whole else set()
        self._add(told, words, title, dated or Dated(words.date, DateReading(None, DateStatus.CONFIRMED)))

    def _reason(self, told: Told, dated: Dated | None) -> str:
        """Why an entry is no meeting; empty for one that is."""
        if told.aside:
            return told.aside
        if told.whole in self._wholes:
            return FURTHER
        if dated is None and not told.is_event:
            return NEWS
        return "" if told.title or told.when or told.edtf else NOTHING_SAID

    def _date(self, told: Told, words: Words, title: Title) -> Dated | None:
        """The date of the meeting: as a program wrote it, else as the words say it; None where nothing does."""
        said = read_when(words.date, self.order) if words.date else None
        if told.edtf:
            return Dated(told.when[:LONGEST_CELL], _beside(told, said))
        if told.when:
            return Dated(told.when[:LONGEST_CELL], read_when(told.when, self.order))
        if said and (said.edtf or said.readings):
            return Dated(words.date, said)
        if title.dated:
            return title.dated
        return date_in_title(told, self.judge, self.order) or date_in_text(told, self.judge, self.order)

    def _add(self, told: Told, words: Words, title: Title, dated: Dated) -> None:
        n = len(self.records) + 1
        place = (told.place or words.place)[:LONGEST_CELL]
        cells = self._cells(told, words, title, place) | {Column.DATE: Cell(dated.words)}
        entry = Entry(cells, (), told.locator)
        if not (told.is_event or place or words.date) and dated.words in told.title:
            entry = without_date(entry, dated.words, self.judge)
        maker = self._maker(told.lang)
        maker.problems = self.problems
        record = maker.record(n, entry, dated.reading)
        changes: dict[str, object] = {"side_event_of": told.side_event_of or record.side_event_of}
        if attendance := self._attendance(told, place):
            changes["attendance"] = attendance
        if told.title and record.title != told.title:
            changes["printed"] = replace(record.printed, title=told.title[:LONGEST_TITLE])
        if told.date_status:
            changes["date_status"] = DateStatus(told.date_status)
        self.records.append(replace(record, **changes))  # type: ignore[arg-type]  # fields of one record

    def _maker(self, lang: str) -> RecordMaker:
        key = (lang or self.lang)[:2].lower()
        if key not in self._makers:
            self._makers[key] = RecordMaker(self.judge, lang=key, hinted=self.own)
        return self._makers[key]

    def _attendance(self, told: Told, place: str) -> Attendance | None:
        _, attendance = places_of(told, place, self.judge)
        return None if attendance is Attendance.UNKNOWN else attendance

    def _cells(self, told: Told, words: Words, title: Title, place: str) -> dict[Column, Cell]:
        """The entry as the cells of a row, with the values that are known beside their words."""
        places, attendance = places_of(told, place, self.judge)
        slugs, names = self._mechanisms(told, words, title)
        is_room = attendance is Attendance.ONLINE and not places
        keys = ";".join(f"{held.city or ''}|{held.country or ''}" for held in places)
        texts = {
            Column.EDTF: "",
            Column.PLACE: place,
            Column.PLACE_KEYS: "|" if is_room and place else keys,
            Column.STATUS: told.status or title.status,
            Column.MECHANISM: names[:LONGEST_CELL],
            Column.MECHANISM_KEYS: ";".join(slugs),
            Column.THEME: _topics(told.categories, slugs, self.judge) if told.is_event and not told.is_ours else "",
            Column.ABOUT: "" if told.is_ours else _shortened(" ".join(filter(_is_public, words.rest))),
        }
        cells = {column: Cell(text) for column, text in texts.items()}
        return cells | {Column.TITLE: Cell(title.words), Column.LINK: Cell("", told.links)}

    def _mechanisms(self, told: Told, words: Words, title: Title) -> tuple[tuple[str, ...], str]:
        """Whose meeting it is, with the words that say so: the organisers', else as the title begins, else the lines.

        A name inside a title may be what the meeting is about: it counts only where the feed is nobody's own.
        """
        for names in ("; ".join(told.organizers), *told.by, title.prefix, words.mechanism, *told.categories):
            if slugs := self.judge.mechanism(names).slugs if names else ():
                return slugs, names
        found = self.judge.finder.find(title.words)
        slugs = tuple(dict.fromkeys(held.slug for held in found if held.start == 0 or not self.own))
        if slugs:
            return slugs, ""
        return (self.own, "") if self.own else ((), "; ".join(told.organizers))


def _topics(categories: tuple[str, ...], slugs: tuple[str, ...], judge: Judge) -> str:
    """The categories that say what a meeting is about, not whose it is or that it is one."""
    telling = (word for word in categories if fold(word) not in NO_TOPICS and not judge.is_mechanism(word))
    return ", ".join(word for word in telling if word not in slugs)


def _beside(told: Told, said: DateReading | None) -> DateReading:
    """The written date, unless words beside it say which of its days are meant, or that they are unsure."""
    edtf = told.edtf
    status = said.date_status if said and said.edtf and _covers(said.edtf, edtf) else DateStatus.CONFIRMED
    is_vague = told.is_ours and not told.date_status  # a calendar of ours, which can only show the days that may be
    if said and said.edtf and _covers(said.edtf, edtf) and (said.edtf.is_set or is_vague):
        edtf = said.edtf
    return DateReading(edtf, status, repaired=told.note or None)


def _covers(said: Edtf, written: Edtf | None) -> bool:
    if written is None or not (said.earliest and said.latest and written.earliest and written.latest):
        return False
    return said.earliest <= written.earliest and written.latest <= said.latest


def _is_public(line: str) -> bool:
    """Whether a line has words, and none of how to reach or join: that is for those who are invited."""
    return not PRIVATE.search(line) and bool(WORD.search(ADDRESS.sub("", line)))


def _shortened(text: str) -> str:
    """The beginning of a long description, cut between words."""
    return text if len(text) <= LONGEST_ABOUT else text[:LONGEST_ABOUT].rpartition(" ")[0] + " …"
