"""What each first day of a meeting would meet: how near that is once for all cities, what it weighs once for each."""

from collections.abc import Iterable
from datetime import date

from iscm.planning.calendars import Calendar
from iscm.planning.clashes import expected
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.requests import Request
from iscm.planning.sharing import Measure, measure, share
from iscm.planning.weights import Weights

Near = list[tuple[int, float, float]]


class Nearness:
    """The weight of clashes for many first days and some cities; the same as the sum of `clashes_of`, up to rounding.

    What a pair weighs is so much for what both share and so much for the way, each times a factor that follows from the
    days alone. The factors are worked out once for each first day, the weights once for each city.
    """

    def __init__(self, request: Request, calendar: Calendar, weights: Weights) -> None:
        self._request, self._calendar, self._weights = request, calendar, weights
        self._near: dict[date, Near] = {}

    def weigh(self, firsts: Iterable[date], place: Point | None) -> dict[date, float]:
        """What a meeting there would meet, by its first day."""
        there = self._request.meeting(date.min, place)  # what it shares is the same on all days
        measures: dict[int, Measure] = {}
        found: dict[date, float] = {}
        for first in firsts:
            total = 0.0
            for at, on_days, on_the_way in self._near_to(first):
                if at not in measures:
                    measures[at] = self._measure(there, self._calendar.engagements[at])
                total += measures[at].shared * on_days + measures[at].travel * on_the_way
            found[first] = total
        return found

    def _near_to(self, first: date) -> Near:
        """The other meetings near a first day: their place in the calendar, and both factors."""
        if first not in self._near:
            one, within = self._request.meeting(first, None), self._request.within
            found: Near = []
            for at in self._calendar.places_near(one.first, one.end, within):
                other = self._calendar.engagements[at]
                if one.belongs_with(other):
                    continue
                is_online = one.is_online or other.is_online
                on_days = expected(one, other, within, Measure(1.0, 0.0, is_online, self._weights))[1]
                on_the_way = expected(one, other, within, Measure(0.0, 1.0, is_online, self._weights))[1]
                found.append((at, on_days, on_the_way))
            self._near[first] = found
        return self._near[first]

    def _measure(self, one: Engagement, other: Engagement) -> Measure:
        states = self._calendar.states
        return measure(share(one, other, states), one, other, states, self._weights)
