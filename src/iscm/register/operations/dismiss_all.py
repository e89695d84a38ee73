"""Several problems dismissed, or opened again, in one step and for one reason."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError
from iscm.register.operations.dismiss import dismiss, reopen

MOST = 200


def dismiss_all(keys: Iterable[str], *, actor: str, reason: str, now: datetime | None = None) -> int:
    """Dismiss these problems (their keys), all or none; gives their number.

    Raises as `dismiss` does, and `ConflictError` for none or for more than 200.
    """
    return _each(dismiss, keys, actor, reason, now)


def reopen_all(keys: Iterable[str], *, actor: str, reason: str, now: datetime | None = None) -> int:
    """Open these dismissed problems again, all or none; gives their number. Raises as `dismiss_all` does."""
    return _each(reopen, keys, actor, reason, now)


def _each(turn: Callable[..., None], keys: Iterable[str], actor: str, reason: str, now: datetime | None) -> int:
    wanted = tuple(dict.fromkeys(keys))
    if not 0 < len(wanted) <= MOST:
        raise ConflictError(f"choose problems, {MOST} at most" if wanted else "no problem was chosen")
    with transaction.atomic():
        at = now or timezone.now()
        for key in wanted:
            turn(key, actor=actor, reason=reason, now=at)
    return len(wanted)
