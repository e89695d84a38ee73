"""An idea of a meeting: what is known of it before anything is fixed, and what it would be to the planner."""

from dataclasses import dataclass
from datetime import date, timedelta

from iscm.domain.places import Place
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.observance import ObservanceKind
from iscm.planning.requests import Period, Request
from iscm.planning.seats import Seats
from iscm.planning.states import States
from iscm.planning.weekends import is_weekend

KEY = "idea"
WEEK = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Idea:
    """Somebody thinks of a meeting of some `days`, wholly within one of `periods` (both ends inclusive).

    `mechanisms` are slugs: whose meeting it is, or, with `is_for_members`, whose members should be free. `kind` is a
    slug, empty if none is said. `cities` are where it may be, `hosts` the States whose offices must work (alpha-2).
    `assumed` are the fields that nobody said and that were taken as usual.
    """

    title: str = ""
    mechanisms: tuple[str, ...] = ()
    kind: str = ""
    days: int = 1
    periods: tuple[Period, ...] = ()
    cities: tuple[Place, ...] = ()
    hosts: tuple[str, ...] = ()
    is_online: bool = False
    is_for_members: bool = False
    avoid: frozenset[ObservanceKind] = frozenset()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the register knows of an idea: who sits there, who organises it, where its cities and their States lie."""

    seats: Seats
    states: States
    secretariats: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    homes: tuple[Point, ...] = ()


def engagements_of(idea: Idea, setting: Setting) -> tuple[Engagement, ...]:
    """What it would be, once for each period in which it can begin; a longer one is as much likelier.

    In the first of its cities. A period shorter than the meeting is none.
    """
    spans = [(first, last - timedelta(days=idea.days - 1)) for first, last in idea.periods]
    spans = [(first, latest) for first, latest in spans if first <= latest]
    total = sum((latest - first).days + 1 for first, latest in spans)
    point = next(iter(setting.points), None)
    return tuple(
        Engagement(
            key=KEY,
            title=idea.title,
            mechanisms=() if idea.is_for_members else idea.mechanisms,
            first=first,
            latest=latest,
            days=idea.days,
            likelihood=((latest - first).days + 1) / total,
            is_online=idea.is_online,
            place=None if idea.is_online else point,
            country=point.country if point and not idea.is_online else next(iter(idea.hosts), ""),
            secretariat=next(iter(setting.secretariats), ""),
            co_secretariats=setting.secretariats[1:],
            states=setting.states.mask(setting.seats.states),
            observers=setting.states.mask(setting.seats.observers),
            is_open=setting.seats.is_open,
        )
        for first, latest in spans
    )


def request_of(idea: Idea, setting: Setting, today: date, within: int, gap: int = 0) -> Request:
    """The question for its freest days. Raises `ValueError` for what `Request` refuses."""
    return Request(
        days=idea.days,
        periods=idea.periods,
        today=today,
        states=setting.states.mask(setting.seats.states),
        observers=setting.states.mask(setting.seats.observers),
        is_open=setting.seats.is_open,
        mechanisms=idea.mechanisms,
        hosts=idea.hosts,
        cities=() if idea.is_online else setting.points,
        avoid=idea.avoid,
        gap=gap,
        within=within,
        is_online=idea.is_online,
        secretariat=next(iter(setting.secretariats), ""),
        homes=setting.homes,
        for_members=idea.is_for_members,
        key=KEY,
        title=idea.title,
    )


def working_week(day: date, country: str) -> Period:
    """The working days of the week that holds a day, by the weekend of a State (Saturday and Sunday if empty).

    A day of the weekend belongs to the week after it.
    """
    while is_weekend(country, day):
        day += ONE_DAY
    first = last = day
    while not is_weekend(country, first - ONE_DAY) and (day - first).days < WEEK:
        first -= ONE_DAY
    while not is_weekend(country, last + ONE_DAY) and (last - day).days < WEEK:
        last += ONE_DAY
    return first, last
