"""The folder of the site: only what changed is written, what is no longer part goes, and nothing of others is touched.

New files wait in a folder of their own inside it until all are made; only then do they take their places, pages last,
and the list of what is ours comes at the very end. Whatever fails before leaves the site as it was.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from iscm.domain.errors import ConflictError

MANIFEST = "iscm-site.json"
WAITING = ".iscm-site"
LAYOUT = 1
LARGEST_MANIFEST = 200_000_000
MADE_BY = "iscm site"

Held = dict[str, tuple[str, int]]
"""For each file of ours its SHA-256 and its size."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the folder: numbers of files."""

    new: int
    removed: int
    all: int


@dataclass
class Folder:
    """The folder while the site is written; used as a context, which clears what waits."""

    root: Path
    held: Held = field(default_factory=dict)
    state: str = ""
    files: Held = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    is_half_done: bool = False
    _sound: set[Path] = field(default_factory=set)

    @classmethod
    def open(cls, root: Path) -> Self:
        """The folder with what is known of it; raises `ConflictError` for one that holds anything but a site of ours.

        Raises `OSError` where it cannot be read.
        """
        if root.exists() and not root.is_dir():
            raise ConflictError(f"{root} is no folder")
        held, state = _manifest(root / MANIFEST)
        begun = _begun(root / WAITING)
        if not state and not held and not begun and root.exists() and any(root.iterdir()):
            raise ConflictError(
                f"{root} holds files that iscm site did not write: name a folder that is empty or not there"
            )
        return cls(root, begun | held, state)

    @property
    def is_whole(self) -> bool:
        """Whether every file of the last site is there, as long as it was."""
        return bool(self.held) and all(_size(self.root / path) == size for path, (_, size) in self.held.items())

    def __enter__(self) -> Self:
        """Make room for what will wait; raises `ConflictError` while another process writes here."""
        self.root.mkdir(parents=True, exist_ok=True)
        other = _owner(self.root / WAITING)
        if other:
            raise ConflictError(f"{self.root} is being written by another iscm (process {other}); wait for it")
        shutil.rmtree(self.root / WAITING, ignore_errors=True)
        (self.root / WAITING / "new").mkdir(parents=True)
        (self.root / WAITING / "process").write_text(str(os.getpid()), encoding="ascii")
        self._note_ours(self.held)
        return self

    def __exit__(self, *_: object) -> None:
        """Clear what waits. What a run that broke off had put in place stays noted as ours."""
        shutil.rmtree(self.root / WAITING / ("new" if self.is_half_done else ""), ignore_errors=True)

    def put(self, path: str, content: bytes) -> None:
        """Take a file of the new site, in place of one that came before for the same path.

        Raises `ConflictError` where something of others has its place.
        """
        self.files[path] = (hashlib.sha256(content).hexdigest(), len(content))
        target = self.root / path
        self._refuse_foreign(path, target)
        if _size(target) == len(content) and target.read_bytes() == content:
            self.waiting.discard(path)
            return
        draft = self.root / WAITING / "new" / path
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        self.waiting.add(path)

    def finish(self, state: str) -> Written:
        """Let every new file take its place, take away what is no longer part, and write down what is ours."""
        gone = sorted(path for path in self.held if path not in self.files)
        if not self.waiting and not gone and state == self.state:
            return Written(0, 0, len(self.files))
        self._note_ours(self.held | self.files)
        self.is_half_done = True
        for path in sorted(self.waiting, key=lambda path: (path.endswith(".html"), path)):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / WAITING / "new" / path).replace(self.root / path)
        removed = sum(self._remove(path) for path in gone)
        said = {"made_by": MADE_BY, "layout": LAYOUT, "state": state, "files": dict(sorted(self.files.items()))}
        draft = self.root / WAITING / MANIFEST
        draft.write_text(_lines(said), encoding="utf-8")
        draft.replace(self.root / MANIFEST)
        self.is_half_done = False
        return Written(len(self.waiting), removed, len(self.files))

    def _note_ours(self, files: Iterable[str]) -> None:
        (self.root / WAITING / "files").write_text(json.dumps(sorted(files)), encoding="utf-8")

    def _refuse_foreign(self, path: str, target: Path) -> None:
        for folder in reversed(list(target.relative_to(self.root).parents)):
            whole = self.root / folder
            if whole not in self._sound and (whole.is_symlink() if folder.parts else False):
                raise ConflictError(f"{whole} leads elsewhere: put a folder in its place")
            if whole not in self._sound and whole.exists() and not whole.is_dir():
                raise ConflictError(f"{whole} was not written by iscm site, and a folder belongs there: move it away")
            self._sound.add(whole)
        if path not in self.held and (target.is_symlink() or target.exists()):
            raise ConflictError(f"{target} was not written by iscm site, and a page belongs there: move it away")

    def _remove(self, path: str) -> bool:
        target = self.root / path
        if target.is_symlink() or not target.is_file():
            return False
        target.unlink()
        for folder in target.relative_to(self.root).parents:
            if not folder.parts:
                break
            with suppress(OSError):  # something else is in it
                (self.root / folder).rmdir()
        return True


def _manifest(file: Path) -> tuple[Held, str]:
    """What is ours and what it was made from; nothing for a list that is not ours. No path that leads out is ours."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST_MANIFEST:
            return {}, ""
        said = json.loads(file.read_text(encoding="utf-8"))
        if said["made_by"] != MADE_BY or said["layout"] != LAYOUT:
            return {}, ""
        files = {str(path): (str(digest), int(size)) for path, (digest, size) in said["files"].items()}
        return {path: held for path, held in files.items() if _is_inside(path)}, str(said["state"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, ""


def _begun(waiting: Path) -> Held:
    """What a run that was killed had written or was about to write."""
    if waiting.is_symlink() or not waiting.is_dir():
        return {}
    files: Iterable[object] = ()  # none was in its place yet
    with suppress(OSError, ValueError, RecursionError):
        files = json.loads((waiting / "files").read_text(encoding="utf-8"))
    return {str(path): ("", -1) for path in files if _is_inside(str(path))} or {MANIFEST: ("", -1)}


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return bool(path) and not any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts)


def _owner(waiting: Path) -> int:
    """The process that is writing; 0 for none that still runs."""
    try:
        process = int((waiting / "process").read_text(encoding="ascii"))
        if process == os.getpid():
            return 0
        os.kill(process, 0)
    except (OSError, ValueError, OverflowError):
        return 0
    return process


def _size(file: Path) -> int:
    try:
        found = file.lstat()
    except OSError:
        return -1
    return found.st_size if file.is_file() else -1


def _lines(said: dict[str, object]) -> str:
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"
