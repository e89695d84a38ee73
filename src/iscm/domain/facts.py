"""What an editor states of a mechanism or theme: facts with their time, and the statement that they came with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

MECHANISM, THEME = "mechanism", "theme"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field.

    `item` says which of several it is (the language of a label, the State of a seat), empty where a field has one
    value. `value` is JSON; None means that it is not so, or that nothing is known. It holds from `since` to `until`
    (EDTF, both inclusive); without `since` nobody knows from when, without `until` it goes on.
    """

    field: str
    value: Any
    item: str = ""
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Facts stated at one moment by one editor, for one reason, from one source.

    `key` is the sha256 of the statement's own document. `about` is MECHANISM or THEME, `slug` which one. The source is
    an address, the title of a document, or both, and when it was looked up (EDTF). `takes_back` is the key of an
    earlier statement that counts no more while this one does; with facts, it is put right by them.
    """

    key: str
    about: str
    slug: str
    facts: tuple[Fact, ...]
    actor: str
    reason: str
    at: datetime
    url: str = ""
    document: str = ""
    accessed: str = ""
    takes_back: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its receipt: the statement that it came with."""

    fact: Fact
    by: Statement


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a mechanism for a time; `role` is member or observer, one of `state` (alpha-2 code), `organisation`.

    `basis` says how sure it is, None where it is as sure as the whole list. `told` is the editor's fact, None where
    the seat stands in a list without dates.
    """

    role: str
    state: str = ""
    organisation: str = ""
    since: str | None = None
    until: str | None = None
    basis: str | None = None
    told: Told | None = None
