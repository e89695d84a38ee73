"""iCalendar as subscribers' clients read it best (RFC 5545, RFC 7986): whole days, exclusive ends, nothing of "now".

A plain string writer: the same events give the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODID = "-//ISCM register//Calendar of meetings//EN"
FOLD_AT = 75  # octets, the line end not counted
LARGEST_FEED = 800_000  # Google drops part of a feed of about a megabyte


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry.

    `first` and `last` are days, both inclusive. `changed` is the last published revision, in any zone. `status` is
    TENTATIVE, CONFIRMED or CANCELLED. `url` may be empty. `related` are uids of the same series.
    """

    uid: str
    changed: datetime
    sequence: int
    first: date
    last: date
    summary: str
    status: str
    url: str
    location: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription says of itself; `cut_note` is added where older entries had to stay out."""

    name: str
    description: str
    source: str
    cut_note: str = ""


def render_feed(events: Sequence[CalendarEvent], feed: Feed, limit: int = LARGEST_FEED) -> bytes:
    """A calendar to subscribe to: the entries in their order, the last ones as far as `limit` octets allow."""
    bodies, size, kept = [_event(event) for event in events], 0, len(events)
    while kept and size + len(bodies[kept - 1]) <= limit - _ROOM_FOR_HEAD:
        kept -= 1
        size += len(bodies[kept])
    description = f"{feed.description} {feed.cut_note}" if kept else feed.description
    changed = max((event.changed for event in events), default=None)
    head = [
        *_HEAD,
        _text("NAME", feed.name),
        _text("X-WR-CALNAME", feed.name),
        _text("DESCRIPTION", description),
        _text("X-WR-CALDESC", description),
        *([f"SOURCE;VALUE=URI:{_uri(feed.source)}"] if feed.source else []),
        *([f"LAST-MODIFIED:{_utc(changed)}"] if changed else []),
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    return _lines(head) + b"".join(bodies[kept:]) + b"END:VCALENDAR\r\n"


def render_one(events: Iterable[CalendarEvent]) -> bytes:
    """A file of one meeting. It names no calendar, since Outlook would make a new one of it."""
    return _lines(_HEAD) + b"".join(map(_event, events)) + b"END:VCALENDAR\r\n"


_HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
_ROOM_FOR_HEAD = 4_000
_TOP_BITS, _MIDDLE_OF_CHARACTER = 0xC0, 0x80  # of UTF-8
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROLS = {code: None for code in range(32) if code not in {9, 10}} | {127: None}


def _event(event: CalendarEvent) -> bytes:
    changed = _utc(event.changed)
    return _lines(
        [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{event.sequence}",
            f"DTSTART;VALUE=DATE:{_day(event.first)}",
            f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
            _text("SUMMARY", event.summary),
            f"STATUS:{event.status}",
            "TRANSP:TRANSPARENT",
            "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
            *([_text("LOCATION", event.location)] if event.location else []),
            *([f"CATEGORIES:{','.join(map(_escaped, event.categories))}"] if event.categories else []),
            *([_text("DESCRIPTION", event.description)] if event.description else []),
            *([f"URL:{_uri(event.url)}"] if event.url else []),
            *(f"RELATED-TO;RELTYPE=SIBLING:{uid}" for uid in event.related),
            "END:VEVENT",
        ]
    )


def _text(name: str, value: str) -> str:
    return f"{name}:{_escaped(value)}"


def _escaped(value: str) -> str:
    return value.translate(_CONTROLS).translate(_ESCAPES)


def _uri(value: str) -> str:
    """An address as it is: nothing in one needs escaping, and nothing that ends a line may be in it."""
    return "".join(sign for sign in value if sign > " ")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line.encode()) for line in lines)


def _folded(line: bytes) -> bytes:
    """The line in pieces of at most 75 octets, cut between characters, each further one after a blank."""
    if len(line) <= FOLD_AT:
        return line + b"\r\n"
    pieces, start, room = [], 0, FOLD_AT
    while len(line) - start > room:
        end = start + room
        while line[end] & _TOP_BITS == _MIDDLE_OF_CHARACTER:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, FOLD_AT - 1
    return b"\r\n ".join([*pieces, line[start:]]) + b"\r\n"
