"""What is made afresh costs something: whoever is about to make it asks first, and the server may say no.

Answers that are kept, or that the reader has already, cost next to nothing and ask nobody.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")
Enter = Callable[[], AbstractContextManager[None]]


class TollError(Exception):
    """Not now; `seconds` says when to come again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"come again in {seconds} seconds")


class TooManyError(TollError):
    """This client has had its share of this minute."""


class BusyError(TollError):
    """Others are being served; whoever asks again soon is answered."""


class _Door(threading.local):
    """What this thread has to pass before it makes something; nothing outside of a server."""

    enter: Enter | None = None


door = _Door()


def tolled(make: Callable[[], T]) -> T:
    """What `make` makes, once the server lets us. Raises `TooManyError` or `BusyError` if it does not."""
    if door.enter is None:
        return make()
    with door.enter():
        return make()
