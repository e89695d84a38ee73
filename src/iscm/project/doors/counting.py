"""Counting by client and minute, by all server processes of a machine together, in one small file in memory.

The file has a fixed size, so that nobody can make it grow: 8,192 groups of eight entries, 1 MiB. A client belongs to
one group; where that is full, the entry of the oldest minute with the least count makes room, so that whoever asks most
is remembered longest. One count takes two system calls, and waits only for others of its group, for microseconds.
"""

import errno
import fcntl
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

ENTRY = struct.Struct("<8sII")
ENTRIES, GROUPS = 8, 8192
GROUP = ENTRY.size * ENTRIES
SIZE = GROUP * GROUPS


class Counts:
    """Counts kept in a file that every process of the machine maps; in the memory of this one without a file."""

    def __init__(self, file: Path | None) -> None:
        self._lock = Lock()
        self._descriptor = -1 if file is None else os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if file is not None:
            _take_room(self._descriptor)
        self._held = mmap.mmap(self._descriptor, SIZE)

    def add(self, key: bytes, minute: int, number: int = 1) -> int:
        """Count `number` more for a key of eight bytes in a minute, and give how many that makes; never below 0."""
        start = int.from_bytes(key[:4], "little") % GROUPS * GROUP
        with self._lock, self._alone(start):
            entries = list(ENTRY.iter_unpack(self._held[start : start + GROUP]))
            place = next((n for n, one in enumerate(entries) if one[0] == key), None)
            if place is None:
                place = min(range(ENTRIES), key=lambda n: entries[n][1:])
            held, when, count = entries[place]
            count = max(0, number + (count if (held, when) == (key, minute) else 0))
            ENTRY.pack_into(self._held, start + place * ENTRY.size, key, minute, count)
        return count

    @contextmanager
    def _alone(self, start: int) -> Iterator[None]:
        """No other process counts in this group meanwhile; the system frees what a killed one held."""
        if self._descriptor < 0:
            yield
            return
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX, GROUP, start)
        try:
            yield
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN, GROUP, start)


def _take_room(descriptor: int) -> None:
    """Give the file its size; raises `OSError` where the disk has no room.

    Zeros and no hole: a process that writes into a hole through its memory is ended where the disk is full.
    """
    if os.fstat(descriptor).st_size == SIZE:
        return
    os.ftruncate(descriptor, 0)
    if os.pwrite(descriptor, bytes(SIZE), 0) < SIZE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def counts_in(folder: Path) -> Counts:
    """The counts of a folder; where nothing can be written, those of this process alone."""
    try:
        return Counts(folder / "counts")
    except OSError:
        return Counts(None)
