"""What one document says about one meeting, or about one printed group of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.places import Attendance, Place


class DateStatus(StrEnum):
    """Whether the source calls the date itself settled."""

    CONFIRMED = "confirmed"
    TBC = "tbc"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as printed; `url` is None where the document kept only a placeholder."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """The source's own words, cell by cell, markup removed; None where the document has no such cell."""

    date: str | None = None
    place: str | None = None
    mechanism: str | None = None
    title: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One of several dates printed for a group, in its own words."""

    text: str
    edtf: Edtf


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme or initiative suggested from the words of a meeting, never stated by its source."""

    slug: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One value with the words it was read from. `value` is None where the words were not understood."""

    field: str
    value: object
    original: str | None
    lang: str = "und"


@dataclass(frozen=True, slots=True)
class Record:
    """What one document says about one meeting, or about one printed group of meetings.

    `n` counts the records of the document from 1. `count` is the number of meetings meant: 1, the number of a
    group ("seven webinars"), or None for a plural without number and dates. `edtf` is None where no date is said
    or understood. `dates` holds the dates one by one where several are printed. `mechanisms` are slugs in printed
    order. `topic` is what the meeting was about where the document says so apart from the title. `themes` and
    `initiatives` are suggestions from the words; what a document states stands in its indexes.
    `side_event_of`, `prepares` and `bodies` are names of other meetings and of bodies, as printed. `status` is the
    fate that the document prints for the meeting (a value of `meetings.Status`), None where it is silent. `closed`
    says whether the meeting is to be hidden from the public, None where the document is silent. `roles` are mechanisms
    each with its role (a value of `meetings.Role`), where it is said: else the first is the host, the others co-hosts.
    """

    n: int
    locator: Locator
    printed: Printed
    title: str
    edtf: Edtf | None = None
    date_status: DateStatus = DateStatus.CONFIRMED
    attendance: Attendance = Attendance.UNKNOWN
    places: tuple[Place, ...] = ()
    mechanisms: tuple[str, ...] = ()
    kind: str | None = None
    ordinal: int | None = None
    count: int | None = 1
    outcome: str | None = None
    topic: str | None = None
    links: tuple[Link, ...] = ()
    dates: tuple[PrintedDate, ...] = ()
    themes: tuple[Suggestion, ...] = ()
    initiatives: tuple[Suggestion, ...] = ()
    bodies: tuple[str, ...] = ()
    prepares: str | None = None
    side_event_of: str | None = None
    lang: str = "en"
    status: str | None = None
    closed: bool | None = None
    roles: tuple[tuple[str, str], ...] = ()

    def claims(self) -> Iterator[Claim]:
        """The record value by value, each with its original words; fields the document is silent on are left out."""
        printed, lang = self.printed, self.lang
        if printed.date or self.edtf:
            yield Claim("edtf", self.edtf, printed.date, lang)
            yield Claim("date_status", self.date_status, printed.date, lang)
        if printed.place or self.places:
            yield Claim("places", self.places, printed.place, lang)
            yield Claim("attendance", self.attendance, printed.place, lang)
        yield Claim("mechanisms", self.mechanisms, printed.mechanism, lang)
        yield Claim("title", self.title, printed.title, lang)
        yield Claim("count", self.count, printed.title, lang)
        for name in ("kind", "ordinal"):
            if (value := getattr(self, name)) is not None:
                yield Claim(name, value, printed.title, lang)
        if self.status:
            yield Claim("status", self.status, None, lang)
        if self.outcome:
            yield Claim("outcome", self.outcome, printed.outcome, lang)
        if self.topic:
            yield Claim("topic", self.topic, None, lang)
        if self.links:
            yield Claim("links", self.links, None, lang)
        if self.closed is not None:
            yield Claim("closed", self.closed, None, lang)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication named by a document."""

    title: str
    mechanisms: tuple[str, ...]
    url: str | None
    locator: Locator = field(default_factory=Locator)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An anniversary that a document prints for a mechanism."""

    mechanism: str
    years: int
    locator: Locator = field(default_factory=Locator)


@dataclass(frozen=True, slots=True)
class Index:
    """Which mechanisms a document prints under a theme or initiative, in printed order.

    `remark` is what is printed beside them ("incorporated through … in other ISCMs").
    """

    slug: str
    printed: str
    mechanisms: tuple[str, ...]
    remark: str | None = None
    locator: Locator = field(default_factory=Locator)
