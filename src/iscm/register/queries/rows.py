"""Meetings as lists show them: light frozen rows, read with five queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from iscm.register.models import Meeting, MeetingInitiative, MeetingMechanism, MeetingPlace, MeetingTheme

T = TypeVar("T")


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
    """A meeting in a list. `count` is None for an unnumbered group, otherwise the meetings it stands for."""

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
    parties: tuple[PartyRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    themes: tuple[TopicRow, ...] = ()
    initiatives: tuple[TopicRow, ...] = ()

    @property
    def is_day_precise(self) -> bool:
        """Whether it can be drawn on the days of a month."""
        return self.precision == "day" and self.earliest is not None and self.latest is not None

    @property
    def number(self) -> int:
        """How many meetings it counts for: an unnumbered group counts once, since no more is known."""
        return 1 if self.count is None else self.count


PLAIN = tuple(MeetingRow.__dataclass_fields__)[:20]


def meeting_rows(meetings: QuerySet[Meeting]) -> tuple[MeetingRow, ...]:
    """The rows of a query, in the order of lists. Five queries."""
    found = list(meetings.order_by("sort_day", "sort_rank", "id").values_list("id", *PLAIN))
    keys = meetings.order_by().values("id") if len(found) > _FEW else [row[0] for row in found]
    parties = _by_meeting(
        MeetingMechanism,
        keys,
        PartyRow,
        *(f"mechanism__{name}" for name in ("slug", "acronym", "name", "level")),
        "role",
    )
    places = _by_meeting(MeetingPlace, keys, PlaceRow, "city", "country")
    themes = _by_meeting(MeetingTheme, keys, TopicRow, "theme__slug", "theme__label", "basis", "reason")
    initiatives = _by_meeting(
        MeetingInitiative, keys, TopicRow, "initiative__slug", "initiative__acronym", "basis", "reason"
    )
    rows = []
    for id_, *plain in found:
        filed = (tuple(parties[id_]), tuple(places[id_]), tuple(themes[id_]), tuple(initiatives[id_]))
        values: list[Any] = [*plain, *filed]
        rows.append(MeetingRow(*values))
    return tuple(rows)


def listed() -> QuerySet[Meeting]:
    """Every meeting that readers see."""
    return Meeting.objects.filter(is_listed=True)


_FEW = 500  # below this, naming the meetings is faster than asking the same question again


def _by_meeting(model: type[Model], keys: Iterable[Any], build: type[T], *columns: str) -> defaultdict[int, list[T]]:
    rows: defaultdict[int, list[T]] = defaultdict(list)
    for meeting, *values in model._default_manager.filter(meeting__in=keys).values_list("meeting_id", *columns):  # noqa: SLF001  # Django's public way
        rows[meeting].append(build(*values))
    return rows
