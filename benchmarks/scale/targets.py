"""The targets that a register of several sizes can answer by itself; those beside other programs are with the peers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.registers.cache import POSTGRESQL, SQLITE
from benchmarks.scale.operations import FAR
from benchmarks.verdicts import Verdict

Json = Mapping[str, Any]
USUAL, LARGE = 6_000, 100_000
LOAD, LOAD_AIM = 1_500, 5_000
# Those that answer without looking at more than they show.
UNCHANGED = ("list, unchanged (304)", "one meeting, unchanged (304)", "API, unchanged (304)",
             "feed of a mechanism, unchanged (304)")  # fmt: skip
FLAT = ("list of a year", "one meeting", "API, page of 50")
RAW = "full-text index alone, common word, ranked"
RECONCILED, MOST_RECONCILED = "a document of 1,000 rows taken in", 10_000


def verdicts(measured: Sequence[Json]) -> Iterator[Verdict]:
    """Of each database, from what the results file has of it."""
    for database in dict.fromkeys(one["database"] for one in measured):
        here = sorted((one for one in measured if one["database"] == database), key=lambda one: one["size"])
        usual = next((one for one in here if one["size"] == USUAL), here[0])
        yield from _of(here[0], usual, here[-1])


def _of(small: Json, usual: Json, large: Json) -> Iterator[Verdict]:
    name, most = large["database"], f"{large['size']:,}"
    yield from _unchanged(name, small, large)
    for operation in FLAT if large["size"] > usual["size"] else ():
        ratio = _ratio(large, usual, operation)
        yield _verdict(f"{name}: {operation}, median at {most} against {usual['size']:,}", 1.5, 1.1, ratio)
    far = _ratio(large, large, f"API, page {FAR} and further", "API, page of 50")
    yield _verdict(f"{name}: API, page {FAR} against the first at {most}", 1.5, 1.1, far)
    if name == SQLITE and large["size"] >= LARGE:
        # In a small register the way to the page takes longer than any index.
        yield _ranked(most, large)
    newest = figure(large, "search, common word", "p99")
    yield _verdict(f"{name}: search by date with its count at {most}, p99", 30, 15, newest, unit="ms")
    clashes = figure(large, "clashes of a meeting", "p50")
    yield _verdict(f"{name}: clashes of a meeting against {most}", 50, None, clashes, unit="ms")
    taken_in = figure(large, RECONCILED, "p50")
    yield _verdict(f"{name}: {RECONCILED} at {most}", MOST_RECONCILED, None, taken_in, unit="ms")
    yield _verdict(f"{name}: memory of two workers at {usual['size']:,}", 200, 150, usual["held"], unit="MiB")
    if large["size"] > usual["size"]:
        grown = large["export_most"] / usual["export_most"] if usual["export_most"] and large["export_most"] else None
        yield _verdict(f"{name}: memory of the whole export at {most} against {usual['size']:,}", 1.5, 1.1, grown)
    loaded = large["loaded"]["meetings"] / large["loaded"]["seconds"]
    aim = LOAD_AIM if name == POSTGRESQL else None
    yield Verdict(f"{name}: meetings loaded a second at {most}", LOAD, aim, loaded, "a second", is_least=True)


def _unchanged(name: str, small: Json, large: Json) -> Iterator[Verdict]:
    """The slowest of the unchanged answers has to be fast enough."""
    rates = [rate for operation in UNCHANGED if (rate := figure(large, operation, "rps")) is not None]
    most = f"{large['size']:,}"
    found = min(rates) if len(rates) == len(UNCHANGED) else None
    title = f"{name}: 304 a second at {most}, the slowest of {len(UNCHANGED)}"
    yield Verdict(title, 1_000, 1_950, found, "a second", is_least=True)
    if large["size"] == small["size"]:
        return
    ratios = [ratio for operation in UNCHANGED if (ratio := _ratio(large, small, operation)) is not None]
    worst = max(ratios) if len(ratios) == len(UNCHANGED) else None
    yield _verdict(f"{name}: 304, median at {most} against {small['size']:,}", 1.2, None, worst)


def _ranked(most: str, large: Json) -> Verdict:
    ours, raw = (figure(large, operation, "p99") for operation in ("search, ranked", RAW))
    ratio = ours / raw if ours and raw else None
    return _verdict(f"SQLite: search ranked at {most}, p99 against the index alone", 1.2, 0.3, ratio)


def _verdict(title: str, must: float, aim: float | None, found: float | None, unit: str = "×") -> Verdict:
    return Verdict(title, must, aim, found, unit, note="" if found is not None else "see the fault in the tables")


def _ratio(over: Json, under: Json, operation: str, other: str = "") -> float | None:
    one, two = figure(over, operation, "p50"), figure(under, other or operation, "p50")
    return one / two if one and two else None


def figure(measured: Json, operation: str, name: str) -> float | None:
    """One figure of an operation, None where it could not be measured."""
    return measured["samples"].get(operation, {}).get(name)
