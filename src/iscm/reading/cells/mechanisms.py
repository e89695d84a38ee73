"""The words of a mechanism cell to slugs, and mechanisms in running text."""

from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.likeness import find_alike
from iscm.reading.cells.mechanism_names import (
    GLOBAL_MEETING,
    SHORTEST_PART,
    Names,
    Node,
    arrange_names,
    british,
)
from iscm.reading.cells.words import Word, clean_words, listed, split_words

__all__ = ["FoundMechanism", "MechanismFinder", "MechanismReading", "mechanism_finder"]

LONGEST_CELL = 1000  # letters
# Words that join or surround names without being part of one.
JOINERS = frozenset(
    listed(
        "and y et e und with the of for in on to a an or joint jointly la le les el los las del de du des con avec "
        "para pour process processes secretariat member states countries initiative dialogue"
    )
)
SHORTEST_SLIP = 5  # letters of an acronym in which a slip can be told from another acronym
SURE = 93.0  # likeness from which a long name with slips in it is the known one
LIKELY = 86.0  # likeness from which a known name is worth suggesting
LONG_NAME = 16  # letters from which likeness says something
SAME_NAME = 85.0  # likeness from which words beside a name are its other, damaged half


@dataclass(frozen=True, slots=True)
class MechanismReading:
    """The mechanisms a cell names.

    `slugs` are in printed order. `unknown` are the words that name none we hold, with the nearest slug as `suggestion`.
    `hidden` are the spellings that resolve without being a known name.
    """

    slugs: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    suggestion: str | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMechanism:
    """A mechanism named in running text: `text[start:end]` is its name."""

    start: int
    end: int
    slug: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text by its words (first and one past the last); `slug` None for a body that is no mechanism."""

    first: int
    last: int
    slug: str | None
    is_hidden: bool


class MechanismFinder:
    """Finds the mechanisms of one vocabulary in words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names: Names = arrange_names(vocabulary)
        self._slugs = tuple(vocabulary.mechanisms)
        self.parse = lru_cache(maxsize=2048)(self._parse)

    def find(self, text: str) -> tuple[FoundMechanism, ...]:
        """The mechanisms named in running text, left to right, the longest name at each place.

        Acronyms count only where they are written large; words that stand for all mechanisms do not count.
        """
        words = split_words(text)
        return tuple(
            FoundMechanism(words[match.first].start, words[match.last - 1].end, match.slug)
            for match in self._matches(words, text)
            if match.slug is not None
        )

    def _parse(self, text: str) -> MechanismReading:
        """The mechanisms of a whole cell: one name in any of its forms, or several ("A and B", "A, B; C/D")."""
        text = clean_words(text)[:LONGEST_CELL]
        words = split_words(text)
        matches = self._matches(words, None)
        matches = _ordered([*matches, *self._from_gaps(words, matches)])
        unknown, suggestion = self._unknown(text, words, matches)
        slugs = tuple(dict.fromkeys(match.slug for match in matches if match.slug))
        hidden = tuple(
            dict.fromkeys(
                _as_printed(text, words[m.first].start, words[m.last - 1].end)
                for m in matches
                if m.is_hidden and m.slug
            )
        )
        return MechanismReading(slugs, unknown, suggestion, hidden)

    def _matches(self, words: list[Word], text: str | None) -> list[Match]:
        matches: list[Match] = []
        index = 0
        while index < len(words):
            match = self._longest(words, index, text)
            if match:
                matches.append(match)
            index = match.last if match else index + 1
        return matches

    def _longest(self, words: list[Word], first: int, text: str | None) -> Match | None:
        """The longest name that begins at a word. With `text` given, acronyms must be written large in it."""
        node, found, at = self._names.root, None, first
        while at < len(words) and (node := node.following.get(british(words[at].folded), EMPTY)) is not EMPTY:
            at += 1
            if node.slug and (text is None or _is_written_large(node, text, words[first].start, words[at - 1].end)):
                slug = None if node.is_partner else node.slug
                found = Match(first, at, slug, node.is_hidden)
        return found

    def _from_gaps(self, words: list[Word], matches: list[Match]) -> list[Match]:
        """Names with letters, hyphens or words lost, among the words that no name has taken."""
        found: list[Match] = []
        for first, last in _gaps(words, matches):
            found.extend(self._in_gap(words, first, last))
        if any(word.folded in {"process", "processes"} for word in words):
            found.extend(self._processes(words, [*matches, *found]))
        return found

    def _processes(self, words: list[Word], matches: list[Match]) -> list[Match]:
        """The first words of processes that share their last: "Rabat and Khartoum Processes"."""
        taken = {i for match in matches for i in range(match.first, match.last)}
        return [
            Match(i, i + 1, slug, is_hidden=True)
            for i, word in enumerate(words)
            if i not in taken and (slug := self._names.processes.get(word.folded))
        ]

    def _in_gap(self, words: list[Word], first: int, last: int) -> list[Match]:
        found: list[Match] = []
        at = first
        while at < last:
            match = self._compact(words, at, last) or self._part(words, at, last) or self._slip(words, at, last)
            if match:
                found.append(match)
            at = match.last if match else at + 1
        if not found and (slug := self._alike(words, first, last, SURE)):
            found.append(Match(first, last, slug, is_hidden=True))
        return found

    def _compact(self, words: list[Word], first: int, last: int) -> Match | None:
        for end in range(min(last, first + 3), first, -1):
            slug = self._names.acronyms.get("".join(word.folded for word in words[first:end]))
            if slug:
                return Match(first, end, slug, is_hidden=True)
        return None

    def _part(self, words: list[Word], first: int, last: int) -> Match | None:
        for end in range(min(last, first + self._names.longest), first + SHORTEST_PART - 1, -1):
            slug = self._names.parts.get(tuple(british(word.folded) for word in words[first:end]))
            if slug:
                return Match(first, end, slug, is_hidden=True)
        return None

    def _slip(self, words: list[Word], first: int, last: int) -> Match | None:
        """A short name or acronym with one slip in it, where only one mechanism is that near: "MIDSSA"."""
        for end in range(min(last, first + 3), first, -1):
            compact = "".join(word.folded for word in words[first:end])
            near = {slug for acronym, slug in self._names.acronyms.items() if _is_one_slip(compact, acronym)}
            if len(near) == 1:
                return Match(first, end, near.pop(), is_hidden=True)
        return None

    def _alike(self, words: list[Word], first: int, last: int, least: float) -> str | None:
        """The one mechanism with a name that differs by few letters, if the words are many enough to say so."""
        phrase = " ".join(british(word.folded) for word in words[first:last])
        if not LONG_NAME <= len(phrase) <= LONGEST_CELL // 2:
            return None
        if len({slug for name, slug in self._names.full.items() if name.startswith(phrase)}) > 1:
            return None
        best = find_alike(phrase, self._names.full, least)
        slugs = {self._names.full[name] for name, score in best if score >= best[0][1] - 1}
        return slugs.pop() if len(slugs) == 1 else None

    def _unknown(self, text: str, words: list[Word], matches: list[Match]) -> tuple[tuple[str, ...], str | None]:
        """The words that are left over, with the nearest mechanism. Words of a name that stands beside do not count."""
        beside: set[str] = set().union(*(self._names.words.get(match.slug or "", set()) for match in matches))
        unknown: list[str] = []
        suggestion: str | None = None
        for first, last in _gaps(words, matches):
            left = [word for word in words[first:last] if british(word.folded) not in JOINERS | beside]
            if not left or all(len(word.folded) == 1 for word in left):
                continue
            if self._is_damaged_half(words, (first, last), matches):
                continue
            unknown.append(text[words[first].start : words[last - 1].end])
            suggestion = suggestion or self._alike(words, first, last, LIKELY)
        return tuple(unknown), suggestion

    def _is_damaged_half(self, words: list[Word], gap: tuple[int, int], matches: list[Match]) -> bool:
        """Whether the words only complete a name that stands beside them, with letters lost."""
        for match in matches:
            if match.slug and (match.last == gap[0] or match.first == gap[1]):
                chain = [m for m in matches if m.slug == match.slug]
                first, last = min(gap[0], chain[0].first), max(gap[1], chain[-1].last)
                if self._alike(words, first, last, SAME_NAME) == match.slug:
                    return True
        return False


