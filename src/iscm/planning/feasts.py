"""Feasts that delegations keep whatever is a holiday where: their days, from the tables of the library `holidays`.

No astronomy of our own. Feasts of the Islamic calendar and Diwali are estimated: they follow the moon as it is seen,
and differ by a day from State to State. The others follow rules of the calendar and are sure.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import HolidayBase
from holidays.calendars.gregorian import GREGORIAN_CALENDAR
from holidays.calendars.julian import JULIAN_CALENDAR
from holidays.groups.chinese import ChineseCalendarHolidays
from holidays.groups.christian import ChristianHolidays
from holidays.groups.hebrew import HebrewCalendarHolidays
from holidays.groups.hindu import HinduCalendarHolidays
from holidays.groups.islamic import IslamicHolidays

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
    told = _Tables(years=year)
    return tuple((day, key) for day in sorted(told) for key in told.get_list(day))


class _Tables(
    HolidayBase,
    ChineseCalendarHolidays,
    ChristianHolidays,
    HebrewCalendarHolidays,
    HinduCalendarHolidays,
    IslamicHolidays,
):
    """The library's tables, asked as it means them to be asked: by a calendar of one's own."""

    country = "XX"
    estimated_label = "%s"

    def __init__(self, years: int) -> None:
        ChineseCalendarHolidays.__init__(self)
        ChristianHolidays.__init__(self)
        HebrewCalendarHolidays.__init__(self)
        HinduCalendarHolidays.__init__(self)
        IslamicHolidays.__init__(self, show_estimated=False)
        super().__init__(years=years, expand=False)

    def _populate_public_holidays(self) -> None:
        for before, calendar in (("", GREGORIAN_CALENDAR), ("orthodox-", JULIAN_CALENDAR)):
            self._add_christmas_day(f"{before}christmas", calendar)
            self._add_good_friday(f"{before}easter", calendar)
        self._add_chinese_new_years_day("lunar-new-year")
        self._add_rosh_hashanah("rosh-hashanah")
        self._add_yom_kippur("yom-kippur")
        _ = self._add_diwali_india("diwali") or self._add_diwali("diwali")  # India's own days are known until 2035
        self._add_ramadan_beginning_day(RAMADAN)
        self._add_eid_al_fitr_day(EID_AL_FITR)
        self._add_eid_al_adha_day("eid-al-adha")
