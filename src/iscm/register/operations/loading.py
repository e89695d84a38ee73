"""Occurrences and judgements of the register, as the stages take them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from django.db.models import Q, QuerySet

from iscm.reconciliation import judgements as judging
from iscm.reconciliation.occurrences import Occurrence, divide
from iscm.register import models
from iscm.register.mapping import judgement_of, records_of, source_of

T = TypeVar("T")
CORRECTION = "correction"
MOST_PARAGRAPHS = 5000
CHUNK = 400
"""Keys asked for in one query; SQLite takes a bounded number."""


def load_occurrences(rows: QuerySet[models.Record]) -> list[Occurrence]:
    """The occurrences of these records in the order in which they came: three queries for any number of them."""
    held = list(rows.select_related("document").order_by("document_id", "n"))
    claims: dict[int, list[models.Claim]] = defaultdict(list)
    for claim in models.Claim.objects.filter(record__in=rows.order_by().values("pk")):
        claims[claim.record_id].append(claim)
    sources = {row.document_id: source_of(row.document) for row in held}
    return [
        replace(occurrence, only=_only(row, claims[row.pk]))
        for row, record in zip(held, records_of(held, claims), strict=True)
        for occurrence in divide(record, sources[row.document_id], row.key, row.paragraph or None)
    ]


def _only(row: models.Record, claims: Iterable[models.Claim]) -> frozenset[str] | None:
    """The fields that a correction speaks of; other documents speak of all."""
    return frozenset(claim.field for claim in claims) if row.document.reader == CORRECTION else None


def accepted_records() -> QuerySet[models.Record]:
    """The records that meetings follow from."""
    return models.Record.objects.filter(document__accepted_at__isnull=False)


def load_near(document: models.Document, occurrences: Collection[Occurrence]) -> list[Occurrence]:
    """The accepted occurrences of other documents that some of these might be about.

    Those of their mechanisms in their years or the years beside, of editions of the same source, and those that
    stand in the same paragraphs.
    """
    mechanisms = {slug for one in occurrences for slug in one.record.mechanisms}
    years = {year for one in occurrences for year in _years(one)}
    paragraphs = {one.paragraph for one in occurrences if one.paragraph}
    met = models.MeetingMechanism.objects.filter(mechanism__slug__in=mechanisms, year__in=years)
    cited = models.MeetingCitation.objects.filter(meeting__in=met.values("meeting"))
    near = Q(pk__in=cited.values("record")) | Q(document__source_key=document.source_key)
    near |= Q(paragraph__in=sorted(paragraphs)[:MOST_PARAGRAPHS])
    others = accepted_records().exclude(document=document).exclude(document__reader=CORRECTION)
    return load_occurrences(others.filter(near))


def load_judgements(keys: Collection[str]) -> list[judging.Judgement]:
    """All judgements on two of these occurrences, in order of time."""
    wanted = set(keys)
    found = {
        row.pk: row
        for chunk in chunks(sorted(wanted))
        for row in models.Judgement.objects.filter(left__in=chunk)
        if row.right in wanted
    }
    return [judgement_of(found[key]) for key in sorted(found)]


def close_over(keys: Iterable[str]) -> set[str]:
    """These occurrences with all that hang together with them, by judgements or by a meeting that cites both."""
    known: set[str] = set()
    fresh = set(keys)
    while fresh:
        known |= fresh
        fresh = {key for chunk in chunks(sorted(fresh)) for key in _neighbours(chunk)} - known
    return known


def load_by_keys(keys: Iterable[str]) -> list[Occurrence]:
    """The accepted occurrences of these keys, in the order in which they came."""
    wanted = set(keys)
    records = sorted({key.partition("/")[0] for key in wanted})
    found = [
        occurrence
        for chunk in chunks(records)
        for occurrence in load_occurrences(accepted_records().filter(key__in=chunk))
        if occurrence.key in wanted
    ]
    return sorted(found, key=lambda one: (one.source.age, one.record.n))


def chunks(values: list[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in runs short enough for one query."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _neighbours(keys: list[str]) -> Iterator[str]:
    judged = models.Judgement.objects.exclude(verdict__in=("different", "unsure"))
    for left, right in judged.filter(Q(left__in=keys) | Q(right__in=keys)).values_list("left", "right"):
        yield from (left, right)
    meetings = models.MeetingCitation.objects.filter(occurrence__in=keys).values("meeting")
    yield from models.MeetingCitation.objects.filter(meeting__in=meetings).values_list("occurrence", flat=True)


def _years(occurrence: Occurrence) -> Iterator[int]:
    when = occurrence.when
    if when and when.earliest:
        yield from range(when.earliest.year - 1, when.earliest.year + 2)
