"""Calendars and feeds as the programs in use write them, with their habits."""

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document, Hints
from iscm.reading.read import read_all

CALENDARS = {
    "Indico": (
        "-//CERN//INDICO//EN",
        "",
        (
            "SUMMARY:Expert Group Meeting\nDTSTART;VALUE=DATE-TIME:20260504T070000Z\n"
            "DTEND;VALUE=DATE-TIME:20260506T160000Z\n"
            "UID:indico-event-1@example.org\nDESCRIPTION:https://example.org/event/1/\nURL:https://example.org/event/1/\n"
            "LOCATION:UN Secretariat\\, New York (Room 4)"
        ),
        ("2026-05-04/2026-05-06", "Expert Group Meeting", "New York", "in-person", None, None),
    ),
    "The Events Calendar": (
        "-//RCM//NONSGML v1.0//EN",
        "X-WR-CALNAME:Events\nX-ORIGINAL-URL:https://example.org\nX-WR-TIMEZONE:Europe/Vienna\n",
        (
            "DTSTART;TZID=Europe/Vienna:20260504T090000\nDTEND;TZID=Europe/Vienna:20260506T170000\nUID:100-1@example.org\n"
            "SUMMARY:Senior Officials&#8217\\; Meeting\nDESCRIPTION:Text &amp\\; more\nCATEGORIES:Meeting,Data\n"
            "LOCATION:Hofburg\\, Heldenplatz 1\\, Vienna\\, 1010\\, Austria\n"
            "ATTACH;FMTTYPE=image/jpeg:https://example.org/a.jpg"
        ),
        ("2026-05-04/2026-05-06", "Senior Officials’ Meeting", "Vienna", "in-person", None, "Data"),
    ),
    "Google": (
        "-//Google Inc//Google Calendar 70.9054//EN",
        "X-WR-CALNAME:Meetings\nX-WR-TIMEZONE:Asia/Bangkok\n",
        (
            "DTSTART:20260503T170000Z\nDTEND:20260505T170000Z\nUID:1@google.com\nSUMMARY:SOM\nSTATUS:CONFIRMED\n"
            "LOCATION:Conrad\\, 87 Wireless Road\\, Bangkok 10330\\, Thailand\n"
            "DESCRIPTION:<p>Hello <b>all</b></p><br>Join: https://meet.google.com/x"
        ),
        ("2026-05-04/2026-05-06", "SOM", "Bangkok", "in-person", "confirmed", "Hello all"),
    ),
    "Outlook": (
        "Microsoft Exchange Server 2010",
        "",
        (
            "UID:040000008200E00074C5B7101A82E008\nSUMMARY;LANGUAGE=en-us:Heads of Delegation\n"
            "DTSTART;TZID=Central America Standard Time:20260601T180000\n"
            "DTEND;TZID=Central America Standard Time:20260602T000000\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\n"
            "LOCATION;LANGUAGE=en-us:Microsoft Teams Meeting\\; Panama City\\, Panama\nSTATUS:TENTATIVE\n"
            "DESCRIPTION;LANGUAGE=en-us:\\n________________\\nMeeting ID: 123 456"
        ),
        ("2026-06-01", "Heads of Delegation", "Panama City", "hybrid", "tentative", None),
    ),
    "Nextcloud": (
        "-//IDN nextcloud.com//Calendar app 4//EN",
        "",
        (
            "UID:a\nDTSTART;TZID=America/Guatemala:20260601T190000\nDTEND;TZID=America/Guatemala:20260601T210000\n"
            "SUMMARY:Reunión mensual\nSTATUS:CANCELLED\nLOCATION:San José\\, Costa Rica"
        ),
        ("2026-06-01", "Reunión mensual", "San José", "in-person", "cancelled", None),
    ),
}
FEEDS = {
    "a title with date and place": (
        "<title>Taller sobre gestión fronteriza, 4 al 6 de mayo de 2026, San José, Costa Rica</title>",
        ("2026-05-04/2026-05-06", "Taller sobre gestión fronteriza", "San José", "in-person", None, None),
    ),
    "labels in Spanish": (
        (
            "<title>Reunión</title><description>Fecha: 10 de junio de 2026&lt;br&gt;Lugar: Tegucigalpa, Honduras"
            "&lt;br&gt;Contacto: jane@example.org</description>"
        ),
        ("2026-06-10", "Reunión", "Tegucigalpa", "in-person", None, None),
    ),
    "a fate in French": (
        "<title>REPORTÉE : Réunion de hauts fonctionnaires, 3 juin 2026, Dakar (Sénégal)</title>",
        ("2026-06-03", "Réunion de hauts fonctionnaires", "Dakar", "in-person", "postponed", None),
    ),
    "a date in brackets": (
        "<title>Forum, Bern, Switzerland (4 May 2026)</title>",
        ("2026-05-04", "Forum", "Bern", "in-person", None, None),
    ),
}


def read_one(text):
    (reading,) = read_all(Document("feed", text.encode()), load_vocabulary(), hints=Hints(mechanisms=("rcm",)))
    assert [found.code for found in reading.problems if found.code != "date-weekend"] == []
    (record,) = reading.records
    (place,) = record.places
    return record.edtf.text, record.title, place.city, record.attendance.value, record.status, record.topic


@pytest.mark.parametrize("maker", CALENDARS)
def test_calendars_of_other_makers(maker):
    prodid, head, event, said = CALENDARS[maker]
    lines = f"BEGIN:VCALENDAR\nPRODID:{prodid}\n{head}BEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert read_one(lines.replace("\n", "\r\n")) == said


@pytest.mark.parametrize("habit", FEEDS)
def test_feeds_of_many_habits(habit):
    item, said = FEEDS[habit]
    assert read_one(f"<rss><channel><title>Events</title><item>{item}</item></channel></rss>") == said
