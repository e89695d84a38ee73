"""Feeds: what subscribers get."""

from datetime import date

import icalendar
import pytest

from iscm.domain.meetings import Status
from iscm.register.models import Relation
from tests.factories.rows import add_meeting


def events(client, path):
    """The entries of a feed."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_entry_says_mechanism_title_place_and_inclusive_dates(client, db):
    meeting = add_meeting("14 th Summit", "2024-01-23/2024-01-25", sequence=3)
    (event,) = events(client, "/calendar.ics")
    assert (str(event["UID"]), str(event["SUMMARY"]), event["SEQUENCE"]) == (meeting.uid, "GFMD: 14th Summit", 3)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 1, 23), date(2024, 1, 26))
    assert (str(event["LOCATION"]), str(event["STATUS"])) == ("Geneva, Switzerland", "CONFIRMED")
    assert str(event["DESCRIPTION"]).splitlines()[0] == "23–25 January 2024"
    assert str(event["URL"]) == f"http://testserver/meetings/{meeting.uid}/"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt


def test_feed_has_what_its_filter_asks_for(client, db):
    add_meeting("One", "2023-01-01", mechanisms=("gfmd", "rcm"))
    add_meeting("Two", "2024-01-01", mechanisms=("rcm",), themes=("data",))
    asked = {
        "": ["GFMD, RCM: One", "RCM: Two"], "?mechanism=gfmd": ["GFMD, RCM: One"], "?theme=data": ["RCM: Two"],
        "?mechanism=gfmd,rcm&year=2024": ["RCM: Two"], "?from=2023-06-01": ["RCM: Two"], "?mechanism=nobody": [],
    }  # fmt: skip
    found = {query: [str(event["SUMMARY"]) for event in events(client, f"/calendar.ics{query}")] for query in asked}
    assert found == asked


@pytest.mark.parametrize("edtf", ["2017-07", "2017-35", "2017-XX", "[2017-06-10,2017-06-17]"])
def test_imprecise_meeting_is_only_where_it_is_asked_for(client, db, edtf):
    meeting = add_meeting("Workshop", edtf, date_status="tbc")
    assert events(client, "/calendar.ics") == []
    (event,) = events(client, "/calendar.ics?imprecise=1")
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("TENTATIVE", "[date to be confirmed] GFMD: Workshop")
    assert event["DTSTART"].dt == meeting.earliest


def test_meeting_without_a_date_is_in_no_feed(client, db):
    meeting = add_meeting("Workshop", "")
    assert events(client, "/calendar.ics?imprecise=1") == []
    assert events(client, f"/meetings/{meeting.uid}.ics") == []


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.CANCELLED, "CANCELLED"), (Status.POSTPONED, "TENTATIVE"), (Status.CONFIRMED, "CONFIRMED")],
)
def test_status_is_said_twice(client, db, status, said):
    add_meeting("Workshop", "2024-01-01", status=status.value)
    (event,) = events(client, "/calendar.ics")
    prefix = "" if status is Status.CONFIRMED else f"[{status.value}] "
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (said, f"{prefix}GFMD: Workshop")


def test_separate_days_are_separate_entries(client, db):
    meeting = add_meeting("Workshops", "{2024-03-10,2024-04-17/2024-04-18}".replace("/", ".."))
    found = [(str(event["UID"]), event["DTSTART"].dt) for event in events(client, "/calendar.ics")]
    assert found == [(meeting.uid, date(2024, 3, 10)), (f"{meeting.uid}-2", date(2024, 4, 17))]


def test_entry_names_the_meeting_it_follows(client, db):
    first, second = add_meeting("1st Meeting", "2023-01-01"), add_meeting("2nd Meeting", "2024-01-01")
    Relation.objects.create(meeting=second, kind="follows", other=first)
    assert [str(event.get("RELATED-TO", "")) for event in events(client, "/calendar.ics")] == ["", first.uid]


def test_feed_is_the_same_every_time(client, db):
    add_meeting("Workshop", "2024-01-01")
    assert client.get("/calendar.ics").content == client.get("/calendar.ics").content


def test_feed_speaks_the_language_of_its_address(client, db):
    add_meeting("Workshop", "2024-01-23/2024-01-25", places=("Bern|CH",))
    (event,) = events(client, "/fr/calendar.ics")
    assert (str(event["LOCATION"]), str(event["DESCRIPTION"]).splitlines()[0]) == ("Bern, Suisse", "23–25 janvier 2024")
