"""The high-level week of the General Assembly, in which ministers are in New York.

The session opens on the Tuesday of the third week of September (rule 1 of the rules of procedure, as amended in 2003),
since 2023 on that of the second; weeks count from the first that has at least one working day. The general debate
begins in the fourth of these weeks. Known dates of the years before go before the rule.
"""

from datetime import date, timedelta
from functools import lru_cache

from iscm.planning.observance import Observance, ObservanceKind

FIRST_YEAR, LAST_YEAR = 2003, 2100
LAST_CHECKED = 2025  # the last year of which we know that it was held so
SECOND_WEEK_SINCE = 2023
OPENING_WEEK, OPENING_WEEK_NOW, DEBATE_WEEK = 3, 2, 4
MONDAY, TUESDAY, SATURDAY = 0, 1, 5
NAME = "UN General Assembly, high-level week"

# What was held on other days: the summits before the debate drew ministers too, so the week begins with them.
HELD = {
    2014: (date(2014, 9, 22), date(2014, 9, 30)),
    2015: (date(2015, 9, 25), date(2015, 10, 3)),
}


def opening(year: int) -> date:
    """The day on which the Assembly's regular session opens, by its rule."""
    week = OPENING_WEEK_NOW if year >= SECOND_WEEK_SINCE else OPENING_WEEK
    return _monday(year, week) + timedelta(days=TUESDAY)


def general_debate(year: int) -> date:
    """The Tuesday on which the general debate begins, as the rule has it."""
    return _monday(year, DEBATE_WEEK) + timedelta(days=TUESDAY)


@lru_cache(maxsize=128)
def un_weeks(year: int) -> tuple[Observance, ...] | None:
    """The high-level week of a year; None for a year of which the rule does not speak.

    From Monday, when the summits are, to the Monday after, with which the debate usually ends. Estimated where it only
    follows from the rule: the Assembly may decide otherwise.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    monday = _monday(year, DEBATE_WEEK)
    first, last = HELD.get(year, (monday, monday + timedelta(weeks=1)))
    return (Observance(first, last, "", ObservanceKind.UN_WEEK, NAME, is_estimated=year > LAST_CHECKED),)


def _monday(year: int, week: int) -> date:
    """The Monday of a week of September, the first being the first that has a working day in September."""
    first = date(year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    if first.weekday() >= SATURDAY:
        monday += timedelta(days=7)
    return monday + timedelta(weeks=week - 1)
