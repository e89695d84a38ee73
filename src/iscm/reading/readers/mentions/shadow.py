"""A text with what must not be taken apart painted over: brackets, quotations, names of mechanisms, dates.

The shadow is as long as the text, so that places found in one hold in the other. Painted are

    (#####)   a bracket that holds dates      @@@@@   a date outside brackets
    (·····)   any other bracket               qqqqq   a quotation, with its marks
    MMMMM     the name of a mechanism
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iscm.domain.dates import Edtf, Precision
from iscm.domain.errors import EdtfError
from iscm.domain.records import DateStatus, PrintedDate
from iscm.reading.cells.dates import DateOrder, DateReading, detect_order, find_dates, parse_date
from iscm.reading.cells.mechanisms import FoundMechanism, MechanismFinder
from iscm.reading.readers.mentions.words import HEAD, MONTH, ORDINAL

QUOTATION = re.compile(
    r"“[^“”]{1,400}”|(?<!\w)‘[^‘’]{1,400}’(?!\w)|«[^«»]{1,400}»|„[^„“”]{1,400}[“”]|\"[^\"\n]{1,400}\""
)
BRACKETS = re.compile(r"[()]")
MAX_DATE_WORDS = 300
LONGEST_REST = 8  # words beside a date in its bracket
LIST_MARKS = re.compile(r"\s*(?:[,;&]|\b(?:and|et|y|e)\b)\s*")
IN_FIGURES = re.compile(r"\d{1,4}[/.-]\d")
BRACKETED = re.compile(r"\([^()]{3,300}\)")
DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})(?![\d/.-])")
EDGES = " ,;:.–-—/"
IN_WORDS = re.compile(r"\b(?:on|in|from|at|le|du|au|el|del|en|à)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateWords:
    """Dates as printed, with where they stand (without brackets); `rest` are other words of the same bracket."""

    start: int
    end: int
    words: str
    reading: DateReading
    rest: str = ""

    @property
    def span(self) -> tuple[PrintedDate, ...]:
        """The same, but days on end as the one span that they are for a single meeting: "3 and 4 November"."""
        edtf = self.reading.edtf
        return (PrintedDate(self.words, edtf),) if edtf and not edtf.is_set and not edtf.is_choice else self.dates

    @property
    def dates(self) -> tuple[PrintedDate, ...]:
        """The dates one by one; a single one too."""
        if self.reading.dates or not self.reading.edtf:
            return self.reading.dates
        return (PrintedDate(self.words, self.reading.edtf),)


@dataclass(frozen=True, slots=True)
class Shadow:
    """The text, its shadow, and what was painted over, each from left to right."""

    text: str
    paint: str
    dates: tuple[DateWords, ...]
    mechanisms: tuple[FoundMechanism, ...]

    def dates_in(self, start: int, end: int) -> tuple[DateWords, ...]:
        """The dates that stand between these places."""
        first = bisect_left(self.dates, start, key=lambda held: held.start)
        last = bisect_left(self.dates, end, key=lambda held: held.start)
        return self.dates[first:last]

    def mechanisms_in(self, start: int, end: int) -> tuple[FoundMechanism, ...]:
        """The mechanisms named between these places."""
        first = bisect_left(self.mechanisms, start, key=lambda held: held.start)
        last = bisect_left(self.mechanisms, end, key=lambda held: held.start)
        return self.mechanisms[first:last]

    def slugs_in(self, start: int, end: int) -> tuple[str, ...]:
        """The same, each mechanism once, by slug."""
        return tuple(dict.fromkeys(held.slug for held in self.mechanisms_in(start, end)))


def cast_shadow(text: str, finder: MechanismFinder, *, year: int | None, order: DateOrder | None = None) -> Shadow:
    """The text with its brackets, quotations, dates and mechanisms painted over. Linear in the text."""
    paint = list(text)
    mechanisms = finder.find(text)
    for found in mechanisms:
        if not _is_the_meeting(text, found):
            _fill(paint, found.start, found.end, "M")
    dates = []
    for start, end in _brackets(text):
        held = _bracketed_dates(text, start, end, year, order)
        _fill(paint, start, end, "#" if held else "·")
        if held:
            dates.append(held)
    for match in QUOTATION.finditer(text):
        if "(" not in paint[match.start() : match.end()]:
            _fill(paint, match.start(), match.end(), "q")
    dates += _bare_dates(text, paint, year, order)
    return Shadow(text, "".join(paint), tuple(sorted(dates, key=lambda held: held.start)), mechanisms)


def _is_the_meeting(text: str, found: FoundMechanism) -> bool:
    """Whether a mechanism's name is here that of a session: "20th South American Conference on Migration (5 May)"."""
    is_numbered = any(
        match.end() == found.start for match in ORDINAL.finditer(text, max(0, found.start - 16), found.start)
    )
    names_meeting = HEAD.search(text, found.start, found.end)
    return is_numbered and bool(names_meeting) and not HEAD.match(text, found.end + 1)


def _fill(paint: list[str], start: int, end: int, letter: str) -> None:
    paint[start:end] = letter * (end - start)


def _brackets(text: str) -> list[tuple[int, int]]:
    """The insides of the outermost brackets; one that never closes is none."""
    inside: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in BRACKETS.finditer(text):
        if match.group() == "(":
            opened.append(match.end())
        elif opened:
            start = opened.pop()
            while inside and inside[-1][0] > start:
                inside.pop()
            inside.append((start, match.start()))
    return inside


