"""The search engine beside the database, where one is set: believed while it has everything and is sound.

Whatever goes wrong with it, readers get the database's answer; for some seconds after that it is not asked at all.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from iscm.domain.searching import Bounds, EngineAddress, EngineError, Hits, Wanted
from iscm.register.queries.search_standing import standing
from iscm.sources.searching.questions import Mark

LEFT_ALONE = 10.0
logger = logging.getLogger("iscm.search")


class Marked(Protocol):
    """An engine that says with its answer up to where it was sent."""

    def find_marked(self, wanted: Wanted, bounds: Bounds) -> tuple[Hits, Mark]:
        """What has all the words, and the mark of the index. Raises `EngineError`."""


class Breaker:
    """Lets nobody through for a while after a failure, then one to try; tells both turns once."""

    def __init__(self, seconds: float = LEFT_ALONE, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.clock = seconds, clock
        self.until: float | None = None
        self.lock = threading.Lock()

    def lets_through(self) -> bool:
        """Whether the engine may be asked now."""
        with self.lock:
            now = self.clock()
            if self.until is None:
                return True
            if now < self.until:
                return False
            self.until = now + self.seconds
            return True

    def fail(self, why: str) -> None:
        """Leave the engine alone from now on."""
        with self.lock:
            was_well, self.until = self.until is None, self.clock() + self.seconds
        if was_well:
            logger.warning("the search engine %s; the database answers in its place", why)

    def succeed(self) -> None:
        """Everybody may ask it."""
        with self.lock:
            was_ill, self.until = self.until is not None, None
        if was_ill:
            logger.warning("the search engine answers again")


breaker = Breaker()


def told_by_engine(wanted: Wanted, bounds: Bounds) -> Hits | None:
    """What the engine finds; None where the database is to answer.

    That is also while anything waits to be sent: who just wrote something finds it, nobody finds what was closed a
    moment ago, and what is kept of an answer by the version of the register is true of it.
    """
    address: EngineAddress | None = settings.SEARCH_ENGINE
    if address is None or not breaker.lets_through():
        return None
    try:
        hits = _asked(address, wanted, bounds)
    except EngineError as error:
        breaker.fail(str(error))
        return None
    if hits is not None:
        breaker.succeed()
    return hits


def _asked(address: EngineAddress, wanted: Wanted, bounds: Bounds) -> Hits | None:
    known = standing()
    if known is None:
        raise EngineError("was never filled from this register (iscm index)")
    if known.is_left(timezone.now()):
        raise EngineError("lags behind (does a timer run iscm index?)")
    if known.since:
        return None
    hits, mark = engine_at(address).find_marked(wanted, bounds)
    if not known.marks & {mark.last, mark.before}:
        raise EngineError("holds something else than this register sent (iscm index)")
    return hits


@lru_cache(maxsize=4)
def engine_at(address: EngineAddress) -> Marked:
    """The engine there, its connections kept. Raises `EngineError` where its client is not installed."""
    try:
        # An extra, and worth a third of a second to every other process.
        from iscm.sources.searching.opensearch import OpenSearchEngine  # noqa: PLC0415  # as said
    except ImportError:
        raise EngineError("needs opensearch-py: install iscm[search]") from None
    return OpenSearchEngine(address)
