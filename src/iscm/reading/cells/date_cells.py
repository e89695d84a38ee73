"""The words of a date cell to a date: exactly what was said, or nothing.

Every reading is EDTF of our profile. A text that can be read two ways gives both readings and no date; a typing error
is mended only where one reading remains, and the mending is told; anything else is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from iscm.domain.dates import Edtf, Precision
from iscm.domain.errors import EdtfError
from iscm.domain.records import DateStatus, PrintedDate
from iscm.reading.cells.date_asides import doubted, without_doubt, without_fate
from iscm.reading.cells.date_figures import spell_out
from iscm.reading.cells.date_grammar import Expression, is_slash_of_days, parse_tokens
from iscm.reading.cells.date_parts import within, without_some_time
from iscm.reading.cells.date_points import LAST_DAY, Context, DateOrder, NotADateError
from iscm.reading.cells.date_repairs import REPAIRS, lost_dashes
from iscm.reading.cells.date_tokens import Sort, Token, plain, tokenise

LONGEST_CELL = 200  # letters; a longer text is no date cell
LONGEST_HEADING = 40
MOST_TOKENS = 40
MONTH_NUMBERS = range(1, 13)
LONGEST_MENDED_RANGE = 10  # days; a range made by putting a dash back is not longer
EDTF_CELL = re.compile(r"[\[{]?\d{4}(?:-[\dX][^\s]*)?")
BARE_YEAR = re.compile(r"\d{4}")
WEEK_OF = re.compile(
    r"\W*(?:w\s?/\s?c|(?:in |during )?(?:the )?week (?:of|commencing|beginning|starting)|semaine du|semana del)\s*"
    r"(?:the |on )?(?=\D{0,20}\d)"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text says about when.

    `edtf` is None where the text was not understood, or where two readings are possible: then `readings` holds both
    in EDTF. `dates` are the dates one by one where several are printed. `repaired` tells in words what was mended or
    set aside.
    """

    edtf: Edtf | None
    date_status: DateStatus
    dates: tuple[PrintedDate, ...] = ()
    readings: tuple[str, ...] = ()
    repaired: str | None = None


def parse_date(
    text: str, *, year: int | None = None, order: DateOrder | None = None, month: int | None = None
) -> DateReading:
    """Read all the words of a date cell.

    `year` serves dates printed without one, `month` days printed without one, `order` dates in figures; a bare "TBC"
    is that year (and month). Never raises; a text of more than 200 letters is refused.
    """
    return _parse(text.strip(), year, order, month)


@lru_cache(maxsize=8192)
def _parse(text: str, year: int | None, order: DateOrder | None, month: int | None) -> DateReading:
    if not text or len(text) > LONGEST_CELL:
        return DateReading(None, DateStatus.CONFIRMED)
    said = spell_out(text, year)
    if ready := _ready_made(said):
        return ready
    said, note = without_fate(said)
    context = Context(year, month)
    if (week := WEEK_OF.match(plain(said))) and (whole := _week(said[week.end() :], context, order)):
        return whole
    said, is_uncertain = without_doubt(said)
    said, is_some_time = without_some_time(said)
    reading = _read(said, context, order) or _mended(said, context, order)
    if reading is None:
        return DateReading(None, _status(tokenise(said)))
    if is_some_time and reading.edtf:
        reading = replace(reading, edtf=within(reading.edtf), dates=())
    reading = replace(reading, edtf=doubted(reading.edtf)) if is_uncertain else reading
    return replace(reading, repaired=f"{note}; {reading.repaired}" if reading.repaired else note) if note else reading


def _week(text: str, context: Context, order: DateOrder | None) -> DateReading | None:
    """Some days of the seven that begin with this one; days that are printed stay as they are."""
    reading = _read(text, context, order)
    if reading is None or reading.edtf is None or reading.edtf.precision is not Precision.DAY:
        return None
    first = reading.edtf.earliest
    if reading.edtf.parts or first is None:
        return reading
    last = first + timedelta(days=6)
    return DateReading(Edtf.parse(f"[{first.isoformat()}..{last.isoformat()}]"), reading.date_status)


