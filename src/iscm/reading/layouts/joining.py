"""Printed lines to running words: hyphens at line ends, and scripts that run from right to left."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import cycle

BROKEN = re.compile(r"(?P<head>[^\W\d_]+)-$")
CONTINUED = re.compile(r"[^\W\d_]+")
# Longer than any word: no need to look further back.
LONGEST = 80
LAST = re.compile(r"[^\W\d_]+$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NO_WORDS: Mapping[str, int] = Counter()
# First halves after which a hyphen is part of the word ("cross-border"), not of the line.
STANDING = frozenset(
    (  # noqa: SIM905  # words read better in running lines than quoted one by one
        "all anti bi co cross ex extra first follow fore full half high inter intra joint kick large lead least less"
        " long low macro mega mid mini multi new no non off on one open out over own part peer policy post pre"
        " quasi second self semi short side single small so socio state stock sub take tele third three time top"
        " trans two ultra under up well whole wide e afro arabo austro euro franco ibero indo latino sino"
        " contre demi outre sous vice avant après ante contra"
    ).split(" ")
)
# "low- and less-skilled": the hyphen stands for the word to come.
STANDS_FOR_A_WORD = re.compile(r"(?:and|or|to|y|e|o|u|et|ou|und|oder)(?=\s|$)")
HAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")  # Chinese and Japanese know no blanks
NOT_SEEN = "\u00ad\u200b"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Words that end so go on in the next line.
UNFINISHED = (",", "-", "–", "/", "&")
BRACKETS = ("()", "[]", "{}", "«»")


def count_words(texts: Iterable[str]) -> Mapping[str, int]:
    """How often each word (in small letters) stands in a document: what `join_lines` decides by."""
    return Counter(WORD.findall(" ".join(texts).lower()))


def join_lines(lines: Iterable[str], known: Mapping[str, int] = NO_WORDS) -> str:
    """The lines of one cell or paragraph as running words.

    No blank is put between Chinese signs, nor after a hyphen or slash at a line's end, unless the line itself ends
    with one, nor where the line ends with a sign that only allows its end there (a soft hyphen, a blank without
    width). A hyphen that only parts the word ("pur-⏎pose") is taken out: where the whole word is among the `known`
    ones, or both halves are written in small letters and the first is none that usually keeps its hyphen. A word cut
    without a hyphen is put together where it is known and its halves are not.
    """
    joined = ""
    for line in lines:
        if not joined or not line:
            joined = joined or line
        elif joined[-1].isspace():
            joined += line
        elif joined[-1] in "-/" and not joined.endswith((" -", " /")) and not STANDS_FOR_A_WORD.match(line):
            joined = (joined[:-1] if _is_broken(joined, line, known) else joined) + line
        elif HAN.match(joined[-1]) and HAN.match(line):
            joined += line
        elif joined[-1] in NOT_SEEN:
            joined = joined[:-1] + line
        else:
            joined += line if _is_cut(joined, line, known) else f" {line}"
    return joined


def _is_broken(before: str, after: str, known: Mapping[str, int]) -> bool:
    head, tail = BROKEN.search(before, max(len(before) - LONGEST, 0)), CONTINUED.match(after)
    if not head or not tail:
        return False
    first, second = head["head"], tail.group()
    whole, with_hyphen = (first + second).lower(), f"{first}-{second}".lower()
    if with_hyphen in known or whole in known:
        return with_hyphen not in known
    if not second.islower() or first.lower() in STANDING or before[head.start() - 1 : head.start()] == "-":
        return False
    return first.islower() or first.istitle()


def _is_cut(before: str, after: str, known: Mapping[str, int]) -> bool:
    head, tail = LAST.search(before, max(len(before) - LONGEST, 0)), CONTINUED.match(after)
    if not head or not tail:
        return False
    first, second = head.group().lower(), tail.group().lower()
    return first + second in known and known.get(first) == known.get(second) == 1


def is_right_to_left(words: Iterable[str]) -> bool:
    """Whether most of the words are of a script that runs from right to left."""
    sides = [bool(RIGHT_TO_LEFT.search(word)) for word in words if not word.isdecimal()]
    return sum(sides) * 2 > len(sides)


def words_in_order(words: list[str]) -> list[str]:
    """The words of a line, which come from left to right, in the order in which they are read."""
    return _reordered(words) if any(map(RIGHT_TO_LEFT.search, words)) else words


def mend_brackets(text: str) -> str:
    """The text with each bracket facing its words.

    A file may hold the brackets of right-to-left text mirrored, and parted from the word they stand at; which of
    them depends on its producer, so they are taken to open and close in turn.
    """
    if not RIGHT_TO_LEFT.search(text):
        return text
    for pair in BRACKETS:
        if text.count(pair[0]) + text.count(pair[1]) and not (text.count(pair[0]) + text.count(pair[1])) % 2:
            turns = cycle(pair)
            letters = "".join(next(turns) if letter in pair else letter for letter in text)
            opened, closed = map(re.escape, pair)
            text = re.sub(rf"\s*{opened}\s*", f" {pair[0]}", letters)
            text = re.sub(rf"\s*{closed}\s*(?=([\w{opened}])?)", lambda m: m[0].strip() + " " * bool(m[1]), text)
    return text.strip()


def _reordered(words: list[str]) -> list[str]:
    """Right to left, but each run of left-to-right words (Latin, numbers) in its own order."""
    ordered: list[str] = []
    run: list[str] = []
    for word in reversed(words):
        if _is_left_to_right(word):
            run.insert(0, word)
        else:
            ordered += [*run, word]
            run = []
    return ordered + run


def _is_left_to_right(word: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"L", "EN", "AN"} for letter in word) and not RIGHT_TO_LEFT.search(
        word
    )
