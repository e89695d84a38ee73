"""What a phrase without columns says: "Senior Officials Meeting, Bali, Indonesia" is a title and a place."""

import re

from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry, replace_cells
from iscm.reading.readers.judge import Judge

FIELDS = re.compile(r"\s+[–—|-]+\s+|\s*[;|]\s*|\t")
IN_BRACKETS = re.compile(r"(?P<rest>.+?)\s*\((?P<place>[^()]{2,80})\)[\s.]*$")
CITY_AND_COUNTRY = re.compile(r"[^()]+ \([^()]+\)")  # "Warsaw (Poland)", behind a comma
AFTER_IN = re.compile(r"(?P<rest>.+?),?\s+(?:in|at|held in|à|en|au|aux|a)\s+(?P<place>[A-ZÀ-Þ][^:;]{1,80})$")
PIECES = re.compile(r"\s*,\s*")
EDGES = " \t,;:|–—-•·."
LONGEST_CITY = 4
LONGEST_TRAIL = 3  # words of a place that nothing parts from the title
LEAST_REST = 2  # words of the title before it
SMALL_WORD = 5  # letters of a preposition or an article
MOST_PIECES = 4


def split_phrase(text: str, judge: Judge) -> dict[Column, Cell]:
    """Place, mechanism and title of a phrase, as far as its parts are known for what they are; the rest is title."""
    cells: dict[Column, str] = {}
    title: list[str] = []
    for part in (part.strip(EDGES) for part in FIELDS.split(text)):
        column = _column_of(part, judge, cells)
        if column:
            cells[column] = part
        elif part:
            title.append(part)
    words = " – ".join(title)
    if Column.MECHANISM not in cells:
        words = _take_mechanism(words, cells, judge)
    if Column.PLACE not in cells:
        words = _take_place(words, cells, judge)
    return {Column.TITLE: Cell(words)} | {column: Cell(part) for column, part in cells.items()}


def with_trailing_place(cells: dict[Column, Cell], judge: Judge) -> dict[Column, Cell]:
    """The cells with a known city, or a way of taking part, that ends the title without a mark: "Annual Meeting Bern".

    Where columns are parted by blanks alone, nothing else tells them.
    """
    title = cells[Column.TITLE]
    words = title.text.split()
    for count in range(min(LONGEST_TRAIL, len(words) - LEAST_REST), 0, -1):
        place, before = " ".join(words[-count:]), words[-count - 1]
        if (
            before[-1].isalpha()
            and not (before.islower() and len(before) <= SMALL_WORD)
            and _is_known_city(place, judge)
        ):
            return cells | {Column.TITLE: Cell(" ".join(words[:-count]), title.links), Column.PLACE: Cell(place)}
    return cells


def _is_known_city(words: str, judge: Judge) -> bool:
    reading = judge.place(words)
    if reading.unknown or not words[:1].isupper() or (judge.has_kind(words) and not _is_online(words, judge)):
        return False
    if not reading.places:
        return reading.attendance in {Attendance.HYBRID, Attendance.ONLINE}
    return all(place.city and judge.vocabulary.cities.get(fold(place.city)) for place in reading.places)


def with_place_from_title(entry: Entry, judge: Judge) -> Entry:
    """The entry of a table without a column for places, with the place that ends its title."""
    title = entry.cells.get(Column.TITLE)
    if Column.PLACE in entry.cells or title is None:
        return entry
    cells: dict[Column, str] = {}
    words = _take_place(title.text, cells, judge)
    if not cells or not words:
        return entry
    return replace_cells(entry, {Column.TITLE: Cell(words, title.links), Column.PLACE: Cell(cells[Column.PLACE])})


def _column_of(part: str, judge: Judge, cells: dict[Column, str]) -> Column | None:
    if Column.PLACE not in cells and judge.is_bare_place(part):
        return Column.PLACE
    if Column.MECHANISM not in cells and judge.is_mechanism(part) and not judge.has_kind(part):
        return Column.MECHANISM
    if Column.FORMAT not in cells and judge.is_attendance(part):
        return Column.FORMAT
    return None


def _take_mechanism(words: str, cells: dict[Column, str], judge: Judge) -> str:
    """A mechanism before a colon, or one between a place and a title that nothing parts."""
    before, colon, after = words.partition(": ")
    if colon and after and judge.is_mechanism(before):
        cells[Column.MECHANISM] = before
        return after.strip(EDGES)
    for found in judge.finder.find(words)[:1]:
        place = words[: found.start].strip(EDGES)
        if place and Column.PLACE not in cells and judge.is_bare_place(place):
            cells[Column.PLACE], cells[Column.MECHANISM] = place, words[found.start : found.end]
            return words[found.end :].strip(EDGES) or words[found.start :]
    return words


def _take_place(words: str, cells: dict[Column, str], judge: Judge) -> str:
    """The place that the words end or start with is put into `cells`; what is left of them comes back."""
    for rest, place in _candidates(words, judge):
        if rest and judge.is_bare_place(place) and not judge.is_tbc(place):
            cells[Column.PLACE] = place
            return rest.strip(EDGES)
    return words


def _candidates(words: str, judge: Judge) -> list[tuple[str, str]]:
    pieces = PIECES.split(words)
    found = [(", ".join(pieces[:-1]), pieces[-1])] if CITY_AND_COUNTRY.fullmatch(pieces[-1]) else []
    found += [(match["rest"], match["place"]) for match in (IN_BRACKETS.match(words), AFTER_IN.match(words)) if match]
    if len(pieces) > 1:
        found += [(", ".join(pieces[:-count]), ", ".join(pieces[-count:])) for count in _tails(pieces, judge)]
    before, colon, after = words.partition(": ")
    if colon:
        found.append((after, before))
    if len(pieces) > 1:
        found += [(", ".join(pieces[count:]), ", ".join(pieces[:count])) for count in (2, 1) if len(pieces) > count]
    return found


def _tails(pieces: list[str], judge: Judge) -> list[int]:
    """How many pieces at the end may be a place: city and country where the city looks like one, else the last."""
    if len(pieces) <= len(("city", "country")):
        return [1]
    city = pieces[-2]
    is_city = len(city.split()) <= LONGEST_CITY and city[:1].isupper() and not judge.has_kind(city)
    return [2, 1] if is_city and judge.place(pieces[-1]).places[:1] != () and not _is_online(pieces[-1], judge) else [1]


def _is_online(words: str, judge: Judge) -> bool:
    return judge.is_place(words) and not judge.place(words).places
