"""Documents of a package with all that they say: records, claims, indexes, publications."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from iscm.data import carried_documents
from iscm.domain.citations import Locator
from iscm.domain.documents import Document, Trust
from iscm.domain.errors import UnreadableInputError
from iscm.domain.meetings import Status
from iscm.domain.names import fold
from iscm.domain.readings import Reading
from iscm.domain.records import Anniversary, Link, Publication
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.mapping import records_of
from iscm.register.operations.admitting import admit
from iscm.register.operations.loading import CORRECTION

BATCH = 500
CHECKED_AS = "submission"
Held = Mapping[str, models.Document]
"""The rows of documents by sha256."""


def store_documents(package: Package, now: datetime) -> dict[str, models.Document]:
    """The documents in the order in which they came; their bytes are not in a package."""
    parts = {name: _parts(package, name) for name in ("set_aside", "fingerprints", "document_links")}
    carriers = _carriers(package, now)
    held: dict[str, models.Document] = {}
    for row in package.named_rows("documents"):
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
            set_aside=[{"text": "", **one} for one in parts["set_aside"].get(row["sha256"], ())],
            fingerprints=parts["fingerprints"].get(row["sha256"], []),
            links=parts["document_links"].get(row["sha256"], []),
            received_at=row["received"],
            accepted_at=row["accepted"],
        )
    models.Document.objects.bulk_create(held.values(), batch_size=BATCH)
    for row in package.named_rows("documents"):
        if row["supersedes"]:
            held[row["sha256"]].supersedes = _known(held, row["supersedes"], package)
    models.Document.objects.bulk_update(held.values(), ["supersedes"], batch_size=BATCH // 5)
    return held


def store_contents(package: Package, held: Held) -> None:
    """What the documents say; raises `UnreadableInputError` for what no reader can have read."""
    _store_records(package, held)
    _store_claims(package)
    _store_indexes(package, held)
    _store_publications(package, held)
    for row in held.values():
        _check(package, row)


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
        document = row.pop("document")
        del row["position"]
        if table == "document_links":
            row["text"] = row["text"] or ""
        found[document].append(row)
    return found


def _store_records(package: Package, held: Held) -> None:
    models.Record.objects.bulk_create(
        (
            models.Record(
                document=_known(held, row["document"], package),
                n=row["number"],
                key=row["key"],
                locator=row["locator"] or {},
                printed={name.removeprefix("printed_"): row[name] for name in row if name.startswith("printed_")}
                if held[row["document"]].reader != CORRECTION
                else {},
                paragraph=row["paragraph"] or "",
                title=row["title"],
                lang=row["lang"],
            )
            for row in package.named_rows("records")
        ),
        batch_size=BATCH,
    )


def _store_claims(package: Package) -> None:
    records = dict(models.Record.objects.values_list("key", "pk"))
    models.Claim.objects.bulk_create(
        (
            models.Claim(
                record_id=_known(records, row["record"], package),
                field=row["field"],
                value=row["value"],
                original=row["original"],
                lang=row["lang"],
            )
            for row in package.named_rows("claims")
        ),
        batch_size=BATCH,
    )


def _store_indexes(package: Package, held: Held) -> None:
    mechanisms = dict(models.Mechanism.objects.values_list("slug", "pk"))
    themes = dict(models.Concept.objects.filter(scheme="theme").values_list("slug", "pk"))
    initiatives = dict(models.Initiative.objects.values_list("slug", "pk"))
    models.IndexEntry.objects.bulk_create(
        (
            models.IndexEntry(
                document=_known(held, row["document"], package),
                theme_id=themes.get(row["theme"]),
                initiative_id=initiatives.get(row["initiative"]),
                mechanism_id=mechanisms.get(row["mechanism"]),
                year=row["year"],
                printed=row["printed"] or "",
                remark=row["remark"] or "",
                line=row["line"],
                position=row["position"],
                locator=row["locator"] or {},
            )
            for row in package.named_rows("indexes")
        ),
        batch_size=BATCH,
    )
    models.Anniversary.objects.bulk_create(
        models.Anniversary(
            document=_known(held, row["document"], package),
            mechanism_id=mechanisms[row["mechanism"]],
            years=row["years"],
            year=row["year"],
            locator=row["locator"] or {},
        )
        for row in package.named_rows("anniversaries")
        if row["mechanism"] in mechanisms
    )


def _store_publications(package: Package, held: Held) -> None:
    """Those that documents name; the others are reference facts."""
    said = [row for row in package.named_rows("materials") if row["document"]]
    rows = [
        models.Publication(
            document=_known(held, row["document"], package),
            title=row["title"],
            title_key=fold(row["title"])[:500],
            year=row["year"],
            kind=row["kind"] or "",
            lang=row["lang"],
            url=row["url"] or "",
            source=row["source"] or "",
            locator=row["locator"] or {},
        )
        for row in said
    ]
    models.Publication.objects.bulk_create(rows, batch_size=BATCH)
    mechanisms = dict(models.Mechanism.objects.values_list("slug", "pk"))
    themes = dict(models.Concept.objects.filter(scheme="theme").values_list("slug", "pk"))
    of, about = models.Publication.mechanisms.through, models.Publication.themes.through
    pairs = list(zip(rows, said, strict=True))
    of.objects.bulk_create(
        of(publication_id=row.pk, mechanism_id=mechanisms[slug])
        for row, one in pairs
        for slug in one["mechanisms"]
        if slug in mechanisms
    )
    about.objects.bulk_create(
        about(publication_id=row.pk, concept_id=themes[slug])
        for row, one in pairs
        for slug in one["themes"]
        if slug in themes
    )


def _check(package: Package, row: models.Document) -> None:
    """A document must be one that could have been read and admitted."""
    rows = list(row.records.order_by("n"))
    claims: dict[int, list[models.Claim]] = defaultdict(list)
    for claim in models.Claim.objects.filter(record__document=row):
        claims[claim.record_id].append(claim)
    try:
        reading = _reading(row, tuple(records_of(rows, claims)))
        for record in reading.records:
            Status(record.status or Status.PLANNED)
    except (UnreadableInputError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableInputError(f"{package.name}/{row.name}", f"no document as iscm reads it ({error})") from error
    admit(replace(reading, reader=CHECKED_AS) if row.reader == CORRECTION else reading)


def _reading(row: models.Document, records: tuple[Any, ...]) -> Reading:
    return Reading(
        name=row.name,
        sha256=row.sha256,
        reader=row.reader,
        title=row.title or None,
        year=row.year,
        stated_count=row.stated_count,
        records=records,
        links=tuple(Link(one["text"], one["url"]) for one in row.links),
        publications=tuple(
            Publication(one.title, (), one.url or None, Locator(**one.locator)) for one in row.publications.all()
        ),
        anniversaries=tuple(
            Anniversary(one.mechanism.slug, one.years, Locator(**one.locator))
            for one in row.anniversaries.select_related("mechanism")
        ),
    )


def _known(held: Mapping[str, Any], key: str, package: Package) -> Any:
    if key not in held:
        raise UnreadableInputError(package.name, f"it names {key[:40]!r}, which is not in it", "Export it again.")
    return held[key]
