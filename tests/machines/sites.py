"""Web servers as operators start them, each with a folder of its own, and those who visit them."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from lxml import html

from tests.browsing import free_port

PATIENCE = 180
UNSET = {"DATABASE_URL", "DATABASE_REPLICAS", "SITE_URL", "BEHIND_HTTPS", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE"}


def wait_until(is_so: Callable[[], object], what: str):
    """Wait for what is to be seen, and give it; fail after a time in which it must have come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {PATIENCE} s in vain: {what}")


def environment(folder, databases):
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return (
        kept
        | databases
        | {"DATA_DIR": str(folder), "SECRET_KEY": "one for all machines, of fifty letters and more", "API_LIMIT": "0"}
    )


def run_python(code, folder, databases):
    """What a program of ours prints, read as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(folder, databases), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def serving(folders, databases, workers=2):
    """A server for each folder, started at the same moment; gives their ports."""
    ports, running = [free_port() for _ in folders], []
    command = [sys.executable, "-c", "from iscm.cli.main import main; main()", "serve", "--workers", str(workers)]
    try:
        for folder, port in zip(folders, ports, strict=True):
            folder.mkdir(exist_ok=True)
            with (folder / "log").open("ab") as log:
                running.append(
                    subprocess.Popen(
                        [*command, "--port", str(port)], env=environment(folder, databases), stdout=log, stderr=log
                    )
                )
        for folder, port, process in zip(folders, ports, running, strict=True):
            wait_until(lambda: answers(port, process, folder), f"a page from port {port}")  # noqa: B023  # called at once
        yield ports
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(PATIENCE)


def answers(port, process, folder):
    assert process.poll() is None, (folder / "log").read_text()[-3000:]
    try:
        status = Visitor(port).get("/calendar/2024/").status
    except OSError:
        return False
    assert status < 500, (folder / "log").read_text()[-3000:]
    return status == 200


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    def form(self, kind):
        """The fields of the form of this class, as a browser would send them."""
        (form,) = [form for form in html.fromstring(self.text).forms if kind in form.get("class", "").split()]
        return {name: (value or "").removeprefix("\n") for name, value in form.fields.items()}


@dataclass
class Visitor:
    """A browser with its cookies and without redirects, or a program with its key; comes to one port at a time."""

    port: int
    key: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, typed):
        return self.ask("POST", path, urlencode(typed), {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path, told, **headers):
        return self.ask("POST", path, json.dumps(told), {"Content-Type": "application/json", **headers})

    def ask(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookie = (
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        )
        key = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            connection.request(method, path, body, {**dict(headers), **cookie, **key})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers, text)


@contextmanager
def at_work(*works):
    """Do all of these again and again, each in a thread of its own, while the block runs; errors come out of it."""
    is_over, errors = threading.Event(), []

    def keep_doing(work):
        try:
            while not is_over.is_set():
                work()
        except BaseException as error:  # noqa: BLE001  # raised below, where the test sees it
            errors.append(error)

    threads = [threading.Thread(target=keep_doing, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield errors
    finally:
        is_over.set()
        for thread in threads:
            thread.join(PATIENCE)
    if errors:
        raise errors[0]
