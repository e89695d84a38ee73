"""Answers that may be long: what is written of them stands in memory while it is little, then in a file.

So the register is read at one moment and let go, however slowly a reader takes the answer, and no answer is larger in
memory than a page.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Concatenate, ParamSpec, Self, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
LOG = logging.getLogger(__name__)
RETRY = "300"  # seconds

MOST = 1_000_000  # bytes; no more are kept of an answer either (`conditional`)
PIECE = 1 << 16


class NoRoom(Exception):  # noqa: N818  # what is missing, as it is said
    """The disk takes no more."""


def where_there_is_room(view: View[P]) -> View[P]:
    """The view, answering 503 in a sentence where its answer finds no room: who reads it is a program, most often."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoRoom as error:
            LOG.error("no room for a long answer: %s", error.__cause__, extra={"request": request})  # noqa: TRY400  # one line says it
            said = gettext("There is no room for so long a calendar at the moment. Ask again in some minutes.")
            headers = {"Retry-After": RETRY, "Cache-Control": "no-store"}
            media = "text/plain; charset=utf-8"
            return HttpResponse(f"{said}\n", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type=media, headers=headers)

    return answer


class Spool:
    """The bytes of an answer as they are made; raises `NoRoom` where the disk takes no more.

    Used as a context: what breaks while they are made leaves no file behind.
    """

    def __init__(self) -> None:
        self._file = cast("IO[bytes]", SpooledTemporaryFile(MOST, dir=str(settings.DATA_DIR)))  # noqa: SIM115  # closed with the answer
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind:
            self._file.close()

    def write(self, piece: bytes) -> None:
        """The next ones."""
        try:
            self._file.write(piece)
        except OSError as error:
            raise NoRoom from error
        self._size += len(piece)

    def answer(self, head: bytes, tail: bytes, headers: Mapping[str, str]) -> HttpResponse:
        """What was written between `head` and `tail`, with its length; in pieces if it is long."""
        self._file.seek(0)
        if self._size <= MOST:
            with self._file as held:
                return HttpResponse(head + held.read() + tail, headers=dict(headers))
        length = str(len(head) + self._size + len(tail))
        pieces = _Pieces(head, self._file, tail)
        # It has all that this site asks of an answer.
        return cast("HttpResponse", StreamingHttpResponse(pieces, headers={**headers, "Content-Length": length}))


class _Pieces:
    """A file between two ends, piece by piece; whoever does not read it closes it."""

    def __init__(self, head: bytes, file: IO[bytes], tail: bytes) -> None:
        self._head, self._file, self._tail = head, file, tail

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        while piece := self._file.read(PIECE):
            yield piece
        yield self._tail

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
