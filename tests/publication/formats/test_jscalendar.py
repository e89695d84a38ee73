"""JSCalendar by RFC 8984: whole days without a zone, other languages as patches."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from iscm.publication.formats.ics import CalendarEvent
from iscm.publication.formats.jscalendar import Entries, Group, Particulars

EVENT = CalendarEvent(
    uid="u",
    changed=datetime(2024, 9, 24, 12, tzinfo=UTC),
    sequence=2,
    first=date(2024, 1, 23),
    last=date(2024, 1, 25),
    summary="GFMD: Summit",
    status="TENTATIVE",
    url="https://example.org/meetings/u/",
    location="Geneva, Switzerland; Online",
    description="23–25 January 2024",
    categories=("GFMD", "Data"),
    related=("before",),
    parents=("above",),
    series="iscm:series:gfmd/summit/",
    concepts=("https://example.org/themes/data/",),
    links=(("Agenda", "https://example.org/a.pdf"),),
)
FRENCH = replace(
    EVENT,
    url="https://example.org/fr/meetings/u/",
    location="Genève, Suisse; En ligne",
    description="23–25 janvier 2024",
    categories=("GFMD", "Données"),
)
MORE = Particulars(
    "u", "2024-01-23/2024-01-25", "tbc", "tbc", "hybrid", "en", (("Calendar", "https://example.org/documents/1/#r2"),)
)
GROUP = Group("g", "ISCM meetings", "", "en", "https://example.org/calendar.json", "example.org",
              {"en": "Online", "fr": "En ligne"})  # fmt: skip


def rendered(events, particulars, group):
    """The whole, its entries given in two stretches."""
    held = []
    entries = Entries(held.append, group)
    entries.add(events, particulars)
    entries.add({lang: [] for lang in events}, [])
    head, tail = entries.ends()
    return b"".join([head, *held, tail])


def entry(event=EVENT, more=MORE, **others):
    """The one entry of a group."""
    events = {"en": [event], **{lang: [other] for lang, other in others.items()}}
    (found,) = json.loads(rendered(events, [more], GROUP))["entries"]
    return found


def test_entry_is_whole_days_without_a_zone():
    assert entry(fr=FRENCH) == {
        "@type": "Event",
        "uid": "u",
        "updated": "2024-09-24T12:00:00Z",
        "sequence": 2,
        "title": "GFMD: Summit",
        "description": "23–25 January 2024",
        "locale": "en",
        "showWithoutTime": True,
        "start": "2024-01-23T00:00:00",
        "timeZone": None,
        "duration": "P3D",
        "status": "tentative",
        "freeBusyStatus": "free",
        "keywords": {"GFMD": True, "Data": True},
        "categories": {"https://example.org/themes/data/": True},
        "links": {
            "1": {"@type": "Link", "href": "https://example.org/meetings/u/", "rel": "alternate"},
            "2": {"@type": "Link", "href": "https://example.org/a.pdf", "rel": "related", "title": "Agenda"},
        },
        "locations": {"1": {"@type": "Location", "name": "Geneva, Switzerland"}},
        "virtualLocations": {
            "1": {"@type": "VirtualLocation", "name": "Online", "uri": "https://example.org/meetings/u/"}
        },
        "relatedTo": {
            "before": {"@type": "Relation", "relation": {}},
            "above": {"@type": "Relation", "relation": {"parent": True}},
        },
        "localizations": {
            "fr": {
                "description": "23–25 janvier 2024",
                "keywords": {"GFMD": True, "Données": True},
                "locations/1/name": "Genève, Suisse",
                "virtualLocations/1/name": "En ligne",
                "virtualLocations/1/uri": "https://example.org/fr/meetings/u/",
                "links/1/href": "https://example.org/fr/meetings/u/",
            }
        },
        "example.org:meeting": "u",
        "example.org:edtf": "2024-01-23/2024-01-25",
        "example.org:dateStatus": "tbc",
        "example.org:status": "tbc",
        "example.org:attendance": "hybrid",
        "example.org:titleLanguage": "en",
        "example.org:series": "iscm:series:gfmd/summit/",
        "example.org:citations": [{"title": "Calendar", "href": "https://example.org/documents/1/#r2"}],
    }


def test_patched_entry_is_the_entry_of_the_other_language():
    found = entry(fr=FRENCH)
    for path, value in found["localizations"]["fr"].items():
        *way, last = path.split("/")
        place = found
        for part in way:
            place = place[part]
        assert last in place
        place[last] = value
    french = json.loads(rendered({"fr": [FRENCH]}, [MORE], replace(GROUP, locale="fr")))["entries"][0]
    kept = {"locale", "localizations"}
    assert {k: v for k, v in found.items() if k not in kept} == {k: v for k, v in french.items() if k not in kept}


def test_meeting_in_person_has_no_virtual_place_and_one_online_no_other():
    in_person = entry(replace(EVENT, location="Bern, Switzerland"), replace(MORE, attendance="in-person"))
    assert ("virtualLocations" in in_person, in_person["locations"]["1"]["name"]) == (False, "Bern, Switzerland")
    online = entry(replace(EVENT, location="Online"), replace(MORE, attendance="online"))
    assert ("locations" in online, "virtualLocations" in online) == (False, True)


def test_group_says_when_it_last_changed():
    found = json.loads(rendered({"en": []}, [], GROUP))
    assert (found["@type"], found["updated"], found["entries"]) == ("Group", "1970-01-01T00:00:00Z", [])
