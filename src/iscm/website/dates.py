"""Dates in words, by language, never more precise than the source said.

`in_words("2024-01-23/2024-01-25", lang="en")` is "23–25 January 2024"; a quarter is "some time in July – September
2017"; a date that the source calls unsettled ends in "(to be confirmed)".
"""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.utils.translation import get_language, gettext, override

from iscm.domain.dates import Edtf, Precision
from iscm.domain.errors import EdtfError

# British order of day and month, as the United Nations write it.
LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh-hans": "zh_Hans"}
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


def babel_locale(lang: str | None = None) -> Locale:
    """The CLDR locale of an interface language, by default the active one; English for one we do not have."""
    return _locale(lang or get_language() or "en")


def in_words(edtf: str, date_status: str = "confirmed", lang: str | None = None) -> str:
    """A date of our EDTF profile as a reader says it. An empty one is "date not known"."""
    with override(lang) if lang else nullcontext():
        return _in_words(edtf, date_status, get_language() or "en")


def in_words_of_year(edtf: str, date_status: str = "confirmed") -> str:
    """A date as said under the heading of its year: "18–19 October"; empty where no more than the year is known."""
    return _in_words_of_year(edtf, date_status, get_language() or "en")


def day_in_words(day: date, lang: str | None = None) -> str:
    """One day with its month written out: "24 September 2024"."""
    return str(format_date(day, "long", locale=babel_locale(lang)))


def month_name(month: int, lang: str | None = None, *, short: bool = False) -> str:
    """The name of a month as it stands alone."""
    return str(format_date(date(2000, month, 1), "LLL" if short else "LLLL", locale=babel_locale(lang)))


def weekday_names(lang: str | None = None) -> list[str]:
    """Short names of the days of the week, Monday first."""
    return [str(format_date(date(2024, 1, day), "ccc", locale=babel_locale(lang))) for day in range(1, 8)]


def diary_days(edtf: str, lang: str | None = None) -> DiaryDays:
    """The date as a diary row shows it."""
    with override(lang) if lang else nullcontext():
        return _diary_days(edtf, get_language() or "en")


# The same date is said the same way in a language that is active, so it is worked out once.
@lru_cache(maxsize=MOST_KEPT)
def _in_words(edtf: str, date_status: str, lang: str) -> str:
    if not edtf:
        return gettext("date not known")
    words = _words(Edtf.parse(edtf), _locale(lang))
    return gettext("%(date)s (to be confirmed)") % {"date": words} if date_status == "tbc" else words


@lru_cache(maxsize=MOST_KEPT)
def _in_words_of_year(edtf: str, date_status: str, lang: str) -> str:
    if not edtf:
        return gettext("date not known")
    words = _without_year(Edtf.parse(edtf), _locale(lang))
    if date_status == "tbc":
        return gettext("%(date)s (to be confirmed)") % {"date": words} if words else gettext("date to be confirmed")
    return words


def _without_year(when: Edtf, locale: Locale) -> str:
    if when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return _words(when, locale)
    if when.precision is Precision.YEAR:
        return ""
    if when.precision is Precision.DAY and (when.is_choice or when.is_set):
        said = [_span("MMMd", *_ends(part), locale) for part in when.parts]
        words = str(format_list(said, style="or" if when.is_choice else "standard", locale=locale))
    elif when.is_day_precise:
        words = _span("MMMd", when.earliest, when.latest, locale)
    else:
        words = gettext("some time in %(period)s") % {"period": _span("MMM", when.earliest, when.latest, locale)}
    return _hedged(when, words)


@lru_cache(maxsize=MOST_KEPT)
def _diary_days(edtf: str, lang: str) -> DiaryDays:
    if not edtf:
        return DiaryDays("?", gettext("date not known"), is_vague=True)
    when, locale = Edtf.parse(edtf), _locale(lang)
    if not when.is_day_precise or when.is_choice:
        return DiaryDays("?", _words(when, locale), is_vague=True)
    if when.is_set:
        return _several_days(when, locale)
    first, last = _ends(when)
    month = str(format_skeleton("yMMMM", first, locale=locale))
    weekdays = _weekday(first, locale) if first == last else f"{_weekday(first, locale)} – {_weekday(last, locale)}"
    if first == last:
        return DiaryDays(str(first.day), weekdays, month=month)
    if (first.year, first.month) == (last.year, last.month):
        return DiaryDays(f"{first.day}–{last.day}", weekdays, month=month)
    skeleton = "MMMd" if first.year == last.year else "yMMMd"
    return DiaryDays(str(first.day), weekdays, until=str(format_skeleton(skeleton, last, locale=locale)), month=month)


