"""The points that a date is made of: runs of pieces between separators, each with its day, month and year."""

from dataclasses import dataclass, replace
from enum import StrEnum

from iscm.domain.errors import EdtfError
from iscm.reading.cells.date_tokens import Sort, Token
from iscm.reading.cells.date_words import LAST, UNITS, WEEKS
from iscm.reading.cells.words import listed


class DateOrder(StrEnum):
    """Whether 03/04 is the third of April or the fourth of March."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known from elsewhere in the document: its year, a carried month, the order of its figures."""

    year: int | None = None
    month: int | None = None
    order: DateOrder = DateOrder.DAY_FIRST


@dataclass(slots=True)
class Point:
    """One end or member as printed; what is missing is filled from its neighbours."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    division: int | None = None
    is_approximate: bool = False
    is_month_first: bool = False
    shape: str = ""

    def edtf(self) -> str:
        """The point in EDTF; raises `EdtfError` where a part is missing."""
        if self.year is None or (self.day is not None and self.month is None):
            raise EdtfError("a date without its year or month")
        mark = "~" if self.is_approximate else ""
        if self.division is not None:
            return f"{self.year:04}-{self.division}{mark}"
        month = f"-{self.month:02}" if self.month is not None else ""
        day = f"-{self.day:02}" if self.day is not None else ""
        return f"{self.year:04}{month}{day}{mark}"


class NotADateError(ValueError):
    """The pieces do not make a date."""


SEPARATORS = (Sort.COMMA, Sort.AND, Sort.OR, Sort.SLASH, Sort.THROUGH)
# D day, M month, Y year, V quarter or season, N in figures, A approximately
SHAPES = frozenset(listed("D M Y DM DY MD DMY MDY YMD YM MY V VY YV N AM AMY AY AYM AV AVY ADM ADMY AMD AMDY"))
TWO_FIGURES = 2
LAST_DAY = 31
CENTURY = 100
HALVES = (40, 41)
LETTERS = {
    Sort.NUMBER: "D",
    Sort.MONTH: "M",
    Sort.YEAR: "Y",
    Sort.DIVISION: "V",
    Sort.NUMERIC: "N",
    Sort.APPROXIMATELY: "A",
}


def take_points(tokens: list[Token], context: Context) -> tuple[list[Point], list[Sort]]:
    """The points of a date and the separators between them; raises `NotADateError`."""
    tokens = _once([token for token in tokens if token.sort not in {Sort.FILLER, Sort.WEEKDAY}])
    return _points(_divisions(tokens), context)


def _once(tokens: list[Token]) -> list[Token]:
    """A month printed under two names is one: "نيسان/أبريل"."""
    out: list[Token] = []
    for token in tokens:
        named = [t.value for t in out[-2:] if t.sort is Sort.MONTH]
        if token.sort is Sort.MONTH and named == [token.value] and out[-1].sort in {Sort.MONTH, Sort.SLASH}:
            out = [t for t in out if t is not out[-1] or t.sort is Sort.MONTH]
        else:
            out.append(token)
    return out


def _divisions(tokens: list[Token]) -> list[Token]:
    """Ordinals before a unit become quarters or halves: "Second/Third Quarter", "1er semestre"."""
    out: list[Token] = []
    waiting: list[int] = []
    for token in tokens:
        if token.sort is Sort.ORDINAL or (token.sort is Sort.NUMBER and token.has_ending):
            waiting.append(len(out))
            out.append(token)
        elif token.value in WEEKS and out and (out[-1].value in LAST or (waiting and waiting[-1] == len(out) - 1)):
            out[-1] = replace(token, sort=Sort.APPROXIMATELY)
        elif token.sort in {Sort.THROUGH, Sort.APPROXIMATELY} and out and out[-1].sort is Sort.APPROXIMATELY:
            continue
        elif token.sort is Sort.UNIT:
            out[-1:] = _counted(out, waiting, token)
            waiting = []
        else:
            if token.sort not in SEPARATORS:
                waiting = []
            out.append(token)
    return out


def _counted(out: list[Token], waiting: list[int], unit: Token) -> list[Token]:
    first, many = UNITS[str(unit.value)]
    if not waiting or waiting[-1] != len(out) - 1:
        raise NotADateError("a unit that nothing counts")
    for index in waiting:
        ordinal = out[index]
        number = int(ordinal.value)
        if not 1 <= number <= many:
            raise NotADateError("no such part of a year")
        out[index] = Token(Sort.DIVISION, first + number - 1, ordinal.start, unit.end)
    return out[-1:]


def _points(tokens: list[Token], context: Context) -> tuple[list[Point], list[Sort]]:
    """Runs of pieces between separators, and the separators."""
    groups: list[list[Token]] = [[]]
    joints: list[Sort] = []
    for index, token in enumerate(tokens):
        if token.sort in SEPARATORS:
            if token.sort is Sort.COMMA and _comma_is_inside(groups[-1], tokens, index):
                continue
            if groups[-1]:
                groups.append([])
                joints.append(token.sort)
            elif joints:
                joints[-1] = _stronger(joints[-1], token.sort)
        else:
            groups[-1].append(token)
    if not groups[-1]:
        if joints and joints[-1] is Sort.THROUGH:
            raise NotADateError("a range without an end")
        groups, joints = groups[:-1], joints[:-1]
    return [_point(group, context) for group in groups], joints


def _comma_is_inside(group: list[Token], tokens: list[Token], index: int) -> bool:
    """Whether the comma only parts the year ("May 6, 2024") or the month ("May, 6-7") of one date."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or not group:
        return False
    if [token.sort for token in group] == [Sort.YEAR] and after.sort is Sort.MONTH and group[0] is tokens[0]:
        return True
    if after.sort is Sort.YEAR:
        return group[-1].sort is not Sort.YEAR
    only_month = [token.sort for token in group] == [Sort.MONTH]
    beyond = tokens[index + 2] if index + 2 < len(tokens) else None
    return only_month and after.sort is Sort.NUMBER and (beyond is None or beyond.sort is not Sort.MONTH)


