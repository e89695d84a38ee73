"""The open data as files below DATA_DIR: made when they are first asked for, again when the register has changed.

Of a state of the register there is one folder, in which files come to stand as they are asked for: a table alone, a
package, or everything. Whatever stands there is whole, and is what `iscm export` writes.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from iscm.publication.opendata.archive import write_archive
from iscm.publication.opendata.forms import FORMS
from iscm.publication.opendata.naming import DESCRIPTOR, MARKER, Scope, scopes_of
from iscm.publication.opendata.tables import tables_of
from iscm.publication.opendata.terms import Terms
from iscm.register.queries import opendata
from iscm.register.queries.opendata import RegisterSource
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
class Overview:
    """A package before it is made: the rows of its table of meetings, when one of them changed last.

    `archive_size` is None while nobody has asked for the archive.
    """

    name: str
    year: int | None
    meetings: int
    changed_at: datetime | None
    archive_size: int | None


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


def found(path: str) -> Path | None:
    """One file of the export, None for a path that it has not; of what is made for it, no more than it needs.

    A table needs its rows, other files of a package that package. Raises `OSError` if it cannot be made.
    """
    file = _shelf() / state() / path
    if not file.is_file():
        with _ONE_AT_A_TIME, opendata.snapshot():
            file = _made(path) / path
    return file if file.is_file() else None


def archives() -> dict[str, int]:
    """The archives of this state that are made already, with their sizes, by the names of their packages."""
    return {path.stem: path.stat().st_size for path in sorted((_shelf() / state()).glob("*.zip"))}


def overview(made: Mapping[str, int]) -> tuple[Overview, ...]:
    """All packages: everything first, then the latest year. No file is made for it; two queries."""
    years = opendata.RegisterSource(terms()).years
    counted = opendata.counted_by_year()
    found = [
        Overview(one.folder, one.year, *counted.get(one.year, (0, None)), made.get(one.folder))
        for one in scopes_of(years)
    ]
    return (*found[:1], *reversed(found[1:]))


def _shelf() -> Path:
    return Path(settings.DATA_DIR) / "opendata"


def _made(path: str) -> Path:
    """The folder of this state, with what `path` needs; another process may make the same meanwhile."""
    source, shelf, name = opendata.RegisterSource(terms()), _shelf(), state()
    folder, scopes = shelf / name, scopes_of(source.years)
    scope = next((one for one in scopes if path.partition("/")[0].removesuffix(".zip") == one.folder), None)
    if any((folder / made).is_file() for made in (path or MARKER, MARKER, f"{scope.folder}.zip" if scope else MARKER)):
        return folder
    shelf.mkdir(exist_ok=True)
    draft = shelf / f".{os.getpid()}-{secrets.token_hex(4)}"
    try:
        draft.mkdir()
        _write(draft, source, scopes, scope, path)
        _put(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _tidy(shelf, name)
    return folder


def _write(draft: Path, source: RegisterSource, scopes: tuple[Scope, ...], scope: Scope | None, path: str) -> None:
    from iscm.publication.opendata import folder  # noqa: PLC0415  # loads what makes graphs

    order = folder.Order(terms(), scopes, tuple(FORMS))
    name, _, form = path.partition("/")[2].partition(".")
    table = next((one for one in tables_of(is_whole=scope.year is None) if one.name == name), None) if scope else None
    if scope is None:
        folder.write_export(draft, source, order, lambda *_: None)
    elif table and form in FORMS:
        (draft / scope.folder).mkdir()
        folder.write_table(draft / scope.folder, table, source.rows(name, scope.year), (form,))
        return
    else:
        folder.write_package(draft / scope.folder, source, order, scope)
    for one in scopes if scope is None else (scope,):
        write_archive(draft / one.folder, draft / f"{one.folder}.zip")


def _put(draft: Path, folder: Path) -> None:
    """Each file at once in its place, the archives and the list of all last: they say that what they name is there."""
    written = [path.relative_to(draft) for path in draft.rglob("*") if path.is_file()]
    for path in sorted(written, key=lambda one: (one.name == MARKER, one.suffix == ".zip", one)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).replace(folder / path)


def _tidy(shelf: Path, name: str) -> None:
    """Older exports go, and drafts that nobody finished; whoever still reads a file of theirs reads it to its end."""
    made = (shelf / name).stat().st_mtime
    for path in shelf.iterdir():
        is_draft = path.name.startswith(".")
        with suppress(FileNotFoundError):  # another process tidies too
            if path.name != name and path.stat().st_mtime < (time.time() - STALE if is_draft else made):
                shutil.rmtree(path, ignore_errors=True)


def package(folder: Path) -> PackageLine:
    """A package as its descriptor tells it."""
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
