"""A text cut into the pieces that dates are made of, each with its place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from iscm.reading.budget import spend
from iscm.reading.cells import date_words as words


class Sort(Enum):
    """What a piece is."""

    NUMBER = auto()  # one or two digits
    DIGITS = auto()  # any other run of digits
    YEAR = auto()
    NUMERIC = auto()  # a whole date in figures
    MONTH = auto()
    ORDINAL = auto()
    UNIT = auto()  # quarter, half
    DIVISION = auto()  # Q3, spring: an EDTF code
    APPROXIMATELY = auto()
    AND = auto()
    OR = auto()
    COMMA = auto()
    SLASH = auto()
    THROUGH = auto()
    FROM = auto()
    UNTIL = auto()
    BETWEEN = auto()
    WEEKDAY = auto()
    FILLER = auto()
    TO_BE_CONFIRMED = auto()
    BRACKET = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: `value` is its number (day, year, month, code) or folded word; `start` and `end` are its span."""

    sort: Sort
    value: int | str
    start: int
    end: int
    has_ending: bool = False


DASHES = dict.fromkeys("‐‑‒–—―−﹣-~〜", "-")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # marks of footnotes
BLANK_LETTER = "\u0300"  # keeps a word together where an accent stood as a character of its own


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    if letter in DASHES:
        return "-"
    if letter in "’‘ʼ`´":
        return "'"
    if letter.isspace() or letter in SUPERSCRIPTS:
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.combining(letter):
        return BLANK_LETTER
    return unicodedata.normalize("NFKD", letter)[0].lower()[0]


def plain(text: str) -> str:
    """The text in small letters without accents, character by character, so that places in it stay the same."""
    return "".join(map(_plain_letter, text))


FIRST_HAN, HAN = "一", "一-鿿"
TO_BE_CONFIRMED = words.TO_BE_CONFIRMED.replace(" ", r"\ ")
TWO_WORD_MONTHS = "|".join(words.TWO_WORD_MONTHS).replace(" ", r"\s")
TIME = r"(?<!\d)(?:\d{1,2}\s?[:h]\s?[0-5]\d(?:\s?[ap]\.?m\b\.?)?(?!\d)|\d{1,2}\s?[ap]\.?m\b\.?)"
PART_OF_DAY = r"\(?\b(?:(?:half|full|all)[\ -]day|mornings?|afternoons?|\d{1,2}\s(?:days?|jours?|dias?))\b\)?"
ENDING = re.compile(r"(?:\s?(?:st|nd|rd|th|er)|ere|eme|e|[rd][oa]|[oa°]|to(?=\s+trim))(?![^\W_])")
SIGNS = {
    **dict.fromkeys(",;，；、·•", Sort.COMMA),
    **dict.fromkeys(":*†‡#", Sort.FILLER),
    "/": Sort.SLASH,
    "-": Sort.THROUGH,
    "&": Sort.AND,
    "+": Sort.AND,
    **dict.fromkeys("()[]（）", Sort.BRACKET),
}
QUARTERS, HALVES = range(33, 37), range(40, 42)
DIVISION_RANGES = {"q": QUARTERS, "t": QUARTERS, "h": HALVES, "s": HALVES}
FIXED = {
    "tbc": Sort.TO_BE_CONFIRMED,
    "tbc_sign": Sort.TO_BE_CONFIRMED,
    "iso": Sort.NUMERIC,
    "numeric": Sort.NUMERIC,
    "elision": Sort.FILLER,
}
YEAR_LENGTH, DAY_LENGTH = 4, 2
AFTER_POINT = re.compile(r"\s?(?:(?:19|20)\d\d(?!\d)|[-,;/&)])")
WHOLE_MONTHS = frozenset(("may", "mai", "mars", "june", "july", "juin", "mayo"))
LONGEST_SHORT_MONTH = 5  # letters: "sept", "fevr"
YEARS = range(1900, 2101)  # other runs of four figures are no years
DIVISION_CODES = {"q": 32, "t": 32, "h": 39, "s": 39}
KINDS = (
    (words.MONTHS, Sort.MONTH),
    (words.ORDINALS, Sort.ORDINAL),
    (words.UNITS, Sort.UNIT),
    (words.SEASONS, Sort.DIVISION),
)
SETS = (
    (words.AND, Sort.AND),
    (words.OR, Sort.OR),
    (words.FROM, Sort.FROM),
    (words.BETWEEN, Sort.BETWEEN),
    (words.THROUGH, Sort.THROUGH),
    (words.UNTIL, Sort.UNTIL),
    (words.FILLERS, Sort.FILLER),
    (words.APPROXIMATELY, Sort.APPROXIMATELY),
    (words.WEEKDAYS, Sort.WEEKDAY),
)


