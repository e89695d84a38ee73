"""One operation asked again and again, within bounds of time, by a client that costs next to nothing."""

import time
from dataclasses import replace

from benchmarks.peers.asking import PATIENCE, Ask, Client, answer_of
from benchmarks.peers.processes import spent
from benchmarks.scale.figures import Sample
from benchmarks.scale.operations import Operation

SECONDS, SECONDS_HEAVY, LEAST = 1.5, 3.0, 5
NO_ANSWER = f"no answer within {PATIENCE} s"


def sample(operation: Operation, port: int, pid: int) -> Sample:
    """The first answer, then as many as fit into the time, at least a few, on one connection.

    One that takes too long or fails is told with its fault.
    """
    ask = Ask(port, operation.path)
    try:
        if operation.is_unchanged:
            ask = replace(ask, headers={"If-None-Match": answer_of(ask).headers["etag"]}, status=304)
        return _sample(ask, pid, SECONDS_HEAVY if operation.is_heavy else SECONDS)
    except TimeoutError:
        return Sample(fault=NO_ANSWER)
    except (OSError, RuntimeError, KeyError) as error:
        return Sample(fault=f"{type(error).__name__}: {error}"[:120])


def _sample(ask: Ask, pid: int, seconds: float) -> Sample:
    with Client(ask) as client:
        begun = time.perf_counter()
        size = len(client.get().body)
        first = time.perf_counter() - begun
        client.get()
        taken: list[float] = []
        before, end = spent(pid), time.perf_counter() + seconds
        # What takes seconds is not asked often: its times differ little.
        while time.perf_counter() < end or len(taken) < (LEAST if first < seconds else 2):
            begun = time.perf_counter()
            client.get()
            taken.append(time.perf_counter() - begun)
        return Sample(tuple(taken), first, (spent(pid) - before) / len(taken), size)
