"""Themes and initiatives suggested from words. A suggestion is never what a document states: that stands in its index.

Whole words count, acronyms only in their own capitals, the longest phrase at each place, in the language of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from iscm.domain.records import Suggestion
from iscm.domain.schemes import Initiative
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.words import Word, split_words

LONGEST_TEXT = 20_000  # letters that are looked at
LONGEST_PHRASE = 12  # words
# Phrases in which a keyword means something else.
OTHER_MEANINGS = ("regional integration", "continental integration", "economic integration", "integración regional",
                  "intégration régionale", "health emergency fund", "data protection officer")  # fmt: skip
ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9+-]*[A-Z0-9]")
NUMBERED = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third)\s+")
LEAST_PLURAL = 4  # letters
FIRST_WORD, MORE_WORDS, MORE_PLACES = 0.5, 0.15, 0.1


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase that speaks for a concept. `slug` is None for a phrase that speaks for none."""

    slug: str | None
    words: str
    is_acronym: bool


@dataclass(slots=True)
class Node:
    """The words that may follow, and what the words so far speak for."""

    following: dict[str, "Node"] = field(default_factory=dict)
    keywords: list[Keyword] = field(default_factory=list)


def suggest_themes(text: str, vocabulary: Vocabulary, lang: str = "en") -> tuple[Suggestion, ...]:
    """The themes that the words of a meeting suggest, surest first; each with the words that led to it.

    `score` is between 0 and 1: higher for longer phrases and for more of them.
    """
    return _suggest(text, _theme_keywords(vocabulary, lang), tuple(vocabulary.themes))


def suggest_initiatives(
    text: str,
    vocabulary: Vocabulary,
    lang: str = "en",  # noqa: ARG001  # one signature for both; names of initiatives are known in every language
    year: int | None = None,
) -> tuple[Suggestion, ...]:
    """The same for global initiatives.

    Of two that share an acronym (the forums of 2022 and 2026), the one that the text numbers or dates; else the first
    that is not over in `year`; without a year, all of them.
    """
    found = _suggest(text, _initiative_keywords(vocabulary), tuple(vocabulary.initiatives))
    return tuple(one for one in found if not _is_another_session(one, found, vocabulary, year))


def _suggest(text: str, root: Node, order: tuple[str, ...]) -> tuple[Suggestion, ...]:
    places: dict[str, list[str]] = defaultdict(list)
    text = text[:LONGEST_TEXT]
    words = split_words(text)
    at = 0
    while at < len(words):
        length, keywords = _longest(root, text, words, at)
        for keyword in keywords:
            if keyword.slug:
                places[keyword.slug].append(text[words[at].start : words[at + length - 1].end])
        at += max(length, 1)
    found = [Suggestion(slug, _reason(held), _score(held)) for slug, held in places.items()]
    return tuple(sorted(found, key=lambda one: (-one.score, order.index(one.slug))))


def _longest(root: Node, text: str, words: list[Word], first: int) -> tuple[int, list[Keyword]]:
    """How many words the longest phrase at a place has, and what it speaks for."""
    node, best = root, (0, list[Keyword]())
    for at in range(first, min(first + LONGEST_PHRASE, len(words))):
        following = node.following.get(_singular(words[at].folded))
        if following is None:
            break
        node = following
        printed = text[words[first].start : words[at].end]
        held = [keyword for keyword in node.keywords if not keyword.is_acronym or printed == keyword.words]
        if held:
            best = at + 1 - first, held
    return best


def _reason(places: list[str]) -> str:
    return ", ".join(f"“{words}”" for words in dict.fromkeys(places))


def _score(places: list[str]) -> float:
    longest = max(len(words.split()) for words in places)
    return round(min(1.0, FIRST_WORD + MORE_WORDS * (longest - 1) + MORE_PLACES * (len(set(places)) - 1)), 2)


@lru_cache(maxsize=16)
def _theme_keywords(vocabulary: Vocabulary, lang: str) -> Node:
    root = Node()
    for theme in (one for one in vocabulary.themes.values() if not one.is_retired):
        _add(root, theme.slug, theme.keywords.get(lang, ()))
        _add(root, theme.slug, (theme.pref_label.get(lang, ""), *theme.alt_labels.get(lang, ())))
        _add(root, theme.slug, filter(_is_acronym, (word for held in theme.keywords.values() for word in held)))
    _add(root, None, OTHER_MEANINGS)
    return root


@lru_cache(maxsize=16)
def _initiative_keywords(vocabulary: Vocabulary) -> Node:
    root = Node()
    for initiative in vocabulary.initiatives.values():
        _add(root, initiative.slug, filter(None, (initiative.name, initiative.acronym, *initiative.other_names)))
        if initiative.acronym:
            numbers = [NUMBERED.match(name) for name in initiative.other_names]
            _add(root, initiative.slug, (f"{number[0]}{initiative.acronym}" for number in numbers if number))
    return root


def _add(root: Node, slug: str | None, phrases: Iterable[str]) -> None:
    for phrase in phrases:
        node = root
        words = [_singular(word.folded) for word in split_words(phrase)]
        for word in words:
            node = node.following.setdefault(word, Node())
        keyword = Keyword(slug, phrase, _is_acronym(phrase))
        if words and keyword not in node.keywords:
            node.keywords.append(keyword)


def _is_acronym(phrase: str) -> bool:
    return bool(ACRONYM.fullmatch(phrase)) and not phrase.isdigit()


def _singular(word: str) -> str:
    """The word without a plural ending, the same for both numbers (not always a word)."""
    return word[:-1] if len(word) >= LEAST_PLURAL and word.endswith("s") and not word.endswith("ss") else word


def _is_another_session(
    one: Suggestion, found: tuple[Suggestion, ...], vocabulary: Vocabulary, year: int | None
) -> bool:
    """Whether another session with the same acronym is the one that is meant."""
    initiative = vocabulary.initiatives[one.slug]
    rivals = [
        vocabulary.initiatives[other.slug]
        for other in found
        if other.slug != one.slug and vocabulary.initiatives[other.slug].acronym == initiative.acronym is not None
    ]
    if not rivals:
        return False
    scores = {other.slug: other.score for other in found}
    if any(scores[rival.slug] != one.score for rival in rivals):
        return any(scores[rival.slug] > one.score for rival in rivals)
    if year is None:
        return False
    ahead = sorted((rival for rival in (initiative, *rivals) if _year(rival) >= year), key=_year)
    return bool(ahead) and ahead[0].slug != one.slug


def _year(initiative: Initiative) -> int:
    match = re.search(r"\d{4}", initiative.held or initiative.adopted or "")
    return int(match.group()) if match else 0
