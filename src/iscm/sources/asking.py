"""One request, one answer: no cookies, no proxy, no redirect followed, one connection that is closed afterwards."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2
import httpx2

from iscm.domain.errors import BadAnswerError, TooLargeError, TooSlowError, UnreachableError
from iscm.sources.addresses import port_of, shown
from iscm.sources.connecting import LATER, TOO_SLOW, Budget, Doorkeeper, Permits, Resolve
from iscm.sources.decoding import ACCEPTED, OverfullError, PackedError, unpacked
from iscm.sources.limits import Limits

FINE = 200
HEAD = "HEAD"
SPARE_BYTES = 1024 * 1024  # for headers and the framing of chunks
LONGEST_LENGTH = 18
TELL_OF_CERTIFICATE = "Tell the publisher: browsers may bear with it, programs do not."
IN_BROWSER = "Look at it in a browser, and tell the publisher."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered; the content is read only if all is fine."""

    status: int
    headers: httpx2.Headers
    content: bytes


@dataclass(frozen=True)
class Asker:
    """Asks sites, and speaks to permitted machines only."""

    permits: Permits
    find: Resolve
    tls: ssl.SSLContext
    limits: Limits

    def ask(self, url: httpx2.URL, headers: Mapping[str, str], most_bytes: int, method: str = "GET") -> Answer:
        """What a site answers to GET, or to HEAD, which has no content.

        Raises `FetchError` when there is no sound answer within the limits.
        """
        address = shown(str(url))
        budget = Budget(address, 2 * most_bytes + SPARE_BYTES, self.limits.total)
        request = self._request(url, headers, method)
        try:
            with self._connection(request, budget) as connection:
                response = connection.handle_request(request)
                return _read(response, address, most_bytes, method)
        except httpcore2.TimeoutException as error:
            raise TooSlowError(address, TOO_SLOW, LATER) from error
        except httpcore2.NetworkError as error:
            raise _unreachable(address, error) from error
        except httpcore2.ProtocolError as error:
            raise BadAnswerError(address, "the answer is broken off or no HTTP", IN_BROWSER) from error

    def _request(self, url: httpx2.URL, headers: Mapping[str, str], method: str) -> httpcore2.Request:
        origin = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)
        ours = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": ACCEPTED, "Connection": "close"}
        limits = self.limits
        waits = {"connect": limits.connect, "read": limits.silence, "write": limits.silence}
        named = [(name.encode("ascii"), value.encode("ascii")) for name, value in (ours | dict(headers)).items()]
        return httpcore2.Request(method.encode("ascii"), origin, headers=named, extensions={"timeout": waits})

    def _connection(self, request: httpcore2.Request, budget: Budget) -> httpcore2.HTTPConnection:
        doorkeeper = Doorkeeper(self.permits, self.find, budget)
        return httpcore2.HTTPConnection(request.url.origin, ssl_context=self.tls, network_backend=doorkeeper)


def _read(response: httpcore2.Response, address: str, most_bytes: int, method: str) -> Answer:
    headers = httpx2.Headers(response.headers)
    if response.status != FINE or method == HEAD:
        return Answer(response.status, headers, b"")
    too_large = TooLargeError(address, f"the answer is larger than {most_bytes:,} bytes", "Ask for a smaller file.")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:LONGEST_LENGTH]) > most_bytes:
        raise too_large
    try:
        content = unpacked(response.iter_stream(), headers.get("content-encoding", ""), most_bytes)
    except OverfullError:
        raise too_large from None
    except PackedError:
        raise BadAnswerError(address, "the answer is packed in a way that does not open", IN_BROWSER) from None
    return Answer(response.status, headers, content)


def _unreachable(address: str, error: Exception) -> UnreachableError:
    """Why there is no connection, as far as it can be told."""
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return UnreachableError(address, f"its certificate is not valid ({cause.verify_message})", TELL_OF_CERTIFICATE)
    if isinstance(cause, ssl.SSLError):
        return UnreachableError(address, "no secure connection comes about", LATER)
    return UnreachableError(address, "the connection breaks off", LATER)
