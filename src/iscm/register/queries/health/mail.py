"""Mail that waits: who follows, and whether anybody looks for their news."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from iscm.register.models import Follower


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many confirmed followers there are; whose addresses were refused last; who nobody has looked for."""

    followers: int
    refused: int
    untold: int


def mail_waiting(since: datetime) -> Waiting:
    """The followers, and those of them for whose news nobody has looked since then. Three counts."""
    held = Follower.objects.filter(confirmed_at__isnull=False)
    forgotten = Q(told_at__lt=since) | Q(told_at=None, confirmed_at__lt=since)
    return Waiting(held.count(), held.filter(failures__gt=0).count(), held.filter(forgotten, failures=0).count())
