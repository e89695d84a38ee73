"""A reading put into the register: its document, records, claims, problems and indexes. Nothing follows from it yet."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from iscm.data.sources import Source, find_source, trust_in
from iscm.domain.documents import Document, Trust
from iscm.domain.names import fold
from iscm.domain.readings import Reading
from iscm.domain.records import Index
from iscm.reading.interchange import as_json
from iscm.reconciliation.occurrences import Occurrence, occurrences, source_of
from iscm.register import models
from iscm.register.mapping import Json, claims_of, is_kept_whole
from iscm.register.operations.bulk_rows import insert, next_keys
from iscm.register.operations.concealing import conceal
from iscm.register.queries.described import described_sources
from iscm.register.queries.remembered import remember

BATCH = 500
LONGEST = 500
ATOM, MAILDIR = "atom", "maildir"


def key_of(sha256: str) -> str:
    """What the keys of a document's records begin with."""
    return sha256[:16]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was gathered: the source that it belongs to, and which of its addresses gave it."""

    source: Source
    address: str = ""


def source_key(reading: Reading, origin: Origin | None = None) -> str:
    """A name for all editions of one source: of one series and year, or of one publisher, title and year.

    What was gathered belongs to its source, whatever its title says; a message says no more than its attachment does.
    """
    if origin and origin.source.form != MAILDIR:
        said = _gathered_key(reading, origin)
        return _digest(said) if said else origin.source.key
    series = find_source(reading.title, described_sources())
    if series and reading.year is not None:
        return _digest(f"{series.slug} {reading.year}")
    words = (reading.reader, reading.publisher or "", reading.title or reading.name, str(reading.year or ""))
    return _digest(" ".join(fold(part) for part in words))


def _gathered_key(reading: Reading, origin: Origin) -> str:
    """What tells the editions of one file from those of another; empty where the source has one address for all."""
    source = origin.source
    if source.is_rolling or source.form == ATOM:
        return ""
    if reading.year is not None and (source.has_title(reading.title) or not source.links):
        return f"{source.slug} {reading.year}"
    return f"{source.slug} {origin.address}" if source.links else ""


def adopt(row: models.Document, reading: Reading, origin: Origin) -> None:
    """Let a document that a person brought belong to the source that gives it too, so that the next one follows it."""
    key = source_key(reading, origin)
    if row.source_key != key:
        row.source_key = key
        row.save(update_fields=["source_key"])


def trust_of(reading: Reading, origin: Origin | None = None) -> Trust:
    """How far to trust a document: as the source that it was gathered from, else as its series or publisher."""
    return origin.source.trust if origin else trust_in(reading.title, reading.publisher, described_sources())


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def store(
    reading: Reading, document: Document, now: datetime, origin: Origin | None = None
) -> tuple[models.Document, tuple[Occurrence, ...]]:
    """Store a reading that is not stored yet; returns the document's row and the occurrences of its records.

    A fixed number of statements for each few hundred records. Part of the caller's transaction.
    """
    received, _ = models.Received.objects.get_or_create(
        sha256=document.sha256,
        defaults={"name": document.name[:LONGEST], "content": document.content, "received_at": now},
    )
    held = as_json(reading)
    row = _document(reading, held, received, now, origin)
    source = source_of(reading, key=row.source_key, trust=Trust(row.trust), age=row.age)
    source = replace(source, speaks_until=row.speaks_until)
    found = occurrences(reading, source, key_of(reading.sha256))
    records = _records(held["records"], row, found)
    _remember(found)
    store_problems(reading, row, records, now)
    _store_indexes(reading, row)
    if any(record.closed for record in reading.records) or models.Meeting.objects.filter(is_closed=True).exists():
        conceal(list(records.values()))
    return row, found


def _document(
    reading: Reading, held: Json, received: models.Received, now: datetime, origin: Origin | None
) -> models.Document:
    trust = trust_of(reading, origin)
    source = source_of(reading, key="", trust=trust, age=0)
    # What shows what is ahead speaks of the day on which it was seen.
    until = now.date() if origin and origin.source.is_rolling else source.speaks_until
    return models.Document.objects.create(
        sha256=reading.sha256,
        received=received,
        name=reading.name[:LONGEST],
        title=(reading.title or "")[:LONGEST],
        publisher=(reading.publisher or "")[:LONGEST],
        reader=reading.reader[:40],
        year=reading.year,
        last_update=reading.last_update,
        speaks_until=until,
        stated_count=reading.stated_count,
        record_count=len(reading.records),
        trust=trust.value,
        lang=reading.lang[:35],
        source_key=source_key(reading, origin),
        set_aside=held["set_aside"],
        fingerprints=held["fingerprints"],
        links=held["links"],
        received_at=now,
        is_sent_in=bool(origin and origin.source.form == MAILDIR),
    )


def _records(held: list[Json], row: models.Document, found: Iterable[Occurrence]) -> dict[int, int]:
    """Store records with their claims; returns the keys of the records' rows by their numbers."""
    paragraphs = {one.record.n: one.paragraph or "" for one in found}
    begin = key_of(row.sha256)
    keys = dict(zip((one["n"] for one in held), next_keys(models.Record, len(held)), strict=True))
    columns = ("id", "document_id", "n", "key", "locator", "printed", "paragraph", "title", "lang")
    insert(
        models.Record,
        columns,
        (
            (
                keys[n := one["n"]],
                row.pk,
                n,
                f"{begin}#{n}",
                one["locator"],
                one["printed"],
                paragraphs[n],
                one["title"],
                one["lang"][:35],
            )
            for one in held
        ),
    )
    insert(
        models.Claim,
        ("record_id", "field", "value", "original", "lang"),
        (
            (keys[one["n"]], claim["field"], claim["value"], claim["original"], one["lang"][:35])
            for one in held
            for claim in claims_of(one)
        ),
    )
    return keys


