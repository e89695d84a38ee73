"""The body of an answer, unpacked piece by piece within a bound."""

import zlib
from collections.abc import Iterable, Iterator

ACCEPTED = "gzip"
PIECE = 1024 * 1024
GZIP = 16 + zlib.MAX_WBITS


class PackedError(ValueError):
    """Bytes that do not unpack: broken, cut off, or packed in a way that was not asked for."""


class OverfullError(ValueError):
    """More bytes than wanted."""


def unpacked(pieces: Iterable[bytes], coding: str, most: int) -> bytes:
    """The body that comes in `pieces`, packed as the header Content-Encoding says.

    Never holds more than `most` bytes and one piece. Raises `PackedError` for another coding than gzip (or several: a
    bomb in a bomb), and for what is broken or cut off; `OverfullError` above `most` bytes.
    """
    coding = coding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise PackedError
    body = bytearray()
    for piece in _inflated(pieces) if coding.endswith("gzip") else pieces:
        body += piece
        if len(body) > most:
            raise OverfullError
    return bytes(body)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack; a body may be packed in several members, one after the other."""
    member = None
    for piece in pieces:
        left = piece
        while left:
            if member is None or member.eof:
                left = left if member is None else left.lstrip(b"\0")
                member = zlib.decompressobj(GZIP) if left else member
            else:
                yield from _drained(member, left)
                left = member.unused_data
    if member is not None and not member.eof:
        raise PackedError


def _drained(member: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    """All that a piece gives, in bounded pieces."""
    while piece:
        try:
            yield member.decompress(piece, PIECE)
        except zlib.error as error:
            raise PackedError from error
        piece = member.unconsumed_tail
