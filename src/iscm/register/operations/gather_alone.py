"""One gather at a time: two would ask the same sites at once, and store the same twice over. Likewise one digest."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from iscm.domain.errors import ConflictError

OURS = int.from_bytes(b"iscm")  # the half of each lock's name that says whose it is


@contextmanager
def alone(folder: Path, what: str = "gather", *, everywhere: bool = True) -> Iterator[None]:
    """Hold the lock in `folder` while `what` is at work; it goes with the process, however that ends.

    With `everywhere` also one in the database, where several machines may share it, on a connection of its own: it is
    there as long as the database is. Raises `ConflictError` if another process holds either.
    """
    with (folder / f"{what}.lock").open("a", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise _busy(what) from None
        if everywhere and connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            with _alone_in_database(what):
                yield
        else:
            yield


@contextmanager
def in_turn(what: str) -> Iterator[None]:
    """Wait until no other machine on the same database is at `what`; nothing on SQLite, which is of one machine."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        yield
        return
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [OURS, what])
        yield
    finally:
        own.close()


@contextmanager
def _alone_in_database(what: str) -> Iterator[None]:
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [OURS, what])
            if cursor.fetchone() != (True,):
                raise _busy(what)
        yield
    finally:
        own.close()


def _busy(what: str) -> ConflictError:
    return ConflictError(f"Another iscm {what} is at work; try again when it has finished.")