def _remember(found: Iterable[Occurrence]) -> None:
    """Keep those that will be read from the store as they are here."""
    for key, those in groupby(found, lambda one: one.key.partition("/")[0]):
        held = tuple(those)
        if is_kept_whole(held[0].record):
            remember(key, held)


def store_problems(
    reading: Reading, row: models.Document, records: Mapping[int, int], now: datetime
) -> list[models.Problem]:
    """The problems that reading found, each once; `records` are the keys of the records' rows by their numbers."""
    found = {}
    for problem in reading.problems:
        about = [reading.sha256, problem.code, problem.message, problem.locator.as_json(), problem.record]
        key = problem_key(about)
        found[key] = models.Problem(
            key=key,
            code=problem.code[:60],
            severity=problem.severity.value,
            message=problem.message,
            locator=problem.locator.as_json(),
            suggestion=problem.suggestion or "",
            readings=list(problem.readings),
            document=row,
            record_id=records.get(problem.record) if problem.record is not None else None,
            found_at=now,
        )
    return models.Problem.objects.bulk_create(found.values(), batch_size=BATCH)


def problem_key(about: list[Any]) -> str:
    """The same for the same problem whenever it is found."""
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _store_indexes(reading: Reading, row: models.Document) -> None:
    slugs = {mechanism.slug: mechanism for mechanism in models.Mechanism.objects.all()}
    themes = {theme.slug: theme for theme in models.Concept.objects.filter(scheme="theme")}
    initiatives = {initiative.slug: initiative for initiative in models.Initiative.objects.all()}
    lines: list[tuple[Index, Json]] = [
        *((index, {"theme": themes.get(index.slug)}) for index in reading.themes),
        *((index, {"initiative": initiatives.get(index.slug)}) for index in reading.initiatives),
    ]
    entries = [entry for n, (index, about) in enumerate(lines) for entry in _entries(n, row, slugs, index, about)]
    models.IndexEntry.objects.bulk_create(entries, batch_size=BATCH)
    models.Anniversary.objects.bulk_create(
        models.Anniversary(
            document=row, mechanism=slugs[one.mechanism], years=one.years, year=row.year, locator=one.locator.as_json()
        )
        for one in reading.anniversaries
        if one.mechanism in slugs
    )
    _store_publications(reading, row, slugs)


def _entries(
    line: int, row: models.Document, slugs: dict[str, models.Mechanism], index: Index, about: Json
) -> Iterator[models.IndexEntry]:
    known = [slugs[slug] for slug in index.mechanisms if slug in slugs]
    for position, mechanism in enumerate(known or [None]):
        yield models.IndexEntry(
            document=row,
            mechanism=mechanism,
            year=row.year,
            printed=index.printed[:LONGEST],
            remark=index.remark or "",
            line=line,
            position=position,
            locator=index.locator.as_json(),
            **about,
        )


def _store_publications(reading: Reading, row: models.Document, slugs: dict[str, models.Mechanism]) -> None:
    publications = [
        models.Publication(
            document=row,
            title=one.title[:LONGEST],
            title_key=fold(one.title)[:LONGEST],
            year=row.year,
            url=(one.url or "")[:1000],
            locator=one.locator.as_json(),
        )
        for one in reading.publications
    ]
    models.Publication.objects.bulk_create(publications)
    through = models.Publication.mechanisms.through
    through.objects.bulk_create(
        through(publication_id=publication.pk, mechanism_id=slugs[slug].pk)
        for publication, one in zip(publications, reading.publications, strict=True)
        for slug in dict.fromkeys(one.mechanisms)
        if slug in slugs
    )
