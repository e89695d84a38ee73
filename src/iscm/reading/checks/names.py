"""Mechanisms under several names, or under names that are none of theirs."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from iscm.domain.mechanisms import Mechanism
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.records import Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanism_names import forms
from iscm.reading.cells.mechanisms import LONG_NAME, mechanism_finder
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem

ALIKE = 0.85  # likeness of a slip to the name that is meant


def check_names(checked: Checked) -> Iterator[Problem]:
    """Each spelling that is no name of its mechanism, and each mechanism that goes by several, once a document."""
    printed: dict[str, Record] = {}
    for record in checked.reading.records:
        if record.printed.mechanism:
            printed.setdefault(record.printed.mechanism, record)
    yield from _misspelt(printed, checked)
    yield from _several(printed, checked)


def _misspelt(printed: dict[str, Record], checked: Checked) -> Iterator[Problem]:
    finder = mechanism_finder(checked.vocabulary)
    told: set[str] = set()
    for words, record in printed.items():
        reading = finder.parse(words)
        for spelling in reading.hidden:
            slugs = finder.parse(spelling).slugs or reading.slugs
            if spelling not in told and _is_slip(spelling, checked.vocabulary.mechanisms[slugs[0]]):
                told.add(spelling)
                name = _name(slugs[0], checked.vocabulary)
                message = f"“{spelling}” is no name of {name} that we know as its own."
                yield problem("mechanism-misspelt", message, record.locator, suggestion=name, record=record.n)


def _is_slip(spelling: str, mechanism: Mechanism) -> bool:
    """Whether a spelling is a slip: none that other documents have too, or one that is nearly a name we know."""
    words = fold(spelling)
    if words not in {fold(form) for name in mechanism.names if name.seen_in for form in forms(name.text)}:
        return True
    known = (mechanism.name, *(name.text for name in mechanism.names if not name.seen_in))
    likeness = (SequenceMatcher(None, words, fold(form)).ratio() for text in known for form in forms(text))
    return any(ALIKE <= score < 1 for score in likeness) and len(words) >= LONG_NAME


def _several(printed: dict[str, Record], checked: Checked) -> Iterator[Problem]:
    names: dict[str, dict[str, Record]] = {}
    for words, record in printed.items():
        if len(record.mechanisms) == 1:
            same = names.setdefault(record.mechanisms[0], {})
            if not any(_is_short_for(words, known) for known in same):
                same[words] = record
    for slug, spellings in names.items():
        if len(spellings) > 1:
            listed = "; ".join(f"“{words}”" for words in spellings)
            first = list(spellings.values())[1]
            message = f"{_name(slug, checked.vocabulary)} goes by {len(spellings)} names here: {listed}."
            yield problem("mechanism-several-names", message, first.locator, record=first.n)


def _is_short_for(words: str, known: str) -> bool:
    """Whether they are the same name, or the acronym with which the known one ends: "RCM" after "… (RCM)"."""
    name, short = fold(known), fold(words)
    return name == short or name.endswith(f" {short}")


def _name(slug: str, vocabulary: Vocabulary) -> str:
    mechanism = vocabulary.mechanisms.get(slug)
    return f"{mechanism.name} ({mechanism.acronym})" if mechanism else slug
