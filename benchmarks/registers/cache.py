"""Registers that were loaded once and are kept outside the checkout, so that a second run need not load them again.

A folder for each state of generator and tables; those of other states are removed. `BENCH_CACHE` names another place.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import iscm.register
from benchmarks.registers.clusters import cluster
from tests.postgres import find_server

HERE = Path(__file__).parent
NO_GENERATOR = {"cache.py", "clusters.py"}
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASES = (SQLITE, POSTGRESQL)
LOADED, KEPT = "loaded.json", "registers-"


@dataclass(frozen=True)
class Register:
    """A register that can be asked: its size, database, the environment of programs, and what loading it took."""

    size: int
    database: str
    folder: Path
    environ: Mapping[str, str]
    loaded: Mapping[str, float]


def databases() -> tuple[str, ...]:
    """Those that this machine has."""
    if find_server():
        return DATABASES
    print("PostgreSQL is left out: there is no server program", file=sys.stderr)
    return (SQLITE,)


@contextmanager
def register(size: int, database: str) -> Iterator[Register]:
    """The made-up register of this size in this database, loaded if it is not there yet; its server runs meanwhile."""
    folder = _home() / f"{database.lower()}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / LOADED
    if not done.exists():
        shutil.rmtree(folder)
        folder.mkdir()
    with _opened(folder, database) as environ:
        if not done.exists():
            done.write_text(json.dumps(_load(size, database, environ)))
        yield Register(size, database, folder, environ, json.loads(done.read_text()))


def state() -> str:
    """The hash of the generator, of the tables and of the reference facts."""
    digest = hashlib.sha256()
    tables = Path(iscm.register.__path__[0]) / "migrations"
    generator = [path for path in sorted(HERE.glob("*.py")) if path.name not in NO_GENERATOR]
    for path in (*generator, *sorted(tables.glob("*.py"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _home() -> Path:
    """The folder of this state; others are removed. It has to be where another account may go, PostgreSQL's."""
    root = Path(os.environ.get("BENCH_CACHE") or f"/var/tmp/iscm-registers-{os.getuid()}")
    here = root / f"{KEPT}{state()}"
    here.mkdir(parents=True, exist_ok=True)
    for other in root.glob(f"{KEPT}*"):
        if other != here:
            shutil.rmtree(other)
    return here


@contextmanager
def _opened(folder: Path, database: str) -> Iterator[dict[str, str]]:
    environ = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environ |= {"DATA_DIR": str(folder), "SECRET_KEY": "measuring", "ALLOWED_HOSTS": "127.0.0.1,localhost"}
    environ |= {"API_LIMIT": "0"}
    programs = find_server()
    if database == SQLITE or programs is None:
        yield environ
        return
    with cluster(folder / "cluster", programs) as url:
        yield environ | {"DATABASE_URL": url}


def _load(size: int, database: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Load in a process of its own, whose memory is its own; what it said of itself."""
    print(f"loading {size:,} meetings into {database}", file=sys.stderr, flush=True)
    if database == POSTGRESQL:
        _create(environ["DATABASE_URL"])
    command = [sys.executable, "-m", "benchmarks.registers.loading", str(size)]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _create(url: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("@/iscm?", "@/postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE iscm")
