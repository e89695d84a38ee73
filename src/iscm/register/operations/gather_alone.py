"""One gather at a time: two would ask the same sites at once, and store the same twice over. Likewise one digest."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iscm.domain.errors import ConflictError


@contextmanager
def alone(folder: Path, what: str = "gather") -> Iterator[None]:
    """Hold the lock in `folder` while `what` is at work; it goes with the process, however that ends.

    Raises `ConflictError` if another process holds it.
    """
    with (folder / f"{what}.lock").open("a", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ConflictError(f"Another iscm {what} is at work; try again when it has finished.") from None
        yield
