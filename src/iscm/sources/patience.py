"""Sites that ask us to come back later: how long to wait, how often, and when to give up."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from iscm.domain.errors import BusyError
from iscm.sources.addresses import shown
from iscm.sources.limits import Limits

T = TypeVar("T")

BUSY = frozenset({429, 503})
FIRST_WAIT = 2.0
LONGEST = 10**9
MINUTES = 120  # seconds from which on they are told as minutes


def retry_after(text: str, now: float) -> float | None:
    """In how many seconds to come back, from a number of seconds or a moment; None for anything else.

    `now` is in seconds since 1970. Moments gone by give 0.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[: len(str(LONGEST))]), LONGEST))
    try:
        return min(max(0.0, parsedate_to_datetime(text).timestamp() - now), LONGEST)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


class Patience:
    """Which hosts are busy, and until when."""

    def __init__(self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._limits, self._clock, self._sleep = limits, clock, sleep
        self._busy: dict[str, float] = {}

    def busy(self, url: httpx2.URL, after: str) -> BusyError:
        """The error for an answer that says so, with its Retry-After; a host that asks for long is left alone."""
        wait = retry_after(after, self._clock()) or 0
        if wait > self._limits.longest_wait:
            self._busy[url.host] = self._clock() + wait
        return _error(url, wait)

    def check(self, url: httpx2.URL) -> None:
        """Raise `BusyError` while a host that asked for long wants to be left alone."""
        wait = self._busy.get(url.host, 0) - self._clock()
        if wait > 0:
            raise _error(url, wait)

    def try_again(self, ask: Callable[[], T]) -> T:
        """What `ask` gives; while it raises `BusyError`, again after the time that the site names, else 2, 4, 8 … s.

        Gives up, with the last error, after `limits.attempts`, and at once when a site wants more than `longest_wait`.
        """
        longest = self._limits.longest_wait
        retrying = Retrying(
            sleep=self._sleep,
            stop=stop_after_attempt(self._limits.attempts),
            retry=retry_if_exception(lambda error: isinstance(error, BusyError) and error.wait <= longest),
            wait=_wait,
            reraise=True,
        )
        return retrying(ask)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, BusyError) else 0
    return asked or FIRST_WAIT**state.attempt_number


def _error(url: httpx2.URL, wait: float) -> BusyError:
    when = "later" if not wait else f"in {wait:.0f} seconds" if wait < MINUTES else f"in {wait / 60:.0f} minutes"
    return BusyError(shown(str(url)), f"the site is busy and asks us to come back {when}", "Try again then.", wait)
