"""What was made of one state of the register, kept in memory for whoever asks the same next, within a bound."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from http import HTTPStatus
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Answer(Protocol):
    """An answer over HTTP."""

    status_code: int
    streaming: bool

    @property
    def content(self) -> bytes:
        """What it says."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What is said of it."""


T = TypeVar("T")
A = TypeVar("A", bound=Answer)
Kept = tuple[bytes, dict[str, str]]
_SHELVES: "list[Shelf[object]]" = []


class Shelf(Generic[T]):
    """Values by a key that says of which state they were made, so that none is ever out of date.

    `most` is the bound of all sizes together and `largest` that of one value, in any unit; what was asked for least
    lately goes first.
    """

    def __init__(self, most: int, largest: int) -> None:
        self.most, self.largest, self.held = most, largest, 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()
        _SHELVES.append(self)  # type: ignore[arg-type]  # only to be emptied

    def find(self, key: Hashable) -> T | None:
        """The value, None where it is not kept."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def keep(self, key: Hashable, value: T, size: int) -> None:
        """Keep a value; one that is larger than `largest` is not."""
        if size > self.largest:
            return
        with self._lock:
            _, before = self._values.pop(key, (None, 0))
            self._values[key] = (value, size)
            self.held += size - before
            while self.held > self.most:
                _, (_, gone) = self._values.popitem(last=False)
                self.held -= gone

    def clear(self) -> None:
        """Keep nothing of what was."""
        with self._lock:
            self._values.clear()
            self.held = 0


def forget_all() -> None:
    """Empty every shelf: for tests, whose registers share version numbers."""
    for shelf in _SHELVES:
        shelf.clear()


def kept_or_made(
    shelf: "Shelf[Kept]",
    key: Hashable,
    make: Callable[[], A],
    again: Callable[[bytes, dict[str, str]], A],
    is_for_all: Callable[[A], bool] = lambda _: True,
) -> A:
    """What `make` makes, once for each key as long as it is kept; `again` makes it of its content and headers.

    Kept is what is found and whole in memory, and `is_for_all`: not what holds a reader's own.
    """
    if kept := shelf.find(key):
        return again(*kept)
    made = make()
    if made.status_code == HTTPStatus.OK and not made.streaming and is_for_all(made):
        shelf.keep(key, (made.content, dict(made.headers)), len(made.content))
    return made
