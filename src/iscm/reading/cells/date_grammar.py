"""The grammar of dates: from pieces to EDTF.

    date   := item ((and | or | ,) item)*          several days, or a choice of days
    item   := point (through point)?               one point, or from one to the other
    point  := day? month? year? in any usual order, a quarter, a season, or a date in figures

A month or year printed once serves the others: "6-7 May", "May 6, 7 and 10", "28 December - 3 January 2024".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from iscm.domain.dates import Edtf, Precision
from iscm.domain.errors import EdtfError
from iscm.reading.cells.date_points import Context, DateOrder, NotADateError, Point, take_points
from iscm.reading.cells.date_tokens import Sort, Token

WINTER = 24
LONGEST_TURN = 6  # months that a range without a year may reach into the next one


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


def parse_tokens(tokens: Sequence[Token], context: Context) -> Expression:
    """The date that all the pieces together make; raises `NotADateError`."""
    try:
        return _expression([token for token in tokens if token.sort is not Sort.BRACKET], context)
    except (EdtfError, ValueError) as error:
        raise NotADateError(str(error)) from None


def _expression(tokens: list[Token], context: Context) -> Expression:
    opening, tokens = _opening(tokens)
    points, joints = take_points(tokens, context)
    if not points:
        raise NotADateError("nothing between the separators")
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
    if {first.sort, tokens[-1].sort} & {Sort.AND, Sort.OR}:
        raise NotADateError("a date of which a part is missing")
    if first.sort in {Sort.FROM, Sort.UNTIL, Sort.BETWEEN}:
        return first.sort, tokens[1:]
    if first.sort is Sort.THROUGH and first.value != "-":
        if first.value in {"a", "au"} and len(tokens) > 1 and tokens[1].sort is Sort.FROM:  # "à partir du"
            return Sort.FROM, tokens[2:]
        return Sort.UNTIL, tokens[1:]
    return None, tokens


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
    years = sum(Edtf.parse(item.edtf).precision is Precision.YEAR for item in items)
    if 0 < years < len(items):
        raise NotADateError("a bare year among dates")
    spans = sorted((Edtf.parse(item.edtf) for item in items), key=lambda edtf: str(edtf.earliest))
    if any(str(one.latest) >= str(other.earliest) for one, other in pairwise(spans)):
        raise NotADateError("dates that overlap")
    is_choice = kinds <= {Sort.OR, Sort.SLASH} and bool(kinds)
    if not is_choice and _are_days_on_end(spans):
        return Expression(Edtf.parse(f"{spans[0]}/{spans[-1]}"), tuple(items), note)
    texts = [item.edtf.replace("/", "..") for item in items]
    opening, closing = "[]" if is_choice else "{}"
    return Expression(Edtf.parse(f"{opening}{','.join(texts)}{closing}"), () if is_choice else tuple(items), note)


def _are_days_on_end(spans: Sequence[Edtf]) -> bool:
    """Whether single days follow one another without a gap: "4 and 5 December" is from the 4th to the 5th."""
    if any(span.precision is not Precision.DAY or span.parts or span.earliest is None for span in spans):
        return False
    days = [span.earliest.toordinal() for span in spans if span.earliest]
    return all(other == one + 1 for one, other in pairwise(days))


def is_slash_of_days(tokens: Sequence[Token]) -> bool:
    """Whether two neighbouring days are parted by a slash, which may mean both or one of them."""
    return any(
        left.sort is Sort.NUMBER and slash.sort is Sort.SLASH and right.sort is Sort.NUMBER
        for (left, slash), (_, right) in pairwise(pairwise(tokens))
    )
