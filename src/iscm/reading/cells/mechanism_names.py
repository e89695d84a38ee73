"""All the names of all the mechanisms, arranged for finding them in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from iscm.domain.mechanisms import Mechanism
from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary

# American to British spelling, word by word.
BRITISH = {
    "labor": "labour",
    "center": "centre",
    "program": "programme",
    "harmonizing": "harmonising",
    "organization": "organisation",
    "organizations": "organisations",
    "cooperation": "co-operation",
}
# What a document calls the mechanisms all together, in a cell that names the mechanism of a row.
ALL_MECHANISMS = (
    "All ISCMs",
    "For All ISCMs",
    "ISCMs",
    "All RCPs",
    "All mechanisms",
    "All inter-State consultation mechanisms on migration",
    "Global ISCM Meeting",
    "Global RCP Meeting",
    "Tous les mécanismes",
    "Todos los mecanismos",
)
GLOBAL_MEETING = "grcp"
BRACKET_AT_END = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*")
SHORTEST_PART = 4  # words of a name that are enough to know it by, if no other name has them
COMPACT_FROM = 4  # letters of an acronym that are enough to know it by with its hyphens lost or moved


@dataclass(slots=True)
class Node:
    """A word of a name in the tree; `slug` where a name ends here. `is_hidden` for spellings only met in documents."""

    following: dict[str, "Node"] = field(default_factory=dict)
    slug: str | None = None
    is_hidden: bool = False
    is_acronym: bool = False
    is_partner: bool = False


@dataclass(slots=True)
class Names:
    """The names of a vocabulary, arranged.

    `root` is the tree of all names by their words, `acronyms` those run together, `parts` what only one mechanism's
    names have, `words` those in and around a mechanism's names, `full` all names as text, `processes` the mechanisms
    called "… Process" by their first word.
    """

    root: Node = field(default_factory=Node)
    acronyms: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, ...], str | None] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    processes: dict[str, str] = field(default_factory=dict)
    longest: int = 0  # words of the longest name


def british(word: str) -> str:
    """The word in British spelling."""
    return BRITISH.get(word, word)


def name_words(text: str) -> list[str]:
    """The folded words of a name in British spelling."""
    return [british(word) for word in fold(text.replace("&", " and ")).split()]


def arrange_names(vocabulary: Vocabulary) -> Names:
    """All names, short forms and spellings of the vocabulary's mechanisms and partners.

    Known names go before spellings only met in documents, mechanisms before partners.
    """
    names = Names()
    for mechanism in vocabulary.mechanisms.values():
        _add_known(names, mechanism)
    if GLOBAL_MEETING in vocabulary.mechanisms:
        for text in ALL_MECHANISMS:
            _insert(names, text, GLOBAL_MEETING)
    for slug, mechanism in vocabulary.mechanisms.items():
        for text in (name.text for name in mechanism.names if name.seen_in is not None):
            _add(names, text, slug, is_hidden=not _is_made_of_known(names, text, slug))
    for slug, texts in vocabulary.partners.items():
        for form in (form for text in texts for form in forms(text)):
            _insert(names, form, slug, is_partner=True)
    return names


def forms(text: str) -> Iterator[str]:
    """A name as a whole and, where it ends in brackets, its two sides: "A (B)" gives itself, A and B."""
    yield text
    if match := BRACKET_AT_END.fullmatch(text):
        yield match["outer"]
        for inner in re.split(r"\sor\s|/", match["inner"]):
            if inner[:1].isupper() or inner[:1].isdigit():
                yield inner


def is_acronym(text: str) -> bool:
    """Whether a name is one word written mostly in capitals."""
    return len(text.split()) == 1 and sum(letter.isupper() for letter in text) > 1


def _add_known(names: Names, mechanism: Mechanism) -> None:
    _add_acronym(names, mechanism.acronym, mechanism.slug)
    for text in (mechanism.name, *(name.text for name in mechanism.names if name.seen_in is None)):
        _add(names, text, mechanism.slug)
    beside = (*(body.name for body in mechanism.bodies), *mechanism.formal_association, *mechanism.regions)
    names.words[mechanism.slug].update(word for text in beside for word in name_words(text))


def _is_made_of_known(names: Names, text: str, slug: str) -> bool:
    """Whether a spelling only puts known names of one mechanism side by side: "Rabat Process (Euro-African …)"."""
    words = name_words(text)
    at = 0
    while at < len(words):
        node, end, first = names.root, None, at
        while at < len(words) and words[at] in node.following:
            node, at = node.following[words[at]], at + 1
            if node.slug == slug and not node.is_hidden:
                end = at
        if end is None or end == first:
            return False
        at = end
    return True


def _add_acronym(names: Names, text: str, slug: str) -> None:
    _add(names, text, slug)
    compact = fold(text).replace(" ", "")
    if len(compact) >= COMPACT_FROM and any(letter.isupper() for letter in text[1:]):
        names.acronyms.setdefault(compact, slug)


def _add(names: Names, text: str, slug: str, *, is_hidden: bool = False) -> None:
    for form in forms(text):
        _insert(names, form, slug, is_hidden=is_hidden)
        words = name_words(form)
        names.longest = max(names.longest, len(words))
        names.words.setdefault(slug, set()).update(words)
        names.full.setdefault(" ".join(words), slug)
        if words[1:] == ["process"]:  # "Rabat Process"
            names.processes.setdefault(words[0], slug)
        for first in range(len(words) - SHORTEST_PART + 1):
            for last in range(first + SHORTEST_PART, len(words) + 1):
                part = tuple(words[first:last])
                names.parts[part] = slug if names.parts.get(part, slug) == slug else None


def _insert(names: Names, text: str, slug: str, *, is_hidden: bool = False, is_partner: bool = False) -> None:
    node = names.root
    for word in name_words(text):
        node = node.following.setdefault(word, Node())
    if node is not names.root and node.slug is None:
        node.slug, node.is_hidden, node.is_partner = slug, is_hidden, is_partner
        node.is_acronym = is_acronym(text)
