"""A meeting in the terms of schema.org, saying no more than we know."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from iscm.publication.statuses import show_status
from iscm.register.queries.meeting import MeetingDetail
from iscm.website.dates import in_words, page_words
from iscm.website.labels import country_name, labels, theme_label

MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def event(request: HttpRequest, found: MeetingDetail) -> dict[str, Any]:
    """The meeting as `Event`: days only where days were said, no status where schema.org has no honest word."""
    row = found.row
    shown = show_status(row.standing, page_words())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": row.title,
        "url": request.build_absolute_uri(reverse("meeting", kwargs={"uid": row.uid})),
        "description": in_words(row.edtf, row.date_status),
        "organizer": [{"@type": "Organization", "name": party.name} for party in row.parties],
        "about": [theme_label(theme.slug, theme.label) for theme in row.themes if theme.basis == "stated"],
    }
    if row.earliest and row.latest and row.is_day_precise and not row.edtf.startswith("["):
        data |= {"startDate": row.earliest.isoformat(), "endDate": row.latest.isoformat()}
    if row.lang != "und":
        data["inLanguage"] = row.lang
    if shown.schema:
        data["eventStatus"] = f"https://schema.org/{shown.schema}"
    if row.attendance in MODES:
        data["eventAttendanceMode"] = f"https://schema.org/{MODES[row.attendance]}"
    locations = [_place(place) for place in row.places]
    if row.attendance in {"online", "hybrid"}:
        locations.append({"@type": "VirtualLocation", "url": data["url"]})
    return data | ({"location": locations} if locations else {})


def _place(place: Any) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressCountry": place.country, "addressLocality": place.city}
    return {
        "@type": "Place",
        "name": labels().places([place]) or country_name(place.country),
        "address": {key: value for key, value in address.items() if value},
    }
