"""A good plan without a solver: each wish to its best day, again and again, then some shaken and settled anew.

Gives no bound of its own. The same choices, seed and number of rounds give the same plan.
"""

import random
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from iscm.planning.choices import FOR_EVER, Choices, narrow

ROUNDS = 20_000
SHAKEN = 4
"""Wishes moved at random before all settle again."""
SLACK = 100
"""How much worse may be taken for the time being, about: a tenth of a State. Much less gets stuck, much more lost."""

Chosen = tuple[int, ...]
OnBetter = Callable[[Chosen, int], None]
ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """First days in the order of the wishes, what they cost, and whether the rounds were done to their end."""

    days: Chosen
    cost: int
    is_done: bool


def first_plan(choices: Choices) -> Chosen | None:
    """A plan in order, wish by wish on the cheapest day that leaves the others one; None if there is none.

    Those with the fewest days choose first.
    """
    left = narrow(choices.days, choices.orders)
    if left is None:
        return None
    search = _Search(choices)
    scarce = [len(days) for days in left]
    for wish in sorted(range(len(left)), key=lambda one: (scarce[one], one)):
        placed = [days[0] if len(days) == 1 else None for days in left]
        prices = search.prices(wish, placed)
        for day in sorted(left[wish], key=lambda one: (prices[one], one)):
            tried = narrow([*left[:wish], (day,), *left[wish + 1 :]], choices.orders, [wish])
            if tried is not None:
                left = tried
                break
    return tuple(days[0] for days in left)


def improve(
    choices: Choices,
    start: Sequence[int],
    *,
    seconds: float,
    rounds: int = ROUNDS,
    seed: int = 1,
    on_better: OnBetter = lambda _days, _cost: None,
    should_stop: ShouldStop = lambda: False,
) -> Found:
    """The best plan found from a possible one within some seconds and rounds; never worse than `start`."""
    # Chance serves the search, no secret hangs on it.
    chance, until, search = random.Random(seed), time.monotonic() + seconds, _Search(choices)  # noqa: S311
    free = [wish for wish, days in enumerate(choices.days) if len(days) > 1]
    days = list(start)
    cost = choices.cost(days) + search.settle(days, free)
    best = Found(tuple(days), cost, is_done=True)
    on_better(best.days, best.cost)
    for _ in range(rounds if free else 0):
        if best.cost == choices.least_alone:
            break
        if time.monotonic() >= until or should_stop():
            return replace(best, is_done=False)
        tried = days.copy()
        change = search.shake(tried, free, chance)
        if change <= 0 or chance.random() < exp(-change / SLACK):
            days, cost = tried, cost + change
        if cost < best.cost:
            best = replace(best, days=tuple(days), cost=cost)
            on_better(best.days, best.cost)
    return best


class _Search:
    """The choices, indexed by wish: what each day of one costs, given the days of the others."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        # By wish: the others that it costs something with, and what that is by how many days it begins after the other.
        self.beside: list[list[tuple[int, Mapping[int, int]]]] = [[] for _ in choices.days]
        for pair in choices.pairs:
            self.beside[pair.other].append((pair.one, pair.costs))
            self.beside[pair.one].append((pair.other, {-gap: cost for gap, cost in pair.costs.items()}))
        self.orders: list[list[tuple[int, int, int]]] = [[] for _ in choices.days]
        for order in choices.orders:
            self.orders[order.later].append((order.earlier, order.least, order.most))
            self.orders[order.earlier].append((order.later, -order.most, -order.least))

    def prices(self, wish: int, days: Sequence[int | None]) -> dict[int, int]:
        """What each day of a wish would cost beside the days of those that have one."""
        prices = dict(self.choices.costs[wish])
        for other, costs in self.beside[wish]:
            at = days[other]
            if at is None:
                continue
            for gap, cost in costs.items():
                if at + gap in prices:
                    prices[at + gap] += cost
        return prices

    def settle(self, days: list[int], waiting: Sequence[int]) -> int:
        """Move each of these to its best day, and those that it comes to clash with; what that adds to the cost."""
        queue, change = deque(waiting), 0
        while queue:
            wish = queue.popleft()
            prices = self.prices(wish, days)
            best = self._best(wish, days, prices)
            if best != days[wish]:
                change += prices[best] - prices[days[wish]]
                days[wish] = best
                queue.extend(other for other in self._clashing(wish, days) if other not in queue)
        return change

    def shake(self, days: list[int], free: Sequence[int], chance: random.Random) -> int:
        """Move a wish and some beside it at random within their order, then settle; what that adds to the cost."""
        first = chance.choice(free)
        beside = [other for other, _ in self.beside[first] if len(self.choices.days[other]) > 1]
        moved = [first, *chance.sample(beside, min(chance.randrange(SHAKEN), len(beside)))]
        change, clashing = 0, []
        for wish in moved:
            low, high = self._room(wish, days)
            prices = self.prices(wish, days)
            day = chance.choice([day for day in self.choices.days[wish] if low <= day <= high])
            change += prices[day] - prices[days[wish]]
            days[wish] = day
            clashing += self._clashing(wish, days)
        return change + self.settle(days, list(dict.fromkeys([*clashing, *moved])))

    def _clashing(self, wish: int, days: Sequence[int]) -> list[int]:
        """Those that may move and now cost something together with a wish."""
        at = days[wish]
        return [
            other
            for other, costs in self.beside[wish]
            if len(self.choices.days[other]) > 1 and costs.get(at - days[other])
        ]

    def _best(self, wish: int, days: Sequence[int], prices: Mapping[int, int]) -> int:
        """The cheapest day in order with the others; where it stands unless another is truly cheaper."""
        low, high = self._room(wish, days)
        best = days[wish]
        for day in self.choices.days[wish]:
            if low <= day <= high and prices[day] < prices[best]:
                best = day
        return best

    def _room(self, wish: int, days: Sequence[int]) -> tuple[int, int]:
        """Between which days it may begin, given the others."""
        bounds = [(days[other] + least, days[other] + most) for other, least, most in self.orders[wish]]
        return max((low for low, _ in bounds), default=0), min((high for _, high in bounds), default=FOR_EVER)
