"""`python -m benchmarks.registers.loading 6000`: a made-up register into DATA_DIR or DATABASE_URL, and what it took."""

import json
import resource
import sys
import time
from datetime import UTC, datetime

from benchmarks.registers.documents import documents
from benchmarks.registers.themes import state_themes
from iscm.cli.store import open_store

LOADED_AT = datetime(2026, 11, 1, tzinfo=UTC)
EVERY = 10.0


def main(size: int) -> None:
    """Load, tell on standard error how far it is, and print one JSON object with what it took."""
    open_store()
    from django.db import connection

    from iscm.register.operations.build import ensure_reference
    from iscm.register.operations.bulk import Loaded, load

    ensure_reference()
    state_themes(LOADED_AT)

    begun, processor, told = time.perf_counter(), time.process_time(), [0.0]

    def tell(done: Loaded) -> None:
        seconds = time.perf_counter() - begun
        if seconds - told[0] >= EVERY:
            told[0] = seconds
            rate = done.meetings / seconds
            print(f"  {done.meetings:,} of {size:,} meetings, {rate:,.0f} a second", file=sys.stderr, flush=True)

    done = load(documents(size), actor="benchmarks", now=LOADED_AT, tell=tell)
    taken = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - processor}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"documents": done.documents, "records": done.records, "meetings": done.meetings, **taken, "peak": peak}
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
