"""The grammar of dates: from pieces to EDTF.

    date   := item ((and | or | ,) item)*          several days, or a choice of days
    item   := point (through point)?               one point, or from one to the other
    point  := day? month? year? in any usual order, a quarter, a season, or a date in figures

A month or year printed once serves the others: "6-7 May", "May 6, 7 and 10", "28 December - 3 January 2024".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from iscm.domain.dates import Edtf, Precision
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


@dataclass(frozen=True, slots=True)
class Item:
    """A point or the span between two, with its EDTF and its place in the text."""

    edtf: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole date: its EDTF, and its items one by one."""

    edtf: Edtf
    items: tuple[Item, ...]
    note: str | None = None


class NotADateError(ValueError):
    """The pieces do not make a date."""


SEPARATORS = (Sort.COMMA, Sort.AND, Sort.OR, Sort.SLASH, Sort.THROUGH)
SHAPES = frozenset(
    listed("D M Y DM DY MD DMY MDY YMD YM MY V VY YV N AM AMY AY AYM AV AVY ADM ADMY AMD AMDY")
)  # D day, M month, Y year, V quarter or season, N in figures, A approximately
WINTER = 24
TWO_FIGURES = 2
LAST_DAY = 31
CENTURY = 100
LONGEST_TURN = 6  # months that a range without a year may reach into the next one


def parse_tokens(tokens: Sequence[Token], context: Context) -> Expression:
    """The date that all the pieces together make; raises `NotADateError`."""
    try:
        return _expression([token for token in tokens if token.sort is not Sort.BRACKET], context)
    except (EdtfError, ValueError) as error:
        raise NotADateError(str(error)) from None


def _expression(tokens: list[Token], context: Context) -> Expression:
    opening, tokens = _opening(tokens)
    tokens = _once([token for token in tokens if token.sort not in {Sort.FILLER, Sort.WEEKDAY}])
    tokens = _divisions(tokens)
    points, joints = _points(tokens, context)
    if opening is Sort.BETWEEN:
        joints = [Sort.THROUGH if joint is Sort.AND else joint for joint in joints]
    points, joints = _without_stray_joints(points, joints)
    _fill_months(points, joints, context)
    note = _fill_years(points, joints, context)
    items, joints = _items(points, joints)
    if opening in {Sort.FROM, Sort.UNTIL} and len(points) == 1:
        text = f"{items[0].edtf}/.." if opening is Sort.FROM else f"../{items[0].edtf}"
        return Expression(Edtf.parse(text), ())
    return _joined(items, joints, note)


def _opening(tokens: list[Token]) -> tuple[Sort | None, list[Token]]:
    while tokens and tokens[0].sort in {Sort.COMMA, Sort.FILLER}:
        tokens = tokens[1:]
    while (tokens and tokens[-1].sort in {Sort.COMMA, Sort.FILLER}) or (tokens and tokens[-1].value == "."):
        tokens = tokens[:-1]
    if not tokens:
        raise NotADateError("nothing")
    first = tokens[0]
    if first.sort in {Sort.FROM, Sort.UNTIL, Sort.BETWEEN}:
        return first.sort, tokens[1:]
    if first.sort is Sort.THROUGH and first.value != "-":
        if first.value in {"a", "au"} and len(tokens) > 1 and tokens[1].sort is Sort.FROM:  # "à partir du"
            return Sort.FROM, tokens[2:]
        return Sort.UNTIL, tokens[1:]
    return None, tokens


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
        if not 1 <= int(ordinal.value if ordinal.sort is Sort.NUMBER else _rank(ordinal)) <= many:
            raise NotADateError("no such part of a year")
        number = int(ordinal.value) if ordinal.sort is Sort.NUMBER else _rank(ordinal)
        out[index] = Token(Sort.DIVISION, first + number - 1, ordinal.start, unit.end)
    return out[-1:]


def _rank(ordinal: Token) -> int:
    return int(ordinal.value)


def _points(tokens: list[Token], context: Context) -> tuple[list[Point], list[Sort]]:
    """Runs of pieces between separators, and the separators."""
    groups: list[list[Token]] = [[]]
    joints: list[Sort] = []
    for token in tokens:
        if token.sort in SEPARATORS:
            if token.sort is Sort.COMMA and _comma_is_inside(groups[-1], tokens, token):
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


def _comma_is_inside(group: list[Token], tokens: list[Token], comma: Token) -> bool:
    """Whether the comma only parts the year ("May 6, 2024") or the month ("May, 6-7") of one date."""
    index = tokens.index(comma)
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


HALVES = (40, 41)
LETTERS = {
    Sort.NUMBER: "D",
    Sort.MONTH: "M",
    Sort.YEAR: "Y",
    Sort.DIVISION: "V",
    Sort.NUMERIC: "N",
    Sort.APPROXIMATELY: "A",
}


def _point(group: list[Token], context: Context) -> Point:
    group = [token for token in group if token.value != "."]
    shape = "".join(LETTERS.get(token.sort, "?") for token in group)
    point = Point(group[0].start, group[-1].end) if group else Point(0, 0)
    if shape == "DMD" and not group[2].has_ending and group[2].end - group[2].start == TWO_FIGURES:  # 12 Mar 24
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


