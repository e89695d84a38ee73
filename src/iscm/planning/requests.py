"""What a planner asks: so many days in some weeks, for these States, in one of these cities, avoiding this and that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from iscm.planning.clashes import WITHIN
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.observance import ObservanceKind
from iscm.planning.observances import YEARS

MOST_DAYS = 30  # of a meeting
MOST_PERIOD = 800  # days of all periods together: two years and some
MOST_SPAN = 1_100  # days from the first of them to the last
MOST_CITIES = 10
MOST_HOSTS = 10
MOST_WITHIN = 60  # days between meetings
AVOIDABLE = (ObservanceKind.UN_WEEK, ObservanceKind.RELIGIOUS_FEAST, ObservanceKind.FASTING)
"""What may be avoided as a whole; holidays and weekends of the hosts always are."""

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Request:
    """Free days are wanted: `days` in a row within one of `periods`, none of them before `today`.

    `states`, `observers` and `is_open` say who should be free, as an `Engagement` does. The public offices of `hosts`
    (alpha-2) and of the country of each of `cities` work on all of the days; with `over_weekends`, only on the first
    and last, and on no day is there a public holiday. `weekdays` (0 is Monday) are the only ones on which it may be;
    None: any, or Monday to Friday where there is no host. `avoid` are observances on none of its days. At least `gap`
    days lie between it and other meetings of its mechanisms that are sure. `for_members`: it is for the members of
    `mechanisms`, no meeting of theirs, so that those count in full. `within` is how near others count as clashes.
    `homes` are middles of the States concerned, for the way to each city. A meeting that is moved has its `key`.
    """

    days: int
    periods: tuple[Period, ...]
    today: date
    states: int = 0
    observers: int = 0
    is_open: bool = False
    mechanisms: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    cities: tuple[Point, ...] = ()
    weekdays: frozenset[int] | None = None
    over_weekends: bool = False
    avoid: frozenset[ObservanceKind] = frozenset()
    gap: int = 0
    within: int = WITHIN
    is_online: bool = False
    secretariat: str = ""
    themes: tuple[str, ...] = ()
    homes: tuple[Point, ...] = ()
    key: str = ""
    title: str = ""
    belongs_to: tuple[str, ...] = ()
    for_members: bool = False

    def __post_init__(self) -> None:
        length = sum((last - first).days + 1 for first, last in self.periods)
        if not 1 <= self.days <= MOST_DAYS:
            raise ValueError(f"a meeting has 1 to {MOST_DAYS} days, not {self.days}")
        if any(last < first for first, last in self.periods) or not 1 <= length <= MOST_PERIOD:
            raise ValueError(f"periods have 1 to {MOST_PERIOD} days together, and none ends before it begins")
        first, last = min(self.periods)[0], max(last for _, last in self.periods)
        if (last - first).days > MOST_SPAN or not (first.year in YEARS and last.year in YEARS):
            raise ValueError(f"periods lie within {MOST_SPAN} days, from {YEARS[0]} to {YEARS[-1]}")
        if len(self.cities) > MOST_CITIES or len(self.hosts) > MOST_HOSTS:
            raise ValueError(f"no more than {MOST_CITIES} cities and {MOST_HOSTS} hosts are compared")
        if not (0 <= self.gap <= MOST_WITHIN and 0 <= self.within <= MOST_WITHIN):
            raise ValueError(f"meetings are kept apart, or count as near, by 0 to {MOST_WITHIN} days")

    @property
    def places(self) -> tuple[Point | None, ...]:
        """The cities, each once; one place that is not known where none is named."""
        return tuple(dict.fromkeys(self.cities)) or (None,)

    def starts(self) -> Iterator[date]:
        """Every first day with which it lies within a period, in order, each once."""
        found = {
            first + timedelta(days=after)
            for first, last in self.periods
            for after in range((last - first).days + 2 - self.days)
        }
        yield from sorted(found)

    def hosts_at(self, place: Point | None) -> tuple[str, ...]:
        """The States whose offices must work if it is there."""
        return tuple(dict.fromkeys((*self.hosts, *([place.country] if place and place.country else []))))

    def meeting(self, first: date, place: Point | None) -> Engagement:
        """What it would be, on these days and there."""
        return Engagement(
            key=self.key,
            title=self.title,
            mechanisms=() if self.for_members else self.mechanisms,
            first=first,
            latest=first,
            days=self.days,
            is_online=self.is_online,
            place=place,
            country=place.country if place else next(iter(self.hosts), ""),
            secretariat=self.secretariat,
            themes=self.themes,
            states=self.states,
            observers=self.observers,
            is_open=self.is_open,
            belongs_to=self.belongs_to,
        )
