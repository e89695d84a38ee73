"""The file of a backup: a ZIP of parts, the manifest last, sealed by the hash of all its bytes.

The seal is the comment that ends the archive: any ZIP program opens it, and not one byte can change without notice.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from iscm.domain.archives import BROKEN
from iscm.domain.errors import IscmError
from iscm.register.operations.backup_manifest import (
    Manifest,
    ManifestError,
    NewerFormatError,
    Part,
    read_manifest,
    write_manifest,
)

MANIFEST = "manifest.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
OWNER_ONLY = 0o100600 << 16
UNIX = 3
LEVEL = 6
PIECE = 1 << 20
# Hex digits of the seal, and with it the record that ends a ZIP.
SEAL = 64
END = b"PK\x05\x06"
END_SIZE = 22 + SEAL
MAX_MANIFEST = 16_000_000
# A row holds one received file at most, as text a third larger.
MAX_LINE = 256_000_000
AGAIN = "Take another backup."

Tell = Callable[[int, int, str], None]


class BackupError(IscmError):
    """A backup that cannot be made, or a file that cannot be restored; told in one sentence, nothing was touched."""


class ArchiveWriter:
    """Puts parts into a new archive, one after the other."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle
        self._archive = zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)

    def add(self, path: str, pieces: Iterable[bytes]) -> Part:
        """Write a part in pieces, and say what was written."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(path, LONG_AGO)
        info.external_attr, info.create_system, info.compress_type = OWNER_ONLY, UNIX, zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as packed:
            for piece in pieces:
                packed.write(piece)
                digest.update(piece)
                size += len(piece)
        return Part(path, size, digest.hexdigest())

    def close(self) -> None:
        """End the archive."""
        self._archive.close()

    def seal(self, manifest: Manifest) -> None:
        """Add the manifest, end the archive, and write the hash of everything before into its last bytes."""
        self.add(MANIFEST, [write_manifest(manifest)])
        self._archive.comment = b"0" * SEAL
        self.close()
        self._handle.seek(0, os.SEEK_END)
        end = self._handle.tell() - SEAL
        digest = _hash(self._handle, end)
        self._handle.seek(end)
        self._handle.write(digest.encode("ascii"))


@contextmanager
def writing_archive(handle: IO[bytes]) -> Iterator[ArchiveWriter]:
    """A writer that lets go of `handle` however the writing ends."""
    writer = ArchiveWriter(handle)
    try:
        yield writer
    finally:
        with suppress(OSError):  # where the disk is full, so it is for the end of the archive
            writer.close()


class Archive:
    """A checked backup: every part is as it was written."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self._archive = archive

    def lines(self, part: Part) -> Iterator[bytes]:
        """The lines of a table."""
        with self._archive.open(part.path) as packed:
            while line := packed.readline(MAX_LINE):
                yield line

    def content(self, part: Part) -> bytes:
        """A small file, whole."""
        return self._archive.read(part.path)


@contextmanager
def open_backup(path: Path, tell: Tell) -> Iterator[Archive]:
    """A backup of which every byte was checked, in bounded memory.

    Raises `BackupError` for a file that is foreign, damaged, cut off or of a newer format.
    """
    with ExitStack() as held:
        with _told(path):
            handle = held.enter_context(path.open("rb"))
            _check_seal(path, handle)
            archive = held.enter_context(zipfile.ZipFile(handle))
            manifest = _manifest(path, archive)
            _check_parts(path, archive, manifest, tell)
        yield Archive(path, archive, manifest)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise BackupError(f"{path.name} is damaged. {AGAIN}") from error
    except OSError as error:
        raise BackupError(f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def _check_seal(path: Path, handle: IO[bytes]) -> None:
    if handle.read(4) != b"PK\x03\x04":
        raise BackupError(f"{path.name} is no backup of iscm.")
    size = handle.seek(0, os.SEEK_END)
    handle.seek(max(size - END_SIZE, 0))
    end = handle.read()
    if not end.startswith(END) or len(end) != END_SIZE:
        raise BackupError(f"{path.name} is no backup of iscm, or was cut off. {AGAIN}")
    if _hash(handle, size - SEAL).encode("ascii") != end[-SEAL:]:
        raise BackupError(f"{path.name} is damaged: it is not as it was written. {AGAIN}")


def _hash(handle: IO[bytes], length: int) -> str:
    digest, left = hashlib.sha256(), length
    handle.seek(0)
    while left and (piece := handle.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    entries = archive.infolist()
    if not entries or entries[-1].filename != MANIFEST or entries[-1].file_size > MAX_MANIFEST:
        raise BackupError(f"{path.name} is no backup of iscm.")
    with archive.open(entries[-1]) as packed:
        content = packed.read(MAX_MANIFEST)
    try:
        manifest = read_manifest(content)
    except NewerFormatError as error:
        raise BackupError(f"{path.name} has format {error}, which this iscm does not know: upgrade iscm.") from None
    except ManifestError as error:
        raise BackupError(f"{path.name} is no backup of iscm: {error}.") from error
    told = [(entry.filename, entry.file_size, entry.compress_type) for entry in entries[:-1]]
    if told != [(part.path, part.size, zipfile.ZIP_DEFLATED) for part in manifest.parts]:
        raise BackupError(f"{path.name} is no backup of iscm: its parts are not those that it names.")
    return manifest


def _check_parts(path: Path, archive: zipfile.ZipFile, manifest: Manifest, tell: Tell) -> None:
    rows = {table.part.path: table.rows for table in manifest.tables}
    parts = manifest.parts
    for done, part in enumerate(parts):
        tell(done, len(parts), f"checking {part.path}")
        if _read_part(archive, part) != (part.sha256, rows.get(part.path)):
            raise BackupError(f"{path.name} is damaged: {part.path} is not as it was written. {AGAIN}")


def _read_part(archive: zipfile.ZipFile, part: Part) -> tuple[str, int | None]:
    """The hash of a part and, of a table, the number of its lines; lines longer than any row count for nothing."""
    digest, lines, length, is_table = hashlib.sha256(), 0, 0, part.path.endswith(".jsonl")
    with archive.open(part.path) as packed:
        while piece := packed.read(PIECE):
            digest.update(piece)
            lines += piece.count(b"\n")
            last = piece.rfind(b"\n")
            length = length + len(piece) if last < 0 else len(piece) - last - 1
            if is_table and length > MAX_LINE:
                return "", None
    return digest.hexdigest(), lines if is_table else None
