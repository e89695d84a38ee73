"""The tables of feasts of the library `holidays`."""

from holidays import HolidayBase
from holidays.calendars.gregorian import GREGORIAN_CALENDAR
from holidays.calendars.julian import JULIAN_CALENDAR
from holidays.groups.chinese import ChineseCalendarHolidays
from holidays.groups.christian import ChristianHolidays
from holidays.groups.hebrew import HebrewCalendarHolidays
from holidays.groups.hindu import HinduCalendarHolidays
from holidays.groups.islamic import IslamicHolidays

from iscm.planning.feasts import EID_AL_FITR, RAMADAN


class Tables(
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
