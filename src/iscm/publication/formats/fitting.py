"""What is known of a column before it is set: words too long for it, and how many lines the others fill."""

import re
from collections.abc import Sequence
from functools import lru_cache

from iscm.publication.charts.measuring import measure

BREAK = "\u200b"
ADDRESS = "://"
# Where an address may end a line: best where a reader knows that it goes on, else at its other joints.
JOINTS = (
    re.compile(r"(?<=[/\-])(?<!//)(?=[^\s/\-])"),
    re.compile(r"(?<=//)(?=[^\s/])"),
    re.compile(r"(?<=[.?&=_#:,;@])(?=[^\s/])"),
    re.compile(r"(?<=.)(?=.)"),
)
HAN = re.compile("[⺀-鿿豈-﫿！-｠]")
# Alphabets whose lines we can foretell: letter by letter from left to right, broken at blanks.
FORETOLD = re.compile("[ -\u017f\u0400-\u045f\u2010-\u2026]*")
# Those whose letters are at least never wider than we think.
BOUNDED = re.compile("[ -\u017f\u0400-\u045f\u060c-\u06d5\u2010-\u2026\u3000-\u301f\u4e00-\u9fff\uff01-\uff65]*")
# The widths of `measure` are rounded up and know no kerning, which parts a few pairs ("(J", "TT") and joins many:
# a line as set is between these parts of them.
LEAST, MOST = 0.94, 1.015
BLANKS, ANY_BREAK = re.compile(r"[^ ]+ *| +"), re.compile(r"[^\s\-–—/]+[\s\-–—/]*|[\s\-–—/]+")
UNKNOWN = 1_000
SAMPLE, NEARLY_ALL, SHORT, MOST_GIVEN = 200, 0.95, 60, 0.25
TIED = 4  # so many Chinese letters and signs may have to stay together
JOINED, SPARE = 0.5, 1.05  # of its letters' widths: Arabic at its most joined, and to be safe


def fit_shares(shares: Sequence[float], columns: Sequence[Sequence[str]], width: float, size: float) -> list[float]:
    """The shares with what a column of short words, such as dates, lacks to hold them in one line.

    The widest column gives it. A column that lacks much is left as it is: its words are meant to fill several lines.
    """
    fitted = list(shares)
    widest = max(range(len(shares)), key=lambda index: shares[index])
    for index, words in enumerate(columns):
        needed = _needed(words, size) / width
        lack = needed - fitted[index]
        if index != widest and 0 < lack <= MOST_GIVEN * fitted[index] and lack <= MOST_GIVEN * fitted[widest]:
            fitted[index], fitted[widest] = needed, fitted[widest] - lack
    return fitted


def _needed(words: Sequence[str], size: float) -> float:
    """The width that holds nearly all of the words in one line, judged by some of them."""
    some = words[:: max(len(words) // SAMPLE, 1)]
    widths = sorted(measure(one, size) for one in some) if max(map(len, some), default=0) <= SHORT else [0.0]
    return widths[int(NEARLY_ALL * (len(widths) - 1))] * MOST + 1


def break_long_words(words: str, width: float, size: float) -> str:
    """The words with places where an address, or a word wider than the column, may be broken (and nowhere else)."""
    if len(words) * size <= width and ADDRESS not in words:
        return words
    return " ".join(_parted(word, width, size) for word in words.split(" "))


@lru_cache(maxsize=8_192)
def count_lines(words: str, width: float, size: float) -> tuple[int, int]:
    """The least and the most lines that the words can fill; the same number twice where it is certain."""
    if not FORETOLD.fullmatch(words):
        return _bounds(words, width, size)
    return _count(ANY_BREAK, words, width / LEAST, size), _count(BLANKS, words, width / MOST, size)


def _bounds(words: str, width: float, size: float) -> tuple[int, int]:
    """The same for other scripts: no line is left emptier than by the longest word."""
    total = measure(words, size)
    least = max(int(total * JOINED / width), 1)
    if not BOUNDED.fullmatch(words):
        return least, UNKNOWN
    if total * SPARE <= width:
        return 1, 1
    longest = max(TIED * size if HAN.search(piece) else measure(piece, size) for piece in BLANKS.findall(words))
    return least, int(total * SPARE / (width - longest)) + 1 if longest <= width / 2 else UNKNOWN


def _count(pieces: re.Pattern[str], words: str, width: float, size: float) -> int:
    """How many lines the words fill, each line as full as can be."""
    lines, used = 1, 0.0
    for piece in pieces.findall(words):
        bare, whole = _widths(piece, size)
        if bare > width:
            return max(lines, int(measure(words, size) * JOINED / width)) if pieces is ANY_BREAK else UNKNOWN
        if used + bare > width:
            lines, used = lines + 1, 0.0
        used += whole
    return lines


@lru_cache(maxsize=8_192)
def _widths(piece: str, size: float) -> tuple[float, float]:
    """Without the blanks behind it, and with them."""
    return measure(piece.rstrip(" "), size), measure(piece, size)


def _parted(word: str, width: float, size: float) -> str:
    if ADDRESS not in word:
        return _broken(word, width, size, 0) if len(word) * size > width else word
    parted = BREAK.join(_broken(piece, width, size, 1) for piece in JOINTS[0].split(word))
    # One that is not to be broken at all says so by the sign at its end.
    return parted if BREAK in parted else word + BREAK


def _broken(word: str, width: float, size: float, depth: int) -> str:
    if depth == len(JOINTS) or HAN.search(word) or measure(word, size) <= width:
        return word
    return BREAK.join(_broken(piece, width, size, depth + 1) for piece in JOINTS[depth].split(word))
