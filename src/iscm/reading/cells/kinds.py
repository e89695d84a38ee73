"""The words of a title to the kind of the meeting: a slug of the scheme of kinds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.schemes import Kind
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.words import Word, clean_words, split_words

FALLBACK = "other-meeting"
# These levels are named by the title and beat its format; then these formats go by their word; then the higher level.
LEVELS_FIRST = ("ministerial-conference", "summit", "senior-officials-meeting")
FORMATS = frozenset({"webinar", "workshop", "training", "working-group"})
LEVELS = ("political", "senior official", "technical", "public")
# Words with which the topic begins: what follows is no longer the meeting itself.
TOPIC = frozenset(
    "on for under to between with at in from resulting towards regarding concerning within about focusing "
    "sobre para entre con en sur pour avec dans bajo".split()
)
END_OF_HEAD = re.compile(r"[\"“„«‘:]|\s[–—]\s|(?<![^\W\d_])'(?=\w)")


@dataclass(frozen=True, slots=True)
class Match:
    """A kind whose words stand in the title at these words (first and one past the last)."""

    kind: Kind
    first: int
    last: int


def parse_kind(title: str, vocabulary: Vocabulary, mechanisms: tuple[str, ...] = ()) -> str:
    """The slug of the kind that the title's own words name; `other-meeting` where they name none.

    Names of mechanisms do not count, nor what a meeting is about or prepares. Ministers and senior officials beat the
    format; a workshop, training, webinar or working group goes by its word; else the higher level wins, and of two
    at one level the first. `mechanisms` are the meeting's own, by slug.
    """
    text = clean_words(title)[:1000]
    for head in _heads(text):
        if matches := _matches(text, head, vocabulary, mechanisms):
            return _best(matches, text, split_words(text)).kind.slug
    return FALLBACK


def _heads(text: str) -> list[tuple[int, int]]:
    """The parts of a title in which the kind may stand, most telling first: before a quote, colon or dash, then the
    parts after it, then all of it.
    """
    cuts = [0, *(match.end() for match in END_OF_HEAD.finditer(text)), len(text)]
    return [(start, end) for start, end in zip(cuts, cuts[1:], strict=False) if start < end] or [(0, len(text))]


def _matches(text: str, span: tuple[int, int], vocabulary: Vocabulary, mechanisms: tuple[str, ...]) -> list[Match]:
    """The kinds named in a part of the title, before its topic begins."""
    words = split_words(text)
    names = [(found.start, found.end) for found in mechanism_finder(vocabulary).find(text)]
    hidden = {i for i, word in enumerate(words) if any(start <= word.start < end for start, end in names)}
    tree = _tree(vocabulary)
    matches: list[Match] = []
    index = 0
    while index < len(words):
        word = words[index]
        if not span[0] <= word.start < span[1]:
            index += 1
            continue
        match = None if index in hidden else _longest(tree, words, index, hidden)
        if match:
            matches.append(match)
        elif word.folded in TOPIC and matches:
            break
        index = match.last if match else index + 1
    return matches


def _best(matches: list[Match], text: str, words: list[Word]) -> Match:
    """Which of the kinds counts: see `parse_kind`. Of kinds that stand together the last is the head of the phrase."""
    heads = [
        match
        for match, after in zip(matches, [*matches[1:], None], strict=True)
        if not (
            after and after.first == match.last and text[words[match.last - 1].end : words[after.first].start] == " "
        )
        or match.kind.slug in LEVELS_FIRST
    ]
    return min(heads, key=lambda match: (_rank(match.kind), match.first))


def _rank(kind: Kind) -> int:
    if kind.slug == FALLBACK:
        return len(LEVELS) + 2
    if kind.slug in LEVELS_FIRST:
        return 0 if kind.level == LEVELS[0] else 1
    return 2 if kind.slug in FORMATS else 3 + LEVELS.index(kind.level)


@lru_cache(maxsize=4)
def _tree(vocabulary: Vocabulary) -> dict[tuple[str, ...], Kind]:
    """The kinds by their words; where two kinds share a phrase, the first in the scheme has it."""
    tree: dict[tuple[str, ...], Kind] = {}
    for kind in vocabulary.kinds.values():
        for phrases in kind.words.values():
            for phrase in phrases:
                tree.setdefault(tuple(_singular(word.folded) for word in split_words(phrase)), kind)
    return tree


def _longest(tree: dict[tuple[str, ...], Kind], words: list[Word], first: int, hidden: set[int]) -> Match | None:
    for last in range(min(len(words), first + 8), first, -1):
        if hidden.isdisjoint(range(first, last)):
            kind = tree.get(tuple(_singular(word.folded) for word in words[first:last]))
            if kind:
                return Match(kind, first, last)
    return None


def _singular(word: str) -> str:
    """The word without its plural ending, the same for both numbers (not always a word)."""
    word = word.removesuffix("'s")
    for ending, short in (("iones", "ion"), ("eres", "er"), ("ies", "y")):
        if word.endswith(ending):
            return word[: -len(ending)] + short
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
