"""What days weigh by what is observed on them, in the unit of clashes: a State that would have to be elsewhere."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from iscm.planning.feasts import feasts
from iscm.planning.observance import ObservanceKind
from iscm.planning.observances import observances
from iscm.planning.public_holidays import public_holidays
from iscm.planning.weekends import weekend

EID = "Eid al-Fitr"
YEARS_COMPARED = (2024, 2025, 2026)  # a holiday beside the feast in each of them is no chance


@dataclass(frozen=True, slots=True)
class ObservanceWeights:
    """What counts how much for each day of a meeting; our own judgement, no measured figures.

    `holiday`: a State concerned that has a public holiday. `rest`: one whose offices rest on that day of the week.
    `fasting`: one that keeps the end of Ramadan as a holiday, in Ramadan. `un_week`: one, in the week in which its
    ministers are in New York.
    `feast`: once, whoever keeps it; those who have a holiday for it weigh by themselves.
    """

    holiday: float = 0.5
    rest: float = 0.1
    fasting: float = 0.05
    un_week: float = 0.2
    feast: float = 0.5


USUAL = ObservanceWeights()


def burdens(
    countries: Collection[str], first: date, last: date, weights: ObservanceWeights = USUAL
) -> dict[date, float]:
    """What each day from `first` to `last` weighs for these States (alpha-2), rounded to a millionth.

    The weekend of a State is that of the first day. Where holidays are not known, none weigh: `observances` says so.
    """
    closed, resting = _closed(countries, first, last), _resting(countries, first)
    found = {day: weights.holiday * closed[day] + weights.rest * resting[day.weekday()] for day in _days(first, last)}
    fasting = sum(_fasts(country) for country in set(countries))
    factors = {
        ObservanceKind.RELIGIOUS_FEAST: weights.feast,
        ObservanceKind.FASTING: weights.fasting * fasting,
        ObservanceKind.UN_WEEK: weights.un_week * len(set(countries)),
    }
    for one in observances((), first, last, factors):
        for day in _days(max(first, one.first), min(last, one.last)):
            found[day] += factors.get(one.kind, 0.0)
    return {day: round(weight, 6) for day, weight in found.items()}


def _closed(countries: Collection[str], first: date, last: date) -> Counter[date]:
    """How many States have a public holiday, by day: only on one of their working days."""
    return Counter(
        one.first
        for country in set(countries)
        for year in range(first.year, last.year + 1)
        for one in public_holidays(country, year) or ()
        if one.first.weekday() not in weekend(country, first)
    )


def _resting(countries: Collection[str], day: date) -> Counter[int]:
    """How many States rest, by day of the week."""
    return Counter(weekday for country in set(countries) for weekday in weekend(country, day))


@lru_cache(maxsize=512)
def _fasts(country: str) -> bool:
    """Whether a State keeps the end of Ramadan as a holiday, under whatever name, on the day or the one beside it."""
    ends = [one.first for year in YEARS_COMPARED for one in feasts(year) or () if one.name == EID]
    return all(
        any(abs((one.first - end).days) <= 1 for one in public_holidays(country, end.year) or ()) for end in ends
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]
