"""An export put in its place: written beside, then swapped, so that readers find the old one or the new one."""

import glob
import json
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from iscm.domain.errors import ConflictError
from iscm.publication.opendata.naming import DESCRIPTOR, MARKER

MARKER_LIMIT = 10_000_000


def place(folder: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a new folder beside `folder`, then put it there.

    What stands there is replaced only if it is empty or an export with no other file and no other package in it; else
    `ConflictError`.
    Whatever fails leaves everything as it was. Raises `OSError` where the folder above cannot be written.
    """
    target = folder.resolve()
    _check(target)
    _clear_abandoned(target)
    draft = _beside(target, "new")
    try:
        draft.mkdir()
        write(draft)
        _check(target)  # nobody put anything into it meanwhile
        _keep_packages(draft, target)
        _swap(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}-{os.getpid()}-{secrets.token_hex(4)}")


def _clear_abandoned(target: Path) -> None:
    """Take away what processes that were killed left beside `target`."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.new-*-*"):
        process = left.name.rsplit("-", 2)[1]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _keep_packages(draft: Path, target: Path) -> None:
    """Refuse to put one year in the place of an export that has more."""
    lost = sorted(one.parent.name for one in target.glob(f"*/{DESCRIPTOR}") if not (draft / one.parent.name).is_dir())
    if lost:
        raise ConflictError(
            f"{target} also holds the packages {', '.join(lost)}: export everything, or name another folder"
        )


def _swap(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    old = _beside(target, "old")
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _check(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ConflictError(f"{target} is no folder")
    if not any(target.iterdir()):
        return
    if not (target / MARKER).is_file():  # before all that is in it is looked at: it may be anything
        raise ConflictError(f"{target} is no export of iscm: name a folder that is empty or not there")
    held = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir() or path.is_symlink()}
    others = sorted(held - _files(target / MARKER) - {MARKER})
    if others:
        raise ConflictError(f"{target} holds {others[0]}, which is not of the export: move it away")


def _files(marker: Path) -> set[str]:
    """The files that an export lists; none for a list that is not ours."""
    try:
        if marker.is_symlink() or not marker.is_file() or marker.stat().st_size > MARKER_LIMIT:
            return set()
        said = json.loads(marker.read_text(encoding="utf-8"))
        return {str(path) for path in said["files"]} if said["made_by"] == "iscm export" else set()
    except (ValueError, KeyError, TypeError, RecursionError):
        return set()
