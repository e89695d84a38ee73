"""What every fact of a mechanism or theme must be like: words, dates, addresses, the parts of a value."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from iscm.domain.dates import Edtf
from iscm.domain.errors import ConflictError, EdtfError
from iscm.domain.facts import Fact
from iscm.domain.vocabulary import Vocabulary
from iscm.register.operations.said import said

LONGEST, LONGEST_ADDRESS = 2000, 1000
LENGTHS = {"acronym": 60, "name": 500, "website": 500}

Check = Callable[[Fact, str, Vocabulary], Iterable[str]]
"""A fact, the slug of what it is about, the words known before: what is wrong with it."""


def fault_of_date(text: str) -> str | None:
    """A year, a part of a year, a month or a day; nothing that is itself an interval or a choice."""
    try:
        is_one = not Edtf.parse(text).parts and len(text) <= len("YYYY-MM-DD%")
    except EdtfError:
        is_one = False
    return None if is_one else f"{text[:40]!r} is no date: write 2024, 2024-05 or 2024-05-31"


def fault_of_words(words: Any, what: str, longest: int) -> str | None:
    """Say what is wrong with words that a page will show; None for nothing."""
    if not isinstance(words, str):
        return f"{what} is no text"
    try:
        return None if said(words, what, longest) == words else f"{what} has blanks at its ends or in a row"
    except ConflictError as error:
        return str(error)


def is_address(url: str) -> bool:
    """Whether this is an address of the web that can be linked to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = len(url) <= LONGEST_ADDRESS and not re.search(r"[\s\x00-\x20<>\"]", url)
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname)


def text_of(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    """Let words through, of the length that their field may have."""
    longest = LENGTHS.get(fact.field, LONGEST)
    if fault := fault_of_words(fact.value, fact.field.replace("_", " "), longest):
        yield fault
    elif not fact.value:
        yield f"{fact.field.replace('_', ' ')} cannot be empty"


def among(*allowed: str) -> Check:
    """Let these values through."""

    def check(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
        if fact.value not in allowed:
            yield f"{fact.field} is one of: {', '.join(allowed)}"

    return check


def is_true(fact: Fact, _slug: str, _words: Vocabulary) -> Iterator[str]:
    """Let what needs no value through."""
    if fact.value is not True:
        yield "the value does not fit its name"


def shaped(value: Any, needs: dict[str, str], may: tuple[str, ...]) -> Iterator[str]:
    """A value with these words, and with nothing beside them but texts of these names."""
    if not isinstance(value, dict) or {key: value.get(key) for key in needs} != needs:
        yield "the value does not fit its name"
        return
    for key in value.keys() - needs.keys():
        if key not in may:
            yield f"nobody can state {str(key)[:40]!r} here"
        elif value[key] is not None and (fault := fault_of_words(value[key], key.replace("_", " "), LONGEST)):
            yield fault
