"""The register and the site: build, start, every address with its time and queries, feeds."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measure, measure
from tests.browsing import serving

LANGUAGES = {"en", "ar"}
PAGE_TARGET, BUILD_TARGET, START_TARGET = 0.05, 10.0, 1.4


def measure_site() -> Iterator[Measure]:
    """All measures of the site whose register is built already."""
    yield _build()
    yield _start()
    from django.test import Client

    # It asks for the settings as soon as it is imported.
    from tests.walking import kind_of, walk

    client = Client(SERVER_NAME="localhost")
    slowest: dict[tuple, Measure] = {}
    for path in walk(lambda path: _html(client, path)):
        kind = kind_of(path)
        if kind[0] in LANGUAGES:
            found = _page(client, path)
            slowest[kind] = max(slowest.get(kind, found), found, key=lambda one: one.median)
    yield from sorted(slowest.values(), key=lambda one: one.name)


def _page(client, path: str) -> Measure:
    """One page made afresh, with its number of queries, its size, and the time of a 304."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    size = len(b"".join(answer)) if answer.streaming else len(answer.content)
    note = f"{answer.status_code}, {len(queries)} queries, {size / 1000:.0f} kB"
    if tag := answer.headers.get("ETag"):
        again = measure("pages", path, lambda: client.get(path, headers={"if-none-match": tag}))
        note += f"; unchanged: 304 in {again.median * 1000:.1f} ms"
    return measure("pages", path, lambda: client.get(path), target=PAGE_TARGET, note=note)


def _html(client, path: str) -> str:
    answer = client.get(path)
    is_page = not answer.streaming and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""


def _build() -> Measure:
    taken = []
    for _ in range(3):
        with TemporaryDirectory() as folder:
            code = (
                "import sys, time; from iscm.cli.store import open_store; open_store(); from iscm.cli import serving; "
                "start = time.perf_counter(); serving.build_if_needed(); print(time.perf_counter() - start)"
            )
            environ = serving(Path(folder)).environ
            done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
            taken.append(float(done.stdout))
    median = sorted(taken)[1]
    return Measure("register from the carried records", "register", 3, median, min(taken), max(taken), BUILD_TARGET)


def _start() -> Measure:
    taken = []
    with TemporaryDirectory() as folder:
        with serving(Path(folder)):
            pass
        for _ in range(3):
            start = time.perf_counter()
            with serving(Path(folder)):
                taken.append(time.perf_counter() - start)
    median = sorted(taken)[1]
    return Measure("iscm serve to the first page", "register", 3, median, min(taken), max(taken), START_TARGET)
