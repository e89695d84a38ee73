"""How complete what is held of meetings is, fact by fact."""

from collections.abc import Callable, Iterable, Sized
from enum import StrEnum
from typing import Protocol


class Described(Protocol):
    """What is held of a meeting, as far as completeness asks."""

    @property
    def is_day_precise(self) -> bool:
        """Whether its days are known."""

    @property
    def places(self) -> Sized:
        """Its places."""

    @property
    def attendance(self) -> str:
        """How one attends it."""

    @property
    def kind(self) -> str:
        """Its kind, empty if not known."""

    @property
    def outcome(self) -> str:
        """What it came to, empty if not known."""


class Fact(StrEnum):
    """What should be known of every meeting."""

    DAY = "day"
    PLACE = "place"
    KIND = "kind"
    OUTCOME = "outcome"


IS_KNOWN: dict[Fact, Callable[[Described], bool]] = {
    Fact.DAY: lambda one: one.is_day_precise,
    Fact.PLACE: lambda one: bool(len(one.places)) or one.attendance == "online",
    Fact.KIND: lambda one: bool(one.kind),
    Fact.OUTCOME: lambda one: bool(one.outcome),
}


def known_of(meetings: Iterable[Described]) -> dict[Fact, int]:
    """Of how many of these meetings each fact is known."""
    held = tuple(meetings)
    return {fact: sum(map(is_known, held)) for fact, is_known in IS_KNOWN.items()}
