"""What an editor may state of a theme."""

from collections.abc import Iterator
from typing import Any

from iscm.data.reference import load_theme_groups
from iscm.domain.facts import Fact
from iscm.domain.names import fold
from iscm.domain.schemes import Concept
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.words import LANGUAGES
from iscm.reconciliation.facts.themes import BROADER, LABEL, MERGED, NEW, RETIRED, SCOPE, SPELLING, SYNONYM
from iscm.register.operations.fact_words import Check, fault_of_words, is_true, text_of

LONGEST = 200


def _label(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    if fact.item not in LANGUAGES:
        yield f"labels are in: {', '.join(LANGUAGES)}"
    elif fact.value is None:
        if fact.item == "en":
            yield "a theme needs an English label"
    else:
        yield from text_of(fact, slug, words)
        yield from _theme_taken(fact.value, slug, words)


def _synonym(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    lang, _, text = fact.item.partition(":")
    if lang not in LANGUAGES:
        yield f"other words are in: {', '.join(LANGUAGES)}"
    elif fault := fault_of_words(text, "the other word", LONGEST):
        yield fault
    elif not fold(text):
        yield "the other word cannot be empty"
    elif fact.value is not None:
        yield from _theme_taken(text, slug, words)


def _spelling(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    if not fold(fact.item) or (fault := fault_of_words(fact.item, "the spelling", LONGEST)):
        yield fault if fold(fact.item) and fault else "the spelling cannot be empty"
    elif fact.value is not None:
        yield from _theme_taken(fact.item, slug, words)


def _theme_taken(text: Any, slug: str, words: Vocabulary) -> Iterator[str]:
    for other in words.themes.values():
        if other.slug != slug and fold(str(text)) in map(fold, _words_of(other)):
            known = other.pref_label.get("en", other.slug)
            yield f"“{text}” is a word for {known} already: merge the two, if they are one"
            return


def _words_of(theme: Concept) -> Iterator[str]:
    yield from theme.pref_label.values()
    yield from theme.hidden_labels
    for those in theme.alt_labels.values():
        yield from those


def _merged(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    if not isinstance(fact.value, str) or fact.value not in words.themes:
        yield "merge it into a theme that there is"
    elif fact.value == slug:
        yield "a theme cannot be merged into itself"
    elif slug in words.merged:
        yield f"it is merged into {words.merged[slug].replaced_by} already"
    elif words.themes[fact.value].is_retired:
        yield f"{fact.value} is retired: merge it into one that is in use"


def _retired(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    value = fact.value if isinstance(fact.value, dict) else {"": ""}
    instead = value.get("replaced_by")
    if set(value) - {"replaced_by"}:
        yield "the value does not fit its name"
    elif instead is not None and (instead == slug or instead not in words.themes):
        yield "what to use instead is another theme"


def _group(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    if fact.value not in load_theme_groups():
        yield "there is no such group of themes"


CHECKS: dict[str, Check] = {
    NEW: is_true,
    LABEL: _label,
    SYNONYM: _synonym,
    SPELLING: _spelling,
    SCOPE: text_of,
    BROADER: _group,
    MERGED: _merged,
    RETIRED: _retired,
}
