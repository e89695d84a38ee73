"""Connections: to the machine that was checked, and to no other."""

import socket
from ipaddress import ip_address

import httpcore2
import pytest

from iscm.domain.errors import AddressRefusedError, TooLargeError, TooSlowError, UnreachableError
from iscm.sources.addresses import is_public
from iscm.sources.connecting import Budget, Doorkeeper, resolve
from tests.loopback import answer

HERE, PRIVATE, ELSEWHERE = ip_address("127.0.0.1"), ip_address("10.0.0.7"), ip_address("93.184.216.34")


def budget(most_bytes: int = 1_000, seconds: float = 20) -> Budget:
    return Budget("http://calendar.example/", most_bytes, seconds)


def doorkeeper(*found, permits=is_public, costs=None) -> Doorkeeper:
    return Doorkeeper(permits, lambda _host: found, costs or budget())


def is_here(ip) -> bool:
    return ip == HERE


def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere(make_fetcher, site):
    site.answers["/"] = answer(b"fine")
    turns = iter([[HERE], [HERE], [PRIVATE]])
    fetcher = make_fetcher(find=lambda _host: next(turns), permits=is_here)
    assert fetcher.fetch(site.address(host="calendar.example")).content == b"fine"
    with pytest.raises(AddressRefusedError) as caught:
        fetcher.fetch(site.address(host="calendar.example"))
    assert caught.value.what == "it leads to a machine that is not on the public net"
    assert (site.asked, next(turns, "each connection resolved once")) == (["/"], "each connection resolved once")


def test_the_name_goes_with_the_request_to_the_checked_address(make_fetcher, site):
    site.answers["/"] = answer()
    make_fetcher(find=lambda _host: [HERE]).fetch(site.address(host="calendar.example"))
    assert {request.headers["host"] for request in site.requests} == {f"calendar.example:{site.port}"}


@pytest.mark.parametrize("found", [[PRIVATE], [HERE, PRIVATE], [PRIVATE, HERE]])
def test_one_refused_address_refuses_the_name(found):
    with pytest.raises(AddressRefusedError):
        doorkeeper(*found, permits=is_here).connect_tcp("calendar.example", 80)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_ports_of_the_web_are_spoken_to(port, monkeypatch):
    reached = []
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda _self, *where: reached.append(where[:2]))
    doorkeeper(ELSEWHERE).connect_tcp("calendar.example", port)
    assert reached == [("93.184.216.34", port)]


@pytest.mark.parametrize("port", [1, 22, 25, 79, 81, 3306, 6379, 65535])
def test_other_ports_of_public_machines_are_not(port):
    with pytest.raises(AddressRefusedError) as caught:
        doorkeeper(ELSEWHERE).connect_tcp("calendar.example", port)
    assert caught.value.what == f"port {port} is none of those of the web (80, 443, 8080, 8443)"


def test_the_next_address_is_tried_when_one_does_not_answer(site):
    keeper = doorkeeper(ip_address("::1"), HERE, permits=lambda ip: ip.is_loopback)
    stream = keeper.connect_tcp("calendar.example", site.port)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", site.port)
    stream.close()


def test_a_machine_that_does_not_answer_is_told(site):
    with pytest.raises(UnreachableError) as caught:
        doorkeeper(ip_address("::1"), permits=lambda ip: ip.is_loopback).connect_tcp("calendar.example", site.port)
    assert caught.value.what == "the machine does not answer"


@pytest.mark.parametrize(
    "failure",
    [
        socket.gaierror(socket.EAI_NONAME, "no such name"),
        OSError("odd"),
        UnicodeError("label too long"),
        ValueError("null"),
    ],
)
def test_a_name_that_nobody_knows_is_told(failure):
    def find(_host):
        raise failure

    with pytest.raises(UnreachableError) as caught:
        Doorkeeper(is_public, find, budget()).connect_tcp("nowhere.example", 80)
    remedy = "Look at the spelling of the address."
    assert str(caught.value) == f"http://calendar.example/: no machine of the name nowhere.example is known. {remedy}"


def test_a_machine_that_is_not_connected_is_told():
    def find(_host):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with pytest.raises(UnreachableError) as caught:
        Doorkeeper(is_public, find, budget()).connect_tcp("calendar.example", 80)
    assert caught.value.what == "names cannot be looked up now"


def test_a_name_without_addresses_is_unreachable():
    with pytest.raises(UnreachableError):
        doorkeeper().connect_tcp("nowhere.example", 80)


def test_sockets_of_this_machine_are_refused():
    with pytest.raises(AddressRefusedError):
        doorkeeper(HERE).connect_unix_socket("/run/secret.sock")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001"])
def test_every_way_to_write_a_number_is_seen_through(host):
    assert resolve(host) == [HERE]


def test_a_budget_ends():
    costs = budget(most_bytes=10)
    costs.take(10)
    with pytest.raises(TooLargeError):
        costs.take(1)
    with pytest.raises(TooSlowError):
        budget(seconds=0).time_for(None)


def test_a_budget_shortens_what_would_outlast_it():
    assert budget(seconds=20).time_for(5) == 5
    assert budget(seconds=20).time_for(60) <= 20
    assert budget(seconds=20).time_for(None) <= 20


def test_the_stream_takes_from_the_budget(site):
    keeper = doorkeeper(HERE, permits=is_here, costs=budget(most_bytes=30))
    stream = keeper.connect_tcp("calendar.example", site.port)
    stream.write(b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(TooLargeError):
        stream.read(1_000)
    stream.close()
