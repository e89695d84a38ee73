"""Words cleaned and cut, each with its place in the text."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from iscm.domain.names import fold
from iscm.reading.budget import spend
from iscm.reading.cells.ligatures import restore_letters

TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
MARKS = re.compile(r"\*\*|__|~~")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\x00"))
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*(?:['’‘ʼ][^\W_]+)*|[+&]")
LONGEST = 20_000  # letters of one cell that are looked at
LONGEST_KEPT = 1000  # letters of a text whose clean words are kept: several readers ask about the same cell


class Word(NamedTuple):
    """A word of a text: folded for comparing, with its span."""

    folded: str
    start: int
    end: int


def listed(words: str) -> tuple[str, ...]:
    """The words of a table of words, written as one line of text."""
    return tuple(words.split())


def clean_words(text: str) -> str:
    """The words of a cell as a reader sees them.

    Tags, entities, unseen characters and ligatures are resolved, lost ligatures put back, runs of blanks made one.
    Quotes, accents and the blank of a superscript ending ("14 th") stay as printed. A cell is cut after its first
    20,000 letters.
    """
    return _kept_clean(text) if len(text) <= LONGEST_KEPT else _clean(text[:LONGEST])


def _clean(text: str) -> str:
    text = html.unescape(TAGS.sub("", text)) if "<" in text or "&" in text else text
    text = MARKS.sub("", text)
    if not text.isascii() or "\0" in text:
        text = unicodedata.normalize("NFC", text.translate(LIGATURES).translate(UNSEEN))
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return restore_letters(" ".join(text.split()))


_kept_clean = lru_cache(maxsize=2048)(_clean)


def split_words(text: str) -> list[Word]:
    """The words from left to right, folded as `fold` does."""
    spend()
    words: list[Word] = []
    for match in WORD.finditer(text):
        start = match.start()
        words.extend(Word(part, start, match.end()) for part in _parts(match[0]))
    return words


@lru_cache(maxsize=16384)
def _parts(word: str) -> tuple[str, ...]:
    """A word folded, in the parts that folding makes of it; the sign & is a word too."""
    return ("and",) if word == "&" else tuple(fold(word).split())
