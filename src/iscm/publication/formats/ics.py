"""iCalendar as subscribers' clients read it best: whole days, exclusive ends, nothing of "now".

RFC 5545 and 7986; of RFC 9253 its properties (CONCEPT, LINK, REFID), which clients that do not know them pass over. The
components of RFC 9073 (VLOCATION, PARTICIPANT) and its STRUCTURED-DATA are not written: nothing in them is not in the
entry already, and a component inside a component is what older clients stumble over. A plain string writer: the same
events give the same bytes.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

PRODID = "-//ISCM register//Calendar of meetings//EN"
FOLD_AT = 75  # octets, the line end not counted
LARGEST_FEED = 800_000  # Google drops part of a feed of about a megabyte


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry.

    `first` and `last` are days, both inclusive. `changed` is the last published revision, in any zone. `status` is
    TENTATIVE, CONFIRMED or CANCELLED. `url` may be empty. `related` are uids of the same series, `parents` those of the
    meetings that it is a side event of, `series` names the series. `concepts` are the addresses of its themes, `links`
    documents beside it, each as (label, address).
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
    parents: tuple[str, ...] = ()
    series: str = ""
    concepts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription says of itself: `source` is its own address, `url` that of a page on the same.

    Where older entries had to stay out, `cut_note` is said in the description and as the title of a last entry.
    """

    name: str
    description: str
    source: str
    cut_note: str = ""
    url: str = ""


def render_feed(events: Sequence[CalendarEvent], feed: Feed, limit: int | None = LARGEST_FEED) -> bytes:
    """A calendar to subscribe to: the entries in their order, the last ones as far as `limit` octets allow."""
    held: list[bytes] = []
    entries = Entries(held.append, limit)
    for event in events:
        entries.add(event, render_entry(event))
    head, tail = entries.ends(feed)
    return b"".join([head, *held, tail])


class Entries:
    """The entries of a calendar as they come: each given to `write`, or with `limit` only the last that find room.

    No more are held than find room. With `limit` they may also come from the last on (`add_before`).
    """

    def __init__(self, write: Callable[[bytes], object], limit: int | None = None) -> None:
        self._write, self._room = write, None if limit is None else limit - _ROOM_FOR_HEAD
        self._held: deque[tuple[CalendarEvent, bytes]] = deque()
        self._changed: datetime | None = None
        self._last: CalendarEvent | None = None
        self._is_cut = False

    def add(self, event: CalendarEvent, body: bytes) -> None:
        """The next entry, and as it is written."""
        self._changed = max(self._changed or event.changed, event.changed)
        self._last = event
        if self._room is None:
            self._write(body)
            return
        self._held.append((event, body))
        self._room -= len(body)
        while self._room < 0 and self._held:
            self._room += len(self._held.popleft()[1])
            self._is_cut = True

    def add_before(self, event: CalendarEvent, body: bytes) -> bool:
        """The entry before all that came; whether it found room, as none before it will if not."""
        self._is_cut = self._room is None or self._room < len(body)
        if self._room is not None and not self._is_cut:
            self._held.appendleft((event, body))
            self._room -= len(body)
        self._last, self._changed = self._last or event, self._changed or event.changed
        return not self._is_cut

    def ends(self, feed: Feed) -> tuple[bytes, bytes]:
        """What stands before the entries and after them, once they are all there."""
        beside = self._held[0][0] if self._held else self._last
        note = render_entry(_note(feed, beside)) if self._is_cut and beside else b""
        changed = self._changed
        if self._room is not None:
            changed = max((event.changed for event, _ in self._held), default=changed)
        for _, body in self._held:
            self._write(body)
        return _head(feed, changed, is_cut=self._is_cut), note + b"END:VCALENDAR\r\n"


def _head(feed: Feed, changed: datetime | None, *, is_cut: bool) -> bytes:
    description = f"{feed.description} {feed.cut_note}" if is_cut else feed.description
    return fold_lines(
        [
            *_HEAD,
            _text("NAME", feed.name),
            _text("X-WR-CALNAME", feed.name),
            _text("DESCRIPTION", description),
            _text("X-WR-CALDESC", description),
            *([f"URL:{_uri(feed.url)}"] if feed.url else []),
            *([f"SOURCE;VALUE=URI:{_uri(feed.source)}"] if feed.source else []),
            *([f"LAST-MODIFIED:{_utc(changed)}"] if changed else []),
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
            "COLOR:steelblue",
        ]
    )


