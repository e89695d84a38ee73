"""Dates in the language of the page; and as the rows of a diary show them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language

from iscm.domain.dates import Edtf
from iscm.publication import dates
from iscm.publication.words import Words, words_in

MOST_KEPT = 16_384
FEW_DAYS = 4  # so many separate days are shown one by one in a diary row


@dataclass(frozen=True, slots=True)
class DiaryDays:
    """The date as a diary row shows it: the days large ("23–25"), the rest small ("Tue – Thu").

    `until` names the last day where it lies in another month, `month` the month and year of the first. `is_vague`: no
    day was said, and `small` has the words.
    """

    large: str
    small: str
    until: str = ""
    is_vague: bool = False
    month: str = ""


def page_words(lang: str | None = None) -> Words:
    """The words of an interface language, by default the active one."""
    return words_in(lang or get_language() or "en")


def in_words(edtf: str, date_status: str = "confirmed", lang: str | None = None) -> str:
    """A date of our EDTF profile as a reader says it. An empty one is "date not known"."""
    return dates.in_words(edtf, date_status, page_words(lang))


def in_words_of_year(edtf: str, date_status: str = "confirmed") -> str:
    """A date as said under the heading of its year: "18–19 October"; empty where no more than the year is known."""
    return dates.in_words_of_year(edtf, date_status, page_words())


def day_in_words(day: date, lang: str | None = None) -> str:
    """One day with its month written out: "24 September 2024"."""
    return dates.day_in_words(day, page_words(lang))


def month_name(month: int, lang: str | None = None, *, short: bool = False) -> str:
    """The name of a month as it stands alone."""
    return dates.month_name(month, page_words(lang), is_short=short)


def weekday_names(lang: str | None = None) -> list[str]:
    """Short names of the days of the week, Monday first."""
    return dates.weekday_names(page_words(lang))


def diary_days(edtf: str, lang: str | None = None) -> DiaryDays:
    """The date as a diary row shows it."""
    return _diary_days(edtf, page_words(lang).lang)


# The same date is said the same way in a language, so it is worked out once.
@lru_cache(maxsize=MOST_KEPT)
def _diary_days(edtf: str, lang: str) -> DiaryDays:
    words = words_in(lang)
    if not edtf:
        return DiaryDays("?", words.gettext("date not known"), is_vague=True)
    when, locale = Edtf.parse(edtf), words.locale
    if not when.is_day_precise or when.is_choice:
        return DiaryDays("?", dates.say(when, words), is_vague=True)
    if when.is_set:
        return _several_days(when, words)
    first, last = dates.ends(when)
    month = str(format_skeleton("yMMMM", first, locale=locale))
    weekdays = _weekday(first, locale) if first == last else f"{_weekday(first, locale)} – {_weekday(last, locale)}"
    if first == last:
        return DiaryDays(str(first.day), weekdays, month=month)
    if (first.year, first.month) == (last.year, last.month):
        return DiaryDays(f"{first.day}–{last.day}", weekdays, month=month)
    skeleton = "MMMd" if first.year == last.year else "yMMMd"
    return DiaryDays(str(first.day), weekdays, until=str(format_skeleton(skeleton, last, locale=locale)), month=month)


def _several_days(when: Edtf, words: Words) -> DiaryDays:
    days = [part.earliest for part in when.parts if part.earliest]
    first, last = min(days), max(days)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    shown = ", ".join(str(day.day) for day in days) if is_one_month and len(days) <= FEW_DAYS else f"{first.day} …"
    until = "" if is_one_month else str(format_skeleton("MMMd", last, locale=words.locale))
    number = words.gettext("%(count)s dates") % {"count": len(days)}
    return DiaryDays(shown, number, until=until, month=dates.span("yMMM", first, last, words.locale))


def _weekday(day: date, locale: Locale) -> str:
    return str(format_date(day, "ccc", locale=locale))
