"""The log of changes: append, and verify that nothing was altered or taken out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from iscm.register.models import Revision
from iscm.register.operations.bulk_rows import insert_all

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One change to one object, not yet in the log; `at` where it has a moment of its own among others."""

    action: str
    object_type: str
    object_key: str
    old: Any = None
    new: Any = None
    reason: str = ""
    at: datetime | None = None


def append(entries: Iterable[Entry], *, actor: str, at: datetime) -> int:
    """Put entries at the end of the log, each bound to the one before; returns how many.

    The caller holds the register (see `stamps.hold`), so that nobody writes in between.
    """
    previous = Revision.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    rows = []
    for entry in entries:
        row = Revision(
            at=entry.at or at,
            actor=actor,
            action=entry.action,
            object_type=entry.object_type,
            object_key=entry.object_key,
            old=entry.old,
            new=entry.new,
            reason=entry.reason,
            previous=previous,
        )
        previous = row.digest = digest_of(row)
        rows.append(row)
    insert_all(rows)
    return len(rows)


def digest_of(row: Revision) -> str:
    """The sha256 of an entry and the digest before it, in hexadecimal."""
    said = [
        row.previous,
        row.at.astimezone(UTC).isoformat(),
        row.actor,
        row.action,
        row.object_type,
        row.object_key,
        row.old,
        row.new,
        row.reason,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def verify() -> int | None:
    """The id of the first entry that does not fit those before it, None for a whole log.

    Entries cut off at the end cannot show: compare the last digest with one kept elsewhere.
    """
    previous = ""
    for row in Revision.objects.order_by("id").iterator(chunk_size=BATCH):
        if row.previous != previous or row.digest != digest_of(row):
            return int(row.pk)
        previous = row.digest
    return None
