"""What an editor may state of a mechanism."""

import re
from collections.abc import Iterator

from iscm.domain.facts import Fact
from iscm.domain.mechanisms import BASES
from iscm.domain.names import fold
from iscm.domain.sittings import SEAT, item_of, parts_of
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.facts.mechanisms import BODIES, CHAIR, MEMBERSHIP, NAMES, NEW
from iscm.reconciliation.facts.vocabulary import LEVELS
from iscm.register.operations.fact_words import (
    LENGTHS,
    Check,
    among,
    fault_of_date,
    fault_of_words,
    is_address,
    is_true,
    shaped,
    text_of,
)

STATUSES = ("active", "dormant", "ended", "unknown")
FIRST_YEAR, LAST_YEAR = 1900, 2100
LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
LONGEST_NAME, LONGEST_BODY, LONGEST_PARTY, LONGEST_KIND, MOST_MEMBERS = 500, 300, 300, 100, 1000
NEEDED = frozenset({"acronym", "name", "level", "status"})


def _own_name(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    yield from (faults := list(text_of(fact, slug, words)))
    if not faults:
        yield from _taken(fact.value, slug, words)


def _taken(text: str, slug: str, words: Vocabulary) -> Iterator[str]:
    """A name means one mechanism: the reader would not know which."""
    folded = fold(text)
    if not folded:
        yield f"{text!r} has no letters"
    for other in words.mechanisms.values():
        held = (other.acronym, other.name, *(name.text for name in other.names))
        if other.slug != slug and folded in map(fold, held):
            yield f"“{text}” is a name of {other.acronym} already"
            return


def _address(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    if not isinstance(fact.value, str) or not is_address(fact.value) or len(fact.value) > LENGTHS["website"]:
        yield "the website needs an address that begins with https:// or http://"


def _year(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    if type(fact.value) is not int or not FIRST_YEAR <= fact.value <= LAST_YEAR:
        yield f"the year of its founding is a number from {FIRST_YEAR} to {LAST_YEAR}"


def _name_of(fact: Fact, slug: str, words: Vocabulary) -> Iterator[str]:
    lang, _, text = fact.item.partition(":")
    if not LANG.fullmatch(lang):
        yield f"{lang[:40]!r} is no code of a language: write en, fr, es, ar, ru, zh or another of BCP 47"
    elif not text:
        yield "the name cannot be empty"
    elif fault := fault_of_words(text, "the name", LONGEST_NAME):
        yield fault
    elif fact.value is not None:
        yield from shaped(fact.value, {"text": text, "lang": lang}, ("note", "seen_in"))
        yield from _taken(text, slug, words)


def _seat(fact: Fact, _slug: str, words: Vocabulary) -> Iterator[str]:
    role, state, organisation = parts_of(fact.item)
    if item_of(role, state=state, organisation=organisation) != fact.item or not (state or organisation):
        yield "a seat is a member's or an observer's: a State or an organisation"
    elif state and state not in words.territories:
        yield f"{state[:40]!r} is no code of a State or territory"
    elif organisation and (fault := fault_of_words(organisation, "the organisation", LONGEST_PARTY)):
        yield fault
    elif fact.value is not None:
        yield from shaped(fact.value, {}, ("basis",))
        if isinstance(fact.value, dict) and fact.value.get("basis") not in {None, *BASES}:
            yield f"how sure it is, is one of: {', '.join(BASES)}"


def _body(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    if not fact.item or (fault := fault_of_words(fact.item, "the name of the body", LONGEST_BODY)):
        yield fault if fact.item and fault else "the body needs a name"
    elif fact.value is not None:
        yield from shaped(fact.value, {"name": fact.item}, ("kind", "note"))
        if isinstance(fact.value, dict) and not 0 < len(str(fact.value.get("kind") or "")) <= LONGEST_KIND:
            yield "say what kind of body it is, in at most 100 letters"


def _chair(fact: Fact, _slug: str, words: Vocabulary) -> Iterator[str]:
    states = fact.value.get("states") if isinstance(fact.value, dict) else None
    if not isinstance(states, list) or not states:
        yield "name the State or States that chair it"
        return
    unknown = [state for state in states if not isinstance(state, str) or state not in words.territories]
    if unknown:
        yield f"{str(unknown[0])[:40]!r} is no code of a State or territory"
    yield from shaped({**fact.value, "states": ""}, {"states": ""}, ("period", "note"))


def _membership(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    value = fact.value if isinstance(fact.value, dict) else {}
    if value.get("basis") not in BASES:
        yield f"how sure the list is, is one of: {', '.join(BASES)}"
    number = value.get("stated_count")
    if number is not None and (type(number) is not int or not 0 < number <= MOST_MEMBERS):
        yield "the number of members is a number from 1 to 1,000"
    if value.get("as_of") and (fault := fault_of_date(str(value["as_of"]))):
        yield fault
    rest = {key: held for key, held in value.items() if key != "stated_count"}
    yield from shaped(rest, {}, ("basis", "as_of", "rule", "note"))


CHECKS: dict[str, Check] = {
    **dict.fromkeys(("status_note", "secretariat", "predecessor", "successor"), text_of),
    **dict.fromkeys(("name", "acronym"), _own_name),
    "level": among(*LEVELS),
    "status": among(*STATUSES),
    "website": _address,
    "established": _year,
    NAMES: _name_of,
    SEAT: _seat,
    BODIES: _body,
    CHAIR: _chair,
    MEMBERSHIP: _membership,
    NEW: is_true,
}
