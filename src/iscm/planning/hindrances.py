"""Why a meeting may not be on some days, by the wishes of a request; and which of them leave no day at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from iscm.planning.calendars import Calendar
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.host_cities import parts_of
from iscm.planning.observance import ObservanceKind
from iscm.planning.observances import is_holiday, observances
from iscm.planning.requests import Request
from iscm.planning.weekends import is_weekend

WORKING_WEEK = frozenset(range(5))  # Monday to Friday, where no host says otherwise
MOST_TOGETHER = 4  # wishes that are told to contradict each other


class Bar(StrEnum):
    """A wish that keeps days out. TOO_SHORT: no period is as long as the meeting."""

    TOO_SHORT = "period-too-short"
    PAST = "past"
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "public-holiday"
    UN_WEEK = "un-week"
    FEAST = "religious-feast"
    FASTING = "fasting"
    GAP = "gap"


OF_KIND = {
    ObservanceKind.UN_WEEK: Bar.UN_WEEK,
    ObservanceKind.RELIGIOUS_FEAST: Bar.FEAST,
    ObservanceKind.FASTING: Bar.FASTING,
}


@dataclass(frozen=True, slots=True, order=True)
class Hindrance:
    """A wish, and the State (alpha-2) of whose weekend or holidays it speaks, empty for the others."""

    bar: Bar
    country: str = ""


def hindrances(request: Request, place: Point | None, calendar: Calendar) -> dict[date, frozenset[Hindrance]]:
    """For every first day within the periods, by day: what speaks against it, nothing where it is possible."""
    starts = list(request.starts())
    if not starts:
        return {}
    first, last = starts[0], starts[-1] + timedelta(days=request.days - 1)
    every_day, at_the_ends = _by_day(request, place, first, last), _by_weekday(request, place, first, last)
    own = _own(request, calendar, place) if request.gap else ()
    return {
        start: frozenset(_against(request, start, every_day, at_the_ends)) | _too_near(request, own, start)
        for start in starts
    }


def contradiction(found: Iterable[Collection[Hindrance]]) -> tuple[Hindrance, ...]:
    """The fewest wishes that leave no first day between them, given what speaks against each; none if a day is left.

    One that alone excludes every day before two that do so together, and so on; beyond four, all there are.
    """
    sets = {frozenset(one) for one in found}
    if not sets:
        return (Hindrance(Bar.TOO_SHORT),)
    if frozenset() in sets:
        return ()
    wishes = sorted(set().union(*sets))
    for count in range(1, MOST_TOGETHER + 1):
        for some in combinations(wishes, count):
            if all(not one.isdisjoint(some) for one in sets):
                return some
    return tuple(wishes)


def _by_day(request: Request, place: Point | None, first: date, last: date) -> dict[date, set[Hindrance]]:
    """What speaks against each single day, weekends aside."""
    hosts, parts = request.hosts_at(place), parts_of(place)
    found: dict[date, set[Hindrance]] = {}
    for day in _days(first, (last - first).days + 1):
        against = {Hindrance(Bar.HOLIDAY, host) for host in hosts if is_holiday(day, host, parts.get(host, ""))}
        if day < request.today:
            against.add(Hindrance(Bar.PAST))
        found[day] = against
    for one in observances((), first, last, request.avoid & OF_KIND.keys()) if request.avoid else ():
        for day in _days(max(one.first, first), (min(one.last, last) - max(one.first, first)).days + 1):
            if one.kind in OF_KIND:
                found[day].add(Hindrance(OF_KIND[one.kind]))
    return found


def _by_weekday(request: Request, place: Point | None, first: date, last: date) -> dict[date, set[Hindrance]]:
    """What speaks against each day as a day of the week: within a meeting over weekends it does not count."""
    hosts = request.hosts_at(place)
    weekdays = request.weekdays if request.weekdays is not None or hosts else WORKING_WEEK
    found: dict[date, set[Hindrance]] = {}
    for day in _days(first, (last - first).days + 1):
        found[day] = {Hindrance(Bar.WEEKEND, host) for host in hosts if is_weekend(host, day)}
        if weekdays is not None and day.weekday() not in weekdays:
            found[day].add(Hindrance(Bar.WEEKDAY))
    return found


def _against(
    request: Request,
    first: date,
    every_day: dict[date, set[Hindrance]],
    at_the_ends: dict[date, set[Hindrance]],
) -> set[Hindrance]:
    days = list(_days(first, request.days))
    ends = (days[0], days[-1]) if request.over_weekends else days
    return set().union(*(every_day[day] for day in days), *(at_the_ends[day] for day in ends))


def _own(request: Request, calendar: Calendar, place: Point | None) -> tuple[Engagement, ...]:
    """The other meetings of its mechanisms that are sure: one that may be on another day keeps nothing out."""
    itself = request.meeting(date.min, place)
    return tuple(
        one
        for one in calendar.engagements
        if one.is_sure and not itself.belongs_with(one) and not set(one.mechanisms).isdisjoint(request.mechanisms)
    )


def _too_near(request: Request, own: Iterable[Engagement], first: date) -> frozenset[Hindrance]:
    """Fewer than `gap` days lie between it and another."""
    last = first + timedelta(days=request.days - 1)
    room = timedelta(days=request.gap)
    near = any(one.first - room <= last and first - room <= one.end for one in own)
    return frozenset({Hindrance(Bar.GAP)}) if near else frozenset()


def _days(first: date, count: int) -> Iterable[date]:
    return (first + timedelta(days=after) for after in range(count))
