"""The sources: when each was seen last, what it gave, what changed, what broke, and when it is due again."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from iscm.data.sources import Source, find_source
from iscm.domain.visits import GOOD
from iscm.register.models import Visit, VisitPart
from iscm.register.queries.described import described_sources
from iscm.register.queries.documents import DocumentLine, all_documents

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit; `given`, `created`, `changed` and `unlisted` count records and meetings."""

    source: str
    at: datetime
    outcome: str
    message: str
    given: int
    created: int
    changed: int
    unlisted: int
    next_at: datetime


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list.

    `last` is the newest visit, `seen` the newest that gave something to be believed, `changing` the newest from which
    meetings changed: each None if there was none. `documents` are those that came from it, the newest first.
    """

    source: Source
    last: VisitLine | None
    seen: VisitLine | None
    changing: VisitLine | None
    documents: tuple[DocumentLine, ...]


_LINE = tuple(VisitLine.__dataclass_fields__)
_CHANGING = Q(created__gt=0) | Q(changed__gt=0) | Q(unlisted__gt=0)


def all_sources() -> tuple[SourceLine, ...]:
    """Every source that is described, the fetched ones first. Five queries."""
    last, seen = _newest(Visit.objects.all()), _newest(Visit.objects.filter(outcome__in=GOOD))
    changing = _newest(Visit.objects.filter(_CHANGING))
    documents = _documents()
    ordered = sorted(described_sources(), key=lambda source: (not source.is_fetched, source.title.casefold()))
    return tuple(
        SourceLine(
            source,
            last.get(source.slug),
            seen.get(source.slug),
            changing.get(source.slug),
            tuple(documents.get(source.slug, ())),
        )
        for source in ordered
    )


def find_line(slug: str) -> SourceLine | None:
    """One source, None if nothing describes it. Five queries."""
    return next((line for line in all_sources() if line.source.slug == slug), None)


def visits_of(slug: str) -> tuple[VisitLine, ...]:
    """The newest `MOST_SHOWN` visits to a source, the last first. One query."""
    found = Visit.objects.filter(source=slug).order_by("-id").values_list(*_LINE)
    return tuple(VisitLine(*values) for values in found[:MOST_SHOWN])


def unwell() -> tuple[str, ...]:
    """The slugs of sources whose newest visit gave nothing to be believed. One query."""
    return tuple(sorted(slug for slug, visit in last_visits().items() if visit.outcome not in GOOD))


def last_visits() -> dict[str, VisitLine]:
    """The newest visit by the slug of its source. One query."""
    return _newest(Visit.objects.all())


def _newest(visits: QuerySet[Visit]) -> dict[str, VisitLine]:
    newest = visits.order_by().values("source").annotate(newest=Max("id")).values("newest")
    found = Visit.objects.filter(id__in=newest).values_list(*_LINE)
    return {line.source: line for line in (VisitLine(*values) for values in found)}


def _documents() -> dict[str, list[DocumentLine]]:
    """The documents by source: as they were gathered, else as their titles say."""
    parts = VisitPart.objects.exclude(document=None).order_by()
    gathered = dict(parts.values_list("document", "visit__source").distinct())
    known = described_sources()
    found: dict[str, list[DocumentLine]] = {}
    for line in all_documents():
        slug = gathered.get(line.id)
        source = None if slug else find_source(line.title, known)
        found.setdefault(slug or (source.slug if source else ""), []).append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.received_at, line.year or 0), reverse=True)
    return found
