"""Ranges and short forms, written out so that each date stands whole: `12-14/03/2024`, `3.XII.2024`, four months."""

import re

from iscm.reading.cells.date_parts import spell_out_parts
from iscm.reading.cells.words import listed

END = r"(?!\d|[./-]\d)"
DAY_MONTH_TWICE = re.compile(
    rf"(?<![\d./-])(\d\d?)([/.])(\d\d?)\.?\s?[-–—]\s?(\d\d?)\2(\d\d?)(?:\2(\d{{4}}|\d\d))?\.?{END}"
)
MONTH_DAYS = re.compile(rf"(?<![\d./-])(\d\d?)/(\d\d?)\s?[-–—]\s?(\d\d?)/(\d{{4}}){END}")
MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)")
DAY_MONTH = re.compile(r"(\d\d?)([/.])(\d\d?)\.?")
DAY_POINT = re.compile(rf"(?<!\d)(\d\d?)\.(?=\s?[-–—]\s?\d\d?\.\d\d?\.(?:\d{{4}}|\d\d){END})")

DAY_NAME_YEAR = re.compile(r"(\d\d?)-([^\W\d_]{3,10})\.?-(\d\d)")

CLOCK = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?(?!\d)")
MONTHS = listed("January February March April May June July August September October November December")
ROMAN = dict(zip(listed("I II III IV V VI VII VIII IX X XI XII"), MONTHS, strict=True))
FOUR_MONTHS = re.compile(r"(?<=\s)four[- ]months?\b", re.IGNORECASE)
LAST_FOUR_MONTHS = re.compile(r"\blast(?=\s+four[- ]months?\b)", re.IGNORECASE)
ROMAN_MONTH = re.compile(r"(?<![\w.])(\d\d?\.?(?:\s?[-–]\s?\d\d?)?[./\s-])?([IVX]{1,4})[./\s-]((?:19|20)\d\d)(?!\d)")


def spell_out(text: str, year: int | None) -> str:
    """The text with short forms in figures written out; unchanged where there are none or the year is not known."""
    text = spell_out_parts(text)
    text = ROMAN_MONTH.sub(_in_words, CLOCK.sub(r"\1", text))
    text = FOUR_MONTHS.sub("quadrimestre", LAST_FOUR_MONTHS.sub("third", text))
    if match := MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := DAY_NAME_YEAR.fullmatch(text):
        return f"{match[1]} {match[2]} 20{match[3]}"
    if (match := DAY_MONTH.fullmatch(text)) and year is not None:
        return f"{match[1]}{match[2]}{match[3]}{match[2]}{year}"
    text = MONTH_DAYS.sub(
        lambda m: f"{m[4]}-{int(m[1]):02}-{int(m[2]):02} - {m[4]}-{int(m[1]):02}-{int(m[3]):02}", text
    )
    text = DAY_POINT.sub(r"\1", text)
    return DAY_MONTH_TWICE.sub(lambda match: _twice(match, year), text)


def _twice(match: re.Match[str], year: int | None) -> str:
    one, mark, two, three, four, said = match.groups()
    if said is None and year is None:
        return match[0]
    said = said or str(year)
    return f"{one}{mark}{two}{mark}{said} - {three}{mark}{four}{mark}{said}"


def _in_words(match: re.Match[str]) -> str:
    """A month in Roman figures by its name: "12-14.XI.2019"."""
    days, month, year = match.groups()
    return f"{(days or '').strip('. /-')} {ROMAN[month]} {year}".strip() if month in ROMAN else match[0]
