"""Version stamps, raised in the transaction of a change; and the lock that lets one writer in at a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from iscm.register.models import Stamp

WHOLE = "register"


def hold(now: datetime) -> None:
    """Let nobody else write until this transaction ends."""
    Stamp.objects.bulk_create([Stamp(name=WHOLE, changed_at=now)], ignore_conflicts=True)
    Stamp.objects.select_for_update().get(name=WHOLE)


def raise_stamps(mechanisms: Iterable[str], now: datetime) -> None:
    """Raise the version of the register and of these mechanisms."""
    _raise([WHOLE, *(f"mechanism:{slug}" for slug in sorted(set(mechanisms)))], now)


def raise_stamp(name: str, now: datetime) -> None:
    """Raise one version alone: of something that no page of meetings shows."""
    _raise([name], now)


def _raise(names: list[str], now: datetime) -> None:
    Stamp.objects.bulk_create([Stamp(name=name, changed_at=now) for name in names], ignore_conflicts=True)
    Stamp.objects.filter(name__in=names).update(version=F("version") + 1, changed_at=now)
