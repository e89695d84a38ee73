"""What a reader, a subscriber and a program ask, of the register and of others, over HTTP, one client, in turns."""

import os
import statistics
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import Measure
from benchmarks.peers.asking import Ask, Taken, answer_of, compare, ratio
from benchmarks.peers.meetings import made_up
from benchmarks.peers.programs import Running, datasette, nginx, radicale
from benchmarks.peers.questions import (
    API,
    BASIC,
    FEED,
    LIST,
    OURS,
    RADICALE,
    STORED,
    Question,
    questions,
    questions_at_largest,
)
from benchmarks.registers.cache import SQLITE, register
from benchmarks.scale.server import LIGHT, Server
from benchmarks.verdicts import Verdict

USUAL, WARMING = 6_000, 600
FILES = {"feed.ics": FEED, "api.json": API, "list.html": LIST}


def measure_peers(largest: int) -> Iterator[Measure | Verdict]:
    """Start all that can be had on the same made-up meetings, ask, and stop them; then again with the largest register.

    Each with a verdict where something is wanted of us.
    """
    with ExitStack() as stack:
        held = stack.enter_context(register(USUAL, SQLITE))
        ours = stack.enter_context(Server(held.environ))
        folders = [Path(stack.enter_context(TemporaryDirectory())) for _ in range(4)]
        files = {name: answer_of(Ask(ours.port, path)).body for name, path in FILES.items()}
        others = (
            radicale(folders[0], made_up(USUAL)), datasette(folders[1], made_up(USUAL)), nginx(folders[2], files),
        )  # fmt: skip
        running = [stack.enter_context(other) for other in others if other is not None]
        for other in running:
            _warm(other)
        stored = stack.enter_context(_stored(folders[3], files))
        pids = {OURS: ours.process.pid, STORED: stored.process.pid, **{other.name: other.pid for other in running}}
        ports = {OURS: ours.port, STORED: stored.port, **{other.name: other.port for other in running}}
        yield from _measured(questions(ports, held.folder), pids, "")
    if largest > USUAL:
        yield from _at_largest(largest)


def _at_largest(size: int) -> Iterator[Measure | Verdict]:
    with ExitStack() as stack:
        ours = stack.enter_context(Server(stack.enter_context(register(size, SQLITE)).environ))
        other = datasette(Path(stack.enter_context(TemporaryDirectory())), made_up(size))
        if other is None:
            return
        stack.enter_context(other)
        pids = {OURS: ours.process.pid, other.name: other.pid}
        yield from _measured(questions_at_largest({OURS: ours.port, other.name: other.port}), pids, f" of {size:,}")


def _measured(asked: Iterable[Question], pids: Mapping[str, int], where: str) -> Iterator[Measure | Verdict]:
    for question in asked:
        try:
            found = compare(question.asked, pids)
        except (OSError, RuntimeError) as error:
            for program, (must, aim) in question.wanted.items():
                note = f"{type(error).__name__}: {error}"[:120]
                yield Verdict(_title(question, where, program), must, aim, None, is_least=True, note=note)
            continue
        yield from _told(question, found, where)


def _told(question: Question, found: dict[str, Taken], where: str) -> Iterator[Measure | Verdict]:
    ours = found.pop(OURS)
    for program, taken in found.items():
        yield _measure(f"{question.name}{where}: {program}", taken.seconds)
    times = {program: ratio(ours.seconds, taken.seconds) for program, taken in found.items()}
    processor = {program: ratio(ours.processor, taken.processor) for program, taken in found.items()}
    note = "; ".join(
        f"{value:.2g} × {program} (by processor time {processor[program]:.2g})" for program, value in times.items()
    )
    yield _measure(f"{question.name}{where}: {OURS}", ours.seconds, note=note)
    for program, (must, aim) in question.wanted.items():
        missing = "" if program in times else f"{program} is not here"
        title = _title(question, where, program)
        yield Verdict(title, must, aim, times.get(program), is_least=True, note=missing)


def _title(question: Question, where: str, program: str) -> str:
    return f"{question.name}{where}: times as fast as {program}"


def _measure(name: str, taken: list[float], **more: Any) -> Measure:
    return Measure(name, "peers", len(taken), statistics.median(taken), min(taken), max(taken), **more)


def _warm(other: Running) -> None:
    """Let a calendar server read its files once, which takes it a minute and is done once in its life."""
    if other.name == RADICALE:
        asked = urllib.request.Request(f"http://127.0.0.1:{other.port}/bench/all/", headers=BASIC)
        with urllib.request.urlopen(asked, timeout=WARMING) as answer:
            answer.read()


def _stored(folder: Path, files: Mapping[str, bytes]) -> Server:
    """Django that answers with bytes which it holds already: the least that any site of Django takes."""
    for name, content in {**files, LIGHT.strip("/"): b""}.items():
        held = folder / "files" / name
        held.parent.mkdir(exist_ok=True)
        held.write_bytes(content)
    environ = {**os.environ, "DATA_DIR": str(folder), "STORED": str(folder / "files")}
    return Server(environ, "benchmarks.peers.stored")
