"""Occurrences and judgements of the register, as the stages take them: what hangs together, what lies near."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.references import events_of, find_references
from iscm.register import models
from iscm.register.operations.likeliest import MANY, likeliest
from iscm.register.queries.among import among, named
from iscm.register.queries.occurrences import (
    CORRECTION,
    PARTIAL,
    RUN,
    accepted_records,
    chunks,
    load_by_keys,
    load_judgements,
    load_occurrences,
    standing_judgements,
)

__all__ = [
    "CORRECTION",
    "RUN",
    "accepted_records",
    "chunks",
    "close_over",
    "load_by_keys",
    "load_judgements",
    "load_near",
    "load_occurrences",
]

MOST_PARAGRAPHS = 5000
SOME_WEEKS = timedelta(weeks=9)


def load_near(
    document: models.Document, occurrences: Collection[Occurrence], vocabulary: Vocabulary
) -> list[Occurrence]:
    """The accepted occurrences of other documents that some of these might be about.

    Those of their mechanisms about their days, of editions of the same source, and those that stand in the same
    paragraphs. Of the years beside, only what may be named or name another, and what was moved, so that the work does
    not grow with the years that the register holds; of very many, for each occurrence those that are likeliest meant.
    """
    mechanisms = {slug for one in occurrences for slug in one.record.mechanisms}
    years = {year for one in occurrences for year in _years(one)}
    paragraphs = {one.paragraph for one in occurrences if one.paragraph}
    met = models.MeetingMechanism.objects.filter(mechanism__slug__in=mechanisms, year__in=years)
    about = met.filter(_about_days(occurrences, vocabulary))
    meetings: Any = about.values("meeting")
    if about[MANY : MANY + 1].exists():
        meetings = among(likeliest(about, occurrences, vocabulary))
    cited = models.MeetingCitation.objects.filter(meeting__in=meetings)
    near = Q(pk__in=cited.values("record")) | Q(document__source_key=document.source_key)
    if paragraphs:
        near |= Q(paragraph__in=sorted(paragraphs)[:MOST_PARAGRAPHS])
    others = accepted_records().exclude(document=document).exclude(document__reader__in=PARTIAL)
    return load_occurrences(others.filter(near))


def _about_days(occurrences: Collection[Occurrence], vocabulary: Vocabulary) -> Q:
    """What of the meetings of these parties lies about the days of these occurrences.

    A meeting may stand at other days than one of its records said: then it was moved, or by some weeks at most.
    """
    events = events_of(vocabulary)
    days = [day for one in occurrences if one.when for day in (one.when.earliest, one.when.latest)]
    known = [day for day in days if day]
    if len(known) < len(days) or not known or any(True for one in occurrences for _ in find_references(one, events)):
        return Q()
    first, last = _moved(min(known), -SOME_WEEKS), _moved(max(known), SOME_WEEKS)
    initiatives = models.MeetingInitiative.objects.filter(meeting=OuterRef("meeting"))
    about = Q(meeting__latest__gte=first, meeting__earliest__lte=last)
    about |= Q(meeting__latest=None) | Q(meeting__earliest=None) | Q(meeting__sequence__gt=0)
    named = ~Q(meeting__prepares="") | ~Q(meeting__side_event_of="") | ~Q(meeting__topic="") | Q(Exists(initiatives))
    return about | named | Q(meeting__is_closed=True)


def _moved(day: date, weeks: timedelta) -> date:
    try:
        return day + weeks
    except OverflowError:
        return day


def close_over(keys: Iterable[str]) -> set[str]:
    """These occurrences with all that hang together with them, by judgements or by a meeting that cites both."""
    known: set[str] = set()
    fresh = set(keys)
    while fresh:
        known |= fresh
        fresh = {key for some in chunks(sorted(fresh), RUN) for key in _neighbours(some)} - known
    return known


def _neighbours(keys: list[str]) -> Iterator[str]:
    judged = standing_judgements().exclude(verdict__in=("different", "unsure", "unrelated"))
    # Two questions: with one for either side, PostgreSQL would look at every judgement.
    for about in (judged.filter(left__in=named(keys)), judged.filter(right__in=named(keys))):
        for left, right in about.values_list("left", "right"):
            yield from (left, right)
    meetings = models.MeetingCitation.objects.filter(occurrence__in=named(keys)).values("meeting")
    yield from models.MeetingCitation.objects.filter(meeting__in=meetings).values_list("occurrence", flat=True)


def _years(occurrence: Occurrence) -> Iterator[int]:
    when = occurrence.when
    if when and when.earliest:
        yield from range(when.earliest.year - 1, when.earliest.year + 2)
