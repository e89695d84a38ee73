"""The words of a feed's entry: when it says that a meeting is, where, and whose it is, where no element says so."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.names import fold
from iscm.domain.records import DateStatus
from iscm.reading.cells.dates import DateOrder, DateReading, find_dates, parse_date
from iscm.reading.layouts.told import Told
from iscm.reading.readers.judge import Judge

LABELS = {
    "date": "date|dates|when|event date|date of event|meeting date|meeting dates|date and time|start date|fecha|fechas"
    "|cuando|quand|date et heure|fecha y hora",
    "place": "place|venue|location|where|city|venue and location|lugar|sede|donde|lieu|ou",
    "mechanism": "organizer|organizers|organiser|organisers|organized by|organised by|host|organisateur|organizador",
}
KINDS = {label: kind for kind, labels in LABELS.items() for label in labels.split("|")}
LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,30})\s?[:：]\s*(?P<words>\S.{0,300})")
# Our own feeds: a date of which only bounds are known.
SOME_TIME = re.compile(r"(?P<about>about )?some time in (?P<when>.{4,60})")
TBC = re.compile(r"\s*\((?:to be confirmed|tbc)\)\s*$", re.IGNORECASE)
NEWS = re.compile(
    r"\W*(?:press release|communiqu[ée]|newsletter|news digest|bulletin|vacanc|call for|job|tender|statement|interview"
    r"|deadline|publication|new publication|report|annual report|policy brief|comunicado|bolet[ií]n|convocatoria"
    r"|appel)",
    re.IGNORECASE,
)
LONGEST_LINE = 300
MOST_LINES = 60
MOST_READINGS = 5
BEFORE, AFTER = timedelta(days=40), timedelta(days=200)
QUARTERS = {1: 33, 4: 34, 7: 35, 10: 36}
MONTHS_OF_QUARTER = 3
HALVES = {1: 40, 7: 41}


@dataclass(frozen=True, slots=True)
class Words:
    """What the lines of an entry say, and the lines that say something else."""

    date: str = ""
    place: str = ""
    mechanism: str = ""
    rest: tuple[str, ...] = ()


def words_of(told: Told, judge: Judge) -> Words:
    """What the lines of the description say, each line for itself or behind its label ("Venue: Geneva")."""
    found: dict[str, str] = {}
    rest = []
    for line in _parted(told.lines[:MOST_LINES], judge):
        kind, words = _kind_of(line, judge, is_ours=told.is_ours)
        if kind and kind not in found:
            found[kind] = words
        else:
            rest.append(line)
    return Words(found.get("date", ""), found.get("place", ""), found.get("mechanism", ""), tuple(rest))


def read_when(words: str, order: DateOrder | None) -> DateReading:
    """A date in words, also as our own feeds say one of which only bounds are known."""
    bare = TBC.sub("", words)
    match = SOME_TIME.fullmatch(bare)
    if not match:
        return parse_date(words, order=order)
    status = DateStatus.TBC if bare != words else DateStatus.CONFIRMED
    reading = parse_date(match["when"])
    edtf = _bounds(reading.edtf, status) if reading.edtf else None
    if edtf and match["about"] and not edtf.is_choice:
        edtf = Edtf.parse(f"{edtf.text}~")
    return DateReading(edtf, status)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and the words that it was read from."""

    words: str
    reading: DateReading


def date_in_title(told: Told, judge: Judge, order: DateOrder | None) -> Dated | None:
    """The date that the title gives; one without its year takes that of the day the entry was published."""
    if NEWS.match(told.title) and not judge.has_kind(told.title):
        return None
    if found := _found(told.title, None, order):
        return _several(found)
    return _beside(told, order) if told.published else None


def date_in_text(told: Told, judge: Judge, order: DateOrder | None) -> Dated | None:
    """The one date that the lines of a meeting's news name; where they name several, none of them, and all readings."""
    if NEWS.match(told.title) or not (judge.has_kind(told.title) or judge.is_numbered(told.title)):
        return None
    found = [one for line in told.lines[:MOST_LINES] for one in _found(line, None, order)]
    kept = [one for one in found if not _is_day_of(one.reading, told.published)]
    return _several(kept) if kept else None


