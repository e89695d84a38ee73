"""Answers that may be long: what is written of them stands in memory while it is little, then in a file.

So the register is read at one moment and let go, however slowly a reader takes the answer, and no answer is larger in
memory than a page.
"""

from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse

MOST = 1_000_000  # bytes; no more are kept of an answer either (`conditional`)
PIECE = 1 << 16


class Spool:
    """The bytes of an answer as they are made; raises `OSError` where the disk takes no more.

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
        self._file.write(piece)
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
