"""Dates in running text, where most numbers are no dates."""

from dataclasses import dataclass

from iscm.domain.records import DateStatus
from iscm.reading.cells.date_cells import DateReading, read_tokens
from iscm.reading.cells.date_grammar import Context, DateOrder
from iscm.reading.cells.date_tokens import Sort, Token, tokenise
from iscm.reading.cells.date_words import RISKY_MONTHS

LONGEST_RUN = 24  # pieces of one date; a longer run is cut there
BODY = frozenset(
    {
        Sort.NUMBER, Sort.YEAR, Sort.NUMERIC, Sort.MONTH, Sort.ORDINAL, Sort.UNIT, Sort.DIVISION, Sort.APPROXIMATELY,
        Sort.AND, Sort.OR, Sort.COMMA, Sort.SLASH, Sort.THROUGH, Sort.WEEKDAY, Sort.FILLER, Sort.TO_BE_CONFIRMED,
    }
)  # fmt: skip
STARTS = frozenset({Sort.NUMBER, Sort.NUMERIC, Sort.MONTH, Sort.ORDINAL, Sort.DIVISION, Sort.APPROXIMATELY, Sort.YEAR})
ENDS = frozenset({Sort.NUMBER, Sort.NUMERIC, Sort.MONTH, Sort.YEAR, Sort.DIVISION, Sort.UNIT, Sort.TO_BE_CONFIRMED})


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
    tokens = tokenise(text)
    found: list[FoundDate] = []
    index = 0
    while index < len(tokens):
        length = _longest_date(text, tokens, index, Context(year), order, found)
        index += length or 1
    return tuple(found)


def _longest_date(
    text: str, tokens: list[Token], first: int, context: Context, order: DateOrder | None, found: list[FoundDate]
) -> int:
    if tokens[first].sort not in STARTS or _is_glued(text, tokens, first):
        return 0
    last = first
    while last < len(tokens) and last - first < LONGEST_RUN and tokens[last].sort in BODY:
        last += 1
    is_bracketed = first > 0 and tokens[first - 1].sort is Sort.BRACKET
    for end in range(last, first, -1):
        run = tokens[first:end]
        if run[-1].sort not in ENDS or not _is_strong(text, run, is_bracketed=is_bracketed and _closes(tokens, end)):
            continue
        reading = read_tokens(text, run, context, order)
        if reading and (reading.edtf or reading.readings):
            found.append(FoundDate(run[0].start, run[-1].end, reading))
            return end - first
    return _impossible_day(text, tokens[first:last], context, found)


def _impossible_day(text: str, run: list[Token], context: Context, found: list[FoundDate]) -> int:
    """A day that its month does not have is found as a date not understood, so that it is reported."""
    length = 3 if [token.sort for token in run[2:3]] == [Sort.YEAR] else 2
    is_day_of_month = [token.sort for token in run[:2]] == [Sort.NUMBER, Sort.MONTH] and not run[0].has_ending
    if not is_day_of_month or not _is_surely_a_month(text, run[:length], 1) or (context.year is None and length == 2):  # noqa: PLR2004  # no third piece: no year
        return 0
    found.append(FoundDate(run[0].start, run[length - 1].end, DateReading(None, DateStatus.CONFIRMED)))
    return length


def _is_glued(text: str, tokens: list[Token], index: int) -> bool:
    """Whether a number hangs on a word or figure before it, as in COVID-19, objective 2.3 or A4."""
    token = tokens[index]
    before = text[max(0, token.start - 2) : token.start]
    if token.sort is Sort.MONTH:
        return before[-1:].isalpha()
    return before[-1:].isalnum() or (before[-1:] in {"-", ".", "‐", "‑"} and before[:1].isalnum())


def _closes(tokens: list[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].sort is Sort.BRACKET


def _is_strong(text: str, run: list[Token], *, is_bracketed: bool) -> bool:
    """Whether the pieces can hardly be anything but a date."""
    sorts = [token.sort for token in run if token.sort not in {Sort.FILLER, Sort.WEEKDAY}]
    if Sort.NUMERIC in sorts:
        return all(len(str(t.value)) >= 8 for t in run if t.sort is Sort.NUMERIC)  # 1.2.12 is a paragraph
    months = [i for i, token in enumerate(run) if token.sort is Sort.MONTH]
    if not months:
        return Sort.YEAR in sorts and (Sort.DIVISION in sorts or Sort.UNIT in sorts)
    if not is_bracketed and _has_bare_list(run):
        return False
    return is_bracketed or all(_is_surely_a_month(text, run, index) for index in months)


def _has_bare_list(run: list[Token]) -> bool:
    """Outside brackets the number before a comma belongs to the words before: "component 3, 12 March"."""
    return any(
        left.sort is Sort.NUMBER and comma.sort is Sort.COMMA and right.sort is Sort.NUMBER and index == 0
        for index, (left, comma, right) in enumerate(zip(run, run[1:], run[2:], strict=False))
    )


def _is_surely_a_month(text: str, run: list[Token], index: int) -> bool:
    """A day or year stands beside it; a word that is also an everyday one must be near a number and written large."""
    token = run[index]
    beside = (run[index - 1 : index] if index else []) + run[index + 1 : index + 2]
    near = {t.sort for t in run[max(0, index - 2) : index + 3]}
    if text[token.start : token.end].lower() in RISKY_MONTHS:
        return Sort.NUMBER in near and any(t.sort is Sort.YEAR or t.value == "de" for t in beside)
    if text[token.start : token.end] in {"may", "march"} and (not index or run[index - 1].sort is not Sort.NUMBER):
        return False
    return bool(near & {Sort.NUMBER, Sort.YEAR})
