"""Progress on a terminal; nothing where the output goes to a file or a pipe."""

import sys
import time
from typing import Self

WIDTH = 24
EVERY = 0.1
CLEAR = "\r\x1b[K"


class Bar:
    """A bar on standard error, drawn at most ten times a second and only on a terminal.

    Called as `bar(done, total, what)`; used as a context, it wipes itself at the end.
    """

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()
        self.drawn = 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        """Draw `done` of `total`."""
        now = time.monotonic()
        if not self.is_shown or (done < total and now - self.drawn < EVERY):
            return
        self.drawn = now
        full = WIDTH * done // max(total, 1)
        sys.stderr.write(f"{CLEAR}{'█' * full}{'░' * (WIDTH - full)} {done}/{total} {what[:40]}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown and self.drawn:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
