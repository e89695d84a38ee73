"""Every operation at every size on every database, with the memory of the server and of an export."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.registers.cache import SQLITE, Register, databases, register
from benchmarks.scale import targets
from benchmarks.scale.asking import NO_ANSWER, sample
from benchmarks.scale.figures import Sample
from benchmarks.scale.floors import ranked
from benchmarks.scale.lookups import look_up
from benchmarks.scale.operations import operations
from benchmarks.scale.server import Server

SIZES = (120, 6_000, 100_000)
EXPORT, RECONCILED = "open data as CSV (iscm export)", targets.RECONCILED
MOST_SECONDS = 1_800


@dataclass(frozen=True)
class Measured:
    """All that was found of one register: MiB while reading (`held`) and at most, what loading took, each operation."""

    size: int
    database: str
    loaded: Mapping[str, float]
    held: float = 0.0
    most: float = 0.0
    export_most: float = 0.0
    samples: Mapping[str, Sample] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the results file."""
        samples = {name: one.as_json() for name, one in self.samples.items()}
        memory = {name: round(getattr(self, name), 1) for name in ("held", "most", "export_most")}
        return {"size": self.size, "database": self.database, "loaded": dict(self.loaded), **memory, "samples": samples}


def measure_scale(sizes: tuple[int, ...] = SIZES) -> Iterator[Measured]:
    """Of each database and size, the smallest first."""
    for database in databases():
        for size in sizes:
            with register(size, database) as one:
                yield _measured(one)


def _measured(one: Register) -> Measured:
    held, most, samples = 0.0, 0.0, {}
    with Server(one.environ) as server:
        found = look_up(server.port)
    with ExitStack() as stack:
        # Another one, that has made none of the answers yet.
        server = stack.enter_context(Server(one.environ))
        for operation in operations(found):
            if operation.is_heavy and not held:
                held = server.memory.held
            samples[operation.name] = taken = sample(operation, server.port, server.process.pid)
            _tell(one, operation.name, taken)
            if taken.fault == NO_ANSWER:
                # It works on, and what is asked next would wait for it.
                most = max(most, server.memory.most)
                stack.close()
                server = stack.enter_context(Server(one.environ))
        most = max(most, server.memory.most)
    if one.database == SQLITE:
        samples[targets.RAW] = ranked(one.folder / "register.sqlite3")
        _tell(one, targets.RAW, samples[targets.RAW])
    samples[RECONCILED] = _reconciled(one)
    _tell(one, RECONCILED, samples[RECONCILED])
    samples[EXPORT], export_most = _export(one)
    _tell(one, EXPORT, samples[EXPORT])
    return Measured(one.size, one.database, one.loaded, held, most, export_most, samples)


def _reconciled(one: Register) -> Sample:
    """How long it takes to take in a document of 1,000 rows, once the program has started."""
    done = _run(one, "benchmarks.scale.reconcile", str(one.size))
    if isinstance(done, str):
        return Sample(fault=done)
    return Sample((done["seconds"],), done["seconds"], done["processor"])


def _export(one: Register) -> tuple[Sample, float]:
    """How long the whole open data takes, and the most memory of the process that writes it."""
    with TemporaryDirectory(dir=one.folder) as folder:
        begun = time.perf_counter()
        done = _run(one, "benchmarks.scale.export", str(Path(folder) / "data"))
        taken = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    if isinstance(done, str):
        return Sample(fault=done), 0.0
    return Sample((taken,), taken, done["processor"], size), done["most"]


def _run(one: Register, module: str, argument: str) -> dict[str, float] | str:
    """What a program says of itself in its last line; or why it does not."""
    command = [sys.executable, "-m", module, argument]
    try:
        done = subprocess.run(
            command, env=one.environ, capture_output=True, text=True, check=False, timeout=MOST_SECONDS
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"not done within {MOST_SECONDS} s"
    if done.returncode:
        return (done.stderr.splitlines() or ["failed"])[-1][:120]
    return json.loads(done.stdout.splitlines()[-1])


def _tell(one: Register, name: str, found: Sample) -> None:
    told = found.as_json()
    figures = found.fault or f"{told['p50']:10.1f} ms, p99 {told['p99']:.1f}, {told['rps']:,.0f} a second"
    print(f"{one.database:10} {one.size:>9,}  {name:42} {figures}", flush=True)
