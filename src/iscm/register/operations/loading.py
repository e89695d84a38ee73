"""Occurrences and judgements of the register, as the stages take them: what hangs together, what lies near."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from iscm.reconciliation.occurrences import Occurrence
from iscm.register import models
from iscm.register.queries.occurrences import (
    CORRECTION,
    PARTIAL,
    accepted_records,
    chunks,
    load_by_keys,
    load_judgements,
    load_occurrences,
    standing_judgements,
)

__all__ = [
    "CORRECTION",
    "accepted_records",
    "chunks",
    "close_over",
    "load_by_keys",
    "load_judgements",
    "load_near",
    "load_occurrences",
]

MOST_PARAGRAPHS = 5000


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
    others = accepted_records().exclude(document=document).exclude(document__reader__in=PARTIAL)
    return load_occurrences(others.filter(near))


def close_over(keys: Iterable[str]) -> set[str]:
    """These occurrences with all that hang together with them, by judgements or by a meeting that cites both."""
    known: set[str] = set()
    fresh = set(keys)
    while fresh:
        known |= fresh
        fresh = {key for chunk in chunks(sorted(fresh)) for key in _neighbours(chunk)} - known
    return known


def _neighbours(keys: list[str]) -> Iterator[str]:
    judged = standing_judgements().exclude(verdict__in=("different", "unsure", "unrelated"))
    for left, right in judged.filter(Q(left__in=keys) | Q(right__in=keys)).values_list("left", "right"):
        yield from (left, right)
    meetings = models.MeetingCitation.objects.filter(occurrence__in=keys).values("meeting")
    yield from models.MeetingCitation.objects.filter(meeting__in=meetings).values_list("occurrence", flat=True)


def _years(occurrence: Occurrence) -> Iterator[int]:
    when = occurrence.when
    if when and when.earliest:
        yield from range(when.earliest.year - 1, when.earliest.year + 2)
