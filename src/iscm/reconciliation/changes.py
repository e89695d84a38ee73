"""Two states of a meeting → what a reader would say has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iscm.domain.meetings import Meeting, Status
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.records import DateStatus, Suggestion

SIGNIFICANT = frozenset(
    {
        "moved",
        "date-confirmed",
        "date-open",
        "relocated",
        "attendance",
        "postponed",
        "rescheduled",
        "cancelled",
        "reinstated",
        "parted",
        "returned",
        "closed",
        "opened",
    }
)
"""Changes that raise the sequence number: time, place or fate, and what subscribers may know."""

UNSURE = frozenset({Status.TENTATIVE, Status.POSTPONED, Status.RESCHEDULED, Status.CANCELLED})
"""What a calendar says otherwise than a settled meeting: coming from one of these matters as much as going there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words of its kind: `name` says what happened, `old` and `new` are values as text."""

    name: str
    field: str
    old: str | None
    new: str | None

    @property
    def is_significant(self) -> bool:
        """Whether a subscriber's calendar must take notice."""
        return self.name in SIGNIFICANT or (self.field == "status" and bool({self.old, self.new} & UNSURE))


def compare_states(before: Meeting, after: Meeting) -> tuple[Change, ...]:
    """What changed, in a fixed order; empty for equal states.

    Absence from a source is told by the register, which knows the sources: see `no_longer_listed`.
    """
    return tuple(change for part in (_date, _status, _place, _closing, _words) for change in part(before, after))


def no_longer_listed(source: str) -> Change:
    """A newer edition of `source` does not list the meeting any more: neither a deletion nor a cancellation."""
    return Change("no-longer-listed", "listing", source, None)


def _date(before: Meeting, after: Meeting) -> Iterator[Change]:
    old, new = before.edtf, after.edtf
    if old != new:
        inside = old and new and new.is_day_precise and not old.is_day_precise and old.may_overlap(new)
        name = "date-confirmed" if inside or old is None else "date-open" if new is None else "moved"
        yield Change(name, "edtf", old.text if old else None, new.text if new else None)
    if before.date_status != after.date_status:
        name = "date-confirmed" if after.date_status is DateStatus.CONFIRMED else "date-open"
        yield Change(name, "date_status", before.date_status.value, after.date_status.value)


def parted(earlier: str, uid: str) -> Change:
    """What was merged into the meeting `earlier` is a meeting of its own again, at its old address."""
    return Change("parted", "uid", earlier, uid)


def returned(uid: str) -> Change:
    """A meeting of which no record told for a time is told of again, at its old address."""
    return Change("returned", "uid", None, uid)


FATES = {
    Status.POSTPONED: "postponed",
    Status.RESCHEDULED: "rescheduled",
    Status.CANCELLED: "cancelled",
    Status.HELD: "held",
}


def _status(before: Meeting, after: Meeting) -> Iterator[Change]:
    if before.status == after.status:
        return
    name = FATES.get(after.status, "reinstated" if before.status in FATES else "status")
    yield Change(name, "status", before.status.value, after.status.value)


def _place(before: Meeting, after: Meeting) -> Iterator[Change]:
    if before.places != after.places:
        yield Change("relocated", "places", _places(before), _places(after))
    if before.attendance != after.attendance:
        name = "attendance" if before.attendance is not Attendance.UNKNOWN else "place-said"
        yield Change(name, "attendance", before.attendance.value, after.attendance.value)


def _closing(before: Meeting, after: Meeting) -> Iterator[Change]:
    if before.is_closed != after.is_closed:
        yield Change("closed" if after.is_closed else "opened", "is_closed", None, None)


def _places(meeting: Meeting) -> str | None:
    return "; ".join(", ".join(filter(None, (place.city, place.country))) for place in meeting.places) or None


PLAIN = (
    ("title", "renamed"),
    ("parties", "mechanisms"),
    ("kind", "kind"),
    ("ordinal", "ordinal"),
    ("count", "count"),
    ("outcome", "outcome"),
    ("topic", "topic"),
    ("links", "links"),
    ("themes", "themes"),
    ("initiatives", "initiatives"),
    ("bodies", "bodies"),
    ("prepares", "prepares"),
    ("side_event_of", "side-event-of"),
    ("lang", "lang"),
)


def _words(before: Meeting, after: Meeting) -> Iterator[Change]:
    for field, name in PLAIN:
        old, new = getattr(before, field), getattr(after, field)
        if old != new and field in FINER and _text(old) == _text(new):
            finer, told = FINER[field]
            yield Change(finer, field, _told(old, told), _told(new, told))
        elif old != new:
            respelt = field == "title" and fold(old) == fold(new)
            yield Change("respelt" if respelt else name, field, _text(old), _text(new))


def _basis(one: Suggestion) -> str:
    return f"{one.slug}: {'stated' if one.reason == 'stated' else 'suggested'}"


FINER: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "parties": ("roles", lambda party: f"{party.mechanism}: {party.role.value}"),
    "themes": ("themes", _basis),
    "initiatives": ("initiatives", _basis),
}
"""What may change while the same are named: the roles of mechanisms, how sure themes and initiatives are."""


def _told(those: Iterable[object], told: Callable[[Any], str]) -> str:
    return ", ".join(map(told, those))


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(_one(part) for part in value) or None
    return None if value is None else str(value)


def _one(part: object) -> str:
    for name in ("slug", "mechanism", "url", "text"):
        if isinstance(found := getattr(part, name, None), str):
            return found
    return str(part)