def _without_stray_joints(points: list[Point], joints: list[Sort]) -> tuple[list[Point], list[Sort]]:
    """A dash between a day and its month, or before the year, is no range: "12-March", "12-Mar-2024"."""
    index = 0
    while index < len(joints):
        left, right = points[index], points[index + 1]
        joins = joints[index] in {Sort.THROUGH, Sort.SLASH} and (
            (index == 0 and (left.shape, right.shape) in {("D", "M"), ("D", "MY"), ("M", "D")})
            or (left.shape in {"DM", "M"} and right.shape == "Y" and joints[index] is Sort.THROUGH)
            or (left.shape == "V" and right.shape == "Y")
            or _is_winter_of_two_years(left, right)
        )
        if joins:
            left.day, left.month, left.year = left.day or right.day, left.month or right.month, left.year or right.year
            left.shape, left.end = left.shape + right.shape, right.end
            points, joints = points[: index + 1] + points[index + 2 :], joints[:index] + joints[index + 1 :]
        else:
            index += 1
    return points, joints


def _is_winter_of_two_years(left: Point, right: Point) -> bool:
    """Whether this is the winter that begins in one year and ends in the next: "Winter 2019/2020"."""
    return left.division == WINTER and right.shape == "Y" and left.year is not None and right.year == left.year + 1


def _fill_months(points: list[Point], joints: list[Sort], context: Context) -> None:
    if all(point.month is None for point in points):
        for point in points:
            point.month = context.month if point.day is not None else None
    for index, point in enumerate(points):
        if point.day is None or point.month is not None:
            continue
        before = next((p for p in reversed(points[:index]) if p.month is not None), None)
        after = next((p for p in points[index + 1 :] if p.month is not None), None)
        if after and after.shape == "N" and context.order is DateOrder.MONTH_FIRST:
            raise NotADateError("days before a month are in day-first order")
        ends_later = index < len(joints) and joints[index] is Sort.THROUGH and points[index + 1].month is not None
        if ends_later and after and not after.is_month_first:
            point.month = after.month
        elif before and (before.is_month_first or before.shape.startswith("N")):
            point.month, point.is_month_first = before.month, True
        elif after and not after.is_month_first:
            point.month = after.month
        else:
            raise NotADateError("a day without its month")


def _fill_years(points: list[Point], joints: list[Sort], context: Context) -> str | None:
    """Years printed once serve the others; a range that would run backwards turns the year."""
    note = None
    given = [point.year is not None for point in points]
    for index in range(len(points) - 1, -1, -1):
        point = points[index]
        if point.year is None and index + 1 < len(points) and points[index + 1].year is not None:
            after = points[index + 1]
            turns = joints[index] is Sort.THROUGH and _turns(point, after)
            point.year = after.year - turns if after.year is not None else None
    for index, point in enumerate(points):
        if point.year is None:
            before = points[index - 1] if index else None
            point.year = before.year if before else context.year
            if before and joints[index - 1] is Sort.THROUGH and _turns(before, point) and point.year is not None:
                point.year += 1
                if not any(given):
                    note = f"the end read as in {point.year}"
    return note


def _turns(first: Point, last: Point) -> bool:
    """Whether a range from the first to the last month crosses the turn of the year."""
    if first.month is None or last.month is None or last.month >= first.month:
        return False
    return last.month + 12 - first.month <= LONGEST_TURN


def _items(points: list[Point], joints: list[Sort]) -> tuple[list[Item], list[Sort]]:
    items: list[Item] = []
    between: list[Sort] = []
    index = 0
    while index < len(points):
        first = points[index]
        if index < len(joints) and joints[index] is Sort.THROUGH:
            last = points[index + 1]
            if index + 1 < len(joints) and joints[index + 1] is Sort.THROUGH:
                raise NotADateError("a range with three ends")
            text = first.edtf() if first.edtf() == last.edtf() else f"{first.edtf()}/{last.edtf()}"
            items.append(Item(Edtf.parse(text).text, first.start, last.end))
            index += 1
        else:
            items.append(Item(Edtf.parse(first.edtf()).text, first.start, first.end))
        if index < len(joints):
            between.append(joints[index])
        index += 1
    return items, between


def _joined(items: list[Item], joints: list[Sort], note: str | None) -> Expression:
    if len(items) == 1:
        return Expression(Edtf.parse(items[0].edtf), (), note)
    kinds = set(joints) - {Sort.COMMA}
    if len(kinds) > 1:
        raise NotADateError("both all of these and one of these")
    if any(Edtf.parse(item.edtf).precision is Precision.YEAR for item in items):
        raise NotADateError("a bare year among dates")
    spans = sorted((Edtf.parse(item.edtf) for item in items), key=lambda edtf: str(edtf.earliest))
    if any(str(one.latest) >= str(other.earliest) for one, other in pairwise(spans)):
        raise NotADateError("dates that overlap")
    is_choice = kinds <= {Sort.OR, Sort.SLASH} and bool(kinds)
    texts = [item.edtf.replace("/", "..") for item in items]
    opening, closing = "[]" if is_choice else "{}"
    return Expression(Edtf.parse(f"{opening}{','.join(texts)}{closing}"), () if is_choice else tuple(items), note)


def is_slash_of_days(tokens: Sequence[Token]) -> bool:
    """Whether two neighbouring days are parted by a slash, which may mean both or one of them."""
    return any(
        left.sort is Sort.NUMBER and slash.sort is Sort.SLASH and right.sort is Sort.NUMBER
        for (left, slash), (_, right) in pairwise(pairwise(tokens))
    )
