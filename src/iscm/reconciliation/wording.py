"""What is left of a title when everything said elsewhere is taken away: mechanism, ordinal, kind, year, TBC."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from iscm.domain.mechanisms import Mechanism
from iscm.domain.names import fold
from iscm.domain.schemes import Kind
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
YEAR = re.compile(r"(?:19|20)\d\d")
DETACHED_ENDING = re.compile(r"\b(\d{1,3}) (st|nd|rd|th|e|er|eme)\b")
SHORT_BRACKETS = re.compile(r"\(\s*[^()\s]{0,12}\s*\)")  # a number or an acronym: (XVIII), (SOM)
BEFORE_TOPIC = re.compile(
    r"[“\"„«:/(]|\s[-–—]\s|\b(?:on|under|with) the theme\b|\b(?:sur|sous) le thème\b|\b(?:con|bajo) el (?:tema|lema)\b",
    re.IGNORECASE,
)
AND, ON = frozenset(["and", "et", "y"]), frozenset(["on", "sur", "sobre"])

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

    def occur_in(self, text: str) -> bool:
        """Whether one of the phrases occurs in a text."""
        return self.are_in(tuple(fold(text).split()))

    def are_in(self, words: Tokens) -> bool:
        """Whether one of the phrases occurs among folded words."""
        return not self.by_first.keys().isdisjoint(words) and self.strike(words) != words

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
    """Takes titles apart with the names and kinds of one vocabulary.

    `take_apart` gives the `Wording` of a title; `kinds_in` the kinds of meeting that a text names, names of mechanisms
    apart, in the order of the vocabulary.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = Phrases.of(names_of(vocabulary.mechanisms.values()))
        self._kinds = Phrases.of(_kind_words(vocabulary.kinds.values()))
        self._by_kind = {slug: Phrases.of(_kind_words([kind])) for slug, kind in vocabulary.kinds.items()}
        self.take_apart = lru_cache(maxsize=20_000)(self._take_apart)
        self.kinds_in = lru_cache(maxsize=20_000)(self._kinds_in)

    def head(self, title: str, *, with_topic: bool) -> str:
        """What says which meeting it is: the words before a quotation, colon or bracket, and before an "and" or "on".

        "And" counts after the word for a meeting, but not in a list: what follows is a second meeting. With
        `with_topic` "on" does not count: what follows is not the topic of one session but belongs to the name.
        """
        kept: list[str] = []
        words = BEFORE_TOPIC.split(SHORT_BRACKETS.sub(" ", title), maxsplit=1)[0].split()
        for word in words:
            plain = fold(word)
            if plain in ON:
                return " ".join(words if with_topic else kept)
            if plain in AND and self._is_complete(kept):
                break
            kept.append(word)
        return " ".join(kept)

    def _is_complete(self, words: list[str]) -> bool:
        """Whether these words name a meeting, so that "and" begins another."""
        return not any("," in word for word in words) and bool(self.kinds_in(" ".join(words)))

    def has_number(self, title: str) -> bool:
        """Whether a title has a number other than a year."""
        words = DETACHED_ENDING.sub(r"\1\2", fold(title)).split()
        return any(_is_number(word) and not YEAR.fullmatch(word) for word in words)

    @staticmethod
    def is_number_word(word: str) -> bool:
        """Whether it is a number written in letters: Second, Troisième."""
        return fold(word) in NUMBERS

    def telling_words(self, text: str, without: Iterable[str]) -> Tokens:
        """What is left without names of mechanisms, numbers, small words and the phrases of these kinds of meeting."""
        left = self._without_names(text)
        for kind in without:
            left = self._by_kind[kind].strike(left)
        return tuple(word for word in _telling(left) if word not in EVENTS)

    def _kinds_in(self, text: str) -> tuple[str, ...]:
        words = self._without_names(text)
        return tuple(slug for slug, phrases in self._by_kind.items() if phrases.are_in(words))

    def _take_apart(self, title: str) -> Wording:
        words = self._without_names(title)
        return Wording(_telling(words), self._content(words))

    def _without_names(self, title: str) -> Tokens:
        folded = DETACHED_ENDING.sub(r"\1\2", fold(title))
        return tuple(word for word in self._names.strike(tuple(folded.split())) if not _is_number(word))

    def _content(self, words: Tokens) -> Tokens:
        return tuple(word for word in _telling(self._kinds.strike(words)) if word not in EVENTS)


@lru_cache(maxsize=4)
def words_of(vocabulary: Vocabulary) -> Words:
    """The title words of a vocabulary, made once."""
    return Words(vocabulary)


def _telling(words: Tokens) -> Tokens:
    return tuple(word for word in words if word not in SMALL)


def _is_number(word: str) -> bool:
    return word in NUMBERS or ORDINAL.fullmatch(word) is not None


def names_of(mechanisms: Iterable[Mechanism]) -> Iterator[str]:
    """Every name and acronym of these mechanisms, and each name without what it has in brackets."""
    for mechanism in mechanisms:
        for name in (mechanism.name, mechanism.acronym, *(one.text for one in mechanism.names)):
            yield name
            yield re.sub(r"\([^)]*\)", " ", name)


def _kind_words(kinds: Iterable[Kind]) -> Iterator[str]:
    for kind in kinds:
        yield from (kind.label, kind.plural)
        for words in kind.words.values():
            yield from words
