"""The words of a title to the kind of the meeting: a slug of the scheme of kinds."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from iscm.domain.schemes import Kind
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.ordinals import parse_ordinal
from iscm.reading.cells.words import clean_words, listed, split_words

FALLBACK = "other-meeting"
REGULAR = "plenary"
ON_A_TOPIC = "thematic-meeting"
# These levels are named by the title and beat its format; then these formats go by their word; then the higher level.
LEVELS_FIRST = ("ministerial-conference", "summit", "senior-officials-meeting")
FORMATS = frozenset({"webinar", "workshop", "training", "working-group"})
LEVELS = ("political", "senior official", "technical", "public")
# Words with which the topic or the surroundings begin: what follows is no longer the meeting itself.
TOPIC = frozenset(
    listed(
        "on for under to between with at from resulting towards regarding concerning within about focusing through "
        "sobre para entre con sur pour avec dans bajo"
    )
)
ENDS_IN_TOPIC = TOPIC | {"of", "de"}
END_OF_HEAD = re.compile(r"[\"“„«‘:]|\s[–—]\s|(?<![^\W\d_])'(?=\w)")
# Phrases that say too little to beat any other word, and what they say if they stand alone.
WEAK = {
    ("meeting", "on"): ON_A_TOPIC,
    ("meeting", "with"): FALLBACK,
    ("thematic", "component"): ON_A_TOPIC,
    ("composante", "thematique"): ON_A_TOPIC,
    ("componente", "tematico"): ON_A_TOPIC,
    ("reunion", "sobre"): ON_A_TOPIC,
    ("reunion", "sur"): ON_A_TOPIC,
    ("launch", "of"): "briefing-presentation",
    ("launch",): "briefing-presentation",
    ("senior", "official"): "senior-officials-meeting",
    ("talk",): "dialogue",
    ("session",): FALLBACK,
    ("sesion",): FALLBACK,
}
# Words beyond those of the scheme that say as much as its phrases do.
MORE_WORDS: dict[tuple[str, ...], str] = {
    **dict.fromkeys([("ministerial",), ("ministerielle",), ("viceministerial",)], "ministerial-conference"),
    **dict.fromkeys([("symposium",), ("colloque",), ("simposio",), ("coloquio",)], "seminar"),
}
LONGEST_PHRASE = 8  # words
MOST_BEFORE = 2  # words before "Meeting" in "The 13th Meeting"
SHORTEST_PLURAL = 4  # letters: "SOMs" but not "was"


@dataclass(frozen=True, slots=True)
class Match:
    """A kind whose words stand in the title at these words (first and one past the last)."""

    slug: str
    first: int
    last: int
    is_weak: bool = False


def parse_kind(title: str, vocabulary: Vocabulary, mechanisms: tuple[str, ...] = ()) -> str:
    """The slug of the kind that the title's own words name; `other-meeting` where they name none.

    Names of mechanisms do not count, nor what a meeting is about, prepares or follows. Ministers and senior officials
    beat the format; a workshop, training, webinar or working group goes by its word; else the higher level wins, and
    of two at one level the first. "8th ARCP Meeting" is a regular meeting, "Meeting on X" one on a topic, and "XXII
    South American Conference on Migration" goes by the mechanism's own name. `mechanisms` are the meeting's, by slug.
    """
    return _parse(clean_words(title)[:1000], vocabulary, mechanisms)


@lru_cache(maxsize=4096)
def _parse(text: str, vocabulary: Vocabulary, mechanisms: tuple[str, ...]) -> str:
    title = Title(text, vocabulary)
    weak: list[Match] = []
    for head in title.heads():
        matches = title.matches(head)
        if strong := [match for match in matches if not match.is_weak]:
            return title.best(strong).slug
        weak.extend(matches)
        if head[0] == 0 and (own := title.of_its_name(mechanisms)):
            return own
    if any(match.slug != FALLBACK for match in weak):
        return next(match.slug for match in weak if match.slug != FALLBACK)
    return ON_A_TOPIC if weak and title.goes_on_with_a_topic(weak[0]) else FALLBACK


class Title:
    """A title's words, the names of mechanisms among them, and the kinds they name."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text, self._vocabulary = text, vocabulary
        self._words = split_words(text)
        self._singular = tuple(_singular(word.folded) for word in self._words)
        self._names = mechanism_finder(vocabulary).find(text)
        self._in_names = frozenset(
            i for i, word in enumerate(self._words) if any(n.start <= word.start < n.end for n in self._names)
        )
        self._tree = _tree(vocabulary)

    def heads(self) -> list[tuple[int, int]]:
        """The parts of the title in which the kind may stand: before a quote, colon or dash, then what follows."""
        cuts = [0, *(match.end() for match in END_OF_HEAD.finditer(self._text)), len(self._text)]
        return [(start, end) for start, end in pairwise(cuts) if start < end]

    def matches(self, span: tuple[int, int]) -> list[Match]:
        """The kinds named in a part of the title, before its topic begins."""
        matches: list[Match] = []
        index = 0
        while index < len(self._words):
            word = self._words[index]
            if not span[0] <= word.start < span[1] or index in self._in_names:
                index += 1
                continue
            match = self._longest(index)
            if match:
                matches.append(match)
            at_topic = (
                self._words[match.last - 1].folded in ENDS_IN_TOPIC if match else word.folded in TOPIC and matches
            )
            if at_topic:
                break
            index = match.last if match else index + 1
        return matches

    def best(self, matches: list[Match]) -> Match:
        """Which of the kinds counts; of kinds that stand together the last is the head of the phrase."""
        afters = [*matches[1:], None]
        heads = [m for m, after in zip(matches, afters, strict=True) if not self._stand_together(m, after)]
        return min(heads, key=lambda match: (self._rank(match.slug), match.first))

    def of_its_name(self, mechanisms: tuple[str, ...]) -> str | None:
        """The kind of a session of the mechanism itself, numbered or named alone: "8th ARCP Meeting", "XXI CSM"."""
        is_bare_name = len(self._in_names) == len(self._words)
        if parse_ordinal(self._text, self._vocabulary) is None and not is_bare_name:
            return None
        names = [name for name in self._names if not mechanisms or name.slug in mechanisms or name.slug == "grcp"]
        head = self.matches(self.heads()[0])
        if head and (names or self._is_nothing_but_numbered(head[0])):
            return REGULAR if all(match.slug == FALLBACK for match in head) else None
        for name in names:
            full = self._text[name.start : name.end]
            words = [_singular(word.folded) for word in split_words(full)]
            official = self._vocabulary.mechanisms[name.slug].name
            return _named_in(words, self._tree) or _named_in(
                [_singular(word.folded) for word in split_words(official)], self._tree
            )
        return None

    def goes_on_with_a_topic(self, match: Match) -> bool:
        """Whether a topic follows "Meeting" without a word between: "Meeting Regional Integration through Trade"."""
        after = self._words[match.last] if match.last < len(self._words) else None
        is_bare = match.last - match.first == 1 and match.first == 0
        if after is None or not is_bare or after.folded in ENDS_IN_TOPIC or match.last in self._in_names:
            return False
        between = self._text[self._words[match.last - 1].end : after.start]
        return between == " " and self._text[after.start].isupper()

    def _is_nothing_but_numbered(self, match: Match) -> bool:
        return match.last == len(self._words) and match.first <= MOST_BEFORE

    def _stand_together(self, match: Match, after: Match | None) -> bool:
        if after is None or after.first != match.last or match.slug in LEVELS_FIRST:
            return False
        return self._text[self._words[match.last - 1].end : self._words[after.first].start] == " "

    def _longest(self, first: int) -> Match | None:
        for last in range(min(len(self._words), first + LONGEST_PHRASE), first, -1):
            if self._in_names.isdisjoint(range(first, last)):
                phrase = self._singular[first:last]
                if phrase in WEAK:
                    return Match(WEAK[phrase], first, last, is_weak=True)
                if slug := self._tree.get(phrase):
                    return Match(slug, first, last, is_weak=slug == FALLBACK)
        return None

    def _rank(self, slug: str) -> int:
        kind: Kind = self._vocabulary.kinds[slug]
        if slug in LEVELS_FIRST:
            return 0 if kind.level == LEVELS[0] else 1
        return 2 if slug in FORMATS else 3 + LEVELS.index(kind.level)


