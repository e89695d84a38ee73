"""The public holidays of a State and year, from the library `holidays`, as values that say how sure they are."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from iscm.planning.observance import Observance, ObservanceKind

if TYPE_CHECKING:
    import holidays

MOST_KEPT = 4096  # pairs of a State and a year
ESTIMATED = "estimated_label"
OBSERVED_ESTIMATED = "observed_estimated_label"
OBSERVED = "observed_label"
ENGLISH = "en"
CODE = 2  # letters of a code: the library has calendars of exchanges too, with more
BETWEEN = "; "  # holidays of one day


@lru_cache(maxsize=512)
def calendar_of(country: str) -> holidays.HolidayBase | None:
    """The library's own calendar of a State, without any year in it; None for one that it does not know."""
    is_code = len(country) == CODE and country.isascii() and country.isalpha() and country.isupper()
    return _calendar(country, (), None) if is_code and _entity(country) is not None else None


@lru_cache(maxsize=MOST_KEPT)
def public_holidays(country: str, year: int, part: str = "") -> tuple[Observance, ...] | None:
    """The public holidays of a State in a year, by day: in English, and in its own language beside it.

    None where they are not known: another code than a State's, or a year outside those that the library has for it.
    Those of one part of a State only for that `part` (the library's key of it). Days that follow the moon are estimated
    until they are proclaimed.
    """
    known = calendar_of(country)
    if known is None or not known.start_year <= year <= known.end_year:
        return None
    own = known.default_language
    english = _calendar(country, (year,), _english(known), part)
    if own is None or own.startswith(ENGLISH):
        return tuple(_observed(country, day, english, None) for day in sorted(english))
    local = _calendar(country, (year,), own, part)
    return tuple(_observed(country, day, english, local) for day in sorted(english))


def _entity(country: str) -> Any:
    """What the library has under a code, None for none; it takes a while to load, and most pages ask for no holiday."""
    import holidays  # noqa: PLC0415  # loaded when first asked for

    return getattr(holidays, country, None)


def _calendar(country: str, years: tuple[int, ...], language: str | None, part: str = "") -> holidays.HolidayBase:
    """The language is always named: left out, the library would take that of the machine."""
    entity = _entity(country)
    # Three States keep it to themselves that their feasts are worked out beforehand.
    frank = {"islamic_show_estimated": True} if _can_say_estimated(country) else {}
    calendar: holidays.HolidayBase = entity(
        years=years or None, language=language, subdiv=part or None, expand=False, **frank
    )
    return calendar


@lru_cache(maxsize=512)
def _can_say_estimated(country: str) -> bool:
    plain = type(_entity(country)())
    return "islamic_show_estimated" in inspect.signature(plain.__init__).parameters and hasattr(plain, ESTIMATED)


def _english(calendar: holidays.HolidayBase) -> str | None:
    spoken = [lang for lang in calendar.supported_languages if lang.startswith(ENGLISH)]
    own = calendar.default_language
    return own if own in spoken else next(iter(spoken), own)


def _observed(country: str, day: date, english: holidays.HolidayBase, local: holidays.HolidayBase | None) -> Observance:
    named = [_without_estimate(name, english) for name in english[day].split(BETWEEN)]
    own = [_without_estimate(name, local)[0] for name in local[day].split(BETWEEN)] if local is not None else []
    return Observance(
        first=day,
        last=day,
        country=country,
        kind=ObservanceKind.PUBLIC_HOLIDAY,
        name=BETWEEN.join(name for name, _ in named),
        # One that is sure keeps the offices closed whatever becomes of the others.
        is_estimated=all(is_estimated for _, is_estimated in named),
        local_name=BETWEEN.join(own),
        lang=str(local.default_language).replace("_", "-") if local is not None else "",
    )


def _without_estimate(name: str, calendar: holidays.HolidayBase) -> tuple[str, bool]:
    """The name without the words for "estimated" in the language of the calendar, and whether they were there."""
    for label, instead in _labels(calendar):
        before, _, after = label.partition("%s")
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            return instead % name[len(before) : len(name) - len(after)], True
    return name, False


def _labels(calendar: holidays.HolidayBase) -> Iterator[tuple[str, str]]:
    """What the library writes around the name of an estimated day, and what we write instead."""
    for label, instead in ((OBSERVED_ESTIMATED, OBSERVED), (ESTIMATED, "")):
        if text := getattr(calendar, label, ""):
            yield calendar.tr(text), calendar.tr(getattr(calendar, instead, "%s") if instead else "%s")
