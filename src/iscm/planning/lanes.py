"""A year of sure meetings as lines to draw: of each mechanism where it meets, and where that clashes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from iscm.planning.calendars import Calendar
from iscm.planning.clashes import clashes_within
from iscm.planning.engagements import Engagement


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of a mechanism (its slug). Days of the year count from 0.

    `marks` are the first day and length of each of its meetings, `ticks` the middles of those that clash, and `pairs`
    how many clashes it has a part in.
    """

    mechanism: str
    marks: tuple[tuple[float, float], ...] = ()
    ticks: tuple[float, ...] = ()
    pairs: int = 0


def lanes(calendar: Calendar, year: int, within: int = 0) -> Mapping[str, Lane]:
    """By mechanism, what of a calendar is on sure days of a year; clashes are those of `plans.count_clashes`."""
    marks: dict[str, list[tuple[float, float]]] = defaultdict(list)
    ticks: dict[str, set[float]] = defaultdict(set)
    pairs: dict[str, int] = defaultdict(int)
    for one in calendar.engagements:
        if one.is_sure and one.first.year == year:
            for slug in one.mechanisms:
                marks[slug].append((_day(one.first, year), float(one.days)))
    for clash in clashes_within(calendar, within):
        both = (clash.one, clash.other)
        if not (clash.is_sure and clash.chance > 0 and clash.shared and all(one.first.year == year for one in both)):
            continue
        for one in both:
            for slug in one.mechanisms:
                ticks[slug].add(_middle(one, year))
        for slug in {slug for one in both for slug in one.mechanisms}:
            pairs[slug] += 1
    return {
        slug: Lane(slug, tuple(sorted(held)), tuple(sorted(ticks[slug])), pairs[slug]) for slug, held in marks.items()
    }


def _day(day: date, year: int) -> float:
    return float((day - date(year, 1, 1)).days)


def _middle(one: Engagement, year: int) -> float:
    return _day(one.first, year) + one.days / 2
