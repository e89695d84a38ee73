"""Many documents at once, down the usual road: each is received, compared, accepted, checked and indexed."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.reading.interchange import as_json
from iscm.register.operations.build import ensure_reference
from iscm.register.operations.ingest import ingest_readings
from iscm.register.queries.remembered import remembering

Tell = Callable[["Loaded"], None]
"""Told after each document what was loaded so far."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much came: documents that were not there before, their records, and the meetings that follow newly."""

    documents: int = 0
    records: int = 0
    meetings: int = 0


def load(readings: Iterable[Reading], *, actor: str, tell: Tell | None = None, now: datetime | None = None) -> Loaded:
    """Accept what documents say, one after the other, as `ingest_readings` does with each.

    Reads no further ahead than one document, so that memory is bounded by the largest. Each is stored whole or not at
    all, in a transaction of its own: what came before one that fails stays, and the same readings again go on where it
    stopped. Raises `UnreadableInputError` for a reading that no reader can have made.
    """
    ensure_reference()
    at = now or timezone.now()
    done = Loaded()
    with remembering(), _collected_after_each() as collect:
        for reading in readings:
            for report in ingest_readings([reading], carrier_of(reading), actor=actor, accept=True, now=at):
                if report.is_new:
                    done = Loaded(
                        done.documents + 1, done.records + report.records, done.meetings + len(report.created)
                    )
            collect()
            if tell:
                tell(done)
    return done


@contextmanager
def _collected_after_each() -> Iterator[Callable[[], object]]:
    """Python looks for rings of objects when told to: a document makes a million objects that wait for its end.

    Looked for as often as usual, that took a fifth of the time; what is told to look leaves what was there before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(1)
    finally:
        if was_on:
            gc.enable()


def carrier_of(reading: Reading) -> Document:
    """A records file with this reading, as `iscm read --format json` writes it: what is kept as received."""
    content = json.dumps({"documents": [as_json(reading)]}, ensure_ascii=False).encode()
    return Document(f"{reading.name[:200]}.json", content)
