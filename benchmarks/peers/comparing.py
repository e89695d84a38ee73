"""What a reader, a subscriber and a program ask, of the register and of others, over HTTP, one client, in turns."""

import os
import statistics
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from benchmarks.measuring import Measure
from benchmarks.peers.asking import Ask, answer_of, compare, ratio
from benchmarks.peers.meetings import made_up
from benchmarks.peers.programs import datasette, nginx, radicale
from iscm.data import load_vocabulary
from tests.browsing import serving

SIZE, OURS, PEERS, UNCHANGED = 6_000, "iscm", ("Radicale", "Datasette", "nginx"), 0.001
FEED, API, PAGE = "/calendar.ics?mechanism={mechanism}&from=1985-01-01", "/api/v1/meetings?limit=50", "/calendar/2024/"
MONTH, TABLE = f"{PAGE}?view=month&month=5", "/register/meetings"
BASIC = {"Authorization": "Basic " + b64encode(b"bench:x").decode()}
QUERY = b"""<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="20240501T000000Z" end="20240601T000000Z"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
REPORT = {**BASIC, "Depth": "1", "Content-Type": "application/xml"}


@dataclass(frozen=True)
class Addresses:
    """Where our feed and our month of the mechanism are."""

    feed: str
    month: str


@dataclass(frozen=True)
class Question:
    """The same question to several programs.

    `must` is how many times as fast as each we have to be, `most` the seconds that we may take.
    """

    name: str
    asked: Mapping[str, Ask]
    must: Mapping[str, float]
    most: float | None = None

    def told(self, times: Mapping[str, float], processor: Mapping[str, float]) -> str:
        """How fast we are beside each of the others, what is wanted, and the same by processor time."""
        wanted = {program: f", wanted {times:g}" for program, times in self.must.items()}
        return "; ".join(
            f"{value:.2g} × {program}{wanted.get(program, '')} (by processor time {processor[program]:.2g})"
            for program, value in times.items()
        )


def measure_peers() -> Iterator[Measure]:
    """Start all that can be had on the same made-up meetings, ask, and stop them."""
    with ExitStack() as stack:
        folders = {name: Path(stack.enter_context(TemporaryDirectory())) for name in (OURS, *PEERS)}
        meetings = made_up(SIZE)
        port, pid, mechanism = _serve_ours(folders[OURS], stack)
        addresses = Addresses(FEED.format(mechanism=mechanism), f"{MONTH}&mechanism={mechanism}")
        asked = {"feed.ics": addresses.feed, "api.json": API, "list.html": PAGE}
        files = {name: answer_of(Ask(port, path))[1] for name, path in asked.items()}
        peers = (
            radicale(folders["Radicale"], meetings), datasette(folders["Datasette"], meetings),
            nginx(folders["nginx"], files),
        )  # fmt: skip
        running = [stack.enter_context(peer) for peer in peers if peer is not None]
        ports = {OURS: port, **{peer.name: peer.port for peer in running}}
        for question in questions(ports, addresses):
            yield from _measured(question, {OURS: pid, **{peer.name: peer.pid for peer in running}})


def questions(ports: Mapping[str, int], addresses: Addresses) -> Iterator[Question]:
    """What is asked of the programs that are there."""

    def of(name: str, must: Mapping[str, float], most: float | None = None, **asked: Any) -> Question:
        there = {program: more for program, more in asked.items() if program in ports}
        found = {program: Ask(ports[program], **(more if isinstance(more, dict) else {"path": more}))
                 for program, more in there.items()}  # fmt: skip
        return Question(name, found, {program: times for program, times in must.items() if program in ports}, most)

    tag = answer_of(Ask(ports[OURS], addresses.feed))[0]["etag"]
    feed, unchanged = addresses.feed, {"path": addresses.feed, "headers": {"If-None-Match": tag}, "status": 304}
    days = "first__gte=2024-{}&first__lte=2024-{}"
    calendar, year = {"path": "/bench/m0/", "headers": BASIC}, days.format("01-01", "12-31")
    month = {"path": "/bench/m0/", "method": "REPORT", "status": 207, "headers": REPORT, "body": QUERY}
    yield of(
        "feed of one mechanism, made afresh", {"Radicale": 3, "Datasette": 3},
        iscm=f"{feed}&n={{n}}", Radicale=calendar, Datasette="/register/feed.ics?mechanism=0", nginx="/feed.ics",
    )  # fmt: skip
    yield of("the same feed, made before", {"nginx": 0.2}, iscm=feed, nginx="/feed.ics")
    yield of("the same feed, unchanged", {"nginx": 0.2}, UNCHANGED, iscm=unchanged, nginx="/feed.ics")
    yield of(
        "API, a page of 50", {"Datasette": 25}, iscm=API, Datasette=f"{TABLE}.json?_size=50", nginx="/api.json"
    )  # fmt: skip
    yield of(
        "list of a year, made afresh", {"Datasette": 20},
        iscm=f"{PAGE}?n={{n}}", Datasette=f"{TABLE}?{year}&_size=200", nginx="/list.html",
    )  # fmt: skip
    yield of("list of a year, made before", {}, iscm=PAGE, nginx="/list.html")
    here = f"{TABLE}?mechanism=0&{days.format('05-01', '05-31')}"
    yield of("one month of one mechanism", {}, iscm=f"{addresses.month}&n={{n}}", Radicale=month, Datasette=here)


def _measured(question: Question, pids: Mapping[str, int]) -> Iterator[Measure]:
    found = compare(question.asked, pids)
    ours = found.pop(OURS)
    for program, taken in found.items():
        yield _measure(question, program, taken.seconds)
    times = {program: ratio(ours.seconds, taken.seconds) for program, taken in found.items()}
    processor = {program: ratio(ours.processor, taken.processor) for program, taken in found.items()}
    limits = [statistics.median(ours.seconds) * times[program] / must for program, must in question.must.items()]
    limits += [question.most] if question.most else []
    note = question.told(times, processor)
    yield _measure(question, OURS, ours.seconds, target=min(limits, default=None), note=note)


def _measure(question: Question, program: str, taken: list[float], **more: Any) -> Measure:
    name = f"{question.name}: {program}"
    return Measure(name, "peers", len(taken), statistics.median(taken), min(taken), max(taken), **more)


def _serve_ours(folder: Path, stack: ExitStack) -> tuple[int, int, str]:
    """Our port and process, and the slug of the mechanism that has most of the made-up meetings."""
    os.environ["API_LIMIT"] = "0"
    command = [sys.executable, "-m", "benchmarks.peers.fill", str(SIZE)]
    subprocess.run(command, env=serving(folder).environ, check=True, capture_output=True)
    served = serving(folder)
    address = stack.enter_context(served)
    return int(urlsplit(address).port or 0), served.process.pid, next(iter(load_vocabulary().mechanisms))
