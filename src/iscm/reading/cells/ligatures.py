"""Letters that a page's text lost because its font had one sign for two: "Mee ng" is Meeting, "O cials" Officials."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from iscm.reading.cells.ligature_words import NO_LOSSES, WORDS

LIGATURES = ("ffi", "ffl", "tti", "ff", "fi", "fl", "ft", "tt", "ti")
PIECE = re.compile("|".join(LIGATURES))
# A capital inside a word starts another one: a blank was lost with the letters ("OfficialsMeeng").
LETTERS = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:['’][^\W\d_]+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
ENDING = re.compile(r"['’].*")
GAP = re.compile(r"[\s\ufffd]{1,2}")
LONGEST_LIGATURE = 3  # letters
MOST_LOST = 3  # ligatures lost in one word
SHORTEST_GLUED = 4  # letters that must be left of a word that closed up over its loss


@dataclass(frozen=True, slots=True)
class Loss:
    """Where a text lost letters: from `start` to `end` stands what is left of `word`."""

    start: int
    end: int
    word: str


def restore_letters(text: str) -> str:
    """The text with the lost letters of words of the field put back; all other words stay as they are.

    A loss shows as a blank ("Mee ng"), as the sign for an unknown letter, or not at all ("Meeng").
    """
    return put_back(text, find_losses(text))


def put_back(text: str, losses: Sequence[Loss]) -> str:
    """The text with these words in place of what is left of them."""
    out: list[str] = []
    at = 0
    for loss in losses:
        out += [text[at : loss.start], loss.word]
        at = loss.end
    return "".join([*out, text[at:]])


def find_losses(text: str) -> tuple[Loss, ...]:
    """The words of the text that lost letters, from left to right."""
    beginnings = _beginnings()
    if beginnings.isdisjoint(map(str.lower, LETTERS.findall(text))):
        return ()
    parts = list(LETTERS.finditer(text))
    found: list[Loss] = []
    index = 0
    while index < len(parts):
        first = parts[index]
        word, length = _restored(text, parts, index) if first[0].lower() in beginnings else (None, 1)
        if word:
            last = parts[index + length - 1]
            blank = " " if text[: first.start()][-1:].islower() else ""
            found.append(Loss(first.start(), last.end(), blank + _cased(word, text[first.start() : last.end()])))
        index += length
    return tuple(found)


def _restored(text: str, parts: list[re.Match[str]], index: int) -> tuple[str | None, int]:
    """The word that stood where up to four parts stand now, and how many parts it takes; (None, 1) if none did."""
    damaged = _damaged()
    for length in range(min(MOST_LOST + 1, len(parts) - index), 0, -1):
        run = parts[index : index + length]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(run)]
        kept = ENDING.search(run[-1][0])
        ending = kept[0] if kept else ""
        stems = [part[0].lower() for part in run]
        stems[-1] = stems[-1].removesuffix(ending.lower())
        if all(GAP.fullmatch(gap) for gap in gaps) and (word := damaged.get(" ".join(stems))):
            return word + ending, length
    return None, 1


def _cased(word: str, printed: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if printed[0].isupper() else word


@cache
def _damaged() -> dict[str, str]:
    """What is left of each word where some or all of its ligatures are lost, as parts or closed up."""
    words = dict.fromkeys(WORDS.split())  # in their order, and looked up at once
    forms: dict[str, str] = {}
    for word in words:
        choices = [_losses(*match.span()) for match in PIECE.finditer(word)][:MOST_LOST]
        for spans, filler in product(product(*choices), (" ", "")):
            form = _without(word, [span for span in spans if span], filler)
            if form != word and len(form) >= SHORTEST_GLUED and form not in words and form not in NO_LOSSES:
                forms.setdefault(form, word)
    return forms


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _damaged()) | {
        form + ending for form in _damaged() if " " not in form for ending in ("'", "’")
    }


def _losses(start: int, end: int) -> list[tuple[int, int] | None]:
    """What may be lost at a ligature: nothing, all of it, or two of its three letters."""
    parts = [(start, end - 1), (start + 1, end)] if end - start == LONGEST_LIGATURE else []
    return [None, (start, end), *parts]


def _without(word: str, spans: list[tuple[int, int]], filler: str) -> str:
    for start, end in reversed(spans):
        word = f"{word[:start]}{filler}{word[end:]}"
    return " ".join(word.split())
