"""On which days each wish may begin, and what must be in order: before anything is weighed."""

from dataclasses import dataclass
from datetime import date, timedelta

from iscm.planning.calendars import Calendar
from iscm.planning.choices import Order
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.hindrances import Hindrance, contradiction, hindrances
from iscm.planning.observance import ObservanceKind
from iscm.planning.requests import Request
from iscm.planning.wishes import Gap, Wish, Wishes

WORKING_WEEK = 5  # who meets for longer meets over a weekend
NOBODY: Calendar = Calendar()


@dataclass(frozen=True, slots=True)
class Possible:
    """The first days of each wish as ordinals, and the orders between wishes, with the gaps that ask for them.

    `wishes` and `gaps` are in the order of `days` and `orders`; each gap comes with the key of its wish.
    """

    wishes: tuple[Wish, ...]
    days: tuple[tuple[int, ...], ...]
    orders: tuple[Order, ...]
    gaps: tuple[tuple[str, Gap], ...]


def possible(wishes: Wishes, calendar: Calendar, today: date) -> Possible:
    """What is possible for each wish by itself: working days of its host, no holiday, not before `today`.

    A fixed one may be on its day and no other, whatever the day. Gaps to meetings of the calendar leave out days, those
    to wishes that nobody knows say nothing (see `unknown_names`).
    """
    held = {one.key: one for one in calendar.engagements if one.key not in wishes.by_key}
    places = {one.key: place for place, one in enumerate(wishes)}
    days = tuple(
        tuple(day.toordinal() for day in own_days(one, today) if fits_calendar(one, day, held)) for one in wishes
    )
    found = [
        (_order(one, gap, places, wishes), one.key, gap) for one in wishes for gap in one.after if gap.key in places
    ]
    return Possible(
        tuple(wishes), days, tuple(order for order, _, _ in found), tuple((key, gap) for _, key, gap in found)
    )


def own_days(wish: Wish, today: date) -> tuple[date, ...]:
    """The first days that a wish may have by its own periods, ascending."""
    if wish.fixed_on is not None:
        return (wish.fixed_on,) if is_in_periods(wish, wish.fixed_on) and wish.fixed_on >= today else ()
    against = hindrances(_request(wish, today), _place(wish), NOBODY) if wish.periods else {}
    return tuple(sorted(day for day, found in against.items() if not found or day == wish.now))


def excluded_by(wish: Wish, today: date) -> tuple[Hindrance, ...]:
    """The fewest of its own conditions that leave a wish no day; none where it has one."""
    return contradiction(hindrances(_request(wish, today), _place(wish), NOBODY).values()) if wish.periods else ()


def is_in_periods(wish: Wish, first: date) -> bool:
    """Whether a wish that begins on a day lies wholly within one of its periods; one without any may be anywhere."""
    last = first + timedelta(days=wish.days - 1)
    return not wish.periods or any(start <= first and last <= end for start, end in wish.periods)


def fits_calendar(wish: Wish, first: date, held: dict[str, Engagement]) -> bool:
    """Whether all gaps to meetings of the calendar are kept, wherever in its bounds each of these may be."""
    return all(
        _is_kept(gap, first, first + timedelta(days=wish.days - 1), held[gap.key])
        for gap in wish.after
        if gap.key in held
    )


def _is_kept(gap: Gap, first: date, last: date, other: Engagement) -> bool:
    if gap.is_before:
        return gap.least <= (other.first - last).days and (other.latest - last).days <= gap.most
    ends_first = other.first + timedelta(days=other.days - 1)
    return gap.least <= (first - other.end).days and (first - ends_first).days <= gap.most


def _order(wish: Wish, gap: Gap, places: dict[str, int], wishes: Wishes) -> Order:
    """A gap counts from the end of the earlier one; an order from its beginning."""
    earlier, later = (wish, wishes.by_key[gap.key]) if gap.is_before else (wishes.by_key[gap.key], wish)
    length = earlier.days - 1
    return Order(places[earlier.key], places[later.key], gap.least + length, gap.most + length)


def _place(wish: Wish) -> Point | None:
    """Its city, for the holidays of that part of the country; where it lies says nothing here."""
    return Point(wish.city, wish.country, 0.0, 0.0, is_exact=False) if wish.city and wish.country else None


def _request(wish: Wish, today: date) -> Request:
    return Request(
        days=wish.days,
        periods=wish.periods,
        today=today,
        hosts=(wish.country,) if wish.country else (),
        avoid=frozenset() if wish.in_un_week else frozenset({ObservanceKind.UN_WEEK}),
        over_weekends=wish.days > WORKING_WEEK,
        key=wish.key,
    )
