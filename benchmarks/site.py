"""The register and the site: build, start, every address with its time and queries, feeds."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measure, measure
from tests.browsing import serving

PAGE_TARGET, BUILD_TARGET, START_TARGET = 0.05, 10.0, 3.0


def measure_site() -> Iterator[Measure]:
    """All measures of the site whose register is built already."""
    yield _build()
    yield _start()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    # It asks for the settings as soon as it is imported.
    from tests.walking import walk

    client = Client(SERVER_NAME="localhost")
    for path in sorted(walk(lambda path: _html(client, path))):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        size = len(b"".join(answer)) if answer.streaming else len(answer.content)
        note = f"{answer.status_code}, {len(queries)} queries, {size / 1000:.0f} kB"
        yield measure("pages", path, lambda path=path: client.get(path), target=PAGE_TARGET, note=note)
        if tag := answer.headers.get("ETag"):
            again = lambda path=path, tag=tag: client.get(path, headers={"if-none-match": tag})  # noqa: E731
            yield measure("unchanged", path, again, target=PAGE_TARGET, note=str(again().status_code))


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
