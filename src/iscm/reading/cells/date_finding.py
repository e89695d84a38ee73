"""Dates in running text, where most numbers are no dates."""

from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.records import DateStatus
from iscm.reading.cells.date_cells import DateReading, read_tokens
from iscm.reading.cells.date_points import Context, DateOrder
from iscm.reading.cells.date_tokens import Sort, Token, tokenise
from iscm.reading.cells.date_words import RISKY_MONTHS

LONGEST_RUN = 120  # pieces of one date with all its days
LONGEST_PART = 20  # pieces of a date that is only the beginning of a run
LONGEST_GROUP = 5  # pieces without a separator between them
MOST_ATTEMPTS = 4000  # readings tried in one text; a text that needs more is no prose, and its rest is left
LONGEST_HELD = 1500  # letters of a text whose dates are kept: the same line is asked about by several readers
SHORTEST_FIGURES = 8  # letters of a date in figures; 1.2.12 is a paragraph
SEPARATING = frozenset({Sort.AND, Sort.OR, Sort.COMMA, Sort.SLASH, Sort.THROUGH})
SILENT = frozenset({Sort.WEEKDAY, Sort.FILLER, Sort.TO_BE_CONFIRMED})
COUNTING = frozenset({Sort.NUMBER, Sort.YEAR, Sort.NUMERIC, Sort.MONTH, Sort.ORDINAL, Sort.DIVISION})
STARTS = COUNTING | {Sort.APPROXIMATELY}
BODY = STARTS | SEPARATING | SILENT | {Sort.UNIT}
ENDS = frozenset({Sort.NUMBER, Sort.NUMERIC, Sort.MONTH, Sort.YEAR, Sort.DIVISION, Sort.UNIT, Sort.TO_BE_CONFIRMED})
TELLING = frozenset({Sort.NUMERIC, Sort.MONTH, Sort.DIVISION, Sort.UNIT})


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: `text[start:end]` are its words."""

    start: int
    end: int
    reading: DateReading


def find_dates(text: str, *, year: int | None, order: DateOrder | None = None) -> tuple[FoundDate, ...]:
    """The dates in running text, left to right, the longest at each place; several in one bracket are one find.

    `year` serves dates printed without one. A bare year, a number, an ordinal or a bare month outside brackets is no
    date. A date that can be read two ways is found with both readings, one that cannot be ("30 February") with none.
    Linear in the text.
    """
    search = _found if len(text) <= LONGEST_HELD else _found.__wrapped__
    return search(text, year, order)


@lru_cache(maxsize=8192)
def _found(text: str, year: int | None, order: DateOrder | None) -> tuple[FoundDate, ...]:
    return tuple(Search(text, Context(year), order).all())


class Search:
    """One pass over the pieces of a text."""

    def __init__(self, text: str, context: Context, order: DateOrder | None) -> None:
        self._text, self._context, self._order = text, context, order
        self._tokens = tokenise(text)
        self._attempts = 0

    def all(self) -> list[FoundDate]:
        """The dates, left to right."""
        found: list[FoundDate] = []
        index = 0
        while index < len(self._tokens) and self._attempts < MOST_ATTEMPTS:
            length = self._at(index, found)
            index += length or 1
        return found

    def _at(self, first: int, found: list[FoundDate]) -> int:
        """The number of pieces of the longest date that begins here, 0 where none does."""
        if self._tokens[first].sort not in STARTS or self._is_glued(first):
            return 0
        run = self._run(first)
        if not any(token.sort in TELLING for token in run):
            return 0
        lengths: list[int] = [len(run), *range(min(len(run) - 1, LONGEST_PART), 0, -1)]
        for length in lengths:
            reading = self._read(first, run[:length])
            if reading and (reading.edtf or reading.readings):
                found.append(FoundDate(run[0].start, run[length - 1].end, reading))
                return length
        return self._impossible_day(run, found)

    def _run(self, first: int) -> list[Token]:
        """The pieces from here that may belong to one date: no more without a separator than a date has."""
        last, group = first, 0
        while last < len(self._tokens) and last - first < LONGEST_RUN:
            sort = self._tokens[last].sort
            group = 0 if sort in SEPARATING else group + (sort in COUNTING)
            if sort not in BODY or group > LONGEST_GROUP:
                break
            last += 1
        return self._tokens[first:last]

    def _read(self, first: int, run: list[Token]) -> DateReading | None:
        if run[-1].sort not in ENDS or not self._is_strong(run, is_bracketed=self._is_bracketed(first, len(run))):
            return None
        self._attempts += 1
        return read_tokens(self._text, run, self._context, self._order)

    def _is_bracketed(self, first: int, length: int) -> bool:
        around = (self._tokens[i].sort for i in (first - 1, first + length) if 0 <= i < len(self._tokens))
        return list(around) == [Sort.BRACKET, Sort.BRACKET]

    def _is_glued(self, index: int) -> bool:
        """Whether a number hangs on a word or figure before it, as in COVID-19, objective 2.3 or A4."""
        start = self._tokens[index].start
        before = self._text[max(0, start - 2) : start]
        if self._tokens[index].sort is Sort.MONTH:
            return before[-1:].isalpha()
        return before[-1:].isalnum() or (before[-1:] in {"-", ".", "‐", "‑"} and before[:1].isalnum())

    def _is_strong(self, run: list[Token], *, is_bracketed: bool) -> bool:
        """Whether the pieces can hardly be anything but a date."""
        sorts = {token.sort for token in run}
        if Sort.NUMERIC in sorts:
            return all(len(str(token.value)) >= SHORTEST_FIGURES for token in run if token.sort is Sort.NUMERIC)
        if Sort.MONTH not in sorts:
            return Sort.YEAR in sorts and bool(sorts & {Sort.DIVISION, Sort.UNIT})
        months = (index for index, token in enumerate(run) if token.sort is Sort.MONTH)
        return is_bracketed or (not _begins_with_a_list(run) and all(self._is_month(run, index) for index in months))

    def _is_month(self, run: list[Token], index: int) -> bool:
        """Whether a month's word is surely one: a day or year is near, and "may" is written large or follows a day."""
        word = self._text[run[index].start : run[index].end]
        beside = (run[index - 1 : index] if index else []) + run[index + 1 : index + 2]
        span = [token.sort for token in run[index + 1 : index + 3]]
        reach = 4 if span in ([Sort.THROUGH, Sort.MONTH], [Sort.SLASH, Sort.MONTH]) else 3
        near = {token.sort for token in run[max(0, index - 2) : index + reach]}
        if word.lower() in RISKY_MONTHS:
            return Sort.NUMBER in near and any(token.sort is Sort.YEAR or token.value == "de" for token in beside)
        if word in {"may", "march"} and (not index or run[index - 1].sort is not Sort.NUMBER):
            return False
        return bool(near & {Sort.NUMBER, Sort.YEAR})

    def _impossible_day(self, run: list[Token], found: list[FoundDate]) -> int:
        """A day that its month does not have is found as a date not understood, so that it is reported."""
        sorts = [token.sort for token in run[:3]]
        length = 3 if sorts[2:] == [Sort.YEAR] else 2
        if sorts[:2] != [Sort.NUMBER, Sort.MONTH] or run[0].has_ending or not self._is_month(run[:length], 1):
            return 0
        if self._context.year is None and Sort.YEAR not in sorts:
            return 0
        found.append(FoundDate(run[0].start, run[length - 1].end, DateReading(None, DateStatus.CONFIRMED)))
        return length


def _begins_with_a_list(run: list[Token]) -> bool:
    """Outside brackets the number before a comma belongs to the words before: "component 3, 12 March"."""
    return [token.sort for token in run[:3]] == [Sort.NUMBER, Sort.COMMA, Sort.NUMBER]
