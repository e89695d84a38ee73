"""A meeting as lists and publications show it: light and frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus, Link

TO_BE_CONFIRMED, UNLISTED = "tbc", "unlisted"
_OPEN = frozenset({Status.PLANNED.value, Status.CONFIRMED.value, Status.TENTATIVE.value})


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A mechanism in a meeting."""

    slug: str
    acronym: str
    name: str
    level: str
    role: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city as printed and an alpha-2 code; either may be empty."""

    city: str
    country: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A theme or initiative: stated by the source, or suggested from the words for `reason`."""

    slug: str
    label: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list. `count` is None for an unnumbered group, otherwise the meetings it stands for.

    One that `is_closed` has no title, no kind and no words, unless the reader may see them: whoever shows it says so.
    """

    uid: str
    title: str
    lang: str
    edtf: str
    earliest: date | None
    latest: date | None
    precision: str
    date_status: str
    status: str
    attendance: str
    kind: str
    ordinal: int | None
    count: int | None
    outcome: str
    year: int | None
    sort_day: date
    sequence: int
    last_modified: datetime
    unlisted_since: date | None
    topic: str
    links: tuple[Link, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    themes: tuple[TopicRow, ...] = ()
    initiatives: tuple[TopicRow, ...] = ()
    is_closed: bool = False

    @property
    def is_day_precise(self) -> bool:
        """Whether it can be drawn on the days of a month."""
        return self.precision == "day" and self.earliest is not None and self.latest is not None

    @property
    def number(self) -> int:
        """How many meetings it counts for: an unnumbered group counts once, since no more is known."""
        return 1 if self.count is None else self.count

    @property
    def standing(self) -> str:
        """What is said of its fate, see `standing_of`."""
        return standing_of(self.status, self.date_status, self.unlisted_since)


def standing_of(status: str, date_status: str, unlisted_since: date | None = None) -> str:
    """A status as readers are told it: the value of a `Status`, `TO_BE_CONFIRMED` or `UNLISTED`.

    A date to be confirmed makes a meeting tentative unless it is postponed, moved or cancelled; one that its source no
    longer lists says so, and is not taken for cancelled.
    """
    if status in _OPEN and date_status == DateStatus.TBC.value:
        return TO_BE_CONFIRMED
    return UNLISTED if status in _OPEN and unlisted_since else status
