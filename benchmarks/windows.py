"""Free days: a question about two months in three cities, among as many meetings as the site is measured with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.measuring import Measure, measure
from benchmarks.planning import meetings
from iscm.data import load_vocabulary
from iscm.planning import observances as observing
from iscm.planning.calendars import Calendar
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.observance import ObservanceKind
from iscm.planning.public_holidays import calendar_of, public_holidays
from iscm.planning.requests import Request
from iscm.planning.seats import seats_at, together
from iscm.planning.states import States
from iscm.planning.windows import windows

GROUP = "planning"
MANY = 6_000
YEARS = 30
CITIES = (Point("Rome", "IT", 41.9, 12.5), Point("Cairo", "EG", 30.0, 31.2), Point("Dakar", "SN", 14.7, -17.4))
TODAY = date(2026, 11, 21)


def measure_windows() -> Iterator[Measure]:
    """The question of the members of Rabat and Khartoum, and the same over two years."""
    mechanisms = load_vocabulary().mechanisms
    seats = together([seats_at(mechanisms[slug], TODAY) for slug in ("rabat-process", "khartoum-process")])
    known = States.of({*seats.states, *(one.country for one in CITIES)})
    held = [_of_these(one, known) for one in meetings(MANY, 365 * YEARS)]
    calendar = Calendar(held, known)
    two_months, two_years = (date(2027, 10, 1), date(2027, 11, 30)), (date(2027, 1, 1), date(2028, 12, 31))
    for name, period in (("two months", two_months), ("two years", two_years)):
        asked = _asked(period, known, seats.states)
        said = f"free days in {name}, 3 cities, {len(seats.states)} States, {MANY:,} meetings"
        yield measure(GROUP, said, lambda asked=asked: windows(asked, calendar), target=1.0, runs=5)
    said = f"holidays of {len(seats.states)} States for two years, asked for the first time"
    yield measure(GROUP, said, lambda: _holidays_anew(seats.states), target=1.0, runs=3)


def _asked(period: tuple[date, date], known: States, states: tuple[str, ...]) -> Request:
    return Request(
        days=3,
        periods=(period,),
        today=TODAY,
        states=known.mask(states),
        cities=CITIES,
        avoid=frozenset({ObservanceKind.UN_WEEK}),
        homes=CITIES,
    )


def _of_these(one: Engagement, known: States) -> Engagement:
    """The made-up meeting in the years asked about, with States that are real."""
    later = timedelta(days=365 * 12)
    return replace(one, first=one.first + later, latest=one.latest + later, states=one.states & known.all)


def _holidays_anew(countries: tuple[str, ...]) -> None:
    for kept in (observing._of_state, public_holidays, calendar_of):  # noqa: SLF001  # what is kept must be forgotten
        kept.cache_clear()
    observing.observances(countries, date(2029, 1, 1), date(2030, 12, 31))
