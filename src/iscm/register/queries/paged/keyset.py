"""Parts of a list by keyset: what stands after or before a place in an order, and how many there are in all.

A place is the values of the columns that order a list, the last of which is unique. Rows that come or go meanwhile
shift nothing, and the hundredth part is found as fast as the first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value

from iscm.register.queries.stamps import Version

T = TypeVar("T")
Key = tuple[Any, ...]
MOST_COUNTS = 2000
_COUNTS: dict[str, dict[Hashable, Any]] = {}  # by version


@dataclass(frozen=True, slots=True)
class Order:
    """By which columns a list is ordered, all upwards or all downwards; the last column is unique."""

    columns: tuple[str, ...]
    is_descending: bool = False

    def turned(self) -> "Order":
        """The other way round."""
        return Order(self.columns, not self.is_descending)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of at most `limit` items begins: after `key`, or with `is_before` where it ends.

    No key is the list's beginning, or its end.
    """

    key: Key | None = None
    is_before: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list: `first` and `last` are the places of its ends, None for an empty part."""

    items: tuple[T, ...]
    total: int
    first: Key | None
    last: Key | None
    has_before: bool
    has_after: bool


class _Columns(Func):
    template = "(%(expressions)s)"


class _Compared(Func):
    template = "%(expressions)s"
    output_field = BooleanField()


def part_of_table(model: type[Model], wanted: Q, order: Order, place: Place, total: int) -> Part[tuple[Any, ...]]:
    """The keys of a part of a table, in order. One query, which reads no more rows than it gives if an index fits."""
    walked = order.turned() if place.is_before else order
    conditions: list[Any] = [wanted]
    if place.key is not None:
        conditions.append(_beyond(walked, place.key))
    found: QuerySet[Model] = model._default_manager.filter(*conditions)  # noqa: SLF001  # Django's public way
    sign = "-" if walked.is_descending else ""
    rows = list(
        found.order_by(*(sign + name for name in walked.columns))
        .values_list(*walked.columns)
        .distinct()[: place.limit + 1]
    )
    return _part(rows, rows, place, total)


def part_of_rows(rows: Iterable[T], key: Callable[[T], Key], place: Place, *, is_descending: bool = False) -> Part[T]:
    """The same of rows that are at hand."""
    held = sorted(rows, key=key)
    keys = [key(row) for row in held]
    at_end, limit = place.key is None, place.limit
    if is_descending != place.is_before:  # walk downwards
        stop = len(held) if at_end else bisect_left(keys, place.key)  # type: ignore[type-var]  # keys compare
        chosen = list(reversed(held[max(0, stop - limit - 1) : stop]))
    else:
        start = 0 if at_end else bisect_right(keys, place.key)  # type: ignore[type-var]  # keys compare
        chosen = held[start : start + limit + 1]
    return _part(chosen, [key(row) for row in chosen], place, len(held))


def counted(version: Version, name: Hashable, count: Callable[[], T]) -> T:
    """How many there are; counted once for each version of the register, since counting is what grows with it.

    Nothing is kept of a version before.
    """
    if not version.number:
        return count()
    held = _COUNTS.get(str(version))
    if held is None or len(held) >= MOST_COUNTS:
        held = {}
        # Other threads go on with what they hold.
        _COUNTS.clear()
        _COUNTS[str(version)] = held
    if name not in held:
        held[name] = count()
    found: T = held[name]
    return found


def replaced(part: Part[tuple[Any, ...]], held: Mapping[Any, T]) -> Part[T]:
    """The same part with what is held for the last value of each key; what is gone meanwhile is left out."""
    items = tuple(held[key[-1]] for key in part.items if key[-1] in held)
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)


def forget_counts() -> None:
    """Count again: for tests, whose registers share version numbers."""
    _COUNTS.clear()


def _beyond(order: Order, key: Key) -> _Compared:
    """A comparison of whole rows, which both databases answer from one index."""
    columns, values = _Columns(*(F(name) for name in order.columns)), _Columns(*(Value(each) for each in key))
    return _Compared(columns, values, arg_joiner=" < " if order.is_descending else " > ")


def _part(rows: Sequence[T], keys: Sequence[Key], place: Place, total: int) -> Part[T]:
    """`rows` were found in the direction walked, one more than wanted if there are more."""
    limit = place.limit
    is_more, was_left = len(rows) > limit, place.key is not None
    chosen, places = rows[:limit], keys[:limit]
    if place.is_before:
        chosen, places = chosen[::-1], places[::-1]
    before, after = (is_more, was_left) if place.is_before else (was_left, is_more)
    first, last = (places[0], places[-1]) if places else (None, None)
    return Part(tuple(chosen), total, first, last, has_before=before, has_after=after)
