"""What changed last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from iscm.register.models import Meeting, Revision


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One entry of the log about a meeting that readers see."""

    at: datetime
    action: str
    uid: str
    title: str
    old: Any
    new: Any
    reason: str


def latest_changes(limit: int) -> tuple[ChangeLine, ...]:
    """The last changes of meetings, the latest first. Two queries."""
    log = Revision.objects.filter(object_type="meeting").order_by("-id")
    rows = list(log.values_list("at", "action", "object_key", "old", "new", "reason")[:limit])
    titles = dict(Meeting.objects.filter(uid__in=[row[2] for row in rows], is_listed=True).values_list("uid", "title"))
    return tuple(
        ChangeLine(at, action, uid, titles[uid], old, new, reason)
        for at, action, uid, old, new, reason in rows
        if uid in titles
    )
