"""JSCalendar (RFC 8984): the same entries for programs, in all our languages at once, dates as the source said them.

Every entry is made from the calendar entries of each language, so that both formats say the same. What the standard has
no word for stands in properties of our own, whose names begin with the host of the site, as it wants.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from iscm.publication.formats.ics import PRODID, CalendarEvent

Json = dict[str, Any]
MEDIA = "application/jscalendar+json;type=group; charset=utf-8"
ONLINE = frozenset({"online", "hybrid"})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What calendar entries do not carry.

    `meeting` is its uid, `edtf` and `date_status` the date as said, `attendance` how one takes part, `lang` the
    language of the title. `cited` are the documents that it rests on, as (title, address).
    """

    meeting: str
    edtf: str
    date_status: str
    status: str
    attendance: str
    lang: str
    cited: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What the whole says of itself: its permanent `uid`, name, language and address; `vendor` is the host.

    `online` is the word for a place that is none, by language.
    """

    uid: str
    name: str
    description: str
    locale: str
    source: str
    vendor: str
    online: Mapping[str, str]


class Entries:
    """The entries of a group as they come, each given to `write`: in its language, with what differs in the others."""

    def __init__(self, write: Callable[[bytes], object], group: Group) -> None:
        self._write, self._group, self._updated, self._is_first = write, group, EPOCH, True

    def add(self, events: Mapping[str, Sequence[CalendarEvent]], particulars: Sequence[Particulars]) -> None:
        """The next ones: for each language (BCP 47) the same entries in the same order, and what they do not carry."""
        main = events[self._group.locale]
        others = {lang: found for lang, found in events.items() if lang != self._group.locale}
        for n, (event, more) in enumerate(zip(main, particulars, strict=True)):
            entry = _event(event, more, self._group, {lang: found[n] for lang, found in others.items()})
            self._write((b"" if self._is_first else b",") + _dumped(entry))
            self._updated, self._is_first = max(self._updated, event.changed), False

    def ends(self) -> tuple[bytes, bytes]:
        """What stands before the entries and after them, once they are all there."""
        group = self._group
        said = {
            "@type": "Group",
            "uid": group.uid,
            "prodId": PRODID,
            "updated": _utc(self._updated),
            "title": group.name,
            "description": group.description,
            "locale": group.locale,
            "source": group.source,
            "entries": [],
        }
        return _dumped(said).removesuffix(b"]}"), b"]}"


def _dumped(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _event(event: CalendarEvent, more: Particulars, group: Group, others: Mapping[str, CalendarEvent]) -> Json:
    place = _place(event, group.online[group.locale])
    said: Json = {
        "@type": "Event",
        "uid": event.uid,
        "updated": _utc(event.changed),
        "sequence": event.sequence,
        "title": event.summary,
        "description": event.description,
        "locale": group.locale,
        "showWithoutTime": True,
        "start": f"{event.first.isoformat()}T00:00:00",
        "timeZone": None,
        "duration": f"P{(event.last - event.first).days + 1}D",
        "status": event.status.lower(),
        "freeBusyStatus": "free",
        "keywords": dict.fromkeys(event.categories, True),
        "categories": dict.fromkeys(event.concepts, True),
        "links": _links(event),
        "locations": {"1": {"@type": "Location", "name": place}} if place else {},
        "virtualLocations": _virtual(event, more, group),
        "relatedTo": _related(event),
        "localizations": _localizations(event, others, more, group),
        **_own(event, more, group.vendor),
    }
    return {name: value for name, value in said.items() if value not in ({}, "")}


def _links(event: CalendarEvent) -> Json:
    found = [(event.url, "alternate", "")] if event.url else []
    found += [(url, "related", label) for label, url in event.links]
    return {
        str(n): {"@type": "Link", "href": href, "rel": rel} | ({"title": title} if title else {})
        for n, (href, rel, title) in enumerate(found, start=1)
    }


def _place(event: CalendarEvent, online: str) -> str:
    """The place as it is said, without what is none."""
    return "; ".join(part for part in event.location.split("; ") if part != online)


def _virtual(event: CalendarEvent, more: Particulars, group: Group) -> Json:
    """The standard wants an address; where to take part the register does not know, so it is that of the page."""
    if more.attendance not in ONLINE or not event.url:
        return {}
    return {"1": {"@type": "VirtualLocation", "name": group.online[group.locale], "uri": event.url}}


def _related(event: CalendarEvent) -> Json:
    parents = {uid: {"@type": "Relation", "relation": {"parent": True}} for uid in event.parents}
    return {uid: {"@type": "Relation", "relation": {}} for uid in event.related} | parents


def _localizations(event: CalendarEvent, others: Mapping[str, CalendarEvent], more: Particulars, group: Group) -> Json:
    """By language, what is said in other words there, as patches."""
    main = _patchable(event, more, group.online[group.locale])
    found = {}
    for lang, other in others.items():
        patches = _patchable(other, more, group.online[lang])
        found[lang] = {path: value for path, value in patches.items() if path in main and value != main[path]}
    return {lang: patches for lang, patches in found.items() if patches}


def _patchable(event: CalendarEvent, more: Particulars, online: str) -> Json:
    """What a language may say in other words, by the path to it."""
    is_online = more.attendance in ONLINE and event.url
    said: Json = {
        "title": event.summary,
        "description": event.description,
        "keywords": dict.fromkeys(event.categories, True),
        "locations/1/name": _place(event, online),
        "virtualLocations/1/name": online if is_online else "",
        "virtualLocations/1/uri": event.url if is_online else "",
        "links/1/href": event.url,
    }
    return {path: value for path, value in said.items() if value}


def _own(event: CalendarEvent, more: Particulars, vendor: str) -> Json:
    said: Json = {
        "meeting": more.meeting,
        "edtf": more.edtf,
        "dateStatus": more.date_status,
        "status": more.status,
        "attendance": more.attendance,
        "titleLanguage": more.lang,
        "series": event.series,
        "citations": [{"title": title, "href": href} for title, href in more.cited],
    }
    return {f"{vendor}:{name}": value for name, value in said.items() if value}


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
