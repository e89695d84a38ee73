"""Counts of attempts that a fast clock left behind."""

from django.utils import timezone

from iscm.domain.health import Tell
from iscm.register.queries.health.moments import lasting_counts


def mend_counts(_tell: Tell) -> None:
    """Forget them: they count again from now on."""
    lasting_counts(timezone.now()).delete()
