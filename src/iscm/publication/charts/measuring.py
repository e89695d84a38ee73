"""How much room words take in Noto Sans, and where they are broken. Nothing here opens a font.

Widths are upper bounds: kerning only makes words narrower, and of the forms of an Arabic letter the widest counts
that it may have at its place.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from iscm.publication.charts.advances import JOINED, RANGES, UNITS, ZERO

BOLD = 1.08  # the bold letters are at most so much wider, over a word
_ELSEWHERE = 0.95  # of an em: a letter of a script that we have no table of
_WIDE = {"W", "F"}
_ELLIPSIS = "…"
# Where a line may end: after a blank or a hyphen, and around every Chinese letter.
_PIECES = re.compile(
    r"[⺀-鿿豈-﫿！-｠][、。，；：）」』]*|[^\s\-–/⺀-鿿豈-﫿！-｠]*[\-–/]+\s*|[^\s\-–/⺀-鿿豈-﫿！-｠]+\s*|\s+"
)


def measure(words: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a line of words in a type of `size`, in the same unit."""
    return sum(_advances(words)) * size * (BOLD if is_bold else 1.0)


def wrap(words: str, width: float, size: float, most: int = 4) -> tuple[str, ...]:
    """The words in at most `most` lines of `width`; what does not fit is cut off with an ellipsis.

    A word that is wider than a line is broken where it must be. At least one line comes back, an empty one for no
    words.
    """
    lines, left = [""], _PIECES.findall(" ".join(words.split()))
    while left:
        piece = left.pop(0)
        if measure((lines[-1] + piece).rstrip(), size) <= width:
            lines[-1] += piece
        elif len(lines) == most:
            return (*_stripped(lines[:-1]), cut(lines[-1] + piece + "".join(left), width, size))
        elif lines[-1]:
            lines.append("")
            left.insert(0, piece)
        else:
            lines[-1] = _longest(piece, width, size)
            left[:0] = [rest] if (rest := piece[len(lines[-1]) :]) else []
    return _stripped(lines)


def cut(words: str, width: float, size: float) -> str:
    """The words if they fit on one line, else as many letters as do and an ellipsis."""
    if measure(words.rstrip(), size) <= width:
        return words.rstrip()
    return _longest(words, width - measure(_ELLIPSIS, size), size).rstrip() + _ELLIPSIS


def _longest(words: str, width: float, size: float) -> str:
    """The longest beginning that fits: one letter at least, with the marks that sit on it."""
    used = list(accumulate(_advances(words)))
    end = bisect_right(used, width / size)
    if end == 0:
        end = next((n for n, so_far in enumerate(used) if so_far > used[0]), len(used))
    return words[:end]


def _stripped(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in lines)


def _advances(words: str) -> Iterator[float]:
    """The width of each letter in ems: of one that joins the next, as it is within a word."""
    for letter, following in zip(words, words[1:] + " ", strict=False):
        joined = _joined(letter) if following.isalpha() or _joined(following) else 0.0
        yield joined or _advance(letter)


@lru_cache(maxsize=4096)
def _joined(letter: str) -> float:
    """The width of an Arabic letter before another that it joins, in ems; 0 for any other letter."""
    first, signs = JOINED
    place = ord(letter) - first
    sign = signs[place] if 0 <= place < len(signs) else " "
    return (ord(sign) - ord(ZERO)) / UNITS if sign != " " else 0.0


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    """The width of a letter in ems."""
    code = ord(letter)
    for first, signs in RANGES:
        if first <= code < first + len(signs):
            return (ord(signs[code - first]) - ord(ZERO)) / UNITS
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Mn", "Cc"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in _WIDE else _ELSEWHERE
