"""Dates in the words that the field's calendars use: "23–25 January 2024", "Second or third quarter of 2017 (TBC)".

As precise as the source, shorter than on pages, and read back by `iscm read` as the same EDTF.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import format_skeleton
from babel.lists import format_list

from iscm.domain.dates import Edtf, Precision
from iscm.publication.dates import ends, hedged, span
from iscm.publication.words import Words, words_in

MOST_KEPT = 16_384
DAYS_OF_WEEK = 7
FIRST_QUARTER, FIRST_THIRD, FIRST_SEASON = 33, 37, 21
YEAR_FIRST = {"zh-hans"}
Style = Literal["or", "standard"]


def in_print(edtf: str, date_status: str, words: Words) -> str:
    """A date of our EDTF profile as a calendar prints it.

    An empty one is "TBC" where it is to be confirmed, else empty.
    """
    return _in_print(edtf, date_status, words.lang, is_under_year=False)


def in_print_of_year(edtf: str, date_status: str, words: Words) -> str:
    """The same under the heading of its year: "18–19 October"; empty where no more than the year is known."""
    return _in_print(edtf, date_status, words.lang, is_under_year=True)


@lru_cache(maxsize=MOST_KEPT)
def _in_print(edtf: str, date_status: str, lang: str, *, is_under_year: bool) -> str:
    words = words_in(lang)
    said = _printed(Edtf.parse(edtf), words, is_under_year=is_under_year) if edtf else ""
    if date_status != "tbc":
        return said
    return words.gettext("%(date)s (TBC)") % {"date": said} if said else words.gettext("TBC")


def _printed(when: Edtf, words: Words, *, is_under_year: bool) -> str:
    first, last = when.earliest, when.latest
    year = bool(first and last and first.year == last.year) and is_under_year
    if first is None or last is None:
        pattern = words.gettext("until %(date)s") if first is None else words.gettext("from %(date)s")
        said = pattern % {"date": _alone(when.parts[0], words, is_short=False)}
    elif when.is_choice and len(when.parts) == 1:
        said = _some_day(first, last, words, is_short=year)
    elif when.is_choice or when.is_set:
        said = _members(when, words, is_short=year)
    else:
        said = _alone(when, words, is_short=year)
    return _capital(hedged(when, said, words)) if said else ""


def _some_day(first: date, last: date, words: Words, *, is_short: bool) -> str:
    """One day among days that follow each other: most often those of a week."""
    skeleton = "MMMd" if is_short else "yMMMd"
    if (last - first).days == DAYS_OF_WEEK - 1 and first.weekday() == 0:
        return words.gettext("week of %(day)s") % {"day": span(skeleton, first, first, words.locale)}
    days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
    if len(days) <= DAYS_OF_WEEK:
        return _members(Edtf.parse(f"[{','.join(map(str, days))}]"), words, is_short=is_short)
    return words.gettext("a day of %(days)s") % {"days": span(skeleton, first, last, words.locale)}


def _members(when: Edtf, words: Words, *, is_short: bool) -> str:
    """The members in a list that says once what they share: "28 and 30 September 2021"."""
    style: Style = "or" if when.is_choice else "standard"
    if _are_quarters_of_a_year(when):
        which = format_list([_which(part, words) for part in when.parts], style=style, locale=words.locale)
        return _quarter(str(which), when.parts[0], words, is_short=is_short)
    sayers = _sharing(when, words, is_short=is_short)
    if sayers is None:
        said = [_alone(part, words, is_short=is_short) for part in when.parts]
    else:
        brief, full = sayers
        bearer = 0 if words.lang in YEAR_FIRST else len(when.parts) - 1
        said = [(full if i == bearer else brief)(part) for i, part in enumerate(when.parts)]
    return str(format_list(said, style=style, locale=words.locale))


Sayer = Callable[[Edtf], str]


def _sharing(when: Edtf, words: Words, *, is_short: bool) -> tuple[Sayer, Sayer] | None:
    """How the members but one are said, and that one which bears what all share; None where they share nothing."""
    first, last = ends(when)
    parts = when.parts
    if first.year != last.year or len({part.precision for part in parts}) > 1:
        return None
    year = "" if is_short else "y"
    if when.precision is Precision.DAY:
        shared = "d" if (first.year, first.month) == (last.year, last.month) else "MMMd"
        return _spans(shared, words), _spans(f"{year}MMMd", words)
    return (_spans("MMM", words), _spans(f"{year}MMM", words)) if when.precision is Precision.MONTH else None


def _spans(skeleton: str, words: Words) -> Sayer:
    if skeleton == "MMM" and words.lang in YEAR_FIRST:  # a month alone is written out there, beside figures it is not
        return lambda part: str(format_skeleton(skeleton, ends(part)[0], locale=words.locale))
    return lambda part: span(skeleton, *ends(part), words.locale)


def _alone(when: Edtf, words: Words, *, is_short: bool) -> str:
    first, last = ends(when)
    year = "" if is_short else "y"
    if when.is_day_precise:
        return span(f"{year}MMMd", first, last, words.locale)
    if when.precision is Precision.YEAR:
        return "" if is_short else _years(first, last)
    if when.precision is Precision.MONTH or when.parts:
        return span(f"{year}MMM", first, last, words.locale)
    if when.precision is Precision.QUARTER:
        return _quarter(_which(when, words), when, words, is_short=is_short)
    return _part(when, words)


def _years(first: date, last: date) -> str:
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def _are_quarters_of_a_year(when: Edtf) -> bool:
    return len({part.text[:4] for part in when.parts}) == 1 and all(
        part.precision is Precision.QUARTER and not part.parts for part in when.parts
    )


def _which(when: Edtf, words: Words) -> str:
    """A quarter's number in words."""
    ordinals = (words.gettext("first"), words.gettext("second"), words.gettext("third"), words.gettext("fourth"))
    return ordinals[_code(when) - FIRST_QUARTER]


def _quarter(which: str, when: Edtf, words: Words, *, is_short: bool) -> str:
    if is_short:
        return words.gettext("%(which)s quarter") % {"which": which}
    return words.gettext("%(which)s quarter of %(year)s") % {"which": which, "year": when.text[:4]}


def _part(when: Edtf, words: Words) -> str:
    """A half, a third or a season of a year."""
    patterns = {
        40: words.gettext("first half of %(year)s"),
        41: words.gettext("second half of %(year)s"),
        FIRST_THIRD: words.gettext("first four months of %(year)s"),
        FIRST_THIRD + 1: words.gettext("second four months of %(year)s"),
        FIRST_THIRD + 2: words.gettext("last four months of %(year)s"),
        FIRST_SEASON: words.gettext("spring %(year)s"),
        FIRST_SEASON + 1: words.gettext("summer %(year)s"),
        FIRST_SEASON + 2: words.gettext("autumn %(year)s"),
        FIRST_SEASON + 3: words.gettext("winter %(year)s"),
    }
    return patterns[_code(when)] % {"year": when.text[:4]}


def _code(when: Edtf) -> int:
    """The number that stands where a month would (ISO 8601-2, 4.8)."""
    return int(when.text[5:7])


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
