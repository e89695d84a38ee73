"""Occurrences that were read a moment ago, kept while one thing is done: records never change, and are read once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from iscm.reconciliation.occurrences import Occurrence, Source

MOST = 40_000
"""So many records are kept, the latest: some hundred megabytes where each says as much as a calendar does."""

Kept = dict[str, tuple[Occurrence, ...]]
_KEPT: ContextVar[Kept | None] = ContextVar("occurrences", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep what is read of records as long as the block runs; a block within another keeps what that one has."""
    if _KEPT.get() is not None:
        yield
        return
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def recall(record: str, source: Source) -> tuple[Occurrence, ...] | None:
    """The occurrences of a record (its key), if they are kept and their document is as it was."""
    kept = _KEPT.get()
    found = kept.get(record) if kept is not None else None
    return found if found and found[0].source == source else None


def remember(record: str, those: tuple[Occurrence, ...]) -> None:
    """Keep the occurrences of a record; the oldest are forgotten."""
    kept = _KEPT.get()
    if kept is None or not those:
        return
    if len(kept) >= MOST:
        del kept[next(iter(kept))]
    kept[record] = those