def _several_days(when: Edtf, locale: Locale) -> DiaryDays:
    days = [part.earliest for part in when.parts if part.earliest]
    first, last = min(days), max(days)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    shown = ", ".join(str(day.day) for day in days) if is_one_month and len(days) <= FEW_DAYS else f"{first.day} …"
    until = "" if is_one_month else str(format_skeleton("MMMd", last, locale=locale))
    return DiaryDays(
        shown, gettext("%(count)s dates") % {"count": len(days)}, until=until, month=_span("yMMM", first, last, locale)
    )


@lru_cache(maxsize=32)
def _locale(lang: str) -> Locale:
    return Locale.parse(LOCALES.get(lang.lower(), "en_GB"))


def _weekday(day: date, locale: Locale) -> str:
    return str(format_date(day, "ccc", locale=locale))


def _words(when: Edtf, locale: Locale) -> str:
    if when.is_choice or when.is_set:
        words = _members(when, locale)
    elif when.earliest is None:
        words = gettext("until %(date)s") % {"date": _plain(when.parts[0], locale)}
    elif when.latest is None:
        words = gettext("from %(date)s") % {"date": _plain(when.parts[0], locale)}
    else:
        words = _plain(when, locale)
    return _hedged(when, words)


def _hedged(when: Edtf, words: str) -> str:
    if when.is_approximate:
        words = gettext("about %(date)s") % {"date": words}
    return gettext("%(date)s (uncertain)") % {"date": words} if when.is_uncertain else words


def _members(when: Edtf, locale: Locale) -> str:
    if when.precision is Precision.DAY:
        said = [_plain(part, locale) for part in when.parts]
        return str(format_list(said, style="or" if when.is_choice else "standard", locale=locale))
    return _some_time(when, locale)


def _plain(when: Edtf, locale: Locale) -> str:
    if when.is_day_precise:
        return _span("yMMMd", *_ends(when), locale)
    return _some_time(when, locale)


def _some_time(when: Edtf, locale: Locale) -> str:
    first, last = _ends(when)
    if when.precision is Precision.YEAR:
        period = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    else:
        period = _span("yMMM", first, last, locale)
    return gettext("some time in %(period)s") % {"period": period}


def _ends(when: Edtf) -> tuple[date, date]:
    """The first and last possible day of a date that is open at neither end."""
    if when.earliest is None or when.latest is None:
        raise EdtfError(f"open at one end: {when.text}")
    return when.earliest, when.latest


def _span(skeleton: str, first: date, last: date, locale: Locale) -> str:
    """First to last by the pattern of the locale, with the months written out."""
    units = [(sign, unit) for sign, unit in (("y", "year"), ("M", "month"), ("d", "day")) if sign in skeleton]
    unit = next((unit for unit, field in units if getattr(first, field) != getattr(last, field)), None)
    if unit is None:
        return _one(skeleton, first, locale)
    long = skeleton.replace("MMM", "MMMM")
    patterns = locale.interval_formats[long if long in locale.interval_formats else skeleton][unit]
    return "".join(
        str(format_date(day, _written_out(pattern), locale=locale))
        for day, pattern in zip((first, last), patterns, strict=True)
    )


def _one(skeleton: str, day: date, locale: Locale) -> str:
    if skeleton == "yMMMd":
        return str(format_date(day, "long", locale=locale))
    if skeleton == "MMM":
        return str(format_date(day, "LLLL", locale=locale))
    return str(format_skeleton(skeleton.replace("MMM", "MMMM"), day, locale=locale))


def _written_out(pattern: str) -> str:
    """The pattern with the month in full."""
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", re.sub(r"(?<!L)LLL(?!L)", "LLLL", pattern))
