"""What is left of a title when everything said elsewhere is taken away: mechanism, ordinal, kind, year, TBC."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary

# By language: English, Spanish, French.
SMALL_WORDS = """
    a an the of on in and or for to by with at as from between its
    de del la el los las en y e o para por con sobre entre un una
    du des le les l d et au aux sur pour avec dans
"""
EVENT_WORDS = "meeting meetings event events session sessions reunion reuniones reunions tbc"
NUMBER_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    primera primer segunda segundo tercera tercer cuarta quinta sexta septima octava novena decima
    premiere premier deuxieme seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme
"""
SMALL, EVENTS, NUMBERS = (frozenset(words.split()) for words in (SMALL_WORDS, EVENT_WORDS, NUMBER_WORDS))
ORDINAL = re.compile(
    r"\d{1,3}(?:st|nd|rd|th|a|o|e|er|ere|eme|ª|º)|(?=[ivxl])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})|(?:19|20)\d\d"
)
DETACHED_ENDING = re.compile(r"\b(\d{1,3}) (st|nd|rd|th|e|er|eme)\b")

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A title taken apart.

    `words` are what it says beyond mechanism, ordinal and small words, in order; `content` is without the words for a
    kind of meeting too, so that a bare "Senior Officials' Meeting (SOM)" has none.
    """

    words: Tokens
    content: Tokens

    @property
    def is_generic(self) -> bool:
        """Whether the title says nothing but which kind of meeting it is."""
        return not self.content


@dataclass
class Phrases:
    """Phrases known by their first word, to be struck out of running words."""

    by_first: dict[str, list[Tokens]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Phrases":
        """The phrases of these texts, folded; the longest is tried first."""
        phrases = cls()
        for tokens in sorted({tuple(fold(text).split()) for text in texts} - {()}, key=len, reverse=True):
            phrases.by_first.setdefault(tokens[0], []).append(tokens)
        return phrases

    def strike(self, words: Tokens) -> Tokens:
        """The words without every phrase that occurs among them."""
        kept, at = [], 0
        while at < len(words):
            found = next((p for p in self.by_first.get(words[at], ()) if words[at : at + len(p)] == p), None)
            if found is None:
                kept.append(words[at])
            at += len(found) if found else 1
        return tuple(kept)


class Words:
    """Takes titles apart with the names and kinds of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = Phrases.of(_names(vocabulary))
        self._kinds = Phrases.of(_kind_words(vocabulary))
        self.take_apart = lru_cache(maxsize=20_000)(self._take_apart)

    def _take_apart(self, title: str) -> Wording:
        folded = DETACHED_ENDING.sub(r"\1\2", fold(title))
        words = tuple(word for word in self._names.strike(tuple(folded.split())) if not _is_number(word))
        content = self._kinds.strike(words)
        return Wording(_telling(words), tuple(word for word in _telling(content) if word not in EVENTS))


@lru_cache(maxsize=4)
def words_of(vocabulary: Vocabulary) -> Words:
    """The title words of a vocabulary, made once."""
    return Words(vocabulary)


def _telling(words: Tokens) -> Tokens:
    return tuple(word for word in words if word not in SMALL)


def _is_number(word: str) -> bool:
    return word in NUMBERS or ORDINAL.fullmatch(word) is not None


def _names(vocabulary: Vocabulary) -> Iterable[str]:
    for mechanism in vocabulary.mechanisms.values():
        yield mechanism.name
        yield mechanism.acronym
        for name in mechanism.names:
            yield name.text
            yield re.sub(r"\([^)]*\)", " ", name.text)
        yield re.sub(r"\([^)]*\)", " ", mechanism.name)


def _kind_words(vocabulary: Vocabulary) -> Iterable[str]:
    for kind in vocabulary.kinds.values():
        yield kind.label
        yield kind.plural
        for words in kind.words.values():
            yield from words
