"""The clock of the machine against what was written when."""

from datetime import datetime, timedelta

from django.db.models import Max

from iscm.register.models import Revision, Stamp

SLACK = timedelta(minutes=10)


def latest_moment() -> datetime | None:
    """When the register was last written to, by its own account; None if never."""
    entry = Revision.objects.order_by("-id").values_list("at", flat=True).first()
    stamped = Stamp.objects.aggregate(latest=Max("changed_at"))["latest"]
    return max((moment for moment in (entry, stamped) if moment), default=None)


def entries() -> int:
    """How many entries the log has."""
    return Revision.objects.count()
