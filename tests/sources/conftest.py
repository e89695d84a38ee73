"""A site on loopback, a clock that only moves when somebody sleeps, and a fetcher that may speak to that site."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from iscm.sources.fetching import Fetcher
from tests.loopback import Site, running_site

NOON = 1_780_000_000.0  # 28 May 2026, 20:26:40 UTC


@dataclass
class Clock:
    now: float = NOON
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture(scope="session")
def tls() -> ssl.SSLContext:
    """Made once: reading all the certificates of the machine takes longer than most tests."""
    return ssl.create_default_context()


@pytest.fixture
def make_fetcher(clock, tls) -> Callable[..., Fetcher]:
    def make(**options) -> Fetcher:
        chosen = {"permits": lambda ip: ip.is_loopback, "clock": clock, "sleep": clock.sleep, "tls": tls} | options
        return Fetcher("office@example.org", "https://calendar.example.org", **chosen)

    return make


@pytest.fixture
def fetcher(make_fetcher) -> Fetcher:
    return make_fetcher()
