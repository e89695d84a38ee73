"""What waits and says nothing but that a meeting is still right: there is nothing in it to read."""

from collections.abc import Collection

from iscm.register.models import Document
from iscm.register.queries.among import among


def waiting_confirmations(keys: Collection[int]) -> tuple[str, ...]:
    """Those of these documents that only confirm, by sha256, the oldest first. One query."""
    only = {"submission__kind": "confirm", "submission__note": "", "submission__attached": None}
    found = Document.objects.filter(pk__in=among(keys), accepted_at=None, **only).order_by("received_at", "id")
    return tuple(found.values_list("sha256", flat=True))
