"""What is asked of a register of any size: the address of each operation."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.registers.shape import MECHANISMS
from benchmarks.registers.words import RARE_WORD

YEAR, MECHANISM, COMMON, COMMONEST, FAR = 2024, "rcm", "labour", "migration", 100
RANKED = "sort=relevance"
WORDS = (
    "asylum", "border", "climate", "data", "gender", "governance", "health", "integration", "law", "policy", "return",
    "smuggling", "technology", "trafficking", "youth",
)  # fmt: skip
SINCE = "1985-01-01"


@dataclass(frozen=True)
class Operation:
    """One question. `{n}` in the path is another number each time, `{day}` another day before all meetings, so that the
    answer is made afresh.

    Of one that `is_unchanged` the client has the answer already. `is_heavy` is asked a few times only. Where there are
    `paths`, each is asked once instead: the calls of the API take no word that means nothing.
    """

    name: str
    path: str = ""
    is_unchanged: bool = False
    is_heavy: bool = False
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What has to be looked up in a register first: meetings of the year, and the addresses of the first and of
    far pages of the API.
    """

    uids: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


def operations(found: Found) -> Iterator[Operation]:
    """All of them, the light ones first."""
    year, feed, api = f"/calendar/{YEAR}/", f"/calendar.ics?mechanism={MECHANISM}&from={SINCE}", "/api/v1/meetings"
    day, uid = "from={day}", found.uids[0]
    clashes = tuple(f"/api/v1/planning/clashes?meeting={each}" for each in found.uids)
    meetings = tuple(f"{api}/{each}" for each in found.uids)
    yield Operation("start page", "/?n={n}")
    yield Operation("list of a year", f"{year}?n={{n}}")
    yield Operation("list, kept", year)
    yield Operation("list, unchanged (304)", year, is_unchanged=True)
    yield Operation("list of a mechanism and year", f"{year}?mechanism={MECHANISM}&n={{n}}")
    yield Operation("month", f"{year}?view=month&month=5&n={{n}}")
    yield Operation("search, common word", f"/search/?q={COMMON}&n={{n}}")
    yield Operation("search, ranked", f"/search/?q={COMMON}&{RANKED}&n={{n}}")
    yield Operation("search, commonest word", f"/search/?q={COMMONEST}&n={{n}}")
    yield Operation("search, rare word", f"/search/?q={RARE_WORD}&n={{n}}")
    yield Operation("one meeting", f"/meetings/{uid}/?n={{n}}")
    yield Operation("one meeting, unchanged (304)", f"/meetings/{uid}/", is_unchanged=True)
    yield Operation("API, page of 50", paths=found.near)
    yield Operation(f"API, page {FAR} and further", paths=found.far)
    yield Operation("API, search", paths=tuple(f"{api}?q={word}" for word in (COMMON, *WORDS)))
    yield Operation("API, from a day on", f"{api}?limit=50&{day}")
    yield Operation("API, search from a day on", f"{api}?q={COMMON}&{day}")
    of_year = tuple(f"{api}?mechanism={slug}&year={YEAR}" for slug in MECHANISMS)
    yield Operation("API, mechanism and year", paths=of_year)
    yield Operation("API, one meeting", paths=meetings)
    yield Operation("API, unchanged (304)", f"{api}?limit=50", is_unchanged=True)
    yield Operation("clashes of a meeting", paths=clashes)
    yield Operation("mechanism page", f"/mechanisms/{MECHANISM}/?n={{n}}")
    yield Operation("country page", "/countries/ke/?n={n}")
    yield Operation("theme page", "/themes/labour-migration/?n={n}")
    yield Operation("news (Atom)", "/feeds/changes.atom?n={n}")
    yield Operation("feed of a mechanism", f"{feed}&n={{n}}", is_heavy=True)
    yield Operation("feed of a mechanism, kept", feed)
    yield Operation("feed of a mechanism, unchanged (304)", feed, is_unchanged=True)
    yield Operation("calendar of a year, iCalendar", f"/calendar.ics?year={YEAR}&n={{n}}", is_heavy=True)
    yield Operation("calendar of a year, CSV", f"/calendar/{YEAR}.csv?n={{n}}", is_heavy=True)
    yield Operation("calendar of a year, PDF", f"/calendar/{YEAR}.pdf?n={{n}}", is_heavy=True)
    yield Operation("everything as iCalendar", f"/calendar.ics?from={SINCE}&n={{n}}", is_heavy=True)
