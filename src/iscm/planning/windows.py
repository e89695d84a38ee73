"""Free days for a meeting: every possible first day weighed, the freest first, each with what it still meets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from iscm.planning.burdens import USUAL as USUAL_BURDENS
from iscm.planning.burdens import ObservanceWeights, burdens
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import Clash, clashes_of
from iscm.planning.distances import Point, kilometres
from iscm.planning.hindrances import Hindrance, contradiction, hindrances
from iscm.planning.host_cities import parts_of
from iscm.planning.nearness import Nearness
from iscm.planning.observance import Observance
from iscm.planning.observances import observances
from iscm.planning.requests import Request
from iscm.planning.weights import USUAL, Weights

MOST_SHOWN = 100  # windows of a city
LONGEST_BREAK = 7  # days without a possible first day within which two are still neighbours
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Scales:
    """What clashes weigh, and what observances do."""

    clashes: Weights = USUAL
    days: ObservanceWeights = USUAL_BURDENS


BOTH_USUAL = Scales()


@dataclass(frozen=True, slots=True)
class Start:
    """A possible first day and what it weighs: by clashes, and by what is observed on its days."""

    first: date
    place: Point | None
    by_clashes: float
    by_observances: float

    @property
    def weight(self) -> float:
        """Both together, in States that would have to be elsewhere."""
        return round(self.by_clashes + self.by_observances, DIGITS)


@dataclass(frozen=True, slots=True)
class Window:
    """Free days, first and last inclusive, with what they would still collide with and what is observed on them.

    `choices` first days weigh the same one after the other, of which `first` is the earliest: any such days from
    `between` one day to another, weekends and other days that are excluded aside, are as good.
    """

    first: date
    last: date
    place: Point | None
    weight: float
    by_clashes: float
    by_observances: float
    choices: int
    between: tuple[date, date]
    clashes: tuple[Clash, ...]
    observances: tuple[Observance, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The windows of one city (or of no city), the freest first.

    `possible` first days were weighed of `considered`. Where none is possible, `excluded_by` are the fewest wishes that
    leave none. `mean_way` is how many kilometres the middles of the States concerned are from it, on average.
    """

    place: Point | None
    windows: tuple[Window, ...]
    possible: int
    considered: int
    excluded_by: tuple[Hindrance, ...] = ()
    mean_way: float | None = None


def windows(request: Request, calendar: Calendar, limit: int = 10, scales: Scales = BOTH_USUAL) -> tuple[Found, ...]:
    """The best windows of each city, no more than `limit`; the city with the freest window first.

    Of days that overlap only the freest are told, so ten windows are ten ways to choose; neighbours that weigh the same
    are one window. Equal ones come by day, equal cities in the order asked. Raises `ValueError` for another limit than
    1 to 100.
    """
    if not 1 <= limit <= MOST_SHOWN:
        raise ValueError(f"from 1 to {MOST_SHOWN} windows can be told, not {limit}")
    weighing = Weighing(request, calendar, scales)
    found = [_in_city(weighing, place, limit) for place in request.places]
    return tuple(sorted(found, key=lambda one: one.windows[0].weight if one.windows else float("inf")))


class Weighing:
    """The weights of the first days of a request: what does not depend on the city is worked out once for all."""

    def __init__(self, request: Request, calendar: Calendar, scales: Scales = BOTH_USUAL) -> None:
        self.request, self.calendar, self.scales = request, calendar, scales
        self._near = Nearness(request, calendar, scales.clashes)
        starts = list(request.starts())
        self._heavy = (
            burdens(
                calendar.states.codes_of(request.states),
                starts[0],
                starts[-1] + timedelta(days=request.days - 1),
                scales.days,
            )
            if starts
            else {}
        )

    def ranked(self, place: Point | None, possible: Iterable[date]) -> tuple[Start, ...]:
        """These first days, the freest first, equal ones by day."""
        by_clashes = self._near.weigh(possible, place)
        found = [
            Start(first, place, round(weight, DIGITS), self._by_days(first)) for first, weight in by_clashes.items()
        ]
        return tuple(sorted(found, key=attrgetter("weight", "first")))

    def _by_days(self, first: date) -> float:
        days = (first + timedelta(days=after) for after in range(self.request.days))
        return round(sum(self._heavy[day] for day in days), DIGITS)


def _in_city(weighing: Weighing, place: Point | None, limit: int) -> Found:
    request, calendar = weighing.request, weighing.calendar
    against = hindrances(request, place, calendar)
    possible = [first for first, found in against.items() if not found]
    shown = spread(runs(weighing.ranked(place, possible)), request.days, limit)
    return Found(
        place=place,
        windows=tuple(_window(weighing, run) for run in shown),
        possible=len(possible),
        considered=len(against),
        excluded_by=contradiction(against.values()),
        mean_way=_mean_way(request.homes, place),
    )


def runs(ranking: Iterable[Start]) -> list[tuple[Start, ...]]:
    """First days that weigh the same and follow one another, as one; in the order of the freest, then by day.

    Neighbours have no possible first day of another weight between them, and no more than a week without any.
    """
    found: list[list[Start]] = []
    for one in sorted(ranking, key=attrgetter("first")):
        before = found[-1][-1] if found else None
        if before and one.weight == before.weight and (one.first - before.first).days <= LONGEST_BREAK:
            found[-1].append(one)
        else:
            found.append([one])
    return sorted((tuple(run) for run in found), key=lambda run: (run[0].weight, run[0].first))


def spread(freest: Sequence[tuple[Start, ...]], days: int, limit: int) -> list[tuple[Start, ...]]:
    """The first runs, each without the first days that would share a day with a run before it."""
    chosen: list[tuple[Start, ...]] = []
    taken: set[date] = set()
    for run in freest:
        rest = tuple(one for one in run if taken.isdisjoint(_reach(one.first, days)))
        if rest:
            chosen.append(rest)
            taken.update(_reach(rest[0].first, (rest[-1].first - rest[0].first).days + days))
        if len(chosen) == limit:
            break
    return chosen


def _reach(first: date, days: int) -> list[date]:
    return [first + timedelta(days=after) for after in range(days)]


def _window(weighing: Weighing, run: tuple[Start, ...]) -> Window:
    request, calendar, weights = weighing.request, weighing.calendar, weighing.scales.clashes
    best = run[0]
    last = best.first + timedelta(days=request.days - 1)
    concerned = dict.fromkeys((*request.hosts_at(best.place), *calendar.states.codes_of(request.states)))
    return Window(
        first=best.first,
        last=last,
        place=best.place,
        weight=best.weight,
        by_clashes=best.by_clashes,
        by_observances=best.by_observances,
        choices=len(run),
        between=(best.first, run[-1].first + timedelta(days=request.days - 1)),
        clashes=clashes_of(request.meeting(best.first, best.place), calendar, request.within, weights),
        observances=observances(concerned, best.first, last, parts=parts_of(best.place)),
    )


def _mean_way(homes: Sequence[Point], place: Point | None) -> float | None:
    if place is None or not homes:
        return None
    return round(sum(kilometres(home, place) for home in homes) / len(homes))
