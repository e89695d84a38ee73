"""Ranges and short forms in figures, written out so that each date stands whole: `12-14/03/2024`, `3/12-14/2024`."""

import re

END = r"(?!\d|[./-]\d)"
DAY_MONTH_TWICE = re.compile(
    rf"(?<![\d./-])(\d\d?)([/.])(\d\d?)\.?\s?[-–—]\s?(\d\d?)\2(\d\d?)(?:\2(\d{{4}}|\d\d))?\.?{END}"
)
MONTH_DAYS = re.compile(rf"(?<![\d./-])(\d\d?)/(\d\d?)\s?[-–—]\s?(\d\d?)/(\d{{4}}){END}")
MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)")
DAY_MONTH = re.compile(r"(\d\d?)([/.])(\d\d?)\.?")
DAY_POINT = re.compile(rf"(?<!\d)(\d\d?)\.(?=\s?[-–—]\s?\d\d?\.\d\d?\.(?:\d{{4}}|\d\d){END})")

DAY_NAME_YEAR = re.compile(r"(\d\d?)-([^\W\d_]{3,10})\.?-(\d\d)")


def spell_out(text: str, year: int | None) -> str:
    """The text with short forms in figures written out; unchanged where there are none or the year is not known."""
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