def _ready_made(text: str) -> DateReading | None:
    """A cell that holds EDTF already; `2023-24` may be a winter or two years and is left to a person."""
    if not EDTF_CELL.fullmatch(text):
        return None
    if (
        re.fullmatch(r"\d{4}-\d\d", text)
        and int(text[5:]) == (int(text[:4]) + 1) % 100
        and int(text[5:]) not in MONTH_NUMBERS
    ):
        readings = tuple(dict.fromkeys((f"{text[:4]}/{text[:2]}{text[5:]}", text)))
        return DateReading(None, DateStatus.CONFIRMED, readings=readings)
    try:
        return DateReading(Edtf.parse(text), DateStatus.CONFIRMED)
    except EdtfError:
        return None


def _status(tokens: list[Token]) -> DateStatus:
    return DateStatus.TBC if any(token.sort is Sort.TO_BE_CONFIRMED for token in tokens) else DateStatus.CONFIRMED


def _read(text: str, context: Context, order: DateOrder | None) -> DateReading | None:
    """The text as it stands, in every order its figures allow."""
    tokens = tokenise(text)
    if len(tokens) > MOST_TOKENS:
        return None
    return read_tokens(text, tokens, context, order)


def read_tokens(text: str, tokens: list[Token], context: Context, order: DateOrder | None) -> DateReading | None:
    """What pieces of a text say as a whole, in every order their figures allow; None where they make no date."""
    status = _status(tokens)
    tokens = [token for token in tokens if token.sort is not Sort.TO_BE_CONFIRMED]
    if not any(token.sort not in {Sort.BRACKET, Sort.FILLER, Sort.COMMA} for token in tokens):
        return _only_tbc(context) if status is DateStatus.TBC else None
    found: dict[str, Expression] = {}
    orders = [order] if order else list(DateOrder)
    others = [other for other in DateOrder if other not in orders]
    for attempt in (*orders, *others) if _has_figures(tokens) else orders[:1]:
        if found and attempt not in orders:
            break
        try:
            expression = parse_tokens(tokens, replace(context, order=attempt))
        except NotADateError:
            continue
        found.setdefault(expression.edtf.text, expression)
    readings = _other_readings(tokens, found, context)
    if len(readings) > 1:
        return DateReading(None, status, readings=readings)
    if not found:
        return None
    expression = next(iter(found.values()))
    dates = tuple(PrintedDate(text[item.start : item.end], Edtf.parse(item.edtf)) for item in expression.items)
    edtf = expression.edtf
    if status is DateStatus.TBC and BARE_YEAR.fullmatch(edtf.text):
        edtf = Edtf.parse(f"{edtf.text}-XX")  # as a bare TBC in that year: nothing more is said of it
    return DateReading(edtf, status, dates, repaired=expression.note)


def _has_figures(tokens: list[Token]) -> bool:
    """Whether the order of figures makes a difference."""
    return any(token.sort is Sort.NUMERIC for token in tokens)


def _only_tbc(context: Context) -> DateReading:
    if context.year is None:
        return DateReading(None, DateStatus.TBC)
    month = f"{context.month:02}" if context.month is not None else "XX"
    return DateReading(Edtf.parse(f"{context.year:04}-{month}"), DateStatus.TBC)


def _other_readings(tokens: list[Token], found: dict[str, Expression], context: Context) -> tuple[str, ...]:
    """All readings of the text.

    The orders of its figures; "12/13 March" as both days or one of them; "Jan-23" as a day or a year; "2024 March" as a
    month or as days with their dash lost.
    """
    readings = list(found)
    if is_slash_of_days(tokens) and len(found) == 1 and readings[0].startswith("["):
        readings.append(readings[0].strip("[]").replace(",", "/", 1))
    tokens = [token for token in tokens if token.sort is not Sort.FILLER]
    shape = [token.sort for token in tokens]
    if shape == [Sort.MONTH, Sort.THROUGH, Sort.NUMBER] and context.year is not None:
        month, number = int(tokens[0].value), int(tokens[-1].value)
        readings.append(f"20{number:02}-{month:02}")
    if shape == [Sort.YEAR, Sort.MONTH] and context.year is not None:
        first, last = divmod(int(tokens[0].value), 100)
        if 0 < first < last <= LAST_DAY and last - first <= LONGEST_MENDED_RANGE:
            month = int(tokens[-1].value)
            readings.append(f"{context.year}-{month:02}-{first:02}/{context.year}-{month:02}-{last:02}")
    return tuple(text for text in dict.fromkeys(readings) if _is_date(text))


