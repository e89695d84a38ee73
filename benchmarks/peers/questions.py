"""The same questions to several programs, with what is wanted: how many times as fast as each of the others."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.asking import Ask, answer_of
from benchmarks.scale.operations import COMMON, MECHANISM, SINCE, YEAR

OURS, RADICALE, DATASETTE, NGINX, STORED = "iscm", "Radicale", "Datasette", "nginx", "Django, stored bytes"
FEED, API = f"/calendar.ics?mechanism={MECHANISM}&from={SINCE}", "/api/v1/meetings?limit=50"
LIST, TABLE = f"/calendar/{YEAR}/", "/register/meetings"
MONTH = f"{LIST}?view=month&month=5&n={{n}}"
BASIC = {"Authorization": "Basic " + b64encode(b"bench:x").decode()}
QUERY = b"""<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="20240501T000000Z" end="20240601T000000Z"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
REPORT = {**BASIC, "Depth": "1", "Content-Type": "application/xml"}
OF_YEAR = f"first__gte={YEAR}-01-01&first__lte={YEAR}-12-31"
Wanted = Mapping[str, tuple[float | None, float]]


@dataclass(frozen=True)
class Question:
    """What is asked of each program. `wanted` is how many times as fast as another we must be, if that can
    be said, and aim to be.
    """

    name: str
    asked: Mapping[str, Ask]
    wanted: Wanted = field(default_factory=dict)


def questions(ports: Mapping[str, int], folder: Path) -> Iterator[Question]:
    """At the usual size, of the programs that are there; `folder` is where our server keeps its files."""

    def of(name: str, wanted: Wanted, **asked: Any) -> Question:
        return _question(name, ports, wanted, asked)

    unchanged = {name: _unchanged(ports[OURS], path) for name, path in (("feed", FEED), ("list", LIST))}
    month = {"path": "/bench/all/", "method": "REPORT", "status": 207, "headers": REPORT, "body": QUERY}
    stored = {STORED: "/list.html"}
    yield of("list of a year, made afresh", {DATASETTE: (20, 40)},
             iscm=f"{LIST}?n={{n}}", Datasette=f"{TABLE}?{OF_YEAR}", nginx="/list.html")  # fmt: skip
    yield of("list of a year, made before", {}, iscm=LIST, nginx="/list.html", **stored)
    yield of("list of a year, unchanged", {STORED: (None, 0.8)}, iscm=unchanged["list"], nginx="/list.html", **stored)
    yield of("one mechanism and year, made afresh", {},
             iscm=f"{LIST}?mechanism={MECHANISM}&n={{n}}", Datasette=f"{TABLE}?mechanism=0&{OF_YEAR}")  # fmt: skip
    yield of("one month, made afresh", {RADICALE: (100, 250)}, iscm=MONTH, Radicale=month,
             Datasette=f"{TABLE}?first__gte={YEAR}-05-01&first__lte={YEAR}-05-31")  # fmt: skip
    yield of("search, common word", {DATASETTE: (5, 9)},
             iscm=f"/search/?q={COMMON}&n={{n}}", Datasette=f"{TABLE}?_search={COMMON}")  # fmt: skip
    yield of("feed of one mechanism, made afresh", {RADICALE: (3, 5), DATASETTE: (3, 5)}, iscm=f"{FEED}&n={{n}}",
             Radicale={"path": "/bench/m0/", "headers": BASIC}, Datasette="/register/feed.ics?mechanism=0",
             nginx="/feed.ics")  # fmt: skip
    yield of("the same feed, made before", {}, iscm=FEED, nginx="/feed.ics")
    yield of("the same feed, unchanged", {NGINX: (0.2, 0.3)}, iscm=unchanged["feed"], nginx="/feed.ics")
    yield of(
        "API, a page of 50", {DATASETTE: (25, 60)}, iscm=API, Datasette=f"{TABLE}.json?_size=50", nginx="/api.json"
    )
    yield of("everything as iCalendar", {RADICALE: (4, 5.5)}, iscm=f"/calendar.ics?from={SINCE}&n={{n}}",
             Radicale={"path": "/bench/all/", "headers": BASIC})  # fmt: skip
    everything = {"path": "/data/all/meetings.csv?n={n}", "forget": folder / "opendata"}
    yield of("all meetings as CSV, made afresh", {DATASETTE: (3, 4)}, iscm=everything,
             Datasette=f"{TABLE}.csv?_stream=on&_size=max")  # fmt: skip


def questions_at_largest(ports: Mapping[str, int]) -> Iterator[Question]:
    """What only says something of a large register."""
    both = {OURS: f"{LIST}?mechanism={MECHANISM}&n={{n}}", DATASETTE: f"{TABLE}?mechanism=0&{OF_YEAR}"}
    yield _question("one mechanism and year, made afresh", ports, {DATASETTE: (30, 75)}, both)
    both = {OURS: f"{LIST}?n={{n}}", DATASETTE: f"{TABLE}?{OF_YEAR}"}
    yield _question("list of a year, made afresh", ports, {}, both)


def _question(name: str, ports: Mapping[str, int], wanted: Wanted, asked: Mapping[str, Any]) -> Question:
    there = {program: more for program, more in asked.items() if program in ports}
    found = {
        program: Ask(ports[program], **(more if isinstance(more, dict) else {"path": more}))
        for program, more in there.items()
    }
    return Question(name, found, wanted)


def _unchanged(port: int, path: str) -> dict[str, Any]:
    tag = answer_of(Ask(port, path)).headers["etag"]
    return {"path": path, "headers": {"If-None-Match": tag}, "status": 304}
