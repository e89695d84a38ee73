"""The days of rest of a State's public offices: what the library of holidays knows, put right where it does not.

Days are numbers as `date.weekday` gives them: Monday is 0.
"""

from datetime import date
from functools import lru_cache

from iscm.planning.public_holidays import calendar_of

THURSDAY, FRIDAY, SATURDAY, SUNDAY = 3, 4, 5, 6
USUAL = frozenset({SATURDAY, SUNDAY})
BEFORE_ALL = date.min

# General knowledge, each State with the days from which its weekend holds. Where the library gives one day only (work
# on Saturday is lawful there), the public offices rest on two; Nepal tried Sunday for a month of 2022 and gave it up;
# Somalia's one day of rest that all sources agree on is Friday.
PUT_RIGHT: dict[str, tuple[tuple[date, frozenset[int]], ...]] = {
    "CD": ((BEFORE_ALL, USUAL),),
    "HK": ((BEFORE_ALL, USUAL),),
    "IR": ((BEFORE_ALL, frozenset({THURSDAY, FRIDAY})),),
    "LY": ((BEFORE_ALL, frozenset({FRIDAY, SATURDAY})),),
    "MR": ((BEFORE_ALL, frozenset({FRIDAY, SATURDAY})), (date(2014, 10, 1), USUAL)),
    "NE": ((BEFORE_ALL, USUAL),),
    "NP": (
        (BEFORE_ALL, frozenset({SATURDAY})),
        (date(2022, 5, 15), USUAL),
        (date(2022, 6, 15), frozenset({SATURDAY})),
    ),
    "PS": ((BEFORE_ALL, frozenset({FRIDAY, SATURDAY})),),
    "PY": ((BEFORE_ALL, USUAL),),
    "SO": ((BEFORE_ALL, frozenset({FRIDAY})),),
    "VE": ((BEFORE_ALL, USUAL),),
}


def weekend(country: str, day: date) -> frozenset[int]:
    """The days of rest in the week of a day; Saturday and Sunday for a State that nobody knows."""
    if country in PUT_RIGHT:
        return next(days for since, days in reversed(PUT_RIGHT[country]) if since <= day)
    return _of_library(country, day.toordinal() // 7)


def is_weekend(country: str, day: date) -> bool:
    """Whether the offices of a State rest on a day because of the day of the week."""
    return day.weekday() in weekend(country, day)


@lru_cache(maxsize=65_536)
def _of_library(country: str, week: int) -> frozenset[int]:
    """By weeks counted from Sunday to Saturday, in which no State has changed its weekend so far."""
    calendar = calendar_of(country)
    if calendar is None:
        return USUAL
    days = [date.fromordinal(max(week * 7, 1) + more) for more in range(7)]
    return frozenset(day.weekday() for day in days if calendar.is_weekend(day))
