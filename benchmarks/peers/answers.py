"""An answer over HTTP/1.1 read whole from a stream, and no byte more, so that the connection can be used again."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"^HTTP/1\.0|\r\nconnection: *close", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
BODILESS, PIECE, MOST_LINE = (204, 304), 1 << 20, 65_536


@dataclass(frozen=True)
class Answer:
    """Status, head with its lines, body; `is_last` where the connection is closed after it."""

    status: int
    head: bytes
    body: bytes
    is_last: bool

    @property
    def headers(self) -> dict[str, str]:
        """By their names in small letters."""
        pairs = (line.partition(":") for line in self.head.decode("latin-1").split("\r\n")[1:])
        return {name.lower(): value.strip() for name, _, value in pairs}


def read_answer(stream: BinaryIO, seconds: float) -> Answer:
    """The next answer; raises `TimeoutError` if it takes longer, `ConnectionError` if it breaks off."""
    end = time.monotonic() + seconds
    head = b"".join(iter(lambda: _line(stream), b"\r\n")).removesuffix(b"\r\n")
    status, length = int(head[9:12]), LENGTH.search(head)
    if status in BODILESS:
        pieces: Iterator[bytes] = iter(())
    elif CHUNKED.search(head):
        pieces = _chunks(stream)
    else:
        pieces = _pieces(stream, int(length[1])) if length else iter(lambda: stream.read(PIECE), b"")
    return Answer(status, head, b"".join(_in_time(pieces, end)), bool(CLOSES.search(head)))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while size := int(_line(stream).partition(b";")[0], 16):
        yield from _pieces(stream, size)
        _line(stream)
    while _line(stream) != b"\r\n":
        """Lines after the last chunk say nothing that is measured."""


def _pieces(stream: BinaryIO, length: int) -> Iterator[bytes]:
    while length:
        piece = stream.read(min(length, PIECE))
        if not piece:
            raise ConnectionError("the connection was closed in the middle of an answer")
        length -= len(piece)
        yield piece


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(MOST_LINE)
    if not line.endswith(b"\n"):
        raise ConnectionError("the connection was closed in the middle of an answer")
    return line


def _in_time(pieces: Iterator[bytes], end: float) -> Iterator[bytes]:
    for piece in pieces:
        if time.monotonic() > end:
            raise TimeoutError
        yield piece
