"""How often one address may call: so many times a minute, counted in the memory of each server process."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

WINDOW = 60
MOST_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class Budget:
    """What an address has left in this window, and the seconds until the next one."""

    quota: int
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """The RateLimit fields; none where nothing is limited."""
        if not self.quota:
            return {}
        policy = f'"address";q={self.quota};w={WINDOW}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"address";r={max(0, self.left)};t={self.reset}'}

    @property
    def is_spent(self) -> bool:
        """Whether this call is one too many."""
        return self.left < 0


class Limiter:
    """Counts calls by address; all begin anew with each window, and when there are more addresses than are kept."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._lock = clock, Lock()
        self._window, self._calls = 0, dict[str, int]()

    def take(self, address: str, quota: int) -> Budget:
        """Count a call. A quota of 0 limits nothing."""
        if not quota:
            return Budget(0, 0, 0)
        window, second = divmod(int(self._clock()), WINDOW)
        with self._lock:
            if window != self._window or len(self._calls) >= MOST_ADDRESSES:
                self._window, self._calls = window, {}
            self._calls[address] = calls = self._calls.get(address, 0) + 1
        return Budget(quota, quota - calls, WINDOW - second)


def address_of(request: HttpRequest) -> str:
    """Who calls: the address, or of IPv6 the network. Behind a proxy it is the last one that the proxy names."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_HTTPS:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", told)).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told[:45]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)  # noqa: PLR2004  # of IP