EMPTY = Node()


@lru_cache(maxsize=4)
def mechanism_finder(vocabulary: Vocabulary) -> MechanismFinder:
    """The finder of a vocabulary, made once."""
    return MechanismFinder(vocabulary)


def _is_written_large(node: Node, text: str, start: int, end: int) -> bool:
    if node.slug == GLOBAL_MEETING and end - start < LONG_NAME and text[start:end] != "GRCP":
        return text[start:end].lower() in {"global rcp meeting", "global iscm meeting"}
    return not node.is_acronym or sum(letter.isupper() for letter in text[start:end]) > 1


def _as_printed(text: str, start: int, end: int) -> str:
    """The words of a name with the bracket that closes it."""
    name = text[start:end]
    return text[start : end + 1] if name.count("(") > name.count(")") and text[end : end + 1] == ")" else name


def _ordered(matches: list[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: match.first)


def _gaps(words: list[Word], matches: list[Match]) -> list[tuple[int, int]]:
    """The runs of words outside all matches, joining words at their ends left out."""
    gaps: list[tuple[int, int]] = []
    at = 0
    for match in [*_ordered(matches), Match(len(words), len(words), None, is_hidden=False)]:
        first, last = at, match.first
        while first < last and words[first].folded in {"and", "y", "et", "e", "the", "with", "of"}:
            first += 1
        while last > first and last < len(words) and words[last - 1].folded in {"and", "y", "et", "e", "or"}:
            last -= 1
        if first < last:
            gaps.append((first, last))
        at = max(at, match.last)
    return gaps


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two acronyms differ by one letter wrong, missing, too many or swapped with its neighbour."""
    if min(len(one), len(other)) < SHORTEST_SLIP or abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])
