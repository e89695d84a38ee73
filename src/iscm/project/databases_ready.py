"""Whether a process of ours can answer: some database does, and its tables are those of this program."""

import time
from dataclasses import dataclass
from threading import Event

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor

from iscm.project.databases_routing import watch

_SEEN = Event()


@dataclass(frozen=True, slots=True)
class Readiness:
    """`writes`: the primary answers and its tables are ours. `reads`: it does, or a replica that was just asked."""

    writes: bool
    reads: bool


def readiness() -> Readiness:
    """Ask the primary now; of replicas what they said last."""
    writes = _primary_is_ready()
    return Readiness(writes, writes or bool(replicas_up()))


def replicas_up() -> list[str]:
    """The names of the replicas that answer."""
    if not settings.REPLICAS:
        return []
    watch().begin()
    return [one.name for one in watch().replicas if one.seen and not one.is_down]


def replica_lags() -> dict[str, float]:
    """Seconds that each replica which answers is behind."""
    now, up = time.monotonic(), set(replicas_up())
    return (
        {one.name: watch().lag(one.seen, now) for one in watch().replicas if one.name in up and one.seen} if up else {}
    )


def _primary_is_ready() -> bool:
    primary = watch().primary.connection() if settings.REPLICAS else connections[DEFAULT_DB_ALIAS]
    try:
        if not primary.in_atomic_block:
            primary.close_if_unusable_or_obsolete()
        with primary.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _tables_are_ours()
    except Error:
        primary.close()
        return False


def _tables_are_ours() -> bool:
    """Looked at until they are: nobody takes a migration back while the program runs."""
    if not _SEEN.is_set():
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _SEEN.set()
    return True
