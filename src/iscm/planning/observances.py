"""Which days to keep free, and for whom: public holidays, weekends, feasts, and the UN's high-level week."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from iscm.planning.feasts import feasts
from iscm.planning.observance import Observance, ObservanceKind
from iscm.planning.public_holidays import public_holidays
from iscm.planning.un_weeks import un_weeks
from iscm.planning.weekends import is_weekend

__all__ = ["Observance", "ObservanceKind", "is_holiday", "is_working", "observances"]

LONGEST = 3_700  # days of one question: ten years
LONGEST_FEAST = 31  # days
YEARS = range(1900, 2201)  # nobody plans beyond
ONE_DAY = timedelta(days=1)
ALL_KINDS = frozenset(ObservanceKind)
NO_PARTS: Mapping[str, str] = MappingProxyType({})


def observances(
    countries: Collection[str],
    first: date,
    last: date,
    kinds: Collection[ObservanceKind] = ALL_KINDS,
    parts: Mapping[str, str] = NO_PARTS,
) -> tuple[Observance, ...]:
    """What falls between two days, both inclusive, by first day: of these States (alpha-2), and of all the world.

    Observances that reach over an end are told whole. `parts` names the part of a State of which the own holidays count
    too (see `host_cities`). Where holidays of a State and year, or the feasts of a year, are
    not known, an observance of the kind UNKNOWN says so, asked for or not. Raises `ValueError` for a period that is
    reversed, longer than ten years, or outside 1900 to 2200.
    """
    if last < first or (last - first).days > LONGEST or not (first.year in YEARS and last.year in YEARS):
        raise ValueError(f"from {first} to {last} is no period, or one of more than {LONGEST} days, or far away")
    found: list[Observance] = []
    for year in range(_first_year(first), last.year + 1):
        for country in sorted(set(countries)):
            found += _of_state(country, year, frozenset(kinds), parts.get(country, ""))
        found += _of_all(year, frozenset(kinds))
    return tuple(sorted(one for one in found if one.first <= last and first <= one.last))


def is_holiday(day: date, country: str, part: str = "") -> bool | None:
    """Whether a State, or a part of it, has a public holiday; None where holidays of that year are not known."""
    known = _holidays(country, day.year, part)
    return None if known is None else day in known


def is_working(day: date, country: str, part: str = "") -> bool:
    """Whether the public offices of a State, or of a part of it, work, as far as is known.

    They do on no day of rest and on no public holiday. A State of which nobody knows holidays is taken to have
    none (`observances` says so), and to rest on Saturday and Sunday.
    """
    return not is_weekend(country, day) and not is_holiday(day, country, part)


@lru_cache(maxsize=4096)
def _holidays(country: str, year: int, part: str) -> frozenset[date] | None:
    known = public_holidays(country, year, part)
    return None if known is None else frozenset(one.first for one in known)


def _first_year(first: date) -> int:
    """Weekends, feasts and Ramadan may have begun in the year before."""
    return (first - timedelta(days=LONGEST_FEAST)).year


@lru_cache(maxsize=4096)
def _of_state(country: str, year: int, kinds: frozenset[ObservanceKind], part: str) -> tuple[Observance, ...]:
    found: list[Observance] = []
    if ObservanceKind.PUBLIC_HOLIDAY in kinds:
        known = public_holidays(country, year, part)
        found += [_unknown(country, year, "public holidays not known")] if known is None else known
    if ObservanceKind.WEEKEND in kinds:
        found += _weekends(country, year)
    return tuple(found)


def _of_all(year: int, kinds: frozenset[ObservanceKind]) -> Iterator[Observance]:
    for told, asked, missing in (
        (feasts(year), {ObservanceKind.RELIGIOUS_FEAST, ObservanceKind.FASTING}, "religious feasts not known"),
        (un_weeks(year), {ObservanceKind.UN_WEEK}, "high-level week of the United Nations not known"),
    ):
        if told is None and asked & kinds:
            yield _unknown("", year, missing)
        yield from (one for one in told or () if one.kind in kinds)


def _unknown(country: str, year: int, name: str) -> Observance:
    return Observance(date(year, 1, 1), date(year, 12, 31), country, ObservanceKind.UNKNOWN, name, is_estimated=True)


def _weekends(country: str, year: int) -> Iterator[Observance]:
    """The runs of days of rest that begin in a year."""
    day, after = date(year, 1, 1), date(year, 12, 31)
    while day <= after:
        if not is_weekend(country, day) or is_weekend(country, day - ONE_DAY):
            day += ONE_DAY
            continue
        last = day
        while is_weekend(country, last + ONE_DAY):
            last += ONE_DAY
        yield Observance(day, last, country, ObservanceKind.WEEKEND, "Weekend")
        day = last + ONE_DAY
