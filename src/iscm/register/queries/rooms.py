"""Who may come into which room, by which link; and what was answered there."""

from dataclasses import dataclass
from datetime import datetime

from iscm.domain.rooms import LinkState, Room
from iscm.register.models import RoomLink


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link as the desk lists it."""

    link: str
    mechanism: str
    name: str
    contact: str
    lang: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_by: str
    revoked_at: datetime | None
    last_used_at: datetime | None

    def state(self, now: datetime) -> LinkState:
        """What it opens at this moment."""
        if self.revoked_at:
            return LinkState.REVOKED
        return LinkState.OPEN if self.expires_at > now else LinkState.EXPIRED


def as_room(row: RoomLink) -> Room:
    """The room that a link is for."""
    return Room(row.link, row.mechanism, row.name, row.contact, row.expires_at)


def room_of(link: str, now: datetime) -> Room | None:
    """The room that this link opens at this moment, None where it opens none (`link_state` tells why). One query."""
    row = RoomLink.objects.filter(link=link, revoked_at=None, expires_at__gt=now).first()
    return as_room(row) if row else None


def link_state(link: str, now: datetime) -> LinkState:
    """Why a link opens nothing, or that it does. One query."""
    found = next(iter(_lines(link=link)), None)
    return found.state(now) if found else LinkState.UNKNOWN


def links_of(mechanism: str | None = None) -> tuple[LinkLine, ...]:
    """The links to the room of a mechanism (None: to all rooms), the latest first. One query."""
    return _lines(mechanism=mechanism) if mechanism is not None else _lines()


def find_link(link: str) -> LinkLine | None:
    """One link as it is listed. One query."""
    return next(iter(_lines(link=link)), None)


def _lines(**wanted: str) -> tuple[LinkLine, ...]:
    rows = RoomLink.objects.filter(**wanted).order_by("-made_at", "-id").values_list(*LinkLine.__slots__)
    return tuple(LinkLine(*row) for row in rows)
