"""What an engine that is filled from the register must be able to do."""

from collections.abc import Iterable
from typing import Protocol

from iscm.domain.searching import Sendable
from iscm.sources.searching.questions import Mark


class Filled(Protocol):
    """An engine with indexes, one of which its name means. Every call raises `EngineError` where it fails."""

    name: str

    def in_use(self) -> tuple[str, Mark]:
        """The index that the name means, and up to where it was sent; both empty where there is none yet."""

    def make(self, index: str) -> None:
        """Make an empty index beside the one in use."""

    def send(
        self, index: str, entries: Iterable[Sendable], gone: Iterable[tuple[str, str]] = (), mark: Mark | None = None
    ) -> None:
        """Put entries in, take others out, say how far that goes; with a mark all is seen when this returns."""

    def use(self, index: str) -> None:
        """Let the name mean this index, in one step, and drop all others."""

    def clear(self) -> None:
        """Drop what was begun and never used."""
