"""How long one document may be read: the last bound, behind those of size, rows and letters.

Reading is linear in the document, but a line may cost milliseconds, and there may be two hundred thousand of them. What
is counted is the time that this thread has worked, so that a busy machine refuses nothing that an idle one reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import thread_time

from iscm.domain.errors import UnreadableInputError

MAX_SECONDS = 180
EVERY = 64  # steps between two looks at the clock


@dataclass(slots=True)
class _Budget:
    name: str
    until: float
    steps: int = 0


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def bounded(name: str) -> Iterator[None]:
    """Within this, `spend` refuses the document of this name once its reading has taken `MAX_SECONDS`."""
    token = _budget.set(_Budget(name, thread_time() + MAX_SECONDS))
    try:
        yield
    finally:
        _budget.reset(token)


def spend() -> None:
    """Called at each step that costs something; raises `UnreadableInputError` where the time is used up."""
    held = _budget.get()
    if held is None:
        return
    held.steps += 1
    if held.steps % EVERY == 0 and thread_time() > held.until:
        raise UnreadableInputError(held.name, f"reading it takes more than {MAX_SECONDS} seconds", "Split the file.")
