"""How many threads of a server process may do the same kind of work at once: the rest waits a moment, or is refused."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic

from iscm.register.toll import BusyError

COME_AGAIN = 3


class Slots:
    """`most` at once; `waiting` more may wait for `patience` seconds, everybody else is refused at once."""

    def __init__(self, most: int, waiting: int = 0, patience: float = 2.0) -> None:
        self._most, self._most_waiting, self._patience = most, waiting, patience
        self._changed = Condition()
        self._taken = self._waiting = 0

    def enter(self) -> bool:
        """Take a slot; whether there was one. Whoever got it calls `leave` once."""
        with self._changed:
            if self._taken >= self._most and not self._waited():
                return False
            self._taken += 1
            return True

    def leave(self) -> None:
        """Give the slot back."""
        with self._changed:
            self._taken -= 1
            self._changed.notify()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A slot as long as the block runs; raises `BusyError` where there is none."""
        if not self.enter():
            raise BusyError(COME_AGAIN)
        try:
            yield
        finally:
            self.leave()

    def _waited(self) -> bool:
        if self._waiting >= self._most_waiting:
            return False
        self._waiting += 1
        end = monotonic() + self._patience
        try:
            return self._changed.wait_for(lambda: self._taken < self._most, timeout=max(0.0, end - monotonic()))
        finally:
            self._waiting -= 1


class Shares:
    """At most `most` slots for one client, so that nobody alone can hold all that there are."""

    def __init__(self, most: int) -> None:
        self._most, self._lock, self._held = most, Lock(), Counter[bytes]()

    def enter(self, client: bytes) -> bool:
        """Take one more for a client; whether it may have it. Whoever got it calls `leave` once."""
        with self._lock:
            if self._held[client] >= self._most:
                return False
            self._held[client] += 1
            return True

    def leave(self, client: bytes) -> None:
        """Give one back; nothing is kept of clients that hold none."""
        with self._lock:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]

    @contextmanager
    def taken(self, client: bytes) -> Iterator[None]:
        """One more as long as the block runs; raises `BusyError` where the client has its share."""
        if not self.enter(client):
            raise BusyError(COME_AGAIN)
        try:
            yield
        finally:
            self.leave(client)
