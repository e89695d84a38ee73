"""`python -m benchmarks.scale.reconcile 6000`: a document of 1,000 rows taken in by the register, and what that took.

It tells again of meetings that the register has, across all mechanisms of a year. What it does is rolled back.
"""

import hashlib
import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.registers.documents import document
from benchmarks.registers.meetings import imagined
from benchmarks.scale.operations import YEAR
from iscm.cli.store import open_store
from iscm.domain.readings import Reading

ROWS, TITLE = 1_000, "What a delegate noted of the year"
AT = datetime(2026, 11, 2, tzinfo=UTC)


def noted(size: int) -> Reading:
    """A document that nobody has yet, of so many meetings of the year as there are rows, evenly from all of it."""
    held = next(year for year in imagined(size) if year and year[0].first.year == YEAR)
    some = held[:: max(len(held) // ROWS, 1)][:ROWS]
    named = replace(document("calendar", YEAR, 1, some), name=TITLE, title=TITLE, publisher="A delegate")
    return replace(named, sha256=hashlib.sha256(TITLE.encode()).hexdigest())


def main(size: int) -> None:
    """Print seconds, processor seconds, the rows and how many of them were known again."""
    reading = noted(size)
    open_store(migrate=False)
    from iscm.register.operations.bulk import carrier_of
    from iscm.register.operations.ingest import ingest_readings

    begun, processor = time.perf_counter(), time.process_time()
    reports = ingest_readings(
        [reading], carrier_of(reading), actor="benchmarks", accept=True, dry_run=True, now=AT
    )  # fmt: skip
    taken = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - processor}
    new = sum(len(report.created) for report in reports)
    print(json.dumps({**taken, "rows": len(reading.records), "known": len(reading.records) - new}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
