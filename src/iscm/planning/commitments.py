"""What one State has to attend: its mechanisms, their meetings, and when it is bound most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from iscm.planning.calendars import Calendar
from iscm.planning.chances import share_near
from iscm.planning.engagements import Engagement
from iscm.planning.seats import Seats

MEMBER, OBSERVER, OPEN = "member", "observer", "open"
WEEK = 7
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Commitment:
    """A mechanism in which a State sits: as member or observer, or because it is open to all; with its list."""

    role: str
    seats: Seats


@dataclass(frozen=True, slots=True)
class Busy:
    """Days in which a State is bound most: `meetings` may be in them, `expected` of them are to be expected there."""

    first: date
    last: date
    expected: float
    meetings: tuple[Engagement, ...]


def commitments(code: str, seats: Iterable[Seats]) -> tuple[Commitment, ...]:
    """The mechanisms of a State: where it is a member, then where it observes, then those open to all."""
    found = [Commitment(role, one) for one in seats if (role := _role(code, one))]
    return tuple(sorted(found, key=lambda one: (MEMBER, OBSERVER, OPEN).index(one.role)))


def engaged_in(code: str, calendar: Calendar) -> tuple[Engagement, ...]:
    """The meetings of the mechanisms in which a State is a member or observes, by day. Those open to all are not."""
    if code not in calendar.states:
        return ()
    bit = calendar.states.mask([code])
    return tuple(one for one in calendar.engagements if (one.states | one.observers) & bit)


def busiest(meetings: Iterable[Engagement], days: int = WEEK, most: int = 5) -> tuple[Busy, ...]:
    """The spans of so many days that the most of these meetings are to be expected in, no two sharing a day.

    No other span has more than the first one. Of equal ones that which begins with a meeting, then the earliest.
    """
    calendar = Calendar(meetings)
    firsts = {one.first for one in calendar.engagements}
    spans = [_span(calendar, first, days) for first in firsts | _turning(calendar.engagements, days)]
    spans.sort(key=lambda one: (-round(one.expected, DIGITS), one.first not in firsts, one.first))
    found: list[Busy] = []
    for span in spans:
        if len(found) < most and all(span.last < one.first or one.last < span.first for one in found):
            found.append(span)
    return tuple(found)


def _role(code: str, seats: Seats) -> str:
    if code in seats.states:
        return MEMBER
    if code in seats.observers:
        return OBSERVER
    return OPEN if seats.is_open else ""


def _turning(meetings: Iterable[Engagement], days: int) -> set[date]:
    """The first days of spans at which the chance to meet one of them turns: between two it only rises or falls."""
    ahead = timedelta(days=days - 1)
    return {
        day
        for one in meetings
        for lasts in (timedelta(days=one.days - 1),)
        for day in (one.first - ahead, one.latest - ahead, one.first + lasts, one.latest + lasts)
    }


def _span(calendar: Calendar, first: date, days: int) -> Busy:
    span = Engagement("", "", (), first, first, days)
    meetings = calendar.near(first, span.end)
    expected = sum(one.likelihood * share_near(span, one, 0) for one in meetings)
    return Busy(first, span.end, expected, meetings)
