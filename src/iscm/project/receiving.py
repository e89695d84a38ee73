"""What a request brings is received here before any page is asked, within bounds of size, time and threads.

The server hands over a request once its head is there, and waits for the rest wherever somebody reads it: a few
clients that send drop by drop would hold every thread. So only some threads wait for bodies at once, each for a helper
that may be left behind; a body that comes too slowly or is too large is answered at once.
"""

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event, Thread
from time import monotonic
from typing import IO, Any

from iscm.project.doors.slots import Slots

Environ = dict[str, Any]
REFUSED = "iscm.refused"
BODIES_AT_ONCE = 4
PATIENCE, LEAST_RATE = 10.0, 20_000
"""Seconds that any body may take, and bytes a second that a longer one must bring from then on."""
SMALL, LARGE = 2_000_000, 4 * 33_554_432 + 1_000_000
"""Bytes of a form, and of files for the desk and the rooms."""
WITH_FILES = ("desk", "room")
LONGEST_ADDRESS = 8_000
IN_MEMORY, PIECE = 1_000_000, 65_536
COME_AGAIN = 5
BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_WAITING = Slots(BODIES_AT_ONCE)


@dataclass
class _Body:
    """What came so far; `wrong` if it cannot be taken."""

    kept: IO[bytes]
    most: int
    length: int = 0
    wrong: HTTPStatus | None = None


def receive(environ: Environ) -> None:
    """Put the whole body into the request, or into `iscm.refused` the status and seconds of why it is not taken."""
    if len(environ.get("QUERY_STRING", "")) + len(environ.get("PATH_INFO", "")) > LONGEST_ADDRESS:
        environ["QUERY_STRING"] = ""
        _refuse(environ, HTTPStatus.REQUEST_URI_TOO_LONG)
    elif environ["REQUEST_METHOD"] in BODILESS or not _has_body(environ):
        environ["wsgi.input"] = io.BytesIO()
    elif _told_length(environ) > (most := _most(environ.get("PATH_INFO", ""))):
        _refuse(environ, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    elif not _WAITING.enter():
        _refuse(environ, HTTPStatus.SERVICE_UNAVAILABLE, COME_AGAIN)
    else:
        try:
            _take(environ, _received(environ["wsgi.input"].read, most))
        finally:
            _WAITING.leave()


def _take(environ: Environ, body: _Body) -> None:
    if body.wrong:
        _refuse(environ, body.wrong)
        return
    body.kept.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = body.kept, str(body.length)


def _received(read: Callable[[int], bytes], most: int) -> _Body:
    body = _Body(tempfile.SpooledTemporaryFile(IN_MEMORY), most)  # noqa: SIM115  # Django reads it, and its end closes it
    is_done, begun = Event(), monotonic()
    # Waiting for the client can be ended by nobody but the client, or the end of the connection after our answer.
    Thread(target=_read_all, args=(read, body, is_done), daemon=True).start()
    while not is_done.wait(1.0):
        spent = monotonic() - begun
        if spent > PATIENCE and body.length < (spent - PATIENCE) * LEAST_RATE:
            return _Body(body.kept, most, wrong=HTTPStatus.REQUEST_TIMEOUT)
    return body


def _read_all(read: Callable[[int], bytes], body: _Body, is_done: Event) -> None:
    try:
        while piece := read(PIECE):
            body.length += len(piece)
            if body.length > body.most:
                body.wrong = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                break
            body.kept.write(piece)
    except (OSError, ValueError, RuntimeError):
        body.wrong = HTTPStatus.BAD_REQUEST  # the client went away, or our answer is out already
    is_done.set()


def _has_body(environ: Environ) -> bool:
    return environ.get("CONTENT_LENGTH", "0") not in {"", "0"} or "HTTP_TRANSFER_ENCODING" in environ


def _told_length(environ: Environ) -> int:
    told = environ.get("CONTENT_LENGTH", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < len(str(LARGE)) + 6 else 0


def _most(path: str) -> int:
    """The desk and the rooms take files, in each language."""
    return LARGE if any(part in WITH_FILES for part in path.split("/")[1:3]) else SMALL


def _refuse(environ: Environ, status: HTTPStatus, seconds: int = 0) -> None:
    environ[REFUSED] = (status.value, seconds)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(), "0"
