"""Meetings in schema.org: what is known, and nothing else."""

import json

import pytest
from lxml import html

from iscm.domain.meetings import Status
from iscm.register.models import (
    IndexEntry,
    Meeting,
    MeetingInitiative,
    MeetingMechanism,
    MeetingTheme,
    Relation,
    Revision,
    Series,
)
from iscm.website.labels import labels
from tests.factories.rows import NOON, add_document, add_initiative, add_mechanism, add_meeting, add_theme

SCHEMA = "https://schema.org/"


def said(client, meeting, lang=""):
    """The JSON-LD of a meeting's page."""
    page = html.fromstring(client.get(f"{lang}/meetings/{meeting.uid}/").content)
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


def moved(meeting, old, new):
    """An entry of the log."""
    Revision.objects.create(
        at=NOON, actor="x", action="moved", object_type="meeting", object_key=meeting.uid, old={"edtf": old},
        new={"edtf": new}, digest=str(Revision.objects.count()),
    )  # fmt: skip


def test_all_that_is_known_is_said(client, db):
    links = [{"text": "Agenda", "url": "https://example.org/a"}, {"text": "x", "url": "javascript:1"}]
    more = {"themes": ("data",), "places": ("Bern|CH",), "outcome": "Agreed on much.", "links": links}
    meeting = add_meeting("14 th Summit", "2024-01-23/2024-01-25", mechanisms=("gfmd", "rcm"), **more)
    MeetingTheme.objects.update(basis="stated")
    address = f"http://testserver/meetings/{meeting.uid}/"
    bodies = [
        {"@type": "Organization", "@id": f"http://testserver/mechanisms/{slug}/", "name": f"The {slug}",
         "alternateName": slug.upper(), "url": f"http://testserver/mechanisms/{slug}/"}
        for slug in ("gfmd", "rcm")
    ]  # fmt: skip
    theme = "http://testserver/themes/data/"
    label = labels().theme("data")
    assert said(client, meeting) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "identifier": f"urn:uuid:{meeting.uid}",
        "name": "14th Summit",
        "url": address,
        "description": "23–25 January 2024. Agreed on much",
        "inLanguage": "en",
        "organizer": bodies,
        "about": [{"@type": "DefinedTerm", "@id": theme, "name": label, "url": theme}],
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "eventStatus": f"{SCHEMA}EventScheduled",
        "location": [
            {"@type": "Place", "name": "Bern, Switzerland",
             "address": {"@type": "PostalAddress", "addressCountry": "CH", "addressLocality": "Bern"}}
        ],
        "subjectOf": [{"@type": "CreativeWork", "url": "https://example.org/a", "name": "Agenda"}],
        "startDate": "2024-01-23",
        "endDate": "2024-01-25",
    }  # fmt: skip


@pytest.mark.parametrize("edtf", ["", "2024", "2024-07", "2024-35", "2024-XX", "[2024-06-10,2024-06-17]"])
def test_no_day_is_made_up(client, db, edtf):
    found = said(client, add_meeting("Workshop", edtf, date_status="tbc"))
    assert {"startDate", "endDate", "previousStartDate", "eventStatus"} & set(found) == set()


@pytest.mark.parametrize(
    ("status", "date_status", "name"),
    [
        (Status.CONFIRMED, "confirmed", "EventScheduled"), (Status.HELD, "confirmed", "EventScheduled"),
        (Status.CONFIRMED, "tbc", None), (Status.TENTATIVE, "confirmed", None),
        (Status.POSTPONED, "confirmed", "EventPostponed"), (Status.RESCHEDULED, "confirmed", "EventRescheduled"),
        (Status.CANCELLED, "tbc", "EventCancelled"),
    ],
)  # fmt: skip
def test_status_is_said_only_where_there_is_an_honest_word(client, db, status, date_status, name):
    found = said(client, add_meeting(status=status.value, date_status=date_status))
    assert found.get("eventStatus") == (f"{SCHEMA}{name}" if name else None)


def test_former_days_come_from_the_log(client, db):
    meeting = add_meeting("Summit", "2024-09-09", status=Status.RESCHEDULED.value)
    for old, new in (("2024-02", "2024-03-05"), ("2024-03-05", "2024-06-01"), ("2024-06-01", "2024-09-09")):
        moved(meeting, old, new)
    assert said(client, meeting)["previousStartDate"] == ["2024-06-01", "2024-03-05"]
    Meeting.objects.update(status=Status.CONFIRMED.value)
    assert "previousStartDate" not in said(client, meeting)


def test_online_meeting_has_a_place_without_an_address(client, db):
    found = said(client, add_meeting(attendance="online", places=()))
    assert found["location"] == [{"@type": "VirtualLocation", "name": "Online"}]
    assert found["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"


def test_side_events_and_series_stand_below_and_above(client, db):
    series = Series.objects.create(mechanism=add_mechanism(), key="k", title="GFMD Summits")
    summit = add_meeting("Summit", "2024-01-23", series=series)
    fair = add_meeting("Fair", "2024-01")
    Relation.objects.create(meeting=fair, kind="side-event-of", other=summit)
    at = "http://testserver/meetings/{}/".format
    one = {"@type": "Event", "@id": at(fair.uid), "name": "Fair", "url": at(fair.uid)}
    other = {"@type": "Event", "@id": at(summit.uid), "name": "Summit", "url": at(summit.uid),
             "startDate": "2024-01-23", "endDate": "2024-01-23"}  # fmt: skip
    assert said(client, summit)["subEvent"] == [one]
    assert said(client, summit)["superEvent"] == [{"@type": "EventSeries", "name": "GFMD Summits"}]
    assert said(client, fair)["superEvent"] == [other]


def test_what_is_only_suggested_or_invited_is_told_apart(client, db):
    meeting = add_meeting(mechanisms=("gfmd", "rcm"), themes=("data",))
    MeetingMechanism.objects.filter(mechanism__slug="rcm").update(role="invited")
    found = said(client, meeting)
    assert [body["alternateName"] for body in found["organizer"]] == ["GFMD"]
    assert [body["alternateName"] for body in found["attendee"]] == ["RCM"]
    assert ("about" in found, [term["@id"] for term in found["keywords"]]) == (
        False,
        ["http://testserver/themes/data/"],
    )


def test_what_a_tracker_states_is_what_it_is_about_and_what_an_index_prints_of_its_mechanism_is_not(client, db):
    meeting = add_meeting(initiatives=("gcm", "agenda-2030"))
    MeetingInitiative.objects.filter(initiative__slug="gcm").update(basis="stated")
    gfmd, theme, initiative = add_mechanism(), add_theme("data"), add_initiative("agenda-2030")
    printed = {"document": add_document(), "mechanism": gfmd, "year": 2024, "printed": "GFMD", "line": 1, "position": 1}
    IndexEntry.objects.create(theme=theme, **printed)
    IndexEntry.objects.create(initiative=initiative, **printed)
    found = said(client, meeting)
    address = "http://testserver/initiatives/gcm/"
    assert found["about"] == [{"@type": "Thing", "@id": address, "name": "GCM", "url": address}]
    assert "keywords" not in found


def test_names_of_things_are_the_same_in_every_language(client, db):
    meeting = add_meeting(themes=("data",))
    found = said(client, meeting, "/fr")
    assert (found["@id"], found["url"]) == (
        f"http://testserver/meetings/{meeting.uid}/", f"http://testserver/fr/meetings/{meeting.uid}/",
    )  # fmt: skip
    assert found["keywords"][0]["@id"] == "http://testserver/themes/data/"
