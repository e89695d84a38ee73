"""Turns: one request to a host at a time, with a pause after each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class _Host:
    lock: Lock = field(default_factory=Lock)
    free_from: float = 0


class Pacing:
    """Who may ask which host when; for several threads of one process."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, pause: float) -> Iterator[None]:
        """Wait for a turn at this host; nobody else has one meanwhile, nor for `pause` seconds afterwards."""
        with self._lock:
            host = self._hosts.setdefault(name, _Host())
        with host.lock:
            # A clock that was set back must not make us wait longer than the pause.
            wait = min(host.free_from - self._clock(), pause)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                host.free_from = self._clock() + pause