def _is_date(text: str) -> bool:
    try:
        Edtf.parse(text)
    except EdtfError:
        return False
    return True


def _mended(text: str, context: Context, order: DateOrder | None) -> DateReading | None:
    notes: list[str] = []
    if dashed := _with_dash(text, context, order):
        return dashed
    for repair in REPAIRS:
        if result := repair(text, context.year):
            text, note = result
            notes.append(note)
            if reading := _read(text, context, order):
                return replace(reading, repaired="; ".join([*notes, *filter(None, [reading.repaired])]))
    if notes and (dashed := _with_dash(text, context, order)):
        return replace(dashed, repaired="; ".join([*notes, str(dashed.repaired)]))
    return None


def _with_dash(text: str, context: Context, order: DateOrder | None) -> DateReading | None:
    """The one way to put a lost dash back that makes a short range of days, if there is just one.

    A year beside the document's is likelier than another; where there is none, the year must be printed as it is.
    """
    found: dict[str, DateReading] = {}
    for dashed in lost_dashes(text):
        reading = _read(dashed, context, order)
        if reading and reading.edtf and _is_short_range(reading.edtf):
            found[reading.edtf.text] = replace(reading, repaired=f"“{text}” read as “{dashed}”")
    near = [reading for reading in found.values() if _is_near(reading, context.year)]
    likely = near or [reading for reading in found.values() if _prints_year(text, reading)]
    return likely[0] if len(likely) == 1 else None


def _is_short_range(edtf: Edtf) -> bool:
    if edtf.precision is not Precision.DAY or edtf.is_set or edtf.is_choice or not edtf.earliest or not edtf.latest:
        return False
    return 1 <= (edtf.latest - edtf.earliest).days <= LONGEST_MENDED_RANGE


def _is_near(reading: DateReading, year: int | None) -> bool:
    edtf = reading.edtf
    return year is None or (edtf is not None and edtf.earliest is not None and abs(edtf.earliest.year - year) <= 1)


def _prints_year(text: str, reading: DateReading) -> bool:
    edtf = reading.edtf
    if edtf is None or edtf.earliest is None:
        return False
    return re.search(rf"(?<!\d){edtf.earliest.year}(?!\d)", text) is not None


NUMERIC_ORDER = re.compile(
    r"(?<![\d./-])(?:(?P<range>\d{1,2})\s?-\s?)?(?P<one>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?(?:\d{4}|\d\d)(?!\d)"
)


def detect_order(texts: Iterable[str]) -> DateOrder | None:
    """The order of figures in a document, decided by those of its dates that can be read one way only ("25/03/2024").

    None where no date decides, or where they contradict one another.
    """
    orders: set[DateOrder] = set()
    for text in texts:
        for match in NUMERIC_ORDER.finditer(plain(text[:LONGEST_CELL])):
            one, two = int(match["one"]), int(match["two"])
            if one not in MONTH_NUMBERS and two in MONTH_NUMBERS:
                orders.add(DateOrder.DAY_FIRST)
            elif two not in MONTH_NUMBERS and one in MONTH_NUMBERS:
                orders.add(DateOrder.MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else None


def find_month_heading(text: str) -> tuple[int | None, int] | None:
    """The year (None if not said) and month of a heading such as "March", "MARS 2019" or "Abril de 2020"."""
    if not text or len(text) > LONGEST_HEADING:
        return None
    tokens = [t for t in tokenise(text) if t.sort not in {Sort.FILLER, Sort.BRACKET, Sort.COMMA, Sort.THROUGH}]
    tokens = [token for token in tokens if token.value not in {".", "*", "#"}]
    sorts = [token.sort for token in tokens]
    if sorts == [Sort.MONTH]:
        return None, int(tokens[0].value)
    if sorts in ([Sort.MONTH, Sort.YEAR], [Sort.YEAR, Sort.MONTH]):
        month, year = sorted(int(token.value) for token in tokens)
        return year, month
    return None
