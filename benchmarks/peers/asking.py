"""A client that costs next to nothing itself: what it measures is the program that answers."""

import shutil
import socket
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import BinaryIO, Self

from benchmarks.peers.answers import Answer, read_answer
from benchmarks.peers.processes import TICK, spent

WARM, PATIENCE = 3, 60
DAYS = 30_000
_NUMBERS = count(1)


@dataclass(frozen=True)
class Ask:
    """A request to a port of this machine, and the status that it must be answered with.

    `{n}` in the path is another number each time, `{day}` another day before all meetings, so that
    no answer made before can be given again. `forget` is a folder of such answers that is removed each time.
    """

    port: int
    path: str
    status: int = 200
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    forget: Path | None = None

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
    return path.replace("{n}", str(n)).replace("{day}", day.isoformat())


class Client:
    """One connection, opened again where the program closes it."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.socket: socket.socket | None = None
        self.stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for held in (self.stream, self.socket):
            if held:
                held.close()
        self.socket = self.stream = None

    def get(self) -> Answer:
        """Ask once. Raises `RuntimeError` if the answer has another status, `TimeoutError` if there is none in time."""
        if self.socket is None or self.stream is None:
            self.socket = socket.create_connection(("127.0.0.1", self.ask.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.stream = self.socket.makefile("rb")
        self.socket.sendall(self.ask.content(next(_NUMBERS)))
        answer = read_answer(self.stream, PATIENCE)
        if answer.is_last:
            self.__exit__()
        if answer.status != self.ask.status:
            raise RuntimeError(f"{self.ask.path}: answered {answer.status}, not {self.ask.status}")
        return answer


def answer_of(ask: Ask) -> Answer:
    """One answer."""
    with Client(ask) as client:
        return client.get()


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
            if ask.forget:
                shutil.rmtree(ask.forget, ignore_errors=True)
            begun = time.perf_counter()
            client.get()
            taken.append(time.perf_counter() - begun)
        used = max(spent(pid) - before, TICK)
    return taken, used / len(taken)
