"""Connections to machines that we may speak to, and to no others.

A name is resolved once for a connection, its addresses are checked, and the connection goes to the very address that
was checked: a name that is given another address a moment later (DNS rebinding) leads nowhere. The name itself stays
in the Host header and in the TLS handshake. No proxy is used: behind one we could not tell which machine answers.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore2

from iscm.domain.errors import AddressRefusedError, TooLargeError, TooSlowError, UnreachableError
from iscm.sources.addresses import ENTER_ANOTHER, IPAddress, is_public
from iscm.sources.limits import PORTS

Permits = Callable[[IPAddress], bool]
Resolve = Callable[[str], Iterable[IPAddress]]

MOST_TRIED = 4
TOO_SLOW = "the answer does not come in time"
NOT_PUBLIC = "it leads to a machine that is not on the public net"
LATER = "Try again later, and look whether a browser opens it."


def resolve(host: str) -> list[IPAddress]:
    """The addresses of a name, as the machine's resolver gives them; raises `OSError` if there are none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class Budget:
    """What one answer may cost: bytes from the network, and seconds from now to its last byte."""

    def __init__(self, address: str, most_bytes: int, seconds: float) -> None:
        self.address = address
        self._left = most_bytes
        self._end = time.monotonic() + seconds

    def time_for(self, timeout: float | None) -> float:
        """How long the next step may take; raises `TooSlowError` when the time is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlowError(self.address, TOO_SLOW, LATER)
        return left if timeout is None else min(left, timeout)

    def take(self, count: int) -> None:
        """So many bytes came; raises `TooLargeError` when they are too many."""
        self._left -= count
        if self._left < 0:
            raise TooLargeError(self.address, "the answer does not end where it should", "Look at it in a browser.")


class Doorkeeper(httpcore2.NetworkBackend):
    """Opens connections to permitted addresses, within a budget; raises the errors of `iscm.domain.errors`."""

    def __init__(self, permits: Permits, find: Resolve, budget: Budget) -> None:
        self._permits, self._find, self._budget = permits, find, budget
        self._open = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to one of the host's addresses, the first that answers."""
        failure: Exception | None = None
        for ip in self._checked(host, port)[:MOST_TRIED]:
            try:
                seconds = self._budget.time_for(timeout)
                stream = self._open.connect_tcp(str(ip), port, seconds, local_address, socket_options)
                return Measured(stream, self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise UnreachableError(self._budget.address, "the machine does not answer", LATER) from failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002  # the signature is httpcore2's
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002  # the same
    ) -> httpcore2.NetworkStream:
        """Refused: a socket of this machine is no address of the web."""
        raise AddressRefusedError(self._budget.address, f"{path} is a socket of this machine", ENTER_ANOTHER)

    def _checked(self, host: str, port: int) -> list[IPAddress]:
        try:
            found = list(self._find(host))
        except (OSError, ValueError) as error:
            raise _unknown(self._budget.address, host, error) from None
        for ip in found:
            self._check(ip, port)
        return found

    def _check(self, ip: IPAddress, port: int) -> None:
        """One refused address refuses the name: it leads outside today and inside tomorrow."""
        if not self._permits(ip):
            # Which machine is not told: a stranger's redirect must not find out about the names of our own net.
            raise AddressRefusedError(self._budget.address, NOT_PUBLIC, ENTER_ANOTHER)
        # Whoever permits a machine that is not public means it whole.
        if port not in PORTS and is_public(ip):
            ports = ", ".join(str(number) for number in sorted(PORTS))
            raise AddressRefusedError(
                self._budget.address, f"port {port} is none of those of the web ({ports})", ENTER_ANOTHER
            )


def _unknown(address: str, host: str, error: Exception) -> UnreachableError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return UnreachableError(address, "names cannot be looked up now", "Look whether this machine is connected.")
    what = f"no machine of the name {host} is known"
    return UnreachableError(address, what, "Look at the spelling of the address.")


class Measured(httpcore2.NetworkStream):
    """A connection whose every byte and second is taken from a budget."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came next, empty at the end."""
        received = self._stream.read(max_bytes, self._budget.time_for(timeout))
        self._budget.take(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._stream.write(buffer, self._budget.time_for(timeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, secured for the name that was asked for."""
        seconds = self._budget.time_for(timeout)
        return Measured(self._stream.start_tls(ssl_context, server_hostname, seconds), self._budget)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)
