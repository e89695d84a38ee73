"""A site on this machine whose answers a test writes byte by byte, to see how a client takes them."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socket import AF_INET, SHUT_RDWR, create_server, socket

PATIENCE = 20
LONGEST_REQUEST = 65_536
TLS_GREETING = b"\x16"

Give = bytes | Callable[[socket], None]


@dataclass(frozen=True)
class Request:
    """What a client asked: path with query, headers with small names, the name in its TLS greeting, the method."""

    path: str
    headers: Mapping[str, str]
    server_name: str | None = None
    method: str = "GET"


@dataclass
class Site:
    """Answers by path; what is not there is 404. An answer may be a list: one for each request, the last for the rest.

    `requests` are all that came, robots.txt left out of `asked`.
    """

    port: int
    scheme: str = "http"
    answers: dict[str, Give | list[Give]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def give(self, path: str) -> Give:
        found = self.answers.get(path, answer(b"", 404))
        if not isinstance(found, list):
            return found
        return found.pop(0) if len(found) > 1 else found[0]


def answer(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; `content_type="text/html"` becomes a header, and `content_length` may lie."""
    named = {"content_length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Said", *lines, "", ""]).encode("latin-1") + body


def endless(start: bytes, piece: bytes) -> Callable[[socket], None]:
    """An answer that begins with `start` and goes on with `piece` until the client has enough."""

    def give(connection: socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)

    return give


def dripping(content: bytes, seconds: float) -> Callable[[socket], None]:
    """An answer that comes byte by byte, each some seconds after the other."""

    def give(connection: socket) -> None:
        for number in content:
            connection.sendall(bytes([number]))
            if threading.Event().wait(seconds):
                return

    return give


@contextmanager
def running_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of the loopback address, until the end of the block."""
    with create_server(("127.0.0.1", 0), family=AF_INET) as listening:
        site = Site(listening.getsockname()[1], "https" if tls else "http")
        thread = threading.Thread(target=_serve, args=(listening, site, tls), daemon=True)
        thread.start()
        yield site
        with suppress(OSError):
            listening.shutdown(SHUT_RDWR)
        thread.join(PATIENCE)


def _serve(listening: socket, site: Site, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(connection, site, tls), daemon=True).start()


def _talk(connection: socket, site: Site, tls: ssl.SSLContext | None) -> None:
    """One request, one answer; a client that hangs up ends it."""
    connection.settimeout(PATIENCE)
    names: list[str | None] = []
    with suppress(OSError, ValueError), connection:
        if tls:
            tls.sni_callback = lambda _connection, name, _context: names.append(name)
            connection = tls.wrap_socket(connection, server_side=True)
        request = _request(connection, names)
        site.requests.append(request)
        given = site.give(request.path)
        if callable(given):
            given(connection)
        else:
            connection.sendall(given)
        with suppress(OSError):
            connection.shutdown(SHUT_RDWR)
        connection.close()


def _request(connection: socket, names: list[str | None]) -> Request:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < LONGEST_REQUEST:
        piece = connection.recv(LONGEST_REQUEST)
        if not piece or piece[:1] == TLS_GREETING:
            raise ValueError
        head += piece
    first, *rest = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    method, path, *_ = first.split(" ")
    return Request(path, headers, next(iter(names), None), method)
