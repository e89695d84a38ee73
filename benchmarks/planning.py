"""Planning: clashes of one meeting among 100,000, of a whole year, and how time grows with the number of meetings."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import log

from benchmarks.measuring import Measure, measure
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import clashes_of, clashes_within
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.states import States

GROUP = "planning"
MANY = 100_000
YEARS = (30, 1)  # over which the many are spread
OF_A_YEAR = 1_000
GROWING = (1_000, 2_000, 4_000, 8_000)  # over as many more years, so that the answer grows alike
STEEPEST = 1.2  # the exponent of n log n at this size, and a noisy machine
FIRST = date(2000, 1, 1)
LETTERS = "ABCDEFGHIJKLMNOPQRST"
STATES = States.of((a + b for a in LETTERS[:10] for b in LETTERS), [f"A{b}" for b in LETTERS])
MECHANISMS = 45
MEMBERS = (8, 12, 20, 45, 55)


def measure_planning() -> Iterator[Measure]:
    """Made-up meetings in the field's shape: 200 States in 45 mechanisms, one meeting in twenty known by month only."""
    for years in YEARS:
        yield _of_one(years)
    yield _of_a_year()
    yield from _growth()


def meetings(number: int, days: int) -> Iterator[Engagement]:
    """So many meetings over so many days, always the same ones."""
    chance = random.Random(7)
    members = [STATES.mask(chance.sample(STATES.codes, chance.choice(MEMBERS))) for _ in range(MECHANISMS)]
    for key in range(number):
        mechanism, first = chance.randrange(MECHANISMS), FIRST + timedelta(days=chance.randrange(days))
        yield Engagement(
            key=str(key),
            title="A meeting",
            mechanisms=(str(mechanism),),
            first=first,
            latest=first + timedelta(days=30 if chance.random() < 0.05 else 0),
            days=chance.choice((1, 2, 2, 3, 5)),
            is_online=chance.random() < 0.35,
            place=Point("", "", chance.uniform(-40, 60), chance.uniform(-120, 150)),
            themes=(str(chance.randrange(20)),),
            states=members[mechanism],
        )


def _of_one(years: int) -> Measure:
    calendar = Calendar(meetings(MANY, 365 * years), STATES)
    one = calendar.engagements[MANY // 2]
    found = len(clashes_of(one, calendar))
    name = f"clashes of one meeting among {MANY:,} in {years} years" if years > 1 else f"the same, {MANY:,} in one year"
    return measure(GROUP, name, lambda: clashes_of(one, calendar), target=0.05, note=f"{found:,} found")


def _of_a_year() -> Measure:
    calendar = Calendar(meetings(OF_A_YEAR, 365), STATES)
    found = len(clashes_within(calendar))
    name = f"all clashes of a year of {OF_A_YEAR:,} meetings, {len(STATES.codes)} States"
    return measure(GROUP, name, lambda: clashes_within(calendar), target=1.0, note=f"{found:,} found")


def _growth() -> Iterator[Measure]:
    """Calendars made and searched, of more and more meetings with as many in each year."""
    smallest: Measure | None = None
    for number in GROWING:
        held = tuple(meetings(number, 365 * number // OF_A_YEAR))
        found = _searched(held, smallest)
        smallest = smallest or found
        yield found


def _searched(held: tuple[Engagement, ...], smallest: Measure | None) -> Measure:
    """A calendar made and searched, and how much longer that takes than for the smallest."""
    name = f"a calendar of {len(held):,}, made and searched"
    plain = measure(GROUP, name, lambda: clashes_within(Calendar(held, STATES)), runs=5)
    if smallest is None:
        return plain
    more = len(held) / GROWING[0]
    exponent = log(plain.least / smallest.least) / log(more)
    note = f"{more:.0f} times the meetings: exponent {exponent:.2f}"
    return replace(plain, target=smallest.median * more**STEEPEST, note=note)
