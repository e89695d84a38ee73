"""Polite, conditional, safe download of one public address.

What is read comes from strangers, and so may the address. Each step of the way is checked: the address as text, the
machine behind its name, robots.txt, the size and the time. `docs/security.md` tells what is held by what.
"""

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpcore2
import httpx2

from iscm.domain.errors import BadAnswerError, StatusError, TooLargeError, TooSlowError
from iscm.sources.addresses import follow, is_public, parse_address, shown
from iscm.sources.asking import FINE, HEAD, IN_BROWSER, Answer, Asker
from iscm.sources.connecting import LATER, TOO_SLOW, Permits, Resolve, resolve
from iscm.sources.limits import MOST_BYTES, MOST_ROBOTS_BYTES, Limits
from iscm.sources.pacing import Pacing
from iscm.sources.patience import BUSY, Patience
from iscm.sources.robots import AGENT, ASK_PUBLISHER, Robots

NOT_MODIFIED = 304
REDIRECTS, LASTING = frozenset({301, 302, 303, 307, 308}), frozenset({301, 308})
LOOKED_AT = 256 * 1024  # so much of a page is taken where a site answers no HEAD
NOT_FOUND, NOT_LET_IN, LEAST_FAULT = frozenset({404, 410}), frozenset({401, 402, 403, 407, 451}), 400
LONGEST_HEADER = 500
Headers = dict[str, str]
VISIBLE = re.compile(r"[\x20-\x7e]+")
NO_LETTER = re.compile(r"[^\x21-\x27\x2a-\x3a\x3c-\x5b\x5d-\x7e]+")
MEDIA = re.compile(r"[\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80}", re.ASCII)
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said of the state it gave, to be asked again whether that has changed; empty if it said nothing."""

    etag: str = ""
    last_modified: str = ""


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    `address` is the one asked for, `final` the one that answered after all redirects; `media` the type that the site
    states, such as `text/html`, and `charset` the encoding that it states: both empty if none, and possibly wrong.
    """

    address: str
    final: str
    content: bytes
    media: str
    validators: Validators
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """That an address answers. `moved_to` is where the site sends those who come, for good; empty if nowhere."""

    moved_to: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class _End:
    """The end of all redirects; `lasting` is how far those led that hold for good."""

    url: httpx2.URL
    answer: Answer
    lasting: httpx2.URL