def _stronger(one: Sort, other: Sort) -> Sort:
    if Sort.COMMA in {one, other}:
        return other if one is Sort.COMMA else one
    if one is other:
        return one
    raise NotADateError("two separators in a row")


def _point(group: list[Token], context: Context) -> Point:
    group = [token for token in group if token.value != "."]
    shape = "".join(LETTERS.get(token.sort, "?") for token in group)
    point = Point(group[0].start, group[-1].end) if group else Point(0, 0)
    if shape == "DMD" and _is_year_in_short(group[2], context):  # 12 Mar 24
        shape, group = "DMY", [*group[:2], replace(group[2], sort=Sort.YEAR, value=2000 + int(group[2].value))]
    if shape in {"VM", "VMY"} and group[0].value in HALVES:  # "first half of March"
        shape, group = "A" + shape[1:], [replace(group[0], sort=Sort.APPROXIMATELY), *group[1:]]
    if shape not in SHAPES:
        raise NotADateError(f"not a date: {shape}")
    point.shape, point.is_month_first = shape, "MD" in shape
    for token in group:
        _take(point, token, context)
    if point.day is not None and not 1 <= point.day <= LAST_DAY:
        raise NotADateError("no such day")
    return point


def _is_year_in_short(token: Token, context: Context) -> bool:
    """Whether two figures after a month may be a year: one near the document's, where that is known."""
    if token.has_ending or token.end - token.start != TWO_FIGURES:
        return False
    return context.year is None or abs(2000 + int(token.value) - context.year) <= 1


def _take(point: Point, token: Token, context: Context) -> None:
    if token.sort is Sort.NUMBER:
        point.day = int(token.value)
    elif token.sort is Sort.MONTH:
        point.month = int(token.value)
    elif token.sort is Sort.YEAR:
        point.year = int(token.value)
    elif token.sort is Sort.DIVISION:
        point.division = int(token.value)
    elif token.sort is Sort.APPROXIMATELY:
        point.is_approximate = True
    else:
        point.year, point.month, point.day = in_figures(str(token.value), context.order)


def in_figures(text: str, order: DateOrder) -> tuple[int, int, int]:
    """Year, month and day of a date in figures; two digits of a year are those of this century."""
    one, two, three = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
    if text[:4].isdigit():
        return one, two, three
    year = three if three >= CENTURY else 2000 + three
    return (year, two, one) if order is DateOrder.DAY_FIRST else (year, one, two)