def _bracketed_dates(text: str, start: int, end: int, year: int | None, order: DateOrder | None) -> DateWords | None:
    words = text[start:end].strip()
    if end - start > MAX_DATE_WORDS or not (MONTH.search(words) or words.isdigit()):
        return None
    reading = parse_date(words, year=year, order=order)
    if reading.edtf is None and not reading.readings:
        reading = _listed_dates(words, year, order) or reading
    if _is_date(reading):
        return DateWords(start, end, words, reading)
    if ";" in words and (held := _places_and_dates(text, start, end, year, order)):
        return held
    return _beside_words(words, start, end, year, order)


def _beside_words(words: str, start: int, end: int, year: int | None, order: DateOrder | None) -> DateWords | None:
    """One date beside other words: "Geneva, 4-5 May"."""
    found = [held for held in find_dates(f"({words})", year=year, order=order) if _is_date(held.reading)]
    if not found:
        return _after_comma(words, start, end, year, order)
    if len(found) != 1:
        return None
    before, after = words[: found[0].start - 1], words[found[0].end - 1 :]
    rest = " ".join(part for part in (IN_WORDS.sub("", before).strip(EDGES), after.strip(EDGES)) if part)
    if len(rest.split()) > LONGEST_REST:
        return None
    return DateWords(start, end, words[found[0].start - 1 : found[0].end - 1], found[0].reading, rest)


def _after_comma(words: str, start: int, end: int, year: int | None, order: DateOrder | None) -> DateWords | None:
    """A date without days beside another word: "Namibia, July", "July, Windhoek"."""
    for comma in re.finditer(r",\s*", words):
        for date, rest in (
            (words[comma.end() :], words[: comma.start()]),
            (words[: comma.start()], words[comma.end() :]),
        ):
            reading = parse_date(date, year=year, order=order)
            if _is_date(reading) and len(rest.split()) <= LONGEST_REST:
                return DateWords(start, end, date, reading, rest.strip(EDGES))
    return None


def bracketed_order(texts: Iterable[str]) -> DateOrder | None:
    """The order of figures in a document by its dates without a year, which stand in brackets: "(02/04 and 15/06)"."""
    figures = (
        match for text in texts for held in BRACKETED.finditer(text) for match in DAY_AND_MONTH.finditer(held[0])
    )
    return detect_order(f"{match[1]}/{match[2]}/2000" for match in figures)


def _places_and_dates(text: str, start: int, end: int, year: int | None, order: DateOrder | None) -> DateWords | None:
    """Several dates, each with its place: "Rome, 21 February; Addis Ababa, 10 July"."""
    parts: list[DateWords | None] = []
    at = start
    for words in text[start:end].split(";"):
        parts.append(_bracketed_dates(text, at, at + len(words), year, order))
        at += len(words) + 1
    held = [part for part in parts if part]
    if len(held) < len(parts):
        return None
    dates = tuple(date for part in held for date in part.dates)
    reading = DateReading(joint_edtf(dates), DateStatus.CONFIRMED, dates)
    rest = "; ".join(part.rest for part in held if part.rest)
    return DateWords(start, end, text[start:end].strip(), reading, rest)


def _listed_dates(words: str, year: int | None, order: DateOrder | None) -> DateReading | None:
    """Several dates in figures: "03/04 and 15/04"."""
    parts = LIST_MARKS.split(words)
    if len(parts) < 2 or not all(IN_FIGURES.match(part) for part in parts):  # noqa: PLR2004  # a list has two
        return None
    readings = [parse_date(part, year=year, order=order) for part in parts]
    if order is None and any(reading.readings for reading in readings):
        both = [_listed_dates(words, year, order) for order in DateOrder]
        texts = tuple(held.edtf.text for held in both if held and held.edtf)
        return DateReading(None, DateStatus.CONFIRMED, readings=texts) if len(texts) == len(both) else None
    if not all(reading.edtf for reading in readings):
        return None
    dates = tuple(PrintedDate(part, read.edtf) for part, read in zip(parts, readings, strict=True) if read.edtf)
    return DateReading(joint_edtf(dates), DateStatus.CONFIRMED, dates)


def joint_edtf(dates: Sequence[PrintedDate]) -> Edtf | None:
    """One date as it is, several as the set of them all; None for none, or for more than one text may hold."""
    if len(dates) <= 1:
        return dates[0].edtf if dates else None
    try:
        return Edtf.parse("{" + ",".join(date.edtf.text.replace("/", "..") for date in dates) + "}")
    except EdtfError:  # a choice or a set among them, or too many: they still stand one by one
        return None


def _is_date(reading: DateReading) -> bool:
    """A bare year or span of years belongs to a plan, not to a meeting; a date to be confirmed is one."""
    if reading.edtf is None:
        return bool(reading.readings)
    return reading.edtf.precision is not Precision.YEAR or reading.date_status is DateStatus.TBC


def _bare_dates(text: str, paint: Sequence[str], year: int | None, order: DateOrder | None) -> list[DateWords]:
    held = []
    for found in find_dates(text, year=year, order=order):
        if paint[found.start] in "#·q" or paint[found.end - 1] in "#·q" or not _is_date(found.reading):
            continue
        _fill(paint, found.start, found.end, "@")  # type: ignore[arg-type]
        held.append(DateWords(found.start, found.end, text[found.start : found.end], found.reading))
    return held
