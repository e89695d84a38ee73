"""What an editor may state: one clear message for every field that cannot be so."""

from collections.abc import Iterable, Iterator
from typing import Any

from iscm.domain.dates import Edtf
from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.facts import MECHANISM, THEME, Fact
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.facts.themes import LABEL, NEW
from iscm.register.operations import fact_checks_mechanisms, fact_checks_themes
from iscm.register.operations.fact_checks_mechanisms import NEEDED
from iscm.register.operations.fact_words import Check, fault_of_date, fault_of_words, is_address

LONGEST_TITLE = 300
FIRST = {"acronym": "an acronym or short name", "name": "a name", "level": "a level", LABEL: "an English label"}
CHECKS: dict[str, dict[str, Check]] = {MECHANISM: fact_checks_mechanisms.CHECKS, THEME: fact_checks_themes.CHECKS}


def check_subject(about: str, slug: str, facts: Iterable[Fact], words: Vocabulary) -> None:
    """Raise `UnknownReferenceError` for what nobody knows, `ConflictError` for one made anew that is known already."""
    known: dict[str, Any] = {MECHANISM: words.mechanisms, THEME: words.themes}.get(about, {})  # type: ignore[assignment]
    is_new = any(fact.field == NEW for fact in facts)
    if is_new and (slug in known or slug in words.merged):
        raise ConflictError(f"there is a {about} {slug!r} already")
    if not is_new and slug not in known and not (about == THEME and slug in words.merged):
        raise UnknownReferenceError(f"no {about} is called {slug[:80]!r}")


def check_facts(about: str, slug: str, facts: Iterable[Fact], words: Vocabulary) -> dict[str, str]:
    """What is wrong, one message by field; empty where all can be stated."""
    facts = tuple(facts)
    wrong = _missing(about, facts) if any(fact.field == NEW for fact in facts) else {}
    for fact in facts:
        for message in _faults(about, slug, fact, words):
            wrong.setdefault(fact.field, message)
    return wrong


def _missing(about: str, facts: tuple[Fact, ...]) -> dict[str, str]:
    """What something new cannot be without."""
    needed = {"acronym": "", "name": "", "level": ""} if about == MECHANISM else {LABEL: "en"}
    stated = {(fact.field, fact.item) for fact in facts}
    return {field: f"it needs {FIRST[field]}" for field, item in needed.items() if (field, item) not in stated}


def check_source(about: str, url: str, document: str, accessed: str) -> dict[str, str]:
    """What is wrong with a source: a fact of a mechanism needs an address of the web or the title of a document.

    The vocabulary is the desk's own: there the reason is enough.
    """
    wrong = {}
    if not url and not document and about == MECHANISM:
        wrong["url"] = "say where this stands: an address or the title of a document"
    elif url and not is_address(url):
        wrong["url"] = "an address of the web begins with https:// or http:// and has at most 1,000 letters"
    if (fault := fault_of_words(document, "the title of the document", LONGEST_TITLE)) is not None:
        wrong["document"] = fault
    if accessed and (fault := fault_of_date(accessed)):
        wrong["accessed"] = fault
    return wrong


def _faults(about: str, slug: str, fact: Fact, words: Vocabulary) -> Iterator[str]:
    check = CHECKS.get(about, {}).get(fact.field)
    if check is None:
        yield f"nobody can state {fact.field[:40]!r} of a {about}"
        return
    if fact.value is None and fact.field in NEEDED:
        yield f"{fact.field} cannot be empty"
    elif fact.value is not None or fact.item:
        yield from check(fact, slug, words)
    yield from _faults_of_time(fact)


def _faults_of_time(fact: Fact) -> Iterator[str]:
    ends = []
    for text in (fact.since, fact.until):
        if text and (fault := fault_of_date(text)):
            yield fault
            return
        ends.append(Edtf.parse(text) if text else None)
    since, until = ends
    if since and until and since.earliest and until.latest and since.earliest > until.latest:
        yield f"{fact.since} to {fact.until} ends before it begins"
