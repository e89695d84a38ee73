"""A client that costs next to nothing itself: what it measures is the program that answers."""

import re
import socket
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Self

from benchmarks.peers.processes import TICK, spent

WARM, MOST, PATIENCE = 3, 1 << 20, 60
DAYS, FEW = 30_000, 8
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"^HTTP/1\.0|\r\nconnection: *close", re.IGNORECASE)
_NUMBERS = count(1)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """A request to a port of this machine, and the status that it must be answered with.

    `{n}` in the path is another number each time, `{day}` another day before all meetings, `{few}` a number below
    eight: no answer made before can be given again.
    """

    port: int
    path: str
    status: int = 200
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def content(self, n: int) -> bytes:
        """As it is sent the `n`-th time."""
        headers = {"Host": f"127.0.0.1:{self.port}", **self.headers}
        headers |= {"Content-Length": str(len(self.body))} if self.body else {}
        lines = [
            f"{self.method} {filled(self.path, n)} HTTP/1.1",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def filled(path: str, n: int) -> str:
    """The address as it is asked the `n`-th time."""
    day = date(1900, 1, 1) + timedelta(days=n % DAYS)
    return path.replace("{n}", str(n)).replace("{day}", day.isoformat()).replace("{few}", str(n % FEW))


class Client:
    """One connection, opened again where the program closes it."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.socket: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.socket:
            self.socket.close()
            self.socket = None

    def get(self) -> bytes:
        """Ask once; the whole answer. Raises `RuntimeError` if it has another status."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.ask.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(self.ask.content(next(_NUMBERS)))
        answer = self._read(self.socket)
        if int(answer[9:12]) != self.ask.status:
            raise RuntimeError(f"{self.ask.path}: {answer[:60]!r}")
        return answer

    def _read(self, connection: socket.socket) -> bytes:
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += _more(connection)
        head = answer[: answer.index(b"\r\n\r\n")]
        length = LENGTH.search(head)
        if length and self.ask.status != 304:
            parts, left = [answer], len(head) + 4 + int(length[1]) - len(answer)
            while left > 0:
                parts.append(_more(connection))
                left -= len(parts[-1])
            answer = b"".join(parts)
        while CHUNKED.search(head) and not answer.endswith(b"0\r\n\r\n"):
            answer += _more(connection)
        if CLOSES.search(head):
            self.__exit__()
        return answer


def answer_of(ask: Ask) -> tuple[dict[str, str], bytes]:
    """One answer: its headers with small names, and its body."""
    with Client(ask) as client:
        head, _, body = client.get().partition(b"\r\n\r\n")
    pairs = (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
    return {name.lower(): value.strip() for name, _, value in pairs}, body


@dataclass(frozen=True)
class Taken:
    """Of each round the median seconds of an answer, and the mean processor seconds that the program spent on one.

    The latter says something also where other work keeps the machine busy.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def compare(
    asked: Mapping[str, Ask], pids: Mapping[str, int], *, rounds: int = 5, seconds: float = 0.6
) -> dict[str, Taken]:
    """How long each program takes; they take turns in every round."""
    found = {name: Taken() for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            taken, processor = _taken(ask, seconds, pids[name])
            found[name].seconds.append(statistics.median(taken))
            found[name].processor.append(processor)
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How many times as fast: the median of the rounds' ratios."""
    return statistics.median(their / our for our, their in zip(ours, theirs, strict=True))


def _taken(ask: Ask, seconds: float, pid: int) -> tuple[list[float], float]:
    taken: list[float] = []
    with Client(ask) as client:
        for _ in range(WARM):
            client.get()
        before, end = spent(pid), time.perf_counter() + seconds
        while time.perf_counter() < end or len(taken) < WARM:
            begun = time.perf_counter()
            client.get()
            taken.append(time.perf_counter() - begun)
        used = max(spent(pid) - before, TICK)
    return taken, used / len(taken)


def _more(connection: socket.socket) -> bytes:
    found = connection.recv(MOST)
    if not found:
        raise RuntimeError("the connection was closed in the middle of an answer")
    return found
