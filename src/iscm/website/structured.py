"""A meeting in the terms of schema.org, saying no more than we know."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from iscm.domain.addresses import followable
from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.listing import MeetingRow
from iscm.domain.meetings import Status
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.register.queries.meeting import Change, MeetingDetail, Related
from iscm.website.dates import in_words, page_words
from iscm.website.entries import shown_title
from iscm.website.labels import country_name, initiative_label, labels, theme_label
from iscm.website.page import in_english

Json = dict[str, Any]
MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
MOVED = frozenset({Status.RESCHEDULED.value, Status.POSTPONED.value, Status.CANCELLED.value})
SIDE_EVENT = "side-event-of"


def event(request: HttpRequest, found: MeetingDetail) -> Json:
    """The meeting as `Event`: days only where days were said, no status where schema.org has no honest word."""
    row, here = found.row, request.build_absolute_uri
    hosts = [party for party in row.parties if party.role != "invited"]
    invited = [party for party in row.parties if party.role == "invited"]
    said: Json = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": here(in_english("meeting", uid=row.uid)),
        "identifier": f"urn:uuid:{row.uid}",
        "name": shown_title(row.title, is_closed=row.is_closed),
        "url": here(reverse("meeting", kwargs={"uid": row.uid})),
        "description": _description(found),
        "inLanguage": "" if row.lang == "und" else row.lang,
        "organizer": [_body(request, party.slug, party.name, party.acronym) for party in hosts],
        "attendee": [_body(request, party.slug, party.name, party.acronym) for party in invited],
        "about": [
            *(_theme(request, theme.slug, theme.label) for theme in row.themes if theme.basis == "stated"),
            *(_initiative(request, one.slug, one.label) for one in row.initiatives if one.basis == "stated"),
        ],
        "keywords": [_theme(request, theme.slug, theme.label) for theme in row.themes if theme.basis != "stated"],
        "eventAttendanceMode": _term(MODES.get(row.attendance, "")),
        "eventStatus": _term(show_status(row.standing, page_words()).schema),
        "location": list(_locations(row)),
        "superEvent": [*_series(found), *_events(request, found.related, is_incoming=False)],
        "subEvent": list(_events(request, found.related, is_incoming=True)),
        "subjectOf": [
            {"@type": "CreativeWork", "url": link["url"]} | ({"name": link["text"]} if link.get("text") else {})
            for link in found.links
            if followable(link.get("url"))
        ],
        **_days(row, found.changes),
    }
    return {name: value for name, value in said.items() if value}


def _days(row: MeetingRow, changes: Iterable[Change]) -> Json:
    """The first and last day if days were said, and on which first day it was to begin before it was moved."""
    if not row.earliest or not row.latest or not _has_days(row.edtf):
        return {}
    days: Json = {"startDate": row.earliest.isoformat(), "endDate": row.latest.isoformat()}
    before = list(dict.fromkeys(day for day in _former_days(changes) if day != days["startDate"]))
    if row.standing in MOVED and before:
        days["previousStartDate"] = before[0] if len(before) == 1 else before
    return days


def _former_days(changes: Iterable[Change]) -> Iterator[str]:
    """The first days that the log knows from before a change, the latest change first."""
    for change in changes:
        edtf = change.old.get("edtf") if isinstance(change.old, dict) else None
        if change.action == "moved" and isinstance(edtf, str) and _has_days(edtf):
            earliest = Edtf.parse(edtf).earliest
            if earliest:
                yield earliest.isoformat()


def _has_days(edtf: str) -> bool:
    try:
        when = Edtf.parse(edtf)
    except EdtfError:
        return False
    return when.is_day_precise and not when.is_choice


def _description(found: MeetingDetail) -> str:
    """The date in words, which says what `startDate` cannot, and what the meeting came to."""
    row = found.row
    return ". ".join(part.removesuffix(".") for part in (in_words(row.edtf, row.date_status), row.outcome) if part)


def _locations(row: MeetingRow) -> Iterator[Json]:
    """Places, and a virtual one: its address is not known, so none is given."""
    yield from (_place(place) for place in row.places)
    if row.attendance in {"online", "hybrid"}:
        yield {"@type": "VirtualLocation", "name": page_words().gettext("Online")}


def _place(place: Any) -> Json:
    address = {"@type": "PostalAddress", "addressCountry": place.country, "addressLocality": place.city}
    return {
        "@type": "Place",
        "name": labels().places([place]) or country_name(place.country),
        "address": {key: value for key, value in address.items() if value},
    }


def _body(request: HttpRequest, slug: str, name: str, acronym: str) -> Json:
    address = request.build_absolute_uri(in_english("mechanism", slug=slug))
    return {"@type": "Organization", "@id": address, "name": name, "alternateName": acronym, "url": address}


def _theme(request: HttpRequest, slug: str, label: str) -> Json:
    """A concept of our vocabulary; what the register only suggests from the words is a keyword, not a subject.

    What a yearly index prints of a mechanism says nothing of any one of its meetings.
    """
    address = request.build_absolute_uri(in_english("theme", slug=slug))
    return {"@type": "DefinedTerm", "@id": address, "name": theme_label(slug, label), "url": address}


def _initiative(request: HttpRequest, slug: str, label: str) -> Json:
    """What a source says that the meeting addressed."""
    address = request.build_absolute_uri(in_english("initiative", slug=slug))
    return {"@type": "Thing", "@id": address, "name": initiative_label(slug, label), "url": address}


def _series(found: MeetingDetail) -> Iterator[Json]:
    if found.series_title:
        yield {"@type": "EventSeries", "name": found.series_title}


def _events(request: HttpRequest, related: Iterable[Related], *, is_incoming: bool) -> Iterator[Json]:
    """The meetings that this is a side event of, or its own side events."""
    for other in related:
        if other.kind == SIDE_EVENT and other.is_incoming == is_incoming and other.uid:
            address = request.build_absolute_uri(in_english("meeting", uid=other.uid))
            days = _other_days(other.edtf)
            yield {"@type": "Event", "@id": address, "name": tidied(other.title), "url": address} | days


def _other_days(edtf: str) -> Json:
    if not _has_days(edtf):
        return {}
    when = Edtf.parse(edtf)
    return {"startDate": str(when.earliest), "endDate": str(when.latest)}


def _term(name: str) -> str:
    return f"https://schema.org/{name}" if name else ""
