"""What is to be chosen, without what it means: for each wish its possible first days, and what they cost.

Days are ordinals (`date.toordinal`), costs whole numbers: sums are exact, and every machine gives the same plan.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FOR_EVER = 4_000_000
"""More days than lie between any two."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two wishes cost together, by how many days `other` begins after `one`; other differences cost nothing."""

    one: int
    other: int
    costs: Mapping[int, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Order:
    """`later` begins at least `least` days after `earlier` begins, and at most `most`."""

    earlier: int
    later: int
    least: int
    most: int = FOR_EVER

    def is_kept(self, earlier: int, later: int) -> bool:
        """Whether these first days are in order."""
        return self.least <= later - earlier <= self.most


@dataclass(frozen=True)
class Choices:
    """The possible first days of each wish, ascending, with the cost of each; what pairs cost; what must be in order.

    No cost is negative.
    """

    days: tuple[tuple[int, ...], ...]
    costs: tuple[Mapping[int, int], ...]
    pairs: tuple[Pair, ...] = ()
    orders: tuple[Order, ...] = ()

    def cost(self, chosen: Sequence[int]) -> int:
        """What these first days cost together."""
        alone = sum(costs[day] for costs, day in zip(self.costs, chosen, strict=True))
        return alone + sum(pair.costs.get(chosen[pair.other] - chosen[pair.one], 0) for pair in self.pairs)

    def is_possible(self, chosen: Sequence[int]) -> bool:
        """Whether each is a possible day, and all are in order."""
        known = all(day in costs for costs, day in zip(self.costs, chosen, strict=True))
        return known and all(order.is_kept(chosen[order.earlier], chosen[order.later]) for order in self.orders)

    @property
    def least_alone(self) -> int:
        """What no plan can cost less than: each wish on its cheapest day, whatever the others do."""
        return sum(
            min((costs[day] for day in days), default=0) for days, costs in zip(self.days, self.costs, strict=True)
        )


Days = list[tuple[int, ...]]


def narrow(
    days: Sequence[tuple[int, ...]], orders: Sequence[Order], changed: Sequence[int] | None = None
) -> Days | None:
    """The days that can still be in order with some day of each neighbour, None where a wish has none left.

    Each wish's earliest day of what is left is a plan in order: such constraints hold for the smaller of two solutions
    wherever they hold for both. So this alone decides whether there is a plan. Takes at most (days · orders) steps;
    fewer where only some wishes have `changed` since it was done before.
    """
    left, touching = list(days), _touching(len(days), orders)
    waiting = deque(range(len(days)) if changed is None else changed)
    while waiting:
        wish = waiting.popleft()
        if not left[wish]:
            return None
        for order in touching[wish]:
            for at in (order.earlier, order.later):
                kept = _supported(left, order, at)
                if len(kept) < len(left[at]):
                    left[at] = kept
                    waiting.append(at)
    return left


def _touching(count: int, orders: Sequence[Order]) -> list[list[Order]]:
    found: list[list[Order]] = [[] for _ in range(count)]
    for order in orders:
        found[order.earlier].append(order)
        found[order.later].append(order)
    return found


def _supported(left: Days, order: Order, at: int) -> tuple[int, ...]:
    """The days of one end of an order for which the other end has a day."""
    if at == order.later:
        others, least, most = left[order.earlier], -order.most, -order.least
    else:
        others, least, most = left[order.later], order.least, order.most
    return tuple(day for day in left[at] if _has_between(others, day + least, day + most))


def _has_between(days: tuple[int, ...], first: int, last: int) -> bool:
    at = bisect_left(days, first)
    return at < len(days) and days[at] <= last
