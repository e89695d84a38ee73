"""One operation asked again and again, within bounds of time, by a client that costs next to nothing."""

import time
from dataclasses import replace
from itertools import repeat

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
    asks = [Ask(port, path) for path in operation.paths or (operation.path,)]
    try:
        if operation.is_unchanged:
            asks = [replace(ask, headers={"If-None-Match": answer_of(ask).headers["etag"]}, status=304) for ask in asks]
        return _sample(asks, pid, SECONDS_HEAVY if operation.is_heavy else SECONDS)
    except TimeoutError:
        return Sample(fault=NO_ANSWER)
    except (OSError, RuntimeError, KeyError) as error:
        return Sample(fault=f"{type(error).__name__}: {error}"[:120])


def _sample(asks: list[Ask], pid: int, seconds: float) -> Sample:
    """The same asked again and again; or the first of several twice, to warm up, and each of the others once."""
    with Client(asks[0]) as client:
        begun = time.perf_counter()
        size = len(client.get().body)
        first = time.perf_counter() - begun
        client.get()
        taken: list[float] = []
        before, end = spent(pid), time.perf_counter() + seconds
        for ask in asks[1:] or repeat(asks[0]):
            # What takes seconds is not asked often: its times differ little.
            if time.perf_counter() > end and len(taken) >= (LEAST if first < seconds else 2):
                break
            client.ask = ask
            begun = time.perf_counter()
            client.get()
            taken.append(time.perf_counter() - begun)
        return Sample(tuple(taken), first, (spent(pid) - before) / len(taken), size)
