"""The open data as files below DATA_DIR: made when they are first asked for, again when the register has changed."""

import hashlib
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from iscm.publication.opendata.archive import write_archive
from iscm.publication.opendata.forms import FORMS
from iscm.publication.opendata.naming import DESCRIPTOR, scopes_of
from iscm.publication.opendata.terms import Terms
from iscm.register.queries import opendata
from iscm.register.queries.stamps import version
from iscm.website.conditional import build

STALE = 3600  # seconds after which a draft that nobody finished is taken away
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table of a package: `files` are (form, path below that of the data, bytes)."""

    name: str
    title: str
    says: str
    rows: int
    files: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package as its descriptor tells it. `modified` is the moment of its last change, None for an empty one."""

    name: str
    year: int | None
    modified: str | None
    archive_size: int
    tables: tuple[TableLine, ...]

    @property
    def meetings(self) -> int:
        """The rows of its table of meetings: addresses that lead on are among them."""
        return next(table.rows for table in self.tables if table.name == "meetings")


def terms() -> Terms:
    """Who publishes, under which licence, where."""
    return Terms(settings.SITE_URL, settings.PUBLISHER, settings.LICENCE)


def state() -> str:
    """A name for what the files are made from: the register, the settings, the program."""
    made_from = (version(), terms(), build(), _queries())
    return hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]


def files() -> Path:
    """The folder of the export that fits the register; made now if there is none. Raises `OSError` if it cannot be."""
    shelf = Path(settings.DATA_DIR) / "opendata"
    if not (shelf / state()).is_dir():
        with _ONE_AT_A_TIME, opendata.snapshot():
            _make(shelf, state())
            return shelf / state()
    return shelf / state()


def packages(folder: Path) -> tuple[PackageLine, ...]:
    """The packages of an export: everything first, then the latest year."""
    found = [_package(path.parent) for path in folder.glob(f"*/{DESCRIPTOR}")]
    return tuple(sorted(found, key=lambda one: (one.year is not None, -(one.year or 0))))


def _make(shelf: Path, name: str) -> None:
    """Another process may make the same meanwhile: the first one's stays."""
    from iscm.publication.opendata.folder import Order, write_export  # noqa: PLC0415  # loads what makes graphs

    if (shelf / name).is_dir():
        return
    shelf.mkdir(exist_ok=True)
    draft = shelf / f".{os.getpid()}-{secrets.token_hex(4)}"
    try:
        draft.mkdir()
        source = opendata.RegisterSource(terms())
        scopes = scopes_of(source.years)
        write_export(draft, source, Order(terms(), scopes, tuple(FORMS)), lambda *_: None)
        for scope in scopes:
            write_archive(draft / scope.folder, draft / f"{scope.folder}.zip")
        if not (shelf / name).is_dir():
            draft.rename(shelf / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _tidy(shelf, name)


def _tidy(shelf: Path, name: str) -> None:
    """Older exports go, and drafts that nobody finished; whoever still reads a file of theirs reads it to its end."""
    made = (shelf / name).stat().st_mtime
    for path in shelf.iterdir():
        is_draft = path.name.startswith(".")
        with suppress(FileNotFoundError):  # another process tidies too
            if path.name != name and path.stat().st_mtime < (time.time() - STALE if is_draft else made):
                shutil.rmtree(path, ignore_errors=True)


def _package(folder: Path) -> PackageLine:
    said = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    tables: dict[str, list[dict[str, Any]]] = {}
    for resource in said["resources"]:
        tables.setdefault(resource["path"].partition(".")[0], []).append(resource)
    return PackageLine(
        folder.name,
        said["iscm"]["year"],
        said.get("created"),
        folder.with_name(f"{folder.name}.zip").stat().st_size,
        tuple(
            TableLine(
                name,
                held[0]["title"],
                held[0]["description"].replace("`", ""),
                held[0]["rows"],
                tuple((one["format"], f"{folder.name}/{one['path']}", one["bytes"]) for one in held),
            )
            for name, held in tables.items()
        ),
    )


@cache
def _queries() -> str:
    """The version of what reads the rows."""
    digest = hashlib.sha256()
    for path in sorted(Path(opendata.__path__[0]).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
