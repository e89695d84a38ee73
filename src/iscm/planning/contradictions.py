"""Wishes that no plan can grant: which of them contradict each other, the fewest that do, in a sentence each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from iscm.planning.calendars import Calendar
from iscm.planning.choices import FOR_EVER, Order, narrow
from iscm.planning.hindrances import Bar, Hindrance
from iscm.planning.possible import Possible, excluded_by, is_in_periods, own_days, possible
from iscm.planning.wishes import Gap, Wish, Wishes

MOST_TOLD = 20
BARS = {
    Bar.TOO_SHORT: "no period is as long as the meeting",
    Bar.PAST: "days that are past",
    Bar.WEEKDAY: "weekends",
    Bar.WEEKEND: "weekends of {}",
    Bar.HOLIDAY: "public holidays of {}",
    Bar.UN_WEEK: "the high-level week of the United Nations",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Wishes, by key, that cannot all be granted, though any of them could without the others.

    `code` is past, no-day, fixed-outside, fixed-past, beside (a meeting of the calendar leaves it no day), or order
    (gaps and periods do not fit together).
    """

    code: str
    wishes: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        return self.message


def contradictions(
    wishes: Wishes, calendar: Calendar, today: date, known: Possible | None = None
) -> tuple[Contradiction, ...]:
    """Why there is no plan, none where there is one: first what each wish excludes by itself, then orders.

    `known` is what is possible for them, where that is worked out already.

    Each set of orders is as small as can be: without any one of its gaps the others could be kept. No set shares a gap
    with another; no more than twenty are told.
    """
    held = known or possible(wishes, calendar, today)
    if narrow(held.days, held.orders) is not None:
        return ()
    alone = [found for one, days in zip(wishes, held.days, strict=True) if not days and (found := _alone(one, today))]
    told = {found.wishes[0] for found in alone}
    beside = [_beside(one) for one, days in zip(wishes, held.days, strict=True) if not days and one.key not in told]
    return tuple([*alone, *beside] or _orders(held))[:MOST_TOLD]


def _alone(wish: Wish, today: date) -> Contradiction | None:
    if own_days(wish, today):
        return None
    if wish.fixed_on is not None and wish.fixed_on < today:
        return Contradiction("fixed-past", (wish.key,), f"{wish.name} is fixed on {wish.fixed_on}, which is past.")
    if wish.fixed_on is not None and not is_in_periods(wish, wish.fixed_on):
        said = f"{wish.name} is fixed on {wish.fixed_on}, outside its own periods ({_periods(wish)})."
        return Contradiction("fixed-outside", (wish.key,), said)
    if all(last < today for _, last in wish.periods):
        return Contradiction("past", (wish.key,), f"All periods of {wish.name} are past ({_periods(wish)}).")
    return Contradiction("no-day", (wish.key,), _no_day(wish, excluded_by(wish, today)))


def _no_day(wish: Wish, bars: Sequence[Hindrance]) -> str:
    if [one.bar for one in bars] == [Bar.TOO_SHORT]:
        return f"{wish.name} lasts {_days(wish.days)}, longer than any of its periods ({_periods(wish)})."
    why = " and ".join(BARS.get(one.bar, one.bar.value).format(one.country) for one in bars)
    return f"{wish.name}, {_days(wish.days)}, has no day in its periods ({_periods(wish)}) without {why}."


def _beside(wish: Wish) -> Contradiction:
    others = ", ".join(f"“{gap.key}”" for gap in wish.after)
    said = f"{wish.name} finds no day in its periods ({_periods(wish)}) that keeps its distance to {others}."
    return Contradiction("beside", (wish.key,), said)


def _orders(held: Possible) -> list[Contradiction]:
    """One contradiction after the other, each without the gaps of those before."""
    left = list(range(len(held.orders)))
    found: list[Contradiction] = []
    while len(found) < MOST_TOLD and narrow(held.days, [held.orders[at] for at in left]) is None:
        fewest = _fewest(left, lambda some: narrow(held.days, [held.orders[at] for at in some]) is None)
        found.append(_told(held, fewest))
        left = [at for at in left if at not in fewest]
    return found


def _fewest(places: Sequence[int], is_impossible: Callable[[Sequence[int]], bool]) -> list[int]:
    """Some of these that are impossible together, and possible without any one of them.

    The last of the shortest impossible beginning is needed; so on with what stands before it. As many questions as the
    answer is long, times the logarithm of all.
    """
    needed: list[int] = []
    rest = list(places)
    while not is_impossible(needed):
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if is_impossible([*needed, *rest[:middle]]) else (middle + 1, high)
        needed.append(rest[low - 1])
        rest = rest[: low - 1]
    return sorted(needed)


def _told(held: Possible, places: Sequence[int]) -> Contradiction:
    orders: list[Order] = [held.orders[at] for at in places]
    ends = sorted({end for order in orders for end in (order.earlier, order.later)})
    wishes = {one.key: one for one in held.wishes}
    gaps = "; ".join(_gap(wishes, *held.gaps[at]) for at in places)
    days = "; ".join(_span(held.wishes[end], held.days[end]) for end in ends)
    return Contradiction(
        "order", tuple(held.wishes[end].key for end in ends), f"These wishes exclude each other: {gaps}. But {days}."
    )


def _gap(wishes: dict[str, Wish], key: str, gap: Gap) -> str:
    if gap.least < 0:
        return f"{wishes[key].name} is not to begin before {wishes[gap.key].name}"
    side = "before" if gap.is_before else "after"
    most = f" and at most {_days(gap.most)}" if gap.most < FOR_EVER else ""
    return f"{wishes[key].name} is wished at least {_days(gap.least)}{most} {side} {wishes[gap.key].name}"


def _span(wish: Wish, days: Sequence[int]) -> str:
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
    if wish.fixed_on is not None or first == last:
        return f"{wish.name} can only begin on {first}"
    return f"{wish.name} ({_days(wish.days)}) can begin from {first} to {last}"


def _periods(wish: Wish) -> str:
    return "; ".join(f"{first} to {last}" for first, last in wish.periods)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