class Fetcher:
    """Fetches public addresses, one request at a time for each host.

    `contact` (a mailbox) and `site` (an address) tell those who run a site who asks. `permits` says which machines
    may be spoken to: in use the public ones, in tests a loopback server too. `clock` gives seconds since 1970.
    """

    def __init__(
        self,
        contact: str,
        site: str,
        *,
        permits: Permits = is_public,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        find: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._clock = clock
        self._headers = {"User-Agent": user_agent(contact, site), "Accept": "*/*"}
        self._asker = Asker(permits, find, tls or httpcore2.default_ssl_context(), self._limits)
        self._pacing, self._patience = Pacing(clock, sleep), Patience(self._limits, clock, sleep)
        self._robots = Robots(self._fetch_robots, clock, self._limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open between two requests."""

    def fetch(
        self, address: str, validators: Validators = NOTHING_KNOWN, *, most_bytes: int = MOST_BYTES
    ) -> Fetched | None:
        """What an address gives; None if the site says that nothing has changed since `validators`.

        Raises `FetchError` for all else, of the kind that tells what happened.
        """
        conditions = _conditions(validators)
        end = self._chase(address, self._delay, conditions, most_bytes)
        url, answer = end.url, end.answer
        if answer.status == NOT_MODIFIED:
            return None
        kept = _validators(answer)
        media = answer.headers.get("content-type", "")
        named, charset = MEDIA.match(media), CHARSET.search(media[:LONGEST_HEADER])
        return Fetched(
            address=address,
            final=str(url),
            content=answer.content,
            media=named[0].lower() if named else "",
            validators=kept,
            charset=charset[1].lower() if charset else "",
        )

    def look(self, address: str, validators: Validators = NOTHING_KNOWN) -> Looked | None:
        """Whether an address answers, without taking what it gives; None if nothing has changed since `validators`.

        Asks HEAD, and where a site makes nothing of that, GET. Raises `FetchError` as `fetch`.
        """
        conditions = _conditions(validators)
        try:
            end = self._chase(address, self._delay, conditions, LOOKED_AT, HEAD)
        except (StatusError, BadAnswerError):
            try:
                end = self._chase(address, self._delay, conditions, LOOKED_AT)
            except TooLargeError:
                return Looked("", NOTHING_KNOWN)
        if end.answer.status == NOT_MODIFIED:
            return None
        moved_to = str(end.lasting)
        return Looked("" if moved_to == str(parse_address(address)) else moved_to, _validators(end.answer))

    def _delay(self, url: httpx2.URL) -> float:
        return self._robots.check(url).delay

    def _fetch_robots(self, address: str) -> bytes:
        return self._chase(address, lambda _: 0, {}, MOST_ROBOTS_BYTES).answer.content

    def _chase(
        self,
        address: str,
        delay: Callable[[httpx2.URL], float],
        conditions: Headers,
        most_bytes: int,
        method: str = "GET",
    ) -> _End:
        """The answer at the end of all redirects, and where it came from; `delay` refuses an address or says how long
        to leave its host alone."""
        url, end = parse_address(address), self._clock() + self._limits.whole
        lasting, is_lasting = url, True
        for _ in range(self._limits.redirects + 1):
            if self._clock() > end:
                raise TooSlowError(shown(str(url)), TOO_SLOW, LATER)
            answer = self._ask(url, conditions, most_bytes, delay(url), method)
            if answer.status == FINE or (answer.status == NOT_MODIFIED and conditions):
                return _End(url, answer, lasting)
            url = _next(url, answer)
            is_lasting = is_lasting and answer.status in LASTING
            lasting = url if is_lasting else lasting
        what = f"it sends us on more than {self._limits.redirects} times"
        raise BadAnswerError(shown(address), what, "Enter the address where a browser ends up.")

    def _ask(self, url: httpx2.URL, conditions: Headers, most_bytes: int, delay: float, method: str) -> Answer:
        pause = max(self._limits.pause, min(delay, self._limits.longest_pause))
        headers = self._headers | conditions

        def once() -> Answer:
            self._patience.check(url)
            with self._pacing.turn(url.host, pause):
                answer = self._asker.ask(url, headers, most_bytes, method)
            if answer.status in BUSY:
                raise self._patience.busy(url, answer.headers.get("retry-after", ""))
            return answer

        return self._patience.try_again(once)


def user_agent(contact: str, site: str) -> str:
    """How we name ourselves: `iscm/1.0 (+https://calendar.example.org; office@example.org)`, without what is unknown.

    Letters that mean something in a header, or are not ASCII, are left out.
    """
    known = [NO_LETTER.sub("", word)[:LONGEST_HEADER] for word in (site and f"+{site}", contact)]
    behind = "; ".join(word for word in known if word)
    return f"{AGENT}/{version('iscm')}" + (f" ({behind})" if behind else "")


def _conditions(validators: Validators) -> Headers:
    named = {"If-None-Match": _kept(validators.etag), "If-Modified-Since": _kept(validators.last_modified)}
    return {name: value for name, value in named.items() if value}


def _validators(answer: Answer) -> Validators:
    return Validators(_kept(answer.headers.get("etag", "")), _kept(answer.headers.get("last-modified", "")))


def _kept(text: str) -> str:
    """A validator as the site wrote it, if it can be said back in a header."""
    return text if VISIBLE.fullmatch(text) and len(text) <= LONGEST_HEADER else ""


def _next(url: httpx2.URL, answer: Answer) -> httpx2.URL:
    """Where to ask next; raises `FetchError` for an answer that sends us nowhere."""
    address, status = shown(str(url)), answer.status
    if status in REDIRECTS and (location := answer.headers.get("location")):
        return follow(url, location)
    if status in NOT_FOUND:
        raise StatusError(address, f"the page is not there ({status})", "Look for its new address.", status)
    if status in NOT_LET_IN:
        raise StatusError(address, f"the site does not let us in ({status})", ASK_PUBLISHER, status)
    if status >= LEAST_FAULT:
        raise StatusError(address, f"the site answers {status}", LATER, status)
    raise BadAnswerError(address, f"the site answers {status}, which gives nothing", IN_BROWSER)
