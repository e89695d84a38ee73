"""How answers leave: whole ones at once, so that a slow reader holds no thread; long streams only a few at a time."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from itertools import chain
from threading import Lock
from typing import Any

from django.http.response import HttpResponseBase

from iscm.project.doors.slots import COME_AGAIN, Shares, Slots
from iscm.project.receiving import REFUSED, Environ, sender

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Any]
WHOLE = 1_000_000
STREAMS_AT_ONCE, STREAMS_OF_ONE = 3, 2
_STREAMS, _OF_ONE = Slots(STREAMS_AT_ONCE), Shares(STREAMS_OF_ONE)


def send(application: Application, environ: Environ, start: Start) -> Iterable[bytes]:
    """The answer as the server should have it: a list where it is whole, else a stream that holds one of few slots."""
    response: HttpResponseBase = application(environ, start)
    if not response.streaming:
        content: bytes = response.content  # type: ignore[attr-defined]  # of all that do not stream
        response.close()
        return [content]
    try:
        pieces, rest, is_whole = _begun(iter(response))
    except BaseException:
        response.close()
        raise
    if is_whole:
        response.close()
        return pieces
    if not _enter(client := sender(environ)):
        response.close()
        environ[REFUSED] = (HTTPStatus.SERVICE_UNAVAILABLE.value, COME_AGAIN)
        return send(application, environ, start)
    return _Stream(chain(pieces, rest), response, client)


def _enter(client: bytes) -> bool:
    """Take a slot where there is one, and one of the client's share of them."""
    if not _OF_ONE.enter(client):
        return False
    if not (is_free := _STREAMS.enter()):
        _OF_ONE.leave(client)
    return is_free


def _begun(stream: Iterator[bytes]) -> tuple[list[bytes], Iterator[bytes], bool]:
    """The first megabyte, the rest, and whether there is none."""
    pieces, length = list[bytes](), 0
    for piece in stream:
        pieces.append(piece)
        length += len(piece)
        if length > WHOLE:
            return pieces, stream, False
    return pieces, stream, True


class _Stream:
    """The pieces of an answer; its end, or that of the connection, gives the slot back."""

    def __init__(self, pieces: Iterator[bytes], response: HttpResponseBase, client: bytes) -> None:
        self._pieces, self._response, self._client = pieces, response, client
        self._lock, self._is_closed = Lock(), False

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        """Once, whoever calls how often."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        _STREAMS.leave()
        _OF_ONE.leave(self._client)
        self._response.close()
