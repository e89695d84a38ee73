"""Documents of a package, in the order in which they came."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from iscm.data import carried_documents
from iscm.domain.documents import Document, Trust
from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.operations.packed import shapes

BATCH = 500
Held = Mapping[str, models.Document]
"""The rows of documents by sha256."""


def store_documents(package: Package, now: datetime) -> dict[str, models.Document]:
    """The documents in the order in which they came; their bytes are not in a package."""
    parts = {name: _parts(package, name) for name in _PARTS}
    carriers = _carriers(package, now)
    held: dict[str, models.Document] = {}
    for row in package.named_rows("documents"):
        if row["sha256"] in held:
            raise UnreadableInputError(package.name, f"the document {row['name']} is in it twice", "Export it again.")
        held[row["sha256"]] = models.Document(
            sha256=row["sha256"],
            received=carriers.get(row["sha256"]) or carriers[""],
            name=row["name"],
            title=row["title"] or "",
            publisher=row["publisher"] or "",
            reader=row["reader"],
            year=row["year"],
            last_update=row["last_update"],
            speaks_until=row["speaks_until"],
            stated_count=row["stated_count"],
            record_count=row["record_count"],
            trust=Trust[row["trust"].upper()].value,
            lang=row["lang"],
            source_key=row["source_key"],
            set_aside=parts["set_aside"].get(row["sha256"], []),
            fingerprints=parts["fingerprints"].get(row["sha256"], []),
            links=shapes.links(parts["document_links"].get(row["sha256"])),
            received_at=row["received"],
            accepted_at=row["accepted"],
        )
    models.Document.objects.bulk_create(held.values(), batch_size=BATCH)
    for row in package.named_rows("documents"):
        if row["supersedes"]:
            held[row["sha256"]].supersedes = known(held, row["supersedes"], package)
    models.Document.objects.bulk_update(held.values(), ["supersedes"], batch_size=BATCH // 5)
    return held


def _carriers(package: Package, now: datetime) -> dict[str, models.Received]:
    """By document, the file that carries it: one that this iscm has itself, else ("") the package."""
    own = [(one, json.loads(one.content)["documents"]) for one in carried_documents()]
    found = {held["sha256"]: one for one, documents in own for held in documents}
    found[""] = Document(package.name, package.descriptor)
    named = {row["sha256"] for row in package.named_rows("documents")} | {""}
    rows = {
        document.sha256: models.Received(
            sha256=document.sha256, name=document.name[:500], content=document.content, received_at=now
        )
        for sha256, document in found.items()
        if sha256 in named
    }
    models.Received.objects.bulk_create(rows.values())
    return {sha256: rows[document.sha256] for sha256, document in found.items() if document.sha256 in rows}


def _parts(package: Package, table: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in package.named_rows(table):
        found[row["document"]].append(_PARTS[table](row))
    return found


# The words of lines set aside are not in a package.
_PARTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "set_aside": lambda row: {"locator": shapes.locator(row["locator"]), "text": "", "reason": row["reason"] or ""},
    "fingerprints": lambda row: {"digest": row["digest"], "locator": shapes.locator(row["locator"])},
    "document_links": lambda row: {"text": row["text"] or "", "url": row["url"]},
}


def known(held: Mapping[str, Any], key: str, package: Package) -> Any:
    """What has this key; raises `UnreadableInputError` if the package does not hold it."""
    if key not in held:
        raise UnreadableInputError(package.name, f"it names {key[:40]!r}, which is not in it", "Export it again.")
    return held[key]
