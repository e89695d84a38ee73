"""Somebody who follows, and something to tell."""

from iscm.register.models import Follower, Revision
from iscm.register.operations.follow import WEEKLY, ask, confirm
from iscm.register.queries.following import Wishes
from tests.factories.rows import NOON

EVERYTHING = Wishes()


def add_follower(address="ann@example.org", wishes=EVERYTHING, *, rhythm=WEEKLY, lang="en", now=NOON):
    """Somebody who asked and confirmed; gives the token of the links."""
    token = ask(address, wishes, rhythm=rhythm, lang=lang, now=now).token
    confirm(token, now=now)
    return token


def happened(meeting, action="cancelled", old=None, new=None, *, at=NOON):
    """Write one entry of the log about a meeting."""
    old, new = ({"status": "planned"}, {"status": "cancelled"}) if old is None else (old, new)
    Revision.objects.create(
        at=at, actor="ann", action=action, object_type="meeting", object_key=meeting.uid, old=old, new=new,
        reason="", digest=f"{Revision.objects.count()}",
    )  # fmt: skip


def addresses():
    """Who is in the store."""
    return [*Follower.objects.values_list("address", flat=True)]
