"""A register with the reference facts and nothing else, and short ways to put readings into it."""

from datetime import UTC, datetime

import pytest

from iscm.domain.documents import Document

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def register(db):
    """The reference facts are there; no documents."""
    from iscm.register.operations.build import ensure_reference

    ensure_reference()


@pytest.fixture
def put(register):
    """Put readings into the register, one after the other; gives the report of the last."""
    from iscm.register.operations.ingest import ingest_readings

    def put(*readings, accept=True, dry_run=False, now=NOW):
        reports = [
            ingest_readings(
                [reading],
                Document(reading.name, reading.sha256.encode()),
                actor="ann",
                accept=accept,
                dry_run=dry_run,
                now=now,
            )[0]
            for reading in readings
        ]
        return reports[-1]

    return put
