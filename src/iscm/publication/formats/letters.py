"""The letters that our fonts have; others are shown as U+FFFD, so that one strange letter costs no document."""

import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "\ufffd"
# Without a shape, but with a say in how others are set: joiners, and marks of direction.
SHAPELESS = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
# Letters that are two, which would not be found when one looks for the word.
LIGATURES = frozenset("ﬀﬁﬂﬃﬄﬅﬆ")


def fit_to_fonts(words: str) -> str:
    """The words with each letter that none of our fonts has replaced visibly, and without letters that have no shape.

    Line ends and tabs become blanks; control characters and embeddings of direction are taken out.
    """
    return words if words.isascii() and words.isprintable() else words.translate(_table())


class _Table(dict[int, str]):
    """What each letter is shown as, worked out when it is first met."""

    def __init__(self, known: frozenset[int]) -> None:
        self._known = known

    def __missing__(self, code: int) -> str:
        shown = self[code] = self._shown(chr(code))
        return shown

    def _shown(self, letter: str) -> str:
        if letter in SHAPELESS:
            return letter
        if letter in "\t\n\r\x0b\x0c\x85\u2028\u2029":
            return " "
        if unicodedata.category(letter) in {"Cc", "Cf"}:
            return ""
        is_drawn = ord(letter) in self._known and letter not in LIGATURES
        return letter if is_drawn else _plain(letter, self._known)


def _plain(letter: str, known: frozenset[int]) -> str:
    """The letter in a plainer form that the fonts have, as of a ligature; else the sign for an unknown one."""
    plainer = unicodedata.normalize("NFKC", letter)
    is_known = plainer != letter and all(ord(part) in known for part in plainer)
    return plainer if is_known else REPLACEMENT


@cache
def _table() -> _Table:
    lines = (FONTS / "letters.txt").read_text(encoding="ascii").split()
    ranges = ((int(end, 16) for end in line.split("-")) for line in lines)
    return _Table(frozenset(code for first, last in ranges for code in range(first, last + 1)))
