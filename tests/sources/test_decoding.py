"""Packed bodies: what unpacks within the bound, and what is refused."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.sources.decoding import PIECE, OverfullError, PackedError, unpacked

MB = 2**20


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=3), st.integers(1, 50), st.integers(0, 9))
def test_what_was_packed_comes_back_however_it_is_cut(parts, size, zeros):
    packed = b"".join(gzip.compress(part) for part in parts) + b"\0" * zeros
    assert unpacked(pieces(packed, size), "gzip", 1_000) == b"".join(parts)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_what_is_not_packed_stays_as_it_is(content, size):
    assert unpacked(pieces(content, size), "", 300) == content


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", " GZIP "])
def test_large_bodies_come_whole(coding):
    content = bytes(3 * PIECE + 5)
    assert unpacked([gzip.compress(content)], coding, len(content)) == content


def test_nothing_is_nothing():
    assert unpacked([], "gzip", 10) == b""


@pytest.mark.parametrize("coding", ["", "identity", "gzip"])
def test_one_byte_too_many_is_refused(coding):
    content = b"x" * 101
    body = gzip.compress(content) if coding == "gzip" else content
    assert unpacked([body], coding, 101) == content
    with pytest.raises(OverfullError):
        unpacked([body], coding, 100)


def test_a_bomb_is_left_when_it_passes_the_bound():
    taken = []

    def bomb():
        for piece in pieces(gzip.compress(bytes(64 * MB)), 1_024):
            taken.append(piece)
            yield piece

    with pytest.raises(OverfullError):
        unpacked(bomb(), "gzip", 2 * MB)
    assert len(b"".join(taken)) < 5_000


def test_a_bomb_in_one_piece_takes_no_more_room_than_the_bound():
    bomb = gzip.compress(bytes(64 * MB))
    tracemalloc.start()
    with pytest.raises(OverfullError):
        unpacked([bomb], "gzip", MB)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8 * MB


@pytest.mark.parametrize("more", range(4))
@pytest.mark.parametrize("cut", range(6, 12))
def test_a_piece_may_end_where_the_bound_of_a_step_does(more, cut):
    content = bytes(PIECE + more)
    packed = gzip.compress(content)
    assert unpacked([packed[:-cut], packed[-cut:]], "gzip", len(content)) == content


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"not packed at all", "gzip"),
        (gzip.compress(b"cut off" * 50, mtime=0)[:-9], "gzip"),
        (gzip.compress(b"a", mtime=0)[:-8] + b"wrong sum", "gzip"),
        (gzip.compress(b"first", mtime=0) + b"rubbish", "gzip"),
        (zlib.compress(b"not asked for"), "deflate"),
        (gzip.compress(gzip.compress(b"twice", mtime=0), mtime=0), "gzip, gzip"),
        (b"anything", "br"),
    ],
)
def test_what_does_not_unpack_is_refused(body, coding):
    with pytest.raises(PackedError):
        unpacked([body], coding, 1_000)
