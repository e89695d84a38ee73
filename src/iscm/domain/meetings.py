"""What the register holds: a meeting, and for each value the claims it rests on."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from iscm.domain.citations import Citation
from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.places import Attendance, Place
from iscm.domain.records import Claim, DateStatus, Link, Suggestion


class Status(StrEnum):
    """What is known of a meeting's fate. "Past" is not a status: ask `Meeting.is_over`."""

    PLANNED = "planned"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a mechanism does in a meeting."""

    HOST = "host"
    CO_HOST = "co-host"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim with its source. `as_of` is the day the source speaks for (its last update), None if it gives none."""

    claim: Claim
    citation: Citation
    trust: Trust
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A mechanism in a meeting."""

    mechanism: str
    role: Role


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its records together tell it. `uid` is random and permanent.

    `claims` has, by field, the chosen claim first and then those that lost, best first. Of one that `is_closed` the
    public is told when, where and of whom it is, never what it is called, what it is about or who says so.
    """

    uid: str
    title: str
    edtf: Edtf | None = None
    date_status: DateStatus = DateStatus.CONFIRMED
    status: Status = Status.PLANNED
    attendance: Attendance = Attendance.UNKNOWN
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    kind: str | None = None
    ordinal: int | None = None
    count: int | None = 1
    outcome: str | None = None
    topic: str | None = None
    links: tuple[Link, ...] = ()
    themes: tuple[Suggestion, ...] = ()
    initiatives: tuple[Suggestion, ...] = ()
    bodies: tuple[str, ...] = ()
    prepares: str | None = None
    side_event_of: str | None = None
    lang: str = "en"
    claims: dict[str, tuple[CitedClaim, ...]] = field(default_factory=dict, hash=False)
    is_closed: bool = False

    def is_over(self, today: date) -> bool:
        """Whether its last possible day lies before `today`."""
        return self.edtf is not None and self.edtf.latest is not None and self.edtf.latest < today
