"""What is kept beside the database in DATA_DIR: descriptions of sources and the secret key; and files made whole."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from iscm.register.operations.backup_archive import BackupError
from iscm.register.operations.backup_manifest import FILE_PATH

KEY = "kept/secret-key"
PREFIX = "kept/"


def kept_files(*, with_key: bool) -> list[tuple[str, Path]]:
    """The path in a backup and the file, in order. The key is one of them where it is kept here and in use."""
    folder = Path(settings.DATA_DIR)
    files = [*sorted(folder.glob("sources/*.toml")), folder / "secret-key"]
    named = [(f"{PREFIX}{file.relative_to(folder).as_posix()}", file) for file in files if file.is_file()]
    if odd := [file.name for path, file in named if not FILE_PATH.fullmatch(path)]:
        raise BackupError(f"sources/{odd[0]} has a name that cannot be kept: use letters, digits, dots and dashes.")
    return [(path, file) for path, file in named if path != KEY or (with_key and _is_used(file))]


def _is_used(key: Path) -> bool:
    return key.read_bytes() == settings.SECRET_KEY.encode()


@contextmanager
def written_whole(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A draft, as path and handle, of a new file that gets its name only once it is whole and on the disk.

    Never over another file; nothing is left of what failed. Readable by its owner only.
    """
    draft = path.with_name(f".{path.name}.new-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
            yield draft, handle
            handle.flush()
            os.fsync(handle.fileno())
        _name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        raise BackupError(f"{path} is there already: name another file.") from None
    except OSError:  # a disk that knows no second names
        refuse_taken(path)
        draft.rename(path)
    sync_folder(path.parent)


def refuse_taken(path: Path) -> None:
    """Raise `BackupError` if anything has this name."""
    if path.exists() or path.is_symlink():
        raise BackupError(f"{path} is there already: name another file.")


def sync_folder(folder: Path) -> None:
    """Names are on the disk too, where the disk can tell."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def files_ready(contents: dict[str, bytes]) -> Iterator[dict[Path, Path]]:
    """Drafts of kept files, by the place in DATA_DIR that each is for: on the disk before anything is swapped.

    What was not put in its place is gone at the end.
    """
    folder = Path(settings.DATA_DIR)
    drafts = {path: _draft_of(path) for path in (folder / name.removeprefix(PREFIX) for name in contents)}
    try:
        for draft, content in zip(drafts.values(), contents.values(), strict=True):
            draft.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
                handle.write(content)
        yield drafts
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def put_files(drafts: dict[Path, Path], now: datetime) -> list[Path]:
    """Put drafts in their places; what stands there and differs is kept beside, and its new name given.

    A description of a source that was not kept is set aside in the same way.
    """
    folder = Path(settings.DATA_DIR)
    aside = [file for file in folder.glob("sources/*.toml") if file not in drafts]
    aside += [path for path, draft in drafts.items() if path.is_file() and path.read_bytes() != draft.read_bytes()]
    moved = [file.rename(_before(file, now)) for file in aside]
    for path, draft in drafts.items():
        draft.replace(path)
    # It says which facts of the package the register has taken in: the next start looks again.
    (folder / "carried").unlink(missing_ok=True)
    return moved


def _draft_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.new-{os.getpid()}")


def _before(file: Path, now: datetime) -> Path:
    return file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}")
