"""Materials stamped: which publications came, changed or went since they were last looked at."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from iscm.register.models import MaterialStamp
from iscm.register.queries.library import PublicationLine, publications

BATCH = 500
NAMED_BY = 20
FLEETING = ("id", "document")  # keys of rows, which are others after the next loading


def stamp_materials(now: datetime) -> None:
    """Compare the publications with their stamps, and stamp the differing ones. Part of the caller's transaction.

    A fixed number of statements for each few hundred publications; nothing is written if nothing differs.
    """
    known = {row.name: row for row in MaterialStamp.objects.all()}
    wanted = {row.name: row for row in (_stamp(line, now) for line in publications())}
    differing = [row for name, row in wanted.items() if name not in known or _is_other(known[name], row)]
    gone = [row for name, row in known.items() if name not in wanted and not row.is_gone]
    for row in gone:
        row.is_gone, row.touched_at = True, now
    MaterialStamp.objects.bulk_create(
        differing,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["digest", "sets", "touched_at", "is_gone"],
        batch_size=BATCH,
    )
    MaterialStamp.objects.bulk_update(gone, ["is_gone", "touched_at"], batch_size=BATCH)


def _stamp(line: PublicationLine, now: datetime) -> MaterialStamp:
    said = json.dumps({name: value for name, value in asdict(line).items() if name not in FLEETING}, sort_keys=True)
    sets = [f"mechanism:{slug}" for slug, _ in line.mechanisms] + [f"theme:{slug}" for slug in line.themes]
    return MaterialStamp(
        name=hashlib.sha256(line.key.encode()).hexdigest()[:NAMED_BY],
        title_key=line.key,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        sets=f" {' '.join(sets)} " if sets else "",
        touched_at=now,
    )


def _is_other(known: MaterialStamp, wanted: MaterialStamp) -> bool:
    return known.is_gone or (known.digest, known.sets) != (wanted.digest, wanted.sets)
