"""What a request brings is received here before any page is asked, within bounds of size, time and threads.

The server hands over a request once its head is there, and waits for the rest wherever somebody reads it: a few
clients that send drop by drop would hold every thread. So only some threads wait for bodies at once, the others answer
whoever reads; and who takes too long is cut off (`connections.py`).
"""

import io
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from typing import IO, Any

from iscm.project.connections import Deadlines
from iscm.project.doors.clients import client_of, network_key, settle
from iscm.project.doors.slots import Shares, Slots
from iscm.register.toll import BusyError

Environ = dict[str, Any]
REFUSED = "iscm.refused"
BODIES_AT_ONCE, BODIES_OF_ONE = 4, 3
PATIENCE, LEAST_RATE = 10.0, 20_000
"""Seconds that any piece may take, and bytes a second that a long body must bring in all beyond these."""
SMALL, LARGE = 2_000_000, 4 * 33_554_432 + 1_000_000
"""Bytes of a form, and of files for the desk and the rooms."""
WITH_FILES = ("desk", "room")
LONGEST_ADDRESS = 8_000
IN_MEMORY, PIECE = 1_000_000, 65_536
BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_WAITING, _OF_ONE, _DEADLINES = Slots(BODIES_AT_ONCE), Shares(BODIES_OF_ONE), Deadlines()


def receive(environ: Environ) -> None:
    """Put the whole body into the request, or into `iscm.refused` the status and seconds of why it is not taken."""
    if len(environ.get("QUERY_STRING", "")) + len(environ.get("PATH_INFO", "")) > LONGEST_ADDRESS:
        environ["QUERY_STRING"] = ""
        _refuse(environ, HTTPStatus.REQUEST_URI_TOO_LONG)
    elif environ["REQUEST_METHOD"] in BODILESS or not _has_body(environ):
        environ["wsgi.input"] = io.BytesIO()
    elif _told_length(environ) > (most := _most(environ.get("PATH_INFO", ""))):
        _refuse(environ, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    else:
        _take_in_turn(environ, most)


def sender(environ: Environ) -> bytes:
    """Who asks, as a name that nothing leads back from."""
    settle(environ)
    return network_key(client_of(environ), "slow")


def _take_in_turn(environ: Environ, most: int) -> None:
    try:
        with _OF_ONE.taken(sender(environ)), _WAITING.taken():
            _take(environ, most)
    except BusyError as busy:
        _refuse(environ, HTTPStatus.SERVICE_UNAVAILABLE, busy.seconds)


def _take(environ: Environ, most: int) -> None:
    told = _told_length(environ)
    number = _DEADLINES.begin(environ.get("REMOTE_ADDR", ""), PATIENCE, PATIENCE + (told or most) / LEAST_RATE)
    kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # Django reads it, and its end closes it
    try:
        length = _read_all(environ["wsgi.input"].read, kept, most, lambda: _DEADLINES.go_on(number, PATIENCE))
    except (OSError, ValueError, RuntimeError):
        length = -1  # the client went away, or was cut off
    finally:
        _DEADLINES.end(number)
    if length > most:
        _refuse(environ, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    elif length < told:
        _refuse(environ, HTTPStatus.REQUEST_TIMEOUT)
    else:
        kept.seek(0)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = kept, str(length)


def _read_all(read: Callable[[int], bytes], kept: IO[bytes], most: int, came: Callable[[], None]) -> int:
    """How many bytes came; a few more than `most` where there are more. `came` is called with each piece."""
    length, piece = 0, b"\0" * PIECE
    # A short piece is the last one.
    while len(piece) == PIECE and length <= most:
        piece = read(PIECE)
        length += len(piece)
        kept.write(piece)
        came()
    return length


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
