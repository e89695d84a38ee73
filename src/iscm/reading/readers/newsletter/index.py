"""The indexes of a newsletter: which mechanisms dealt with a theme or an initiative."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.records import Index
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.likeness import find_alike
from iscm.reading.cells.mechanisms import MechanismFinder
from iscm.reading.problem_codes import problem
from iscm.reading.readers.newsletter.lines import Flow, Line, flow

ENTRY = re.compile(r"(?P<label>[^:]{2,100}?)\s*:\s*(?P<list>.*)")
DASHED = re.compile(r"(?P<label>[^:]{2,100}?)\s+[–—-]\s+(?P<list>.*)")
BRACKETED = re.compile(r"(?P<label>[^:()]{2,100}?)\s*\((?P<list>[^()]+)\)\.?")
REMARK = re.compile(
    r"(?:^|[;.,]\s*|\s+[–—-]\s+)(?P<remark>(?:also |and )?(?:incorporated|integrated|included|addressed|covered|"
    r"through|incorporad[oa]s?|integrad[oa]s?|abordad[oa]s?|intégrée?s?|abordée?s?|traitée?s?)\b.*)$",
    re.IGNORECASE,
)
PART = re.compile(r"[;|•]\s*")
SHORTEST_LABEL = 3  # letters
LEAST_ALIKE = 8  # letters from which likeness says something
CLOSE_ENOUGH = 90  # of 100, for a label with a slip of the pen


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that opens an entry: the slug, whether it is an initiative, the label as printed and the words after."""

    slug: str
    is_initiative: bool
    label: str
    words: str


@lru_cache(maxsize=4)
def labels_of(vocabulary: Vocabulary) -> "Labels":
    """The labels of a vocabulary, made once."""
    return Labels(vocabulary)


class Labels:
    """Themes and initiatives by all the labels they are printed under."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._slugs: dict[str, tuple[str, bool]] = {}
        for theme in vocabulary.themes.values():
            for label in (*theme.pref_label.values(), *_all(theme.alt_labels), *theme.hidden_labels):
                self._slugs.setdefault(fold(label), (theme.slug, False))
        for initiative in vocabulary.initiatives.values():
            for label in filter(None, (initiative.name, initiative.acronym, *initiative.other_names)):
                self._slugs.setdefault(fold(label), (initiative.slug, True))
        for theme in vocabulary.themes.values():
            for label in _all(theme.keywords):
                self._slugs.setdefault(fold(label), (theme.slug, False))

    def find(self, label: str) -> tuple[str, bool] | None:
        """The slug that a printed label means, and whether it is an initiative; None if it means none."""
        folded = fold(label)
        if len(folded) < SHORTEST_LABEL:
            return None
        if folded in self._slugs:
            return self._slugs[folded]
        for part in re.split(r"\s+(?:and|y|et)\s+|\s*[/(),]\s*", label):
            if fold(part) in self._slugs and self._slugs[fold(part)][1]:
                return self._slugs[fold(part)]
        if len(folded) < LEAST_ALIKE:
            return None
        best = find_alike(folded, self._slugs, CLOSE_ENOUGH)
        return self._slugs[best[0][0]] if best else None

    def find_entry(self, line: Line, finder: MechanismFinder | None = None) -> Entry | None:
        """The entry that a line opens. With a `finder` it must be plain that it is one: a colon, then mechanisms."""
        label, words = _parted(line)
        held = self.find(label) if label else None
        if not held:
            return None
        if finder is not None and not (_is_plain_entry(line) and _names_mechanisms(words, finder)):
            return None
        return Entry(held[0], held[1], label, words)


def read_indexes(
    bodies: Sequence[Sequence[Line]], labels: Labels, finder: MechanismFinder, known: frozenset[str]
) -> tuple[tuple[Index, ...], tuple[Index, ...], list[Problem], list[int]]:
    """The theme index and the initiative index, the problems in them, and the rows that went into them."""
    themes: dict[str, Index] = {}
    initiatives: dict[str, Index] = {}
    problems: list[Problem] = []
    used: list[int] = []
    for entry, lines in (pair for body in bodies for pair in _entries(body, labels)):
        words = flow([_words_only(entry, lines[0]), *lines[1:]], known)
        index, found = _index(entry, words, finder)
        held = initiatives if entry.is_initiative else themes
        held[entry.slug] = _merged(held.get(entry.slug), index)
        problems += found
        used += [line.index for line in lines]
    return tuple(themes.values()), tuple(initiatives.values()), problems, used


def _entries(body: Sequence[Line], labels: Labels) -> list[tuple[Entry, list[Line]]]:
    entries: list[tuple[Entry, list[Line]]] = []
    is_open = False
    for line in (part for whole in body for part in _parts(whole, labels)):
        entry = labels.find_entry(line)
        if entry:
            entries.append((entry, [line]))
            is_open = True
        elif is_open and ":" not in line.text:
            entries[-1][1].append(line)
        else:
            is_open = False
    return entries


def _parts(line: Line, labels: Labels) -> list[Line]:
    """The entries of one line, each as a line: "Gender: RCM; Health: Colombo Process"."""
    if len(line.cells) > 1:
        return [line]
    cuts = [
        match.end()
        for match in PART.finditer(line.text)
        if (label := _parted(replace(line, text=line.text[match.end() :]))[0]) and labels.find(label)
    ]
    pairs = zip([0, *cuts], [*cuts, len(line.text)], strict=True)
    return [replace(line, text=line.text[start:end].strip(" ;|"), lost=()) for start, end in pairs] if cuts else [line]


def _words_only(entry: Entry, line: Line) -> Line:
    return Line(line.index, entry.words, line.locator)


def _parted(line: Line) -> tuple[str, str]:
    if len(line.cells) > 1:
        return line.cells[0].rstrip(" :"), " ".join(line.cells[1:])
    match = ENTRY.fullmatch(line.text) or DASHED.fullmatch(line.text) or BRACKETED.fullmatch(line.text)
    return (match["label"].strip(), match["list"]) if match else ("", "")


def _is_plain_entry(line: Line) -> bool:
    return len(line.cells) > 1 or bool(ENTRY.fullmatch(line.text))


def _names_mechanisms(words: str, finder: MechanismFinder) -> bool:
    listed = REMARK.sub("", words).strip(" .;,")
    reading = finder.parse(listed)
    return bool(reading.slugs) and len(reading.unknown) < len(reading.slugs)


def _index(entry: Entry, words: Flow, finder: MechanismFinder) -> tuple[Index, list[Problem]]:
    remark = REMARK.search(words.text)
    listed = words.text[: remark.start()] if remark else words.text
    reading = finder.parse(listed.strip(" .;,")) if listed.strip(" .;,") else None
    locator = words.locate(0, len(words.text))
    index = Index(
        slug=entry.slug,
        printed=entry.label,
        mechanisms=tuple(dict.fromkeys(reading.slugs)) if reading else (),
        remark=remark["remark"].strip(" .") if remark else None,
        locator=locator,
    )
    unknown = reading.unknown if reading else ()
    return index, [
        problem("mechanism-unknown", f"“{name}” under “{entry.label}” is no mechanism that we know.", locator)
        for name in unknown
    ]


def _merged(first: Index | None, second: Index) -> Index:
    """One index of a slug that is printed twice."""
    if first is None:
        return second
    return Index(
        slug=first.slug,
        printed=first.printed,
        mechanisms=tuple(dict.fromkeys(first.mechanisms + second.mechanisms)),
        remark=first.remark or second.remark,
        locator=first.locator,
    )


def _all(words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for held in words.values() for word in held)
