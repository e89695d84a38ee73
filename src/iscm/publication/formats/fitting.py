"""What is known of a column before it is set: words too long for it, and how many lines the others fill."""

import re
from functools import lru_cache

from iscm.publication.charts.measuring import measure

BREAK = "\u200b"
# Where an address may end a line: best where a reader knows that it goes on, else at its other joints.
JOINTS = (re.compile(r"(?<=[/\-])(?=[^\s/\-])"), re.compile(r"(?<=[.?&=_#:,;@])(?=[^\s/])"), re.compile(r"(?<=.)(?=.)"))
HAN = re.compile("[⺀-鿿豈-﫿！-｠]")
# Alphabets whose lines we can foretell: letter by letter from left to right, broken at blanks.
FORETOLD = re.compile("[ -\u024f\u0370-\u052f\u2010-\u2027\u2030-\u203a€№™]*")
# The widths of `measure` are upper bounds; kerned and exact, a line is never narrower than this part of them.
LEAST = 0.94
BLANKS, ANY_BREAK = re.compile(r"[^ ]+ *| +"), re.compile(r"[^\s\-–—/]+[\s\-–—/]*|[\s\-–—/]+")
UNKNOWN = 1_000
LETTER = 0.56  # of the size: a letter on average, the blanks among them


def break_long_words(words: str, width: float, size: float) -> str:
    """The words with places where a word wider than the column may be broken."""
    if len(words) * size <= width:
        return words
    return " ".join(_broken(word, width, size) if len(word) * size > width else word for word in words.split(" "))


@lru_cache(maxsize=8_192)
def count_lines(words: str, width: float, size: float) -> tuple[int, int]:
    """The least and the most lines that the words can fill; the same number twice where it is certain."""
    if len(words) * size <= width:
        return 1, 1
    if not FORETOLD.fullmatch(words):
        about = int((len(words) + len(HAN.findall(words))) * LETTER * size / width) + 1
        return about, UNKNOWN
    return _count(ANY_BREAK, words, width / LEAST, size), _count(BLANKS, words, width, size)


def _count(pieces: re.Pattern[str], words: str, width: float, size: float) -> int:
    """How many lines the words fill, each line as full as can be."""
    lines, used = 1, 0.0
    for piece in pieces.findall(words):
        bare, whole = _widths(piece, size)
        if bare > width:
            return max(lines, int(len(words) * LETTER * size / width)) if pieces is ANY_BREAK else UNKNOWN
        if used + bare > width:
            lines, used = lines + 1, 0.0
        used += whole
    return lines


@lru_cache(maxsize=8_192)
def _widths(piece: str, size: float) -> tuple[float, float]:
    """Without the blanks behind it, and with them."""
    return measure(piece.rstrip(" "), size), measure(piece, size)


def _broken(word: str, width: float, size: float, depth: int = 0) -> str:
    if depth == len(JOINTS) or HAN.search(word) or measure(word, size) <= width:
        return word
    return BREAK.join(_broken(piece, width, size, depth + 1) for piece in JOINTS[depth].split(word))
