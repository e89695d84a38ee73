"""Typing and copying errors in dates that can be mended in one way only.

Each repair takes the text and the document's year and gives the mended text with a sentence for the editor, or None.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from iscm.reading.cells.date_tokens import Sort, Token, plain, tokenise
from iscm.reading.cells.date_words import MONTHS

Repair = Callable[[str, int | None], tuple[str, str] | None]

MIXED_FIGURES = re.compile(r"(?<!\w)(?=[\dOolI]*\d)(?=\d*[OolI])[\dOolI]{2,4}(?![\w'])")
BROKEN_YEAR = re.compile(
    r"(?<=[\s,])(?:2[-–—.,\s]\s?0?(?P<two>\d\d)|20\s(?P<tail>\d\d)|202\s(?P<one>\d))(?=\W*(?:\(|$))"
)
LAST_DAY = 31
MOST_UNKNOWN = 2  # words not known, one of which may be a misspelt month
MOST_TOKENS = 12  # pieces of a text in which a dash may have been lost
MONTH_LENGTHS = range(4, 13)  # shorter words are too near to one another
LETTER_CONFUSIONS = str.maketrans("OolI", "0011")


def mend_letters_in_figures(text: str, _year: int | None) -> tuple[str, str] | None:
    """`2O24` with a letter O is 2024, `l2` is 12."""
    mended = MIXED_FIGURES.sub(lambda match: match[0].translate(LETTER_CONFUSIONS), text)
    return (mended, f"“{MIXED_FIGURES.search(text)[0]}” read as figures") if mended != text else None  # type: ignore[index]


def mend_year(text: str, year: int | None) -> tuple[str, str] | None:
    """`2-24` is 2024; a figure too many or too few in the document's own year is put right."""
    if match := BROKEN_YEAR.search(text):
        found = 2000 + int(match["two"] or match["tail"] or f"2{match['one']}")
        if year is None or abs(found - year) <= 1:
            return text[: match.start()] + str(found) + text[match.end() :], f"“{match[0]}” read as {found}"
    if year is None:
        return None
    for match in re.finditer(r"(?<!\d)\d{3,5}(?!\d)", text):
        if _differs_by_one_figure(match[0], str(year)):
            return text[: match.start()] + str(year) + text[match.end() :], f"“{match[0]}” read as {year}"
    return None


def mend_month(text: str, _year: int | None) -> tuple[str, str] | None:
    """A month misspelt by one letter, cut short or broken in two: `Febuary`, `Septemb`, `Sep tember`."""
    folded = plain(text)
    tokens = tokenise(text)
    others = [token for token in tokens if token.sort is Sort.OTHER and str(token.value).isalpha()]
    if not 1 <= len(others) <= MOST_UNKNOWN:
        return None
    for start, end in _spans(tokens, others):
        word = folded[start:end].replace(" ", "")
        if len({MONTHS[name] for name in _near_months(word)}) == 1:
            name = min(_near_months(word), key=lambda name: (name[:3] != word[:3], -len(name)))
            return f"{text[:start]}{name}{text[end:]}", f"“{text[start:end]}” read as {name.capitalize()}"
    return None


def lost_dashes(text: str) -> Iterator[str]:
    """The text with a dash put back wherever one may have been lost: `1112 December`, `30 June1 July`."""
    tokens = tokenise(text)
    if len(tokens) > MOST_TOKENS:
        return
    for token in tokens:
        is_too_large = token.sort is Sort.NUMBER and int(token.value) > LAST_DAY
        if token.sort in {Sort.DIGITS, Sort.YEAR} or is_too_large:
            for cut in range(token.start + 1, min(token.end, token.start + 4)):
                if text[cut] != "0":
                    yield f"{text[:cut]}-{text[cut:]}"
    for left, right in pairwise(tokens):
        if {left.sort, right.sort} <= {Sort.NUMBER, Sort.MONTH}:
            yield f"{text[: left.end]} - {text[right.start :]}"


REPAIRS: tuple[Repair, ...] = (mend_letters_in_figures, mend_year, mend_month)


def _spans(tokens: list[Token], others: list[Token]) -> Iterator[tuple[int, int]]:
    """Each word that is none of ours, alone and together with its neighbours."""
    for token in others:
        yield token.start, token.end
        index = tokens.index(token)
        for first, last in ((index - 1, index), (index, index + 1)):
            if (
                first >= 0
                and last < len(tokens)
                and str(tokens[first].value).isalpha() | (tokens[first].sort is Sort.MONTH)
            ):
                yield tokens[first].start, tokens[last].end


@lru_cache(maxsize=4096)
def _near_months(word: str) -> tuple[str, ...]:
    if len(word) not in MONTH_LENGTHS:
        return ()
    return tuple(
        name
        for name in MONTHS
        if len(name) in MONTH_LENGTHS
        and len(name) >= len(word) - 1
        and (name.startswith(word) or (len(name) <= len(word) + 1 and _is_one_slip(word, name)))
    )


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[same:], other[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])


def _differs_by_one_figure(printed: str, year: str) -> bool:
    longer, shorter = sorted((printed, year), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
