"""What the documents of a package say: records, claims, indexes, publications."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.meetings import Status
from iscm.domain.names import fold
from iscm.domain.readings import Reading
from iscm.domain.records import Anniversary, Link, Publication
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.mapping import records_of
from iscm.register.operations.admitting import admit
from iscm.register.operations.packed import shapes
from iscm.register.operations.packed.documents import Held, known
from iscm.register.operations.storing import key_of
from iscm.register.queries.occurrences import CORRECTION, PARTIAL
from iscm.register.queries.themes import MERGED

BATCH = 500
CHECKED_AS = "submission"


def store_contents(package: Package, held: Held) -> None:
    """What the documents say; raises `UnreadableInputError` for what no reader can have read."""
    _store_records(package, held)
    _store_claims(package)
    _store_indexes(package, held)
    _store_publications(package, held)
    for row in held.values():
        _check(package, row)


def _store_records(package: Package, held: Held) -> None:
    models.Record.objects.bulk_create(
        (
            models.Record(
                document=known(held, row["document"], package),
                n=row["number"],
                key=row["key"],
                locator=shapes.locator(row["locator"]),
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
                record_id=known(records, row["record"], package),
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
    themes = dict(models.Concept.objects.filter(scheme__in=("theme", MERGED)).values_list("slug", "pk"))
    initiatives = dict(models.Initiative.objects.values_list("slug", "pk"))
    models.IndexEntry.objects.bulk_create(
        (
            models.IndexEntry(
                document=known(held, row["document"], package),
                theme_id=themes.get(row["theme"]),
                initiative_id=initiatives.get(row["initiative"]),
                mechanism_id=mechanisms.get(row["mechanism"]),
                year=row["year"],
                printed=row["printed"] or "",
                remark=row["remark"] or "",
                line=row["line"],
                position=row["position"],
                locator=shapes.locator(row["locator"]),
            )
            for row in package.named_rows("indexes")
        ),
        batch_size=BATCH,
    )
    models.Anniversary.objects.bulk_create(
        models.Anniversary(
            document=known(held, row["document"], package),
            mechanism_id=mechanisms[row["mechanism"]],
            years=row["years"],
            year=row["year"],
            locator=shapes.locator(row["locator"]),
        )
        for row in package.named_rows("anniversaries")
        if row["mechanism"] in mechanisms
    )


def _store_publications(package: Package, held: Held) -> None:
    """Those that documents name; the others are reference facts."""
    said = [row for row in package.named_rows("materials") if row["document"]]
    rows = [
        models.Publication(
            document=known(held, row["document"], package),
            title=row["title"],
            title_key=fold(row["title"])[:500],
            year=row["year"],
            kind=row["kind"] or "",
            lang=row["lang"],
            url=row["url"] or "",
            source=row["source"] or "",
            locator=shapes.locator(row["locator"]),
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
    if any(record.key != f"{key_of(row.sha256)}#{record.n}" for record in rows):
        raise UnreadableInputError(package.name, f"a record of {row.name} has the key of another", "Export it again.")
    claims: dict[int, dict[str, Any]] = defaultdict(dict)
    told = models.Claim.objects.filter(record__document=row).order_by("id")
    for pk, field, value in told.values_list("record_id", "field", "value"):
        claims[pk][field] = value
    try:
        reading = _reading(row, tuple(records_of(rows, claims)))
        for record in reading.records:
            Status(record.status or Status.PLANNED)
    except (UnreadableInputError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableInputError(f"{package.name}/{row.name}", f"no document as iscm reads it ({error})") from error
    if row.reader in PARTIAL:
        admit(replace(reading, reader=CHECKED_AS))
    elif admit(reading) is not reading:
        raise UnreadableInputError(f"{package.name}/{row.name}", "it holds signs that turn the words around them")


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
