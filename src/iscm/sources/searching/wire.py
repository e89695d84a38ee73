"""Speaking to OpenSearch: the one file that knows its client. Each call is bounded in time and in what is read."""

import base64
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import urllib3
from opensearchpy import OpenSearch, Urllib3HttpConnection
from opensearchpy.exceptions import (
    HTTP_EXCEPTIONS,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SerializationError,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnectionError
from urllib3.exceptions import NewConnectionError

from iscm.domain.searching import EngineAddress, EngineError

MOST_READ = 16_000_000
AT_ONCE = 65_536
CONNECTIONS = 32
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Any
    data: bytes


class _Pool:
    """The connections of one engine; an answer is read whole, in time, and goes nowhere else."""

    def __init__(self, pool: urllib3.HTTPConnectionPool, seconds: float) -> None:
        self.pool, self.seconds = pool, seconds

    def urlopen(self, method: str, url: str, body: bytes | None, *, headers: Mapping[str, str], **_: object) -> _Answer:
        """As urllib3's, for what the client asks of it."""
        end = time.monotonic() + self.seconds
        response = self.pool.urlopen(
            method, url, body, headers=headers, retries=False, redirect=False, preload_content=False,
            timeout=urllib3.Timeout(total=self.seconds),
        )  # fmt: skip
        try:
            return _Answer(response.status, response.headers, _read(response, end))
        except BaseException:
            response.close()
            raise
        finally:
            response.release_conn()

    def close(self) -> None:
        """Let go of all connections."""
        self.pool.close()


class _Connection(Urllib3HttpConnection):
    """Keeps what was asked out of the log, of warnings and of errors."""

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool: Any = _Pool(self.pool, self.timeout)

    def log_request_success(self, *_: Any, **__: Any) -> None:
        """Nothing: what is asked is nobody's business."""

    def log_request_fail(self, *_: Any, **__: Any) -> None:
        """Nothing: whoever asked tells it, once."""

    def _raise_warnings(self, *_: Any) -> None:
        """Nothing: what will change in a later version is for those who upgrade it."""

    def _raise_error(self, status_code: int, *_: Any) -> None:
        raise HTTP_EXCEPTIONS.get(status_code, TransportError)(status_code, "", {})


class Wire:
    """The calls that we make; each raises `EngineError`, in words that hold nothing of what was sent."""

    def __init__(self, address: EngineAddress, seconds: float) -> None:
        self.seconds = seconds
        self.client = OpenSearch(
            hosts=[{"host": address.host, "port": address.port}],
            headers=_named(address),
            use_ssl=address.is_secure,
            connection_class=_Connection,
            timeout=seconds,
            max_retries=0,
            pool_maxsize=CONNECTIONS,
            ssl_context=trusted(address) if address.is_secure else None,
        )

    def msearch(self, index: str, lines: Sequence[Mapping[str, object]]) -> object:
        """Several searches in one question."""
        return self._told(lambda: self.client.msearch(body=list(lines), index=index))

    def search(self, index: str, body: Mapping[str, object]) -> object:
        """One search."""
        return self._told(lambda: self.client.search(body=dict(body), index=index))

    def bulk(self, index: str, lines: Sequence[Mapping[str, object]], *, is_seen_at_once: bool) -> object:
        """Entries put in and taken out."""
        refresh = "true" if is_seen_at_once else "false"
        return self._told(lambda: self.client.bulk(body=list(lines), index=index, params={"refresh": refresh}))

    def make(self, index: str, body: Mapping[str, object]) -> None:
        """A new index."""
        self._told(lambda: self.client.indices.create(index=index, body=dict(body)))

    def aliases(self, pattern: str) -> object:
        """The indexes whose names fit, with the other names that they go by."""
        return self._told(lambda: self._aliases(pattern))

    def _aliases(self, pattern: str) -> object:
        try:
            return self.client.indices.get_alias(index=pattern)
        except NotFoundError:  # how some say that there is none yet
            return {}

    def rename(self, actions: Sequence[Mapping[str, object]]) -> None:
        """Let names mean other indexes, all at once."""
        self._told(lambda: self.client.indices.update_aliases(body={"actions": list(actions)}))

    def drop(self, index: str) -> None:
        """An index goes."""
        self._told(lambda: self.client.indices.delete(index=index))

    def close(self) -> None:
        """Let go of all connections."""
        self.client.close()

    def _told(self, call: Callable[[], Got]) -> Got:
        try:
            return call()
        except (ConnectionTimeout, TimeoutError):
            raise EngineError(f"did not answer within {self.seconds:g} s") from None
        except SSLError:
            raise EngineError("has no certificate that is trusted here") from None
        except NoConnectionError as error:
            found = error.info
            late = isinstance(found, urllib3.exceptions.TimeoutError) and not isinstance(found, NewConnectionError)
            late = late or isinstance(found, TimeoutError)
            raise EngineError(f"did not answer within {self.seconds:g} s" if late else "cannot be reached") from None
        except SerializationError:
            raise EngineError("answered something that is no JSON") from None
        except TransportError as error:
            raise EngineError(f"refused (status {error.status_code})") from None
        except (OpenSearchException, ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
            # The client takes for granted that an engine answers as one does.
            raise EngineError(f"answered something else than was asked ({type(error).__name__})") from None


def _named(address: EngineAddress) -> dict[str, str]:
    """As whom we ask, in letters of any script."""
    told = base64.b64encode(f"{address.user}:{address.password}".encode()).decode("ascii")
    return {"authorization": f"Basic {told}"} if address.user else {}


def trusted(address: EngineAddress) -> ssl.SSLContext:
    """What certificates are checked against; raises `EngineError` for a file that holds none."""
    try:
        return ssl.create_default_context(cafile=address.authorities or None)
    except (OSError, ValueError):
        raise EngineError(f"cannot be asked: {address.authorities} holds no certificates") from None


def _read(response: urllib3.BaseHTTPResponse, end: float) -> bytes:
    found, size = [], 0
    while piece := response.read1(AT_ONCE):
        found.append(piece)
        size += len(piece)
        if size > MOST_READ:
            raise ValueError("more than anybody asked for")
        if time.monotonic() > end:
            raise TimeoutError
    return b"".join(found)
