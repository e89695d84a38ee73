"""The full-text index of SQLite asked directly, ranked: no search that ranks all that it finds can be faster."""

import sqlite3
import time
from pathlib import Path

from benchmarks.scale.figures import Sample
from benchmarks.scale.operations import COMMON

RUNS, SHOWN = 40, 50
INDICES = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
RANKED = "SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rank LIMIT ?"


def ranked(database: Path) -> Sample:
    """The best of a common word in the largest full-text index of a database, in this process, after warming up."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        names = [name for (name,) in connection.execute(INDICES)]
        found = {name: len(connection.execute(RANKED.format(index=name), (COMMON, SHOWN)).fetchall()) for name in names}
        if not any(found.values()):
            return Sample(fault=f"no index has {COMMON}")
        index = max(found, key=lambda name: found[name])
        taken = [_seconds(connection, index) for _ in range(RUNS)]
    finally:
        connection.close()
    return Sample(tuple(taken), taken[0], sum(taken) / len(taken), found[index])


def _seconds(connection: sqlite3.Connection, index: str) -> float:
    begun = time.perf_counter()
    connection.execute(RANKED.format(index=index), (COMMON, SHOWN)).fetchall()
    return time.perf_counter() - begun
