"""Feasts that delegations keep whatever is a holiday where: their days, from the tables of the library `holidays`.

No astronomy of our own. Feasts of the Islamic calendar and Diwali are estimated: they follow the moon as it is seen,
and differ by a day from State to State. The others follow rules of the calendar and are sure.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from iscm.planning.observance import Observance, ObservanceKind

FIRST_YEAR, LAST_YEAR = 1960, 2099
"""The years for which the library has all of these feasts."""
LONGEST_FAST = 30


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its name, how many days it binds from its first day on, and whether these are estimated."""

    name: str
    days: int
    is_estimated: bool = False


RAMADAN = "ramadan"
EID_AL_FITR = "eid-al-fitr"
FEASTS = {
    "christmas": Feast("Christmas", 2),
    "orthodox-christmas": Feast("Orthodox Christmas", 1),
    "easter": Feast("Good Friday to Easter Monday", 4),
    "orthodox-easter": Feast("Orthodox Good Friday to Easter Monday", 4),
    "lunar-new-year": Feast("Lunar New Year", 3),
    "rosh-hashanah": Feast("Rosh Hashanah", 2),
    "yom-kippur": Feast("Yom Kippur", 1),
    "diwali": Feast("Diwali", 1, is_estimated=True),
    EID_AL_FITR: Feast("Eid al-Fitr", 3, is_estimated=True),
    "eid-al-adha": Feast("Eid al-Adha", 4, is_estimated=True),
}


@lru_cache(maxsize=256)
def feasts(year: int) -> tuple[Observance, ...] | None:
    """The feasts that begin in a year, by their first day, and the month of Ramadan; None for a year without tables."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    starts = _starts(year)
    found = [_feast(FEASTS[key], day) for day, key in starts if key in FEASTS]
    ends = [day for day, key in (*starts, *_starts(year + 1)) if key == EID_AL_FITR]
    found += [_ramadan(day, ends) for day, key in starts if key == RAMADAN]
    return tuple(sorted(found))


def _feast(feast: Feast, first: date) -> Observance:
    last = first + timedelta(days=feast.days - 1)
    return Observance(first, last, "", ObservanceKind.RELIGIOUS_FEAST, feast.name, feast.is_estimated)


def _ramadan(first: date, ends: list[date]) -> Observance:
    """From its first day to the one before Eid al-Fitr."""
    within = (end for end in ends if timedelta() < end - first <= timedelta(days=LONGEST_FAST + 1))
    last = next(within, first + timedelta(days=LONGEST_FAST)) - timedelta(days=1)
    return Observance(first, last, "", ObservanceKind.FASTING, "Ramadan", is_estimated=True)


@lru_cache(maxsize=256)
def _starts(year: int) -> tuple[tuple[date, str], ...]:
    """The first day of each feast in a year, with its key."""
    from iscm.planning.feast_tables import Tables  # noqa: PLC0415  # its library is loaded when first asked for

    told = Tables(years=year)
    return tuple((day, key) for day in sorted(told) for key in told.get_list(day))
