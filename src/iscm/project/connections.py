"""The connections of this process, for which the server has no setting: silent ones end, slow ones are cut off."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic, sleep

from django.conf import settings

SILENCE = 60_000
"""Milliseconds after which a reader that takes nothing of its answer is cut off."""
BEAT = 1.0


def cut_off_the_silent() -> None:
    """Let the system end connections on which nothing is taken for a minute; what listens hands its options down.

    An answer that nobody takes holds a thread. Nothing where the system knows no such option.
    """
    if option := getattr(socket, "TCP_USER_TIMEOUT", None):
        for one in _sockets():
            with suppress(OSError):
                if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    one.setsockopt(socket.IPPROTO_TCP, option, SILENCE)


@dataclass(slots=True)
class _Wait:
    """Until when the next piece of what a client sends must be there, and all of it at last."""

    client: str
    last: float
    until: float


class Deadlines:
    """Until when each client that is waited for must have sent all; whoever has not is cut off.

    A thread that waits for the rest of a request can be woken by nobody else. Connections are known by the address at
    their other end; behind a proxy that is the proxy's, with others' requests on it, so there the proxy has to take
    requests whole before it passes them on.
    """

    def __init__(self) -> None:
        self._lock, self._waits, self._is_watched = Lock(), dict[int, _Wait](), False

    def begin(self, client: str, patience: float, most: float) -> int:
        """Wait for a client so many seconds, `most` of them in all; gives the number by which that goes on and ends."""
        with self._lock:
            number, now = max(self._waits, default=0) + 1, monotonic()
            self._waits[number] = _Wait(client, now + most, now + patience)
            if not self._is_watched and not settings.BEHIND_HTTPS:
                self._is_watched = True
                Thread(target=self._watch, name="deadlines", daemon=True).start()
        return number

    def go_on(self, number: int, patience: float) -> None:
        """Something came: wait for more, `patience` seconds from now."""
        with self._lock:
            self._waits[number].until = monotonic() + patience

    def end(self, number: int) -> None:
        """It came, or will not."""
        with self._lock:
            self._waits.pop(number, None)

    def _watch(self) -> None:
        """Look each second as long as anybody is waited for."""
        while True:
            sleep(BEAT)
            with self._lock:
                now = monotonic()
                late = {one.client for one in self._waits.values() if min(one.until, one.last) < now}
                self._is_watched = bool(self._waits)
            if late:
                cut(late)
            if not self._is_watched:
                return


def cut(clients: set[str]) -> None:
    """End the connections of these addresses."""
    for one in _sockets():
        with suppress(OSError):
            if one.getpeername()[0].removeprefix("::ffff:") in clients:
                one.shutdown(socket.SHUT_RDWR)


def _sockets() -> Iterator[socket.socket]:
    """Those of this process over TCP; nothing where the system does not list them."""
    with suppress(FileNotFoundError):
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  # numbers of this process, not files
            with suppress(OSError):
                if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                    continue
                with socket.socket(fileno=os.dup(int(name))) as one:
                    if one.family != socket.AF_UNIX:
                        yield one
