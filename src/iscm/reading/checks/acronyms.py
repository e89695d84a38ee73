"""Acronyms, in titles, headings and cells, that are one slip away from one we know."""

import re
from collections import Counter
from collections.abc import Iterator

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

ACRONYM = re.compile(r"(?<![\w@./#-])[A-Z][A-Za-z\d]*(?:-[A-Z][A-Za-z\d]*)*(?![A-Za-z\d@]|/\w)")
DEFINED = re.compile(r"\(\s*([A-Z][\w-]{2,})s?\s*\)")
COMMON_WORDS = "ISCM RCP IOM UNHCR UNODC ICMPD UNDP UNICEF MERCOSUR COMESA ECOWAS"
COMMON = frozenset(COMMON_WORDS.split())
LEAST = 4
LONGEST = 12
MOST_KINDS = 3000


def check_acronyms(checked: Checked) -> Iterator[Problem]:
    """An acronym that we do not know, and that the document does not explain, is one letter or hyphen off a known one.

    Of several known ones that are near, the one that the document uses most is suggested.
    """
    met: Counter[str] = Counter()
    places: dict[str, Locator] = {}
    explained: set[str] = set()
    for row in checked.layout.rows:
        explained.update(DEFINED.findall(row.text))
        for word in ACRONYM.findall(row.text):
            if _is_acronym(word) and len(met) < MOST_KINDS:
                met[word] += 1
                places.setdefault(word, row.locator)
    known, kinds = _known(checked.vocabulary), _kinds(checked.vocabulary)
    for word in met:
        if {word, _singular(word)} & (known | explained | kinds):
            continue
        near = _near(word, known, met)
        if near:
            sure = len(near) == 1 or _uses(met, near[0]) > _uses(met, near[1])
            meant = " or ".join(near[:1] if sure else near)
            message = f"“{word}” is not known; {meant} is near."
            yield problem("acronym-unknown", message, places[word], suggestion=near[0] if sure else None)


def _near(word: str, known: set[str], met: Counter[str]) -> list[str]:
    """The known acronyms near this one, those most used first; only those with the same letters if there are any."""
    near = sorted((other for other in known if _is_near(word, other)), key=lambda other: (-_uses(met, other), other))
    return [other for other in near if _letters(other) == _letters(word)] or near


def _known(vocabulary: Vocabulary) -> set[str]:
    """All single words with capitals inside that name something we hold."""
    known = set(COMMON)
    for mechanism in vocabulary.mechanisms.values():
        names = [mechanism.acronym, *(name.text for name in mechanism.names if not name.seen_in)]
        known.update(word for name in names for word in ACRONYM.findall(name) if _is_acronym(word))
    for initiative in vocabulary.initiatives.values():
        known.update(word for word in (initiative.acronym, *initiative.other_names) if word and " " not in word)
    for partners in vocabulary.partners.values():
        known.update(word for name in partners for word in ACRONYM.findall(name) if _is_acronym(word))
    return {_singular(word) for word in known}


def _kinds(vocabulary: Vocabulary) -> set[str]:
    """The acronyms of kinds of meetings; they are known, but none is meant by a slip in the acronym of a mechanism."""
    phrases = (phrase for kind in vocabulary.kinds.values() for words in kind.words.values() for phrase in words)
    return {word for phrase in phrases for word in ACRONYM.findall(phrase) if _is_acronym(word)}


def _uses(met: Counter[str], known: str) -> int:
    return met[known] + met[f"{known}s"]


def _is_acronym(word: str) -> bool:
    return LEAST <= len(word) <= LONGEST and sum(letter.isupper() for letter in word) >= LEAST - 1


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _letters(word: str) -> str:
    return _singular(word).replace("-", "").casefold()


def _is_near(word: str, known: str) -> bool:
    one, other = _letters(word), _letters(known)
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]