@lru_cache(maxsize=4)
def _tree(vocabulary: Vocabulary) -> dict[tuple[str, ...], str]:
    """The kinds by their words; of two kinds with one phrase the first in the scheme has it.

    A phrase that ends in the word of a format goes by that word: a thematic workshop is a workshop.
    """
    tree: dict[tuple[str, ...], str] = {}
    for kind in vocabulary.kinds.values():
        for phrase in (phrase for phrases in kind.words.values() for phrase in phrases):
            tree.setdefault(tuple(_singular(word.folded) for word in split_words(phrase)), kind.slug)
    tree = {**{words: slug for words, slug in MORE_WORDS.items() if slug in vocabulary.kinds}, **tree}
    for words, slug in tree.items():
        ending = next((tree[words[i:]] for i in range(1, len(words)) if tree.get(words[i:]) in FORMATS), None)
        if slug not in FORMATS and ending:
            tree[words] = ending
    return tree


def _named_in(words: list[str], tree: dict[tuple[str, ...], str]) -> str | None:
    """The kind that the words of a mechanism's name end up naming, if any but a mere meeting."""
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            slug = tree.get(tuple(words[first:last]))
            if slug and slug != FALLBACK:
                return slug
    return None


def _singular(word: str) -> str:
    """The word without its plural ending, the same for both numbers (not always a word)."""
    word = word.removesuffix("'s")
    for ending, short in (("iones", "ion"), ("eres", "er"), ("ies", "y")):
        if word.endswith(ending):
            return word[: -len(ending)] + short
    return (
        word[:-1] if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss") else word
    )  # "SOMs" but not "was"
