"""The clock of the machine against what was written when."""

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from iscm.register.models import CacheEntry, Revision, Stamp

SLACK = timedelta(minutes=10)
LONGEST_COUNT = timedelta(days=2)
"""No count of attempts holds longer."""


def latest_moment() -> datetime | None:
    """When the register was last written to, by its own account; None if never."""
    entry = Revision.objects.order_by("-id").values_list("at", flat=True).first()
    stamped = Stamp.objects.aggregate(latest=Max("changed_at"))["latest"]
    return max((moment for moment in (entry, stamped) if moment), default=None)


def entries() -> int:
    """How many entries the log has."""
    return Revision.objects.count()


def lasting_counts(now: datetime) -> QuerySet[CacheEntry]:
    """Counts of attempts that were written while the clock was fast: they would keep people out until then."""
    return CacheEntry.objects.filter(expires__gt=now + LONGEST_COUNT)
