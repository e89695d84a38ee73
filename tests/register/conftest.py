"""A register with the reference facts and nothing else, and short ways to put readings into it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from iscm.domain.documents import Document
from tests.factories.kept import put_kept

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


MECHANISMS = ("budapest-process", "rcm", "sacm", "pafom")


@pytest.fixture(scope="session")
def few(vocabulary):
    """The vocabulary with as many mechanisms and territories as these tests speak of: the others take their time."""
    mechanisms = {slug: vocabulary.mechanisms[slug] for slug in MECHANISMS}
    known = [those for one in mechanisms.values() for those in (one.members, one.observers) if those]
    codes = {state for those in known for state in those.states}
    territories = {code: one for code, one in vocabulary.territories.items() if code in codes}
    return replace(vocabulary, mechanisms=mechanisms, territories=territories)


@pytest.fixture
def register(db, few):
    """The reference facts are there; no documents."""
    from iscm.register.operations.reference import load_reference

    put_kept("few mechanisms", lambda: load_reference(few, []))


def put_readings(*readings, accept=True, dry_run=False, now=NOW):
    """Put readings into the register, one after the other; gives the report of the last."""
    from iscm.register.operations.ingest import ingest_readings

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


@pytest.fixture
def put(register):
    """`put_readings` into a register that has the reference facts."""
    return put_readings