def _found(text: str, year: int | None, order: DateOrder | None) -> list[Dated]:
    return [Dated(text[held.start : held.end], held.reading) for held in find_dates(text, year=year, order=order)]


def _several(found: list[Dated]) -> Dated:
    """The date, if all of them are the same; else none, with each as a possible reading."""
    first = found[0]
    each = [(one.reading.edtf.text,) if one.reading.edtf else one.reading.readings for one in found]
    texts = tuple(dict.fromkeys(text for said in each for text in said))
    if len(found) == 1 or (len(texts) == 1 and first.reading.edtf):
        return first
    words = "; ".join(dict.fromkeys(one.words for one in found))
    return Dated(words, DateReading(None, first.reading.date_status, readings=texts[:MOST_READINGS]))


def _kind_of(line: str, judge: Judge, *, is_ours: bool) -> tuple[str, str]:
    """What a line says, with the words that say it; an empty kind for prose."""
    if len(line) > LONGEST_LINE:
        return "", line
    match = LABELLED.fullmatch(line)
    if match and (kind := KINDS.get(fold(match["label"]))):
        return kind, match["words"]
    if _is_date(line, judge):
        return "date", line
    if judge.is_mechanism(line):
        return "mechanism", line
    return ("place", line) if judge.is_bare_place(line) or (is_ours and judge.is_place(line)) else ("", line)


def _parted(lines: tuple[str, ...], judge: Judge) -> tuple[str, ...]:
    """The lines; a first sentence that is nothing but a date stands for itself."""
    first, _, rest = lines[0].partition(". ") if lines else ("", "", "")
    return (first, rest, *lines[1:]) if rest and _is_date(first, judge) else lines


def _is_date(line: str, judge: Judge) -> bool:
    return judge.is_date(line) or bool(SOME_TIME.fullmatch(TBC.sub("", line)))


def _bounds(edtf: Edtf, status: DateStatus) -> Edtf | None:
    """The same months as a choice: whole quarters by their number, a year whose months are to be said as such."""
    first, last = edtf.earliest, edtf.latest
    if first is None or last is None:
        return None
    if not edtf.parts:
        is_bare = edtf.text.isdecimal() and status is DateStatus.TBC
        return Edtf.parse(f"{edtf.text}-XX") if is_bare else edtf
    if not edtf.is_day_precise and (quarters := _quarters(first, last)):
        return Edtf.parse(quarters)
    ends = edtf.text.split("/")
    try:
        return Edtf.parse(f"[{ends[0]}..{ends[-1]}]")
    except EdtfError:
        return None


def _quarters(first: date, last: date) -> str:
    """The months as a half-year or as quarters, if they are whole ones."""
    months = last.month - first.month + 1
    if first.year != last.year or first.month not in QUARTERS or months % MONTHS_OF_QUARTER:
        return ""
    if months == 2 * MONTHS_OF_QUARTER and first.month in HALVES:
        return f"{first.year}-{HALVES[first.month]}"
    found = [f"{first.year}-{QUARTERS[month]}" for month in range(first.month, last.month, MONTHS_OF_QUARTER)]
    return found[0] if len(found) == 1 else f"[{','.join(found)}]"


def _beside(told: Told, order: DateOrder | None) -> Dated | None:
    """A date whose year is not said: that of the year in which it is near the day the entry was published."""
    day = told.published
    if day is None or not _found(told.title, day.year, order):
        return None
    tried = [_found(told.title, year, order) for year in (day.year - 1, day.year, day.year + 1)]
    near = [held[0] for held in tried if len(held) == 1 and _is_near(held[0].reading, day)]
    if len(near) != 1:
        return None
    note = f"no year is said; published on {day.isoformat()}"
    return Dated(near[0].words, replace(near[0].reading, repaired=note))


def _is_near(reading: DateReading, day: date) -> bool:
    first = reading.edtf.earliest if reading.edtf else None
    return first is not None and day - BEFORE <= first <= day + AFTER


def _is_day_of(reading: DateReading, day: date | None) -> bool:
    return day is not None and reading.edtf is not None and reading.edtf.text == day.isoformat()
