"""Radicale, Datasette and nginx, each started with the same meetings; what cannot be had is left out with one line."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from benchmarks.peers.meetings import MECHANISMS, MadeUp
from iscm.publication.formats.ics import CalendarEvent, render_one
from tests.browsing import free_port

VENVS = Path(__file__).resolve().parents[2] / ".tools" / "peers"
# Fixed, so that runs can be compared.
VERSIONS = {"radicale": ["radicale==3.9.0"], "datasette": ["datasette==0.65.5", "datasette-ics==0.5.2"]}
PATIENCE, THEMES = 60, 25
TABLES = """
CREATE TABLE mechanisms (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE themes (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE meetings (
  id INTEGER PRIMARY KEY, uid TEXT UNIQUE, title TEXT, first TEXT, last TEXT, country TEXT, attendance TEXT,
  mechanism INTEGER REFERENCES mechanisms(id), theme INTEGER REFERENCES themes(id)
);
CREATE INDEX by_first ON meetings (first);
CREATE INDEX by_mechanism ON meetings (mechanism, first);
CREATE INDEX by_theme ON meetings (theme);
CREATE INDEX by_country ON meetings (country);
CREATE VIRTUAL TABLE meetings_fts USING fts5 (title, content="meetings", content_rowid="id");
"""
# A list of ours has filters with counts too.
FACETS = {"facets": ["mechanism", "theme", "country", "attendance"], "sort": "first", "label_column": "title"}
FEED = {
    "sql": "SELECT uid AS event_uid, title AS event_name, first AS event_dtstart, last AS event_dtend FROM meetings "
    "WHERE mechanism = :mechanism ORDER BY first"
}
METADATA = {"databases": {"register": {"tables": {"meetings": FACETS}, "queries": {"feed": FEED}}}}
RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}/collections
"""
NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; types {{ text/calendar ics; application/json json; text/html html; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; keepalive_requests 1000000;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


@dataclass
class Running:
    """A program as long as the block runs, on a port of its own; `check` is an address that answers once it is up."""

    name: str
    command: Sequence[str | Path]
    port: int
    check: str
    process: subprocess.Popen | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Start, and wait until it answers anything at all."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([str(part) for part in self.command], **quiet)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.check}", timeout=5):
                    return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"{self.name} did not come up")

    @property
    def pid(self) -> int:
        """Its process; 0 while it does not run."""
        return self.process.pid if self.process else 0

    def __exit__(self, *_: object) -> None:
        """Stop it and wait."""
        if self.process:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            self.process.kill()
            self.process.wait()


def radicale(folder: Path, meetings: Iterable[MadeUp]) -> Running | None:
    """A calendar for each mechanism, and one of all."""
    python = _python("radicale")
    if python is None:
        return None
    root, port = folder / "collections" / "collection-root" / "bench", free_port()
    for one in meetings:
        for calendar in (root / f"m{one.mechanism}", root / "all"):
            calendar.mkdir(parents=True, exist_ok=True)
            (calendar / f"{one.uid}.ics").write_bytes(render_one([_event(one)]))
    for calendar in root.iterdir():
        (calendar / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    config = folder / "config"
    config.write_text(RADICALE.format(port=port, folder=folder))
    return Running("Radicale", [python, "-m", "radicale", "--config", config], port, "/.web/")


def datasette(folder: Path, meetings: Iterable[MadeUp]) -> Running | None:
    """One table with its keys, indices, facets and full-text search."""
    python = _python("datasette")
    if python is None:
        return None
    database, metadata, port = folder / "register.db", folder / "metadata.json", free_port()
    connection = sqlite3.connect(database)
    connection.executescript(TABLES)
    for table, number in (("mechanisms", MECHANISMS), ("themes", THEMES)):
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(n, f"{table} {n}") for n in range(number)])
    rows = (
        (
            one.n,
            one.uid,
            one.title,
            str(one.first),
            str(one.last),
            one.country,
            one.attendance,
            one.mechanism,
            one.theme,
        )
        for one in meetings
    )
    connection.executemany("INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executescript("INSERT INTO meetings_fts (meetings_fts) VALUES ('rebuild'); ANALYZE;")  # commits before
    connection.close()
    metadata.write_text(json.dumps(METADATA))
    command = [python, "-m", "datasette", "serve", database, "--metadata", metadata, "--port", port]
    return Running("Datasette", [str(part) for part in command], port, "/-/versions.json")


def nginx(folder: Path, files: dict[str, bytes]) -> Running | None:
    """Finished files."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        print("nginx is left out: not installed", file=sys.stderr)
        return None
    (folder / "files").mkdir()
    for name, content in files.items():
        (folder / "files" / name).write_bytes(content)
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, user=user))
    return Running("nginx", [program, "-p", folder, "-c", folder / "nginx.conf"], port, "/none")


def _python(name: str) -> Path | None:
    """The Python of a virtual environment with this program alone, made on the first run; None if it cannot be had."""
    home = VENVS / name
    python = home / "bin" / "python"
    done = home / "-".join(VERSIONS[name])
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        command = [python, "-m", "pip", "install", "-q", *VERSIONS[name]]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            print(f"{name} is left out: it cannot be installed", file=sys.stderr)
            return None
        done.touch()
    return python


def _event(one: MadeUp) -> CalendarEvent:
    return CalendarEvent(
        uid=one.uid, changed=one.changed, sequence=0, first=one.first, last=one.last, summary=one.title,
        status="CONFIRMED", url=f"https://calendar.example.org/meetings/{one.uid}/", location=one.country,
        description=f"{one.first} to {one.last}", categories=(f"mechanism {one.mechanism}",),
    )  # fmt: skip