def render_one(events: Iterable[CalendarEvent]) -> bytes:
    """A file of one meeting. It names no calendar, since Outlook would make a new one of it."""
    return b"".join([fold_lines(_HEAD), *map(render_entry, events), b"END:VCALENDAR\r\n"])


# No METHOD: with PUBLISH every entry would need an ORGANIZER (RFC 5546), and clients would write to it. No UID of the
# calendar (RFC 7986 allows one): some clients take the first that they meet for that of the entry.
_HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"]
_ROOM_FOR_HEAD = 4_000
_TOP_BITS, _MIDDLE_OF_CHARACTER = 0xC0, 0x80  # of UTF-8
_NO_TEXT = {code: None for code in range(32) if code not in {9, 10}} | {127: None}
_CARETS = _NO_TEXT | str.maketrans({"^": "^^", '"': "^'", "\n": "^n", "\t": " "})
_BLANK = re.compile(r"[\x00-\x20]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ONE_DAY = timedelta(days=1)


def _note(feed: Feed, beside: CalendarEvent) -> CalendarEvent:
    """The entry that says that others were left out, on the first day of what is there."""
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_URL, f"{feed.source}#cut")),
        changed=beside.changed,
        sequence=0,
        first=beside.first,
        last=beside.first,
        summary=feed.cut_note,
        status="CONFIRMED",
        url=feed.url,
    )


def render_entry(event: CalendarEvent) -> bytes:
    """One entry, as it stands in a calendar."""
    changed = _utc(event.changed)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
        f"DTEND;VALUE=DATE:{_day(_after(event.last))}",
        _text("SUMMARY", event.summary),
        f"STATUS:{event.status}",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        *_where_and_what(event),
        *(f"RELATED-TO;RELTYPE=SIBLING:{uid}" for uid in event.related),
        *(f"RELATED-TO;RELTYPE=PARENT:{uid}" for uid in event.parents),
        *([_text("REFID", event.series)] if event.series else []),
        *(f"CONCEPT:{_uri(address)}" for address in event.concepts),
        *(f'LINK;VALUE=URI;LINKREL=related;LABEL="{_parameter(label)}":{_uri(url)}' for label, url in event.links),
        "END:VEVENT",
    ]
    return fold_lines(lines)


def _where_and_what(event: CalendarEvent) -> Iterator[str]:
    """What may be empty."""
    if event.location:
        yield _text("LOCATION", event.location)
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_escaped, event.categories))}"
    if event.description:
        yield _text("DESCRIPTION", event.description)
    if event.url:
        yield f"URL:{_uri(event.url)}"


def _text(name: str, value: str) -> str:
    return f"{name}:{_escaped(value)}"


def _escaped(value: str) -> str:
    if not value.isprintable():
        value = _CONTROL.sub("", value)
    # Four passes of this are faster than one of `translate`.
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _parameter(value: str) -> str:
    """Text inside the quotation marks of a parameter, with the signs it may not have in the manner of RFC 6868."""
    return value.translate(_CARETS)


def _uri(value: str) -> str:
    """An address as it is: nothing in one needs escaping, and nothing that ends a line may be in it."""
    return _BLANK.sub("", value).replace("\\", "%5C")


@lru_cache(maxsize=8192)
def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _after(day: date) -> date:
    """The next day; the last that a calendar has is its own."""
    return day + _ONE_DAY if day < date.max else day


@lru_cache(maxsize=8192)
def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def fold_lines(lines: Iterable[str]) -> bytes:
    """Content lines as RFC 5545 wants them: no longer than 75 octets, each ended by CR and LF."""
    pieces = [line if len(line) <= FOLD_AT and line.isascii() else _folded(line) for line in lines]
    return ("\r\n".join(pieces) + "\r\n").encode()


def _folded(text: str) -> str:
    """The line in pieces of at most 75 octets, cut between characters, each further one after a blank."""
    line = text.encode()
    if len(line) <= FOLD_AT:
        return text
    pieces, start, room = [], 0, FOLD_AT
    while len(line) - start > room:
        end = start + room
        while line[end] & _TOP_BITS == _MIDDLE_OF_CHARACTER:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, FOLD_AT - 1
    return b"\r\n ".join([*pieces, line[start:]]).decode()
