"""The client of the benchmarks reads each answer to its end and no further."""

from io import BytesIO

import pytest

from benchmarks.peers.answers import read_answer
from benchmarks.peers.asking import Ask

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("sent", "body", "is_last"),
    [
        (OK + b"Content-Length: 5\r\n\r\nhello", b"hello", False),
        (OK + b"content-length: 0\r\nETag: x\r\n\r\n", b"", False),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;a=b\r\n!\r\n0\r\n\r\n", b"hello!", False),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n3\r\nend\r\n0\r\n\r\n", b"0\r\n\r\nend", False),
        (OK + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nDigest: x\r\n\r\n", b"a", False),
        (OK + b"Connection: close\r\n\r\nto the end", b"to the end", True),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", b"hi", True),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", b"", False),
    ],
    ids=["length", "empty", "chunks", "chunk-like-the-end", "trailers", "closed", "old", "not-modified"],
)  # fmt: skip
def test_an_answer_is_read_whole_and_the_next_is_left(sent, body, is_last):
    stream = BytesIO(sent if is_last else sent + b"HTTP/1.1 next")
    answer = read_answer(stream, 10)
    assert (answer.body, answer.is_last) == (body, is_last)
    assert stream.read() == (b"" if is_last else b"HTTP/1.1 next")


@pytest.mark.parametrize(
    "sent",
    [b"", b"HTTP/1.1 200", OK + b"Content-Length: 5\r\n\r\nhel", OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"],
    ids=["nothing", "head", "body", "chunk"],
)
def test_an_answer_that_breaks_off_is_told(sent):
    with pytest.raises(ConnectionError, match="in the middle"):
        read_answer(BytesIO(sent), 10)


def test_an_answer_that_takes_too_long_is_given_up():
    with pytest.raises(TimeoutError):
        read_answer(BytesIO(OK + b"Content-Length: 1\r\n\r\na"), -1)


def test_headers_have_small_names():
    assert read_answer(BytesIO(OK + b'ETag: "x: y"\r\nContent-Length: 0\r\n\r\n'), 10).headers == {
        "etag": '"x: y"',
        "content-length": "0",
    }


def test_an_address_is_another_one_each_time():
    ask = Ask(80, "/a?n={n}&from={day}", headers={"If-None-Match": "x"})
    assert [ask.content(n).split(b" ")[1] for n in (1, 2, 9)] == [
        b"/a?n=1&from=1900-01-02",
        b"/a?n=2&from=1900-01-03",
        b"/a?n=9&from=1900-01-10",
    ]
