"""A package of everything, opened to build a register from it: a folder, or the same as a ZIP; nothing is unpacked."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.columns import Row, Table
from iscm.publication.opendata.descriptor import resource_name
from iscm.publication.opendata.forms import FORMS, read_table
from iscm.publication.opendata.naming import DESCRIPTOR, LAYOUT, WHOLE
from iscm.publication.opendata.tables import TABLES, tables_of

MAX_BYTES = 2 << 30
"""Of all tables together."""
MAX_DESCRIPTOR = 8 << 20
MAX_PARTS = 5_000
PIECE = 1 << 20
HASH = re.compile(r"sha256:[0-9a-f]{64}")
REMEDY = "Export it again."


class _Files(Protocol):
    """The files of a package by name."""

    def open(self, name: str) -> IO[bytes]:
        """One of them; raises `KeyError` or `OSError` if it is not there."""


class Package:
    """A package that was found whole: every table is there and has the hash that the descriptor gives."""

    def __init__(self, name: str, files: _Files, descriptor: bytes, forms: dict[str, str]) -> None:
        self.name = name
        self.descriptor = descriptor
        self._files = files
        self._forms = forms

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table; raises `UnreadableInputError` for what `iscm export` cannot have written."""
        form = FORMS[self._forms[table]]
        path = f"{table}.{form.suffix}"
        with (
            _readable(self.name),
            self._files.open(path) as content,
            io.TextIOWrapper(content, encoding="utf-8", newline="") as lines,
        ):
            yield from read_table(TABLES[table], form, lines, f"{self.name}/{path}")

    def named_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The same with the names of the columns."""
        names = TABLES[table].names
        return (dict(zip(names, row, strict=True)) for row in self.rows(table))


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The package of everything in a folder (that of an export will do) or a ZIP.

    Raises `UnreadableInputError` for one that is damaged, foreign, of a year, or of another layout.
    """
    name = path.name or str(path)
    with ExitStack() as held:
        with _readable(name):
            files = held.enter_context(_files_of(path, name))
            content = _read(files, DESCRIPTOR, MAX_DESCRIPTOR, name)
            package = Package(name, files, content, _checked(files, content, name))
        yield package


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Whatever a file or an archive cannot give is a fault of the package."""
    try:
        yield
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        what = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableInputError(name, f"cannot be read ({what.lower()[:80]})", REMEDY) from error


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str) -> IO[bytes]:
        path = self.folder / name
        if not path.is_file():  # a pipe would never end
            raise KeyError(name)
        return path.open("rb")


@contextmanager
def _files_of(path: Path, name: str) -> Iterator[_Files]:
    if path.is_dir():
        yield _Folder(path if (path / DESCRIPTOR).is_file() else path / WHOLE)
    elif path.is_file():
        with zipfile.ZipFile(path) as archive:
            _check_names(archive, name)
            yield archive
    else:
        raise UnreadableInputError(name, "no such folder or file", "Name the folder of an export.")


def _check_names(archive: zipfile.ZipFile, name: str) -> None:
    """No archive of ours leads out of its folder, or holds two files of one name."""
    names = archive.namelist()
    odd = (one for one in names if PurePosixPath(one).is_absolute() or ".." in PurePosixPath(one).parts or "\\" in one)
    if len(names) > MAX_PARTS or len(set(names)) != len(names) or next(odd, None) is not None:
        raise UnreadableInputError(name, "it holds names that no export has", REMEDY)


def _read(files: _Files, path: str, most: int, name: str) -> bytes:
    try:
        with files.open(path) as held:
            content = held.read(most + 1)
    except KeyError:
        raise UnreadableInputError(name, f"{path} is missing: no package of iscm export", REMEDY) from None
    if len(content) > most:
        raise UnreadableInputError(name, f"{path} is too large", REMEDY)
    return content


def _checked(files: _Files, content: bytes, name: str) -> dict[str, str]:
    """By table, the form in which it is read."""
    try:
        said = json.loads(content.decode())
        layout, year = said["iscm"]["layout"], said["iscm"]["year"]
        resources = {str(one["name"]): (str(one["hash"]), int(one["bytes"])) for one in said["resources"]}
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise UnreadableInputError(name, f"{DESCRIPTOR} is not as iscm export writes it", REMEDY) from None
    if not all(size >= 0 for _, size in resources.values()) or sum(size for _, size in resources.values()) > MAX_BYTES:
        raise UnreadableInputError(name, f"its tables are too large: at most {MAX_BYTES >> 30} GB are read", REMEDY)
    if layout != LAYOUT:
        raise UnreadableInputError(name, f"it has layout {str(layout)[:20]!r}, and this iscm reads {LAYOUT}", REMEDY)
    if year is not None:
        raise UnreadableInputError(name, "it is the package of one year", f"Take the package {WHOLE}.")
    return {table.name: _check_table(files, table, resources, name) for table in tables_of(is_whole=True)}


def _check_table(files: _Files, table: Table, resources: dict[str, tuple[str, int]], name: str) -> str:
    for form in FORMS.values():
        if (said := resources.get(resource_name(table.name, form.suffix))) is not None:
            path = f"{table.name}.{form.suffix}"
            if not HASH.fullmatch(said[0]) or _hash(files, path, said[1], name) != said[0]:
                raise UnreadableInputError(name, f"{path} is damaged: it is not what {DESCRIPTOR} says", REMEDY)
            return form.suffix
    raise UnreadableInputError(name, f"the table {table.name} is missing", REMEDY)


def _hash(files: _Files, path: str, size: int, name: str) -> str | None:
    """The hash of a file as descriptors write it; None if it has not the size that it should have."""
    digest, left = hashlib.sha256(), size
    try:
        with files.open(path) as held:
            while left >= 0 and (piece := held.read(PIECE)):
                digest.update(piece)
                left -= len(piece)
    except KeyError:
        raise UnreadableInputError(name, f"{path} is missing", REMEDY) from None
    return None if left else f"sha256:{digest.hexdigest()}"