@cache
def _pieces(*, with_han: bool) -> re.Pattern[str]:
    """What a piece looks like. Making the pattern takes four times as long where it has ranges of Han letters."""
    letter = rf"[^\W\d_{HAN if with_han else ''}\u0300]"
    han = rf"|(?P<han>十[一二]?月|[一二三四五六七八九]月|[{HAN}])" if with_han else ""
    return re.compile(
        rf"""(?P<tbc>(?<!\w){TO_BE_CONFIRMED}(?!\w))
        |(?P<tbc_sign>\?+)
        |(?P<time>{PART_OF_DAY}|{TIME}(?:\s?-\s?{TIME})?|\b(?:cest|cet|gmt|utc|hrs|local\ time)\b)
        |(?P<division>(?<![^\W\d_])[qths][1-4](?!\w)|(?<!\w)[1-4][qh](?=\d{{4}}|\b))
        |(?P<iso>(?<![\d./-])\d{{4}}(?P<iso_mark>[-/.])\d{{1,2}}(?P=iso_mark)\d{{1,2}}(?!\d|(?P=iso_mark)\d))
        |(?P<numeric>(?:(?<![\d./-])|(?<=\d-)(?=\d\d?[/.]))\d{{1,2}}\s?(?P<mark>[-/.])\s?\d{{1,2}}\s?(?P=mark)\s?(?:\d{{4}}|\d\d)(?!\d|(?P=mark)\d))
        |(?P<apostrophe_year>(?<![\w])'\d\d\b)
        |(?P<digits>\d+)
        |(?P<two_words>{TWO_WORD_MONTHS}){han}
        |(?P<elision>\b[ld]'(?={letter}))
        |(?P<word>{letter}(?:{letter}|\u0300|'(?={letter}))*)
        |(?P<sign>\S)""",
        re.VERBOSE,
    )


@lru_cache(maxsize=4096)
def classify(word: str) -> tuple[Sort, int | str]:
    """What a folded word is among dates; `OTHER` for a word that is none of ours."""
    for table, sort in KINDS:
        if word in table:
            value = table[word]
            return sort, value if isinstance(value, int) else word
    for members, sort in SETS:
        if word in members:
            return sort, word
    return Sort.OTHER, word


def tokenise(text: str) -> list[Token]:
    """The pieces of the text from left to right; blanks and times of day are left out. Linear in the text."""
    spend()
    folded = plain(text)
    tokens: list[Token] = []
    at = 0
    pieces = _pieces(with_han=max(folded, default="") >= FIRST_HAN)
    while match := pieces.search(folded, at):
        at = match.end()
        group = match.lastgroup or "sign"
        if group == "time" or (group == "sign" and _ends_short_month(tokens, match, folded)):
            continue
        token = _token(group, match, folded, text)
        tokens.append(token)
        at = max(at, token.end)
    return tokens


def _ends_short_month(tokens: list[Token], match: re.Match[str], folded: str) -> bool:
    """Whether a point only shortens the name of a month inside a date: "15 Sept. 2022", "Jan., May"."""
    month = tokens[-1] if tokens else None
    if match[0] != "." or month is None or month.sort is not Sort.MONTH or month.end != match.start():
        return False
    is_short = folded[month.start : month.end] not in WHOLE_MONTHS and month.end - month.start <= LONGEST_SHORT_MONTH
    return is_short and bool(AFTER_POINT.match(folded, match.end()))


def _token(group: str, match: re.Match[str], folded: str, text: str) -> Token:
    start, end, word = match.start(), match.end(), match[0]
    if group == "digits":
        return _number(word, start, end, folded, text)
    sort, value = _meaning(group, word)
    if word == "o" and folded[start - 1 : start].isdigit() and folded[end : end + 1].isdigit():  # 2O24
        sort = Sort.OTHER
    return Token(sort, value, start, end)


def _meaning(group: str, word: str) -> tuple[Sort, int | str]:
    """What a piece of one of the groups of `_pieces` is."""
    if group == "division":
        letter, number = sorted(word, reverse=True)
        code = DIVISION_CODES[letter] + int(number)
        return (Sort.DIVISION if code in DIVISION_RANGES[letter] else Sort.OTHER), code
    if group == "apostrophe_year":
        return Sort.YEAR, 2000 + int(word[1:])
    if group in FIXED:
        return FIXED[group], re.sub(r"\s", "", word)
    if group == "sign":
        return SIGNS.get(word, Sort.OTHER), word
    return classify(word.replace(BLANK_LETTER, ""))


def _number(word: str, start: int, end: int, folded: str, text: str) -> Token:
    after = folded[end : end + 1]
    is_year = len(word) == YEAR_LENGTH and int(word) in YEARS
    if is_year:
        return Token(Sort.YEAR, int(word), start, end)
    if len(word) > DAY_LENGTH:
        return Token(Sort.DIGITS, word[:12], start, end)
    if after == "月":
        return Token(Sort.MONTH if int(word) in range(1, 13) else Sort.OTHER, int(word), start, end + 1)
    if (ending := ENDING.match(folded, end)) and text[end : end + 1] != "O":  # 1O is ten
        return Token(Sort.NUMBER, int(word), start, ending.end(), has_ending=True)
    return Token(Sort.NUMBER, int(word), start, end)
