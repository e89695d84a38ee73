"""Processes of a program as Linux counts them: memory and processor time, children included."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
KIB = 1024


@dataclass(frozen=True)
class Memory:
    """MiB of all processes together: what they hold now (shared pages counted once), and the most each ever held."""

    held: float
    most: float


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    return [pid, *(each for child in _children(pid) for each in family(child))]


def memory_of(pid: int) -> Memory:
    """Of a process and all that it started."""
    pids = family(pid)
    held = sum(_kilobytes(Path(f"/proc/{each}/smaps_rollup"), "Pss:") for each in pids)
    return Memory(held / KIB, sum(_kilobytes(Path(f"/proc/{each}/status"), "VmHWM:") for each in pids) / KIB)


def spent(pid: int) -> float:
    """Processor seconds of a process and all that it started, so far."""
    return sum(map(_spent, family(pid)))


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def _children(pid: int) -> Iterator[int]:
    # Each thread has the children that it started.
    for task in sorted(Path(f"/proc/{pid}/task").glob("*/children")):
        yield from map(int, task.read_text(encoding="ascii").split())


def _kilobytes(file: Path, name: str) -> int:
    lines = file.read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
