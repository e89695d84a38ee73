"""The API: every call of the built register; then lists of registers of two sizes, to their hundredth part."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from urllib.parse import quote

from benchmarks.measuring import Measure, measure
from benchmarks.peers.asking import ratio

ROOT, SIZES, PARTS, ROUNDS, RUNS = "/api/v1", (6_000, 60_000), 100, 3, 15
CALL_TARGET, UNCHANGED, FLAT = 0.05, 0.01, 1.5
NARROWED = ("/meetings?mechanism=gfmd&year=2022", "/meetings?q=labour")
FIRST = "/meetings?limit=50"
LISTS = {
    "first part": FIRST,
    "of a mechanism": "/meetings?mechanism=gfmd",
    "of a year": "/meetings?year=2022",
    "last changes": "/meetings?sort=-modified",
    "changes": "/changes",
    "mechanisms": "/mechanisms",
    "countries": "/countries",
    "themes": "/themes",
    "initiatives": "/initiatives",
    "materials": "/materials",
}


def measure_api() -> Iterator[Measure]:
    """Every call, afresh and unchanged; then the same lists of registers of two sizes, in turns."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for path in _calls(client):
        tag = client.get(path).headers["ETag"]
        yield measure("api", path, lambda path=path: client.get(path), target=CALL_TARGET)
        again = {"if-none-match": tag}
        name = f"{path}, unchanged"
        yield measure("api", name, lambda path=path, again=again: client.get(path, headers=again), target=UNCHANGED)
    yield from _sizes()


def _calls(client) -> Iterator[str]:
    """An address of every call that the description has and that this register can answer."""
    from iscm.api.openapi import described

    for pattern, methods in described()["paths"].items():
        path, _, rest = pattern.partition("/{")
        answer = client.get(path)
        if "get" not in methods or answer.status_code != 200:
            continue
        if not rest:
            yield path
        elif items := answer.json()["items"]:
            names = [part.strip("{}") for part in rest.split("/")]
            yield "/".join([path, *(quote(str(items[0][_key(name)]), safe="") for name in names)])
    yield from (ROOT + path for path in NARROWED)


def _key(parameter: str) -> str:
    """The field of an item that a part of an address names."""
    return {"code": "alpha_2"}.get(parameter, parameter)


def _sizes() -> Iterator[Measure]:
    with ExitStack() as stack:
        folders = [stack.enter_context(TemporaryDirectory()) for _ in SIZES]
        for folder, size in zip(folders, SIZES, strict=True):
            _run(folder, "benchmarks.peers.fill", str(size))
        rounds = [[_medians(folder) for folder in folders] for _ in range(ROUNDS)]
    for name in rounds[0][0]:
        small, large = ([each[place][name] for each in rounds] for place in (0, 1))
        yield _measure(SIZES[0], name, small)
        times, note = ratio(small, large) ** -1, f"at most {FLAT} times that of {SIZES[0]:,}"
        yield _measure(SIZES[1], name, large, target=statistics.median(large) * times * FLAT, note=note)


def _measure(size: int, name: str, taken: list[float], **more) -> Measure:
    middle = statistics.median(taken)
    return Measure(f"{size:,} meetings, {name}", "api", ROUNDS * RUNS, middle, min(taken), max(taken), **more)


def _medians(folder: str) -> dict[str, float]:
    """Medians by name, of a register of its own in a process of its own."""
    pairs = (line.split("\t") for line in _run(folder, "benchmarks.api").splitlines() if "\t" in line)
    return {name: float(median) for name, median in pairs}


def _run(folder: str, module: str, *arguments: str) -> str:
    environ = os.environ | {"DATA_DIR": folder, "API_LIMIT": "0"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Open the store of DATA_DIR, measure each list, print."""
    from iscm.cli.store import open_store

    open_store()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    far = ROOT + FIRST
    for _ in range(PARTS):
        far = client.get(far).json()["next"]
    for name, path in {**{name: ROOT + path for name, path in LISTS.items()}, f"part {PARTS}": far}.items():
        print(f"{name}\t{measure('api', name, lambda path=path: client.get(path), runs=RUNS).median}")


if __name__ == "__main__":
    main()
