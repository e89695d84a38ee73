"""What a site asks of programs: its robots.txt (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx2
from protego import Protego

from iscm.domain.errors import (
    AddressRefusedError,
    BusyError,
    FetchError,
    RobotsRefusedError,
    StatusError,
    TooSlowError,
    UnreachableError,
)
from iscm.sources.addresses import shown
from iscm.sources.limits import Limits

AGENT = "iscm"
CLIENT_FAULTS = range(400, 500)
ASK_PUBLISHER = "Ask the publisher for leave, or for the file by mail."


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows; its crawl delay in seconds, 0 if it names none."""

    allows: Callable[[str], bool]
    delay: float


EVERYTHING = Rules(lambda _: True, 0)


def parse_rules(content: bytes) -> Rules:
    """The rules for us in a robots.txt; what is no rule says nothing."""
    parsed = Protego.parse(content.decode("utf-8-sig", "replace"))
    rate = parsed.request_rate(AGENT)
    between = rate.seconds / rate.requests if rate else 0
    return Rules(lambda address: parsed.can_fetch(address, AGENT), max(parsed.crawl_delay(AGENT) or 0, between))


class Robots:
    """The rules of sites, fetched once and kept for a while.

    `fetch` gives the bytes of an address or raises `FetchError`; `clock` the time in seconds.
    """

    def __init__(self, fetch: Callable[[str], bytes], clock: Callable[[], float], limits: Limits) -> None:
        self._fetch, self._clock, self._limits = fetch, clock, limits
        self._known: dict[str, tuple[float, Rules | FetchError]] = {}

    def check(self, url: httpx2.URL) -> Rules:
        """The rules of the site of an address.

        Raises `RobotsRefusedError` where they do not allow it, and `FetchError` where they cannot be read: a site
        that is in trouble is left alone. A site without a robots.txt (any answer 4xx) allows all.
        """
        address = shown(str(url))
        rules = self._rules(str(url.copy_with(raw_path=b"/robots.txt")))
        if isinstance(rules, FetchError):
            raise _refusal(rules, address)
        if not rules.allows(str(url)):
            raise RobotsRefusedError(address, "the site's robots.txt asks programs to stay away", ASK_PUBLISHER)
        return rules

    def _rules(self, address: str) -> Rules | FetchError:
        until, rules = self._known.get(address, (0, EVERYTHING))
        now = self._clock()
        if until <= now:
            rules = self._fetched(address)
            kept = self._limits.failure_kept if isinstance(rules, FetchError) else self._limits.robots_kept
            self._known[address] = now + kept, rules
        return rules

    def _fetched(self, address: str) -> Rules | FetchError:
        try:
            return parse_rules(self._fetch(address))
        except StatusError as error:
            return EVERYTHING if error.status in CLIENT_FAULTS else error
        except FetchError as error:
            return error


def _refusal(error: FetchError, address: str) -> FetchError:
    """Why an address is left alone: of the machine's own fault if it is one, else because of robots.txt."""
    if isinstance(error, BusyError):
        return BusyError(address, error.what, error.remedy, error.wait)
    if isinstance(error, AddressRefusedError | UnreachableError | TooSlowError):
        return type(error)(address, error.what, error.remedy)
    return RobotsRefusedError(address, f"its robots.txt cannot be read: {error.what}", error.remedy)
