"""Dates in words, by language, never more precise than the source said.

`in_words("2024-01-23/2024-01-25", "confirmed", words_in("en"))` is "23–25 January 2024"; a quarter is "some time in
July – September 2017"; a date that the source calls unsettled ends in "(to be confirmed)".
"""

import re
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from iscm.domain.dates import Edtf, Precision
from iscm.domain.errors import EdtfError
from iscm.publication.words import Words, words_in

MOST_KEPT = 16_384


def in_words(edtf: str, date_status: str, words: Words) -> str:
    """A date of our EDTF profile as a page says it. An empty one is "date not known"."""
    return _in_words(edtf, date_status, words.lang)


def in_words_of_year(edtf: str, date_status: str, words: Words) -> str:
    """A date as said under the heading of its year: "18–19 October"; empty where no more than the year is known."""
    return _in_words_of_year(edtf, date_status, words.lang)


def day_in_words(day: date, words: Words) -> str:
    """One day with its month written out: "24 September 2024"."""
    return str(format_date(day, "long", locale=words.locale))


def month_name(month: int, words: Words, *, is_short: bool = False) -> str:
    """The name of a month as it stands alone."""
    return str(format_date(date(2000, month, 1), "LLL" if is_short else "LLLL", locale=words.locale))


def weekday_names(words: Words) -> list[str]:
    """Short names of the days of the week, Monday first."""
    return [str(format_date(date(2024, 1, day), "ccc", locale=words.locale)) for day in range(1, 8)]


def say(when: Edtf, words: Words) -> str:
    """A date without what its source says of its being settled."""
    return _words(when, words)


def ends(when: Edtf) -> tuple[date, date]:
    """The first and last possible day; raises `EdtfError` for a date that is open at one end."""
    if when.earliest is None or when.latest is None:
        raise EdtfError(f"open at one end: {when.text}")
    return when.earliest, when.latest


def span(skeleton: str, first: date, last: date, locale: Locale) -> str:
    """First to last by the pattern of the locale, with the months written out.

    `skeleton` is one of CLDR's of years, months and days, such as yMMMd, MMM or d.
    """
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


def hedged(when: Edtf, said: str, words: Words) -> str:
    """The words of a date with what its qualifiers (`~`, `?`) say."""
    if when.is_approximate:
        said = words.gettext("about %(date)s") % {"date": said}
    return words.gettext("%(date)s (uncertain)") % {"date": said} if when.is_uncertain else said


# The same date is said the same way in a language, so it is worked out once.
@lru_cache(maxsize=MOST_KEPT)
def _in_words(edtf: str, date_status: str, lang: str) -> str:
    words = words_in(lang)
    if not edtf:
        return words.gettext("date not known")
    said = _words(Edtf.parse(edtf), words)
    return words.gettext("%(date)s (to be confirmed)") % {"date": said} if date_status == "tbc" else said


@lru_cache(maxsize=MOST_KEPT)
def _in_words_of_year(edtf: str, date_status: str, lang: str) -> str:
    words = words_in(lang)
    if not edtf:
        return words.gettext("date not known")
    said = _without_year(Edtf.parse(edtf), words)
    if date_status != "tbc":
        return said
    return (
        words.gettext("%(date)s (to be confirmed)") % {"date": said} if said else words.gettext("date to be confirmed")
    )


def _without_year(when: Edtf, words: Words) -> str:
    if when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return _words(when, words)
    if when.precision is Precision.YEAR:
        return ""
    if when.precision is Precision.DAY and (when.is_choice or when.is_set):
        members = [span("MMMd", *ends(part), words.locale) for part in when.parts]
        said = str(format_list(members, style="or" if when.is_choice else "standard", locale=words.locale))
    elif when.is_day_precise:
        said = span("MMMd", when.earliest, when.latest, words.locale)
    else:
        period = span("MMM", when.earliest, when.latest, words.locale)
        said = words.gettext("some time in %(period)s") % {"period": period}
    return hedged(when, said, words)


def _words(when: Edtf, words: Words) -> str:
    if when.is_choice or when.is_set:
        said = _members(when, words)
    elif when.earliest is None:
        said = words.gettext("until %(date)s") % {"date": _plain(when.parts[0], words)}
    elif when.latest is None:
        said = words.gettext("from %(date)s") % {"date": _plain(when.parts[0], words)}
    else:
        said = _plain(when, words)
    return hedged(when, said, words)


def _members(when: Edtf, words: Words) -> str:
    if when.precision is Precision.DAY:
        said = [_plain(part, words) for part in when.parts]
        return str(format_list(said, style="or" if when.is_choice else "standard", locale=words.locale))
    return _some_time(when, words)


def _plain(when: Edtf, words: Words) -> str:
    return span("yMMMd", *ends(when), words.locale) if when.is_day_precise else _some_time(when, words)


def _some_time(when: Edtf, words: Words) -> str:
    first, last = ends(when)
    if when.precision is Precision.YEAR:
        period = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    else:
        period = span("yMMM", first, last, words.locale)
    return words.gettext("some time in %(period)s") % {"period": period}


def _one(skeleton: str, day: date, locale: Locale) -> str:
    if skeleton == "yMMMd":
        return str(format_date(day, "long", locale=locale))
    if skeleton == "MMM":
        return str(format_date(day, "LLLL", locale=locale))
    return str(format_skeleton(skeleton.replace("MMM", "MMMM"), day, locale=locale))


def _written_out(pattern: str) -> str:
    """The pattern with the month in full."""
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", re.sub(r"(?<!L)LLL(?!L)", "LLLL", pattern))
