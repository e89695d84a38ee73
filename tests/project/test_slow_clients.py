"""Clients that are slow on purpose, over real sockets: whoever reads is answered all the same."""

import select
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.project.served import PATIENCE, ask, served, wait_until_nothing_is_held

SLOW = 200
ELSEWHERE = "127.0.1.2"  # another network than that of the client who reads
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nsome"
PROMISED = b"POST /desk/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 130000000\r\n\r\nsome"
CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n"
STREAM = b"GET /endless/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as listening:
        yield listening


@pytest.fixture
def slow(port):
    opened = []

    def begin(said, number=SLOW):
        for _ in range(number):
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.settimeout(PATIENCE)
            one.bind((ELSEWHERE, 0))
            one.connect(("127.0.0.1", port))
            one.sendall(said)
            opened.append(one)
        return opened

    yield begin
    for one in opened:
        one.close()
    wait_until_nothing_is_held(port)


@pytest.mark.parametrize("said", [HEAD, BODY, CHUNKED, STREAM], ids=["head", "body", "chunked", "reading"])
def test_two_hundred_slow_clients_stop_no_reader(port, slow, said):
    slow(said)
    assert [ask(port, "GET", "/") for _ in range(20)] == [(200, b"GET 0")] * 20


@pytest.mark.parametrize("said", [BODY, PROMISED, CHUNKED], ids=["body", "promised", "chunked"])
def test_one_slow_client_leaves_others_room_to_send(port, slow, said):
    select.select(slow(said, 20), [], [], PATIENCE)  # until the first is refused
    assert ask(port, "POST", "/", b"whole") == (200, b"POST 5")


def test_one_slow_reader_leaves_others_room_for_long_answers(port, slow):
    [one.recv(12) for one in slow(STREAM, 8)]
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as other:
        other.sendall(STREAM)
        assert other.recv(12) == b"HTTP/1.1 200"


def test_of_slow_bodies_a_few_are_waited_for_and_the_rest_is_told_to_come_again(port, slow):
    answers = sorted(one.recv(12) for one in slow(BODY, 10))
    # Those that were waited for are cut off in the end.
    assert answers == [b""] * 3 + [b"HTTP/1.1 503"] * 7
    wait_until_nothing_is_held(port)
    assert ask(port, "POST", "/", b"whole") == (200, b"POST 5")


def test_whoever_promises_much_and_sends_nothing_is_cut_off_as_soon(port, slow):
    assert [one.recv(12) for one in slow(PROMISED, 3)] == [b""] * 3
    wait_until_nothing_is_held(port)
    assert ask(port, "POST", "/", b"whole") == (200, b"POST 5")


def test_of_long_streams_a_few_are_sent_at_once(port, slow):
    answers = sorted(one.recv(12) for one in slow(STREAM, 8))
    assert answers == [b"HTTP/1.1 200"] * 2 + [b"HTTP/1.1 503"] * 6


def test_forms_that_come_at_once_are_taken_many_at_a_time(port):
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda n: ask(port, "POST", "/", b"x" * (n * 10_000)), range(1, 41)))
    assert found == [(200, f"POST {n * 10_000}".encode()) for n in range(1, 41)]


@pytest.mark.parametrize(("length", "status"), [(7_998, 200), (8_000, 414), (200_000, 431)])
def test_an_address_that_is_too_long_is_refused(port, length, status):
    assert ask(port, "GET", f"/?{'q' * length}")[0] == status


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(slow):
    (one,) = slow(BODY.replace(b"1000", b"2000001"), 1)
    assert one.recv(12) == b"HTTP/1.1 413"
