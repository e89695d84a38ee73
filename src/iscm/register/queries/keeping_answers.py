"""Answers of small questions, kept for as long as the register stays as it is."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

from iscm.register.queries.keeping import Shelf
from iscm.register.queries.stamps import version

P = ParamSpec("P")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `most` answers of a question, each for the version of the register that it was asked of.

    Its parameters must be hashable, and the answer frozen. Nothing is kept inside a transaction, which may be taken
    back, nor of a register without a version. One query for the version.
    """

    def wrap(ask: Callable[P, T]) -> Callable[P, T]:
        shelf: Shelf[tuple[T]] = Shelf(most, 1)

        @wraps(ask)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            if connection.in_atomic_block or not (now := version()).number:
                return ask(*args, **kwargs)
            key = (str(now), args, tuple(kwargs.items()))
            found = shelf.find(key)
            if found is None:
                found = (ask(*args, **kwargs),)
                shelf.keep(key, found, 1)
            return found[0]

        return answer

    return wrap
