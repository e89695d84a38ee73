"""What goes over the wire to the running server: one request is one request, and what is none is refused."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

HIDDEN = b"GET /desk/smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FORM = b"POST /suggest/reading/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
GET = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n"
CHUNK = b"%x\r\n%s\r\n" % (len(HIDDEN), HIDDEN)
# Each is read in two ways by servers that are not careful: as one request, or as two.
TWO_WAYS = {
    "two lengths": FORM + b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(HIDDEN) + HIDDEN,
    "two lengths in one line": FORM + b"Content-Length: 0, %d\r\n\r\n" % len(HIDDEN) + HIDDEN,
    "a length with a sign": FORM + b"Content-Length: +%d\r\n\r\n" % len(HIDDEN) + HIDDEN,
    "a length below nothing": FORM + b"Content-Length: -1\r\n\r\n" + HIDDEN,
    "a length in another base": FORM + b"Content-Length: 0x5\r\n\r\n" + HIDDEN,
    "an endless length": FORM + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n" + HIDDEN,
    "chunks of chunks": FORM + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a blank before the colon": FORM + b"Content-Length : %d\r\n\r\n" % len(HIDDEN) + HIDDEN,
    "a folded header": GET + b"X-A: b\r\n Content-Length: 5\r\n\r\n",
    "a line end within a header": GET + b"X-A: b\rX-B: c\r\n\r\n",
    "NUL in a header": GET + b"X-A: b\0c\r\n\r\n",
    "NUL in the address": b"GET /\0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "no such version": b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    "headers without end": GET + b"".join(b"X-%d: y\r\n" % n for n in range(2_000)) + b"\r\n",
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
}


# Whatever was read before it, this ends the conversation.
LAST = b"GET /robots.txt?last HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def answers_to(site, content):
    """The status of each answer, until the server closes the line; and all that it said."""
    with socket.create_connection((urlsplit(site).hostname, urlsplit(site).port), timeout=60) as line:
        got = b""
        with suppress(ConnectionError):
            line.sendall(content + LAST)
            while piece := line.recv(65_536):
                got += piece
    return [one[:3] for one in got.split(b"HTTP/1.1 ")[1:]], got


@pytest.mark.parametrize("name", TWO_WAYS)
def test_what_may_be_read_in_two_ways_is_refused_and_the_line_closed(live_site, name):
    answers, got = answers_to(live_site, TWO_WAYS[name])
    assert answers in ([], [b"400"], [b"431"])
    assert b"smuggled" not in got


def test_a_request_by_itself_is_answered(live_site):
    """So that the refusals above are refusals."""
    assert answers_to(live_site, GET + b"\r\n")[0] == [b"200", b"200"]


@pytest.mark.parametrize("body", [CHUNK + b"0\r\n\r\n", b"xyz\r\n" + HIDDEN])
def test_what_stands_in_a_body_is_no_second_request(live_site, body):
    """RFC 9112, 6.3: where there are chunks a length does not count; and after broken ones nothing does."""
    answers, got = answers_to(live_site, FORM + b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    assert b"smuggled" not in got
    assert len(answers) <= 2


@pytest.mark.parametrize("hosts", [b"Host: evil.example", b"Host: 127.0.0.1\r\nHost: evil.example", b"X-No: host"])
def test_another_host_is_not_answered(live_site, hosts):
    answers, got = answers_to(live_site, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n\r\n")
    assert (answers[:1], b"evil" in got) in (([b"400"], False), ([], False))
