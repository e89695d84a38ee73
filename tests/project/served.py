"""The server as `iscm serve` starts it, with a few small views of this file in place of the site."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from tests.browsing import free_port

PATIENCE = 60
SETTINGS = """
from tests.settings import *
ROOT_URLCONF = "tests.project.served"
LIMIT_FREE = ()
from iscm.project import receiving
receiving.PATIENCE = 4.0
"""
START = """
import sys
from iscm.cli.store import open_store
open_store()
from iscm.cli import serving
serving.serve("127.0.0.1", int(sys.argv[1]), int(sys.argv[2]))
"""


def plain(request: HttpRequest) -> HttpResponse:
    """What is kept, or a form that came whole."""
    return HttpResponse(f"{request.method} {len(request.body)}")


def endless(request: HttpRequest) -> StreamingHttpResponse:
    """An answer that nobody reads to the end."""
    return StreamingHttpResponse(b"x" * 65_536 for _ in range(1_000_000))


def search(request: HttpRequest) -> HttpResponse:
    """What is costly: made anew for whoever asks, each time."""
    from iscm.register.toll import tolled

    return tolled(lambda: time.sleep(0.05) or HttpResponse("found"))


def held(request: HttpRequest) -> HttpResponse:
    """How many bodies are waited for, and long answers sent, at this moment."""
    from iscm.project import receiving, sending

    return HttpResponse(sum((receiving._OF_ONE._held + sending._OF_ONE._held).values()))


plain.csrf_exempt = True
urlpatterns = [
    path("", plain, name="home"),
    path("endless/", endless),
    path("held/", held),
    path("search/", search, name="search"),
]


@contextmanager
def served(folder: Path, workers: int = 1, **environ: str) -> Iterator[int]:
    """The port on which the views above are served."""
    (folder / "served_settings.py").write_text(SETTINGS)
    port = free_port()
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "served_settings", "PYTHONPATH": f"{folder}:."} | environ
    command = [sys.executable, "-c", START, str(port), str(workers)]
    process = subprocess.Popen(command, env=told)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def ask(port: int, method: str, address: str, body: bytes | None = None) -> tuple[int, bytes]:
    """The status and content of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, address, body)
    response = connection.getresponse()
    found = response.status, response.read()
    connection.close()
    return found


def wait_until_nothing_is_held(port: int) -> None:
    """A slot is given back a moment after its client was cut off or went away."""
    end = time.monotonic() + PATIENCE
    while ask(port, "GET", "/held/") != (200, b"0"):
        assert time.monotonic() < end, "slots are still held"
        time.sleep(0.05)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            ask(port, "GET", "/")
            return
        time.sleep(0.05)
    raise AssertionError("the server did not come up")
