"""What the search of the site asks of an engine, and what every engine answers alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from iscm.domain.errors import IscmError

Wanted: TypeAlias = Sequence[tuple[str, str]]
"""The words of a query by the analyser, stem and word of each: all must be found, the last may be unfinished."""
KINDS = ("meeting", "mechanism", "publication")


class EngineError(IscmError):
    """An engine that cannot be believed: gone, slow, busy, or its answer makes no sense. Never names what was asked."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far an engine goes: `ranked` are told best first; of more than `weighed` the latest `told`.

    More than `counted` are not counted.
    """

    ranked: int
    told: int
    weighed: int
    counted: int


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys found by kind of thing: best first, or `by_date`, where more than 2,000 have the words, latest first.

    `number` is how many were found, at most 10,001. `is_cut`: there are more than are told.
    """

    meetings: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    publications: tuple[int, ...] = ()
    is_cut: bool = False
    number: int = 0
    by_date: bool = False


class Engine(Protocol):
    """What answers the search of the site: FTS5, PostgreSQL, or an engine of its own.

    The same entries give the same hits on each, and as many. A word in a title weighs four times one in the body;
    equals stand by date, the latest first, then in the order of their entries. Databases also weigh how long a text is
    and how often it says a word, each in its own way: the best need not stand in the same order on all.
    """

    def find(self, wanted: Wanted, bounds: Bounds) -> Hits:
        """What has all the words, of which there is at least one. Raises `EngineError` only where it is not our own."""


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """Where an engine of its own listens, as whom we speak to it, and the name that its index goes by.

    `authorities` is a file of certificates that are trusted in place of the machine's own.
    """

    host: str
    port: int
    is_secure: bool
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: str = ""


@dataclass(frozen=True, slots=True)
class Sendable:
    """An entry as it is sent to an engine; `number` orders what is equal otherwise."""

    kind: str
    key: str
    day: date | None
    number: int
    title: str
    body: str


def hits_of(rows: Iterable[tuple[str, str]], number: int, bounds: Bounds, *, by_date: bool = False) -> Hits:
    """Kinds and keys as they were found, put apart; `number` as `Bounds` lets it be counted."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, key in rows:
        found[kind].append(key)
    publications = tuple(int(key) for key in found["publication"])
    told = sum(map(len, found.values()))
    is_cut = number > min(told, bounds.counted)
    return Hits(tuple(found["meeting"]), tuple(found["mechanism"]), publications, is_cut, number, by_date)
