"""A source that shows an earlier edition again: the same bytes, but newer than what it showed in between."""

from datetime import datetime

from django.db.models import Max

from iscm.register import models
from iscm.register.models.documents import TURNS
from iscm.register.operations.storing import Origin


def has_returned(row: models.Document, origin: Origin) -> bool:
    """Whether the source, which shows this accepted document, showed another of its editions after it."""
    if not origin.source.is_rolling:
        return False
    held = models.Document.objects.filter(source_key=row.source_key, accepted_at__isnull=False)
    return any(other.age > row.age for other in held.exclude(pk=row.pk))


def turn(row: models.Document, now: datetime) -> None:
    """Put an accepted document after all others, as if it had come today; what was wrong with it is wrong again."""
    newest = models.Document.objects.aggregate(pk=Max("pk"), turn=Max("turn"))
    row.turn = max(newest["pk"] * TURNS, newest["turn"] or 0) + 1
    row.speaks_until = now.date()
    row.save(update_fields=["turn", "speaks_until"])
    models.Problem.objects.filter(document=row).exclude(resolved_at=None).update(resolved_at=None)
