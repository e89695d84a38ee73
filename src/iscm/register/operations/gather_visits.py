"""What the register remembers of its visits: the last that each address gave, and when a source is due again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from iscm.data.sources import Source
from iscm.domain.dates import Edtf
from iscm.domain.visits import GOOD, Outcome
from iscm.register import models
from iscm.sources.fetching import Validators

SLACK = timedelta(hours=2)
"""A source is due this much early, so that one visited each morning is not late by the minutes a visit takes."""
FIRST_RETRY = timedelta(hours=1)
MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one address: what is to be remembered of it, and the numbers of what followed."""

    address: str
    name: str
    outcome: Outcome
    message: str = ""
    sha256: str = ""
    said: str = ""
    validators: Validators = field(default_factory=Validators)
    records: int = 0
    document: models.Document | None = None
    received: models.Received | None = None
    created: int = 0
    changed: int = 0
    unlisted: int = 0
    questions: int = 0
    errors: int = 0
    wait: float = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """By address, the last that was good and the last that came at all."""

    good: dict[str, models.VisitPart]
    last: dict[str, models.VisitPart]

    def validators(self) -> dict[str, Validators]:
        """What each address said of its state when it was last good: if that holds, nothing changed since."""
        return {address: Validators(part.etag, part.last_modified) for address, part in self.good.items()}


@dataclass(frozen=True, slots=True)
class Round:
    """One visit: to whom, by whom, when, how far it may go, and what is remembered of the visits before.

    `is_release`: nobody was asked anything; a person takes what came before.
    """

    source: Source
    actor: str
    now: datetime
    accept: bool
    dry_run: bool
    memory: Memory
    is_release: bool = False

    def part_of(self, row: models.VisitPart) -> Part:
        """What is remembered of an address, as the beginning of what becomes of it now."""
        return Part(
            row.address,
            row.name,
            Outcome(row.outcome),
            sha256=row.sha256,
            said=row.said,
            validators=Validators(row.etag, row.last_modified),
            records=row.records,
            document=row.document,
        )


def remember(source: Source) -> Memory:
    """What earlier visits to a source left; two queries."""
    parts = models.VisitPart.objects.filter(visit__source=source.slug)
    return Memory(_newest(parts.filter(outcome__in=GOOD)), _newest(parts.exclude(outcome=Outcome.FAILED)))


def _newest(parts: QuerySet[models.VisitPart]) -> dict[str, models.VisitPart]:
    newest = parts.order_by().values("address").annotate(newest=Max("id")).values("newest")
    found = models.VisitPart.objects.filter(id__in=newest).select_related("document", "received")
    return {part.address: part for part in found}


def doubted_before(source: Source, address: str, good: models.VisitPart | None) -> QuerySet[models.VisitPart]:
    """What an address gave that was not believed since it was last good, the newest first."""
    parts = models.VisitPart.objects.filter(visit__source=source.slug, address=address, outcome=Outcome.QUARANTINED)
    return parts.filter(id__gt=good.pk if good else 0).select_related("document", "received").order_by("-id")


def dates_of(document: models.Document | None) -> list[Edtf | None]:
    """The date of each record of a document, None for one without; two queries."""
    if document is None:
        return []
    claims = models.Claim.objects.filter(record__document=document, field="edtf").exclude(value=None)
    dates: list[Edtf | None] = [Edtf.parse(str(text)) for text in claims.values_list("value", flat=True)]
    return dates + [None] * (document.record_count - len(dates))


def next_visit(source: Source, failures: int, wait: float, now: datetime) -> datetime:
    """When a source is due: after its days, or after a failure in an hour, in two, in four … but not later."""
    usual = timedelta(days=source.every)
    if not failures:
        return now + usual - SLACK
    patience: timedelta = FIRST_RETRY * 2 ** min(failures - 1, MOST_DOUBLINGS)
    return now + max(min(usual, patience), timedelta(seconds=wait))


def due(sources: Iterable[Source], now: datetime) -> list[Source]:
    """The sources with an address that were never visited, or should be again. One query.

    A visit after now was made while the clock was fast: what it says of the next one is as wrong.
    """
    newest = models.Visit.objects.order_by().values("source").annotate(newest=Max("id")).values("newest")
    waiting = models.Visit.objects.filter(id__in=newest, at__lte=now, next_at__gt=now)
    known = set(waiting.values_list("source", flat=True))
    return [source for source in sources if source.is_fetched and source.slug not in known]
