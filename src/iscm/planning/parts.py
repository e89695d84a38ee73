"""A plan in parts: wishes that stand most in each other's way together, so that each part can be solved to its end."""

from collections.abc import Sequence

from iscm.planning.choices import Choices, Order, Pair


def parts_of(choices: Choices, most: int) -> list[tuple[int, ...]]:
    """The wishes in parts of at most `most`: those first put together that would cost most if they chose blindly.

    Those that only are in order come last: where `most` is enough for all, no part has anything to do with another.
    """
    part = {wish: [wish] for wish in range(len(choices.days))}
    own = list(range(len(choices.days)))
    days = [frozenset(of) for of in choices.days]
    tense = sorted((-_tension(pair, days), pair.one, pair.other) for pair in choices.pairs)
    for one, other in [*(tied[1:] for tied in tense), *((order.earlier, order.later) for order in choices.orders)]:
        mine, others = own[one], own[other]
        if mine != others and len(part[mine]) + len(part[others]) <= most:
            for wish in part[others]:
                own[wish] = mine
            part[mine] += part.pop(others)
    return [tuple(sorted(wishes)) for wishes in part.values()]


def by_themselves(choices: Choices, wishes: Sequence[int]) -> Choices:
    """The choices of some wishes, as if there were no others.

    No plan of all costs less for them: so what the parts cost at least, together, is a bound for the whole.
    """
    return _some(
        choices, wishes, [choices.days[wish] for wish in wishes], [dict(choices.costs[wish]) for wish in wishes]
    )


def beside_others(choices: Choices, wishes: Sequence[int], chosen: Sequence[int]) -> Choices:
    """The choices of some wishes while the others stay where they are, with all that these cost them."""
    place = {wish: at for at, wish in enumerate(wishes)}
    costs = [dict(choices.costs[wish]) for wish in wishes]
    days = [choices.days[wish] for wish in wishes]
    for pair in choices.pairs:
        if (pair.one in place) == (pair.other in place):
            continue
        moves, stays, sign = (pair.one, pair.other, -1) if pair.one in place else (pair.other, pair.one, 1)
        for gap, cost in pair.costs.items():
            day = chosen[stays] + sign * gap
            if day in costs[place[moves]]:
                costs[place[moves]][day] += cost
    for order in choices.orders:
        if order.earlier in place and order.later not in place:
            at, low, high = place[order.earlier], chosen[order.later] - order.most, chosen[order.later] - order.least
        elif order.later in place and order.earlier not in place:
            at, low, high = place[order.later], chosen[order.earlier] + order.least, chosen[order.earlier] + order.most
        else:
            continue
        days[at] = tuple(day for day in days[at] if low <= day <= high)
    return _some(choices, wishes, days, costs)


def _some(
    choices: Choices, wishes: Sequence[int], days: Sequence[tuple[int, ...]], costs: Sequence[dict[int, int]]
) -> Choices:
    place = {wish: at for at, wish in enumerate(wishes)}
    return Choices(
        tuple(days),
        tuple(costs),
        tuple(
            Pair(place[pair.one], place[pair.other], pair.costs)
            for pair in choices.pairs
            if pair.one in place and pair.other in place
        ),
        tuple(
            Order(place[order.earlier], place[order.later], order.least, order.most)
            for order in choices.orders
            if order.earlier in place and order.later in place
        ),
    )


def _tension(pair: Pair, days: Sequence[frozenset[int]]) -> float:
    """About what a pair costs on average, if each takes any of its days: more where they have many in common."""
    mine, others = days[pair.one], days[pair.other]
    return sum(pair.costs.values()) * len(mine & others) / (len(mine) * len(others))
