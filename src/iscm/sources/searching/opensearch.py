"""OpenSearch as an engine of the site's search: asked by readers, filled by `iscm index`.

Its index goes by a name (an alias) that is moved to another index in one step, so that a new one can be made beside.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from iscm.domain.searching import Bounds, EngineAddress, Hits, Sendable, Wanted
from iscm.sources.searching import questions
from iscm.sources.searching.questions import Mark
from iscm.sources.searching.wire import Wire

ASKING, FILLING = 1.0, 60.0
"""Seconds for an answer to a reader, and for one to what fills the index."""


class OpenSearchEngine:
    """One index of one OpenSearch. Every call raises `EngineError` where it cannot be believed."""

    def __init__(self, address: EngineAddress, seconds: float = ASKING) -> None:
        self.address, self.seconds, self.name = address, seconds, address.name

    @cached_property
    def wire(self) -> Wire:
        """The connection, made when it is first needed."""
        return Wire(self.address, self.seconds)

    def find(self, wanted: Wanted, bounds: Bounds) -> Hits:
        """What has all the words. One call."""
        return self.find_marked(wanted, bounds)[0]

    def find_marked(self, wanted: Wanted, bounds: Bounds) -> tuple[Hits, Mark]:
        """What has all the words, and up to where the index was sent."""
        return questions.hits_told(self.wire.msearch(self.name, questions.questions(wanted, bounds)), bounds)

    def in_use(self) -> tuple[str, Mark]:
        """The index that the name means, and up to where it was sent; both empty where there is none yet."""
        index = next((index for index, names in self.indexes().items() if self.name in names), "")
        return index, questions.mark_told(self.wire.search(index, questions.MARK)) if index else Mark()

    def indexes(self) -> dict[str, set[str]]:
        """Our indexes, each with the names that it goes by; those of a register called nearly the same are not ours."""
        told = questions.indexes_told(self.wire.aliases(f"{self.name}-*"))
        return {index: names for index, names in told.items() if re.fullmatch(rf"{self.name}-[0-9a-f]{{12}}", index)}

    def make(self, index: str) -> None:
        """Make an empty index beside the one in use."""
        self.wire.make(index, questions.INDEX)

    def send(
        self, index: str, entries: Iterable[Sendable], gone: Iterable[tuple[str, str]] = (), mark: Mark | None = None
    ) -> None:
        """Put entries in, take others out, say how far that goes. With a mark, all is seen when this returns.

        Sent twice it does the same again.
        """
        lines = questions.bulk(entries, gone, mark)
        actions = sum(line.keys() <= {"index", "delete"} for line in lines)
        if actions:
            told = self.wire.bulk(index, lines, is_seen_at_once=mark is not None)
            questions.accepted(told, actions)

    def use(self, index: str) -> None:
        """Let the name mean this index, in one step, and drop all others of ours."""
        others = [name for name in self.indexes() if name != index]
        moves = [{"add": {"index": index, "alias": self.name}}]
        self.wire.rename([*({"remove_index": {"index": name}} for name in others), *moves])

    def clear(self) -> None:
        """Drop what was begun and never used."""
        for index, names in self.indexes().items():
            if self.name not in names:
                self.wire.drop(index)

    def close(self) -> None:
        """Let go of all connections."""
        self.wire.close()
