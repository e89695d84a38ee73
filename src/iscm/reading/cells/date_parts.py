"""Parts of a year as Russian, Chinese and Roman figures name them, written out; "some time in" a month or months."""

import re

from iscm.domain.dates import Edtf

QUARTER_OF = {"I": 1, "II": 2, "III": 3, "IV": 4, "一": 1, "二": 2, "三": 3, "四": 4}
UNITS = r"(?:квартал\w{0,3}|кв\.|(?:quarter|trimestre|trimester)s?\b)"
NUMERAL = r"(?:IV|I{1,3}|[1-4](?:\s?-?\s?(?:й|го|м|ый|ой|ий))?(?!\w))"
QUARTERS = re.compile(rf"(?<!\w)({NUMERAL})(?:\s?([-–—/])\s?({NUMERAL}))?\s+{UNITS}", re.IGNORECASE)
HALVES = re.compile(
    r"(?<!\w)(II?|[12](?:\s?-?\s?(?:е|ое|го|м|ом))?(?!\w))\s+(?:полугоди\w{1,2}|semestre\b)", re.IGNORECASE
)
HAN_QUARTER = re.compile(r"第?\s?([一二三四1-4])\s?季度?")
HAN_HALF = re.compile(r"([上下])半年")
HAN_ABOUT = re.compile(r"左右|前后|大约|约|大概")
RUSSIAN_YEAR = re.compile(r"(?<=\d)\s?гг?\.?(?!\w)")
SOME_TIME = re.compile(
    r"\W*(?:at )?(?:some ?time|some point|some day|(?:one|several) days?)\s+"
    r"(?:(?:in|during|of|within|around)\s+(?:the )?|(?=between\b))",
    re.IGNORECASE,
)
MONTHS = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])")
WHOLE = {(1, 6): 40, (7, 12): 41, (1, 3): 33, (4, 6): 34, (7, 9): 35, (10, 12): 36}


def spell_out_parts(text: str) -> str:
    """The text with quarters and halves of years as Q1 … Q4, H1 and H2, as the rest of the grammar knows them."""
    text = QUARTERS.sub(_quarters, text)
    text = HALVES.sub(lambda match: f"H{_number(match[1])}", text)
    text = HAN_QUARTER.sub(lambda match: f" Q{_number(match[1])} ", text)
    text = HAN_HALF.sub(lambda match: " H1 " if match[1] == "上" else " H2 ", text)
    if HAN_ABOUT.search(text):
        text = f"about {HAN_ABOUT.sub(' ', text)}"
    return RUSSIAN_YEAR.sub(" ", text)


def without_some_time(text: str) -> tuple[str, bool]:
    """The date without "some time in" before it, and whether that was there."""
    match = SOME_TIME.match(text)
    return (text[match.end() :], True) if match else (text, False)


def within(edtf: Edtf) -> Edtf:
    """Some days of a span of months, not all of them: its half or quarter, or else a choice of its months."""
    if not (found := MONTHS.fullmatch(edtf.text)):
        return edtf
    year, first, last = found[1], int(found[2]), int(found[3])
    if (first, last) in WHOLE:
        return Edtf.parse(f"{year}-{WHOLE[first, last]}")
    return Edtf.parse(f"[{year}-{first:02}..{year}-{last:02}]")


def _quarters(match: re.Match[str]) -> str:
    first, joint, last = match.groups()
    return f"Q{_number(first)}{joint}Q{_number(last)}" if last else f"Q{_number(first)}"


def _number(numeral: str) -> int:
    return QUARTER_OF.get(numeral.upper()) or int(numeral[0])
