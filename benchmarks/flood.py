"""A flood of costly searches, and readers of kept pages beside it: `python -m benchmarks.flood ADDRESS [SECONDS]`.

The flood asks for what is never kept; readers ask for a page that is. What is told: how each was answered, and how
long readers waited with and without the flood.
"""

import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

FLOODING, READING = 24, 2
PATIENCE = 60


@dataclass
class Told:
    """How answers were, by status (0 for none), and the seconds that each took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def note(self, status: int, seconds: float) -> None:
        """Add an answer."""
        self.statuses[status] += 1
        self.seconds.append(seconds)

    def summary(self) -> str:
        """In one line."""
        if not self.seconds:
            return "nothing"
        middle, slowest = statistics.median(self.seconds), max(self.seconds)
        return f"{dict(self.statuses)}, median {middle * 1000:.0f} ms, slowest {slowest * 1000:.0f} ms"


def ask(address: str, path: str, told: Told) -> None:
    """One request over a connection of its own."""
    parts, begun, status = urlsplit(address), time.perf_counter(), 0
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, HTTPException):
        pass
    finally:
        connection.close()
    told.note(status, time.perf_counter() - begun)


def flood(address: str, kept: str, costly: str, asked: int, clients: int = FLOODING) -> tuple[Told, Told]:
    """How readers and flood were answered: `asked` pages are read while `clients` ask for `costly`, each time anew."""
    over, flooded, read = threading.Event(), Told(), Told()

    def search(number: int) -> None:
        step = 0
        while not over.is_set():
            step += 1
            ask(address, f"{costly}{number}x{step}", flooded)

    threads = [threading.Thread(target=search, args=(n,), daemon=True) for n in range(clients)]
    for one in threads:
        one.start()
    while not flooded.seconds:
        time.sleep(0.01)
    for _ in range(asked):
        ask(address, kept, read)
    over.set()
    for one in threads:
        one.join(PATIENCE)
    return read, flooded


def main(address: str, asked: int = 200) -> int:
    alone = Told()
    for _ in range(asked):
        ask(address, "/calendar.ics", alone)
    read, flooded = flood(address, "/calendar.ics", "/search/?q=migration+", asked)
    for name, told in (("readers alone", alone), ("readers in the flood", read), ("the flood", flooded)):
        print(f"{name:<21} {told.summary()}")
    return int(set(read.statuses) != {200})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:3])))
