"""A subscriber over HTTP: fetch, keep, ask again, and be told nothing twice; news followed to the beginning."""

import json
import urllib.request
from dataclasses import dataclass
from urllib.error import HTTPError

import icalendar
import pytest
import vobject
from lxml import etree

from tests.browsing import PATIENCE
from tests.libical import judge

A = "{http://www.w3.org/2005/Atom}"


@dataclass
class Client:
    """What a calendar program keeps of a subscription: the bytes and their tag."""

    address: str
    tag: str = ""
    content: bytes = b""

    def look(self, method="GET"):
        """Ask for what is new; the status of the answer."""
        headers = {"If-None-Match": self.tag} if self.tag else {}
        asked = urllib.request.Request(self.address, headers=headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                self.tag, self.content = answer.headers["ETag"], answer.read()
                return answer.status
        except HTTPError as error:
            return error.code


@pytest.mark.parametrize(
    "path",
    [
        "/calendar.ics", "/calendar.ics?mechanism=rcm", "/ar/calendar.ics?theme=labour-migration&imprecise=1",
        "/calendar.json?country=CH", "/feeds/meetings.atom", "/zh-hans/feeds/changes.atom",
    ],
)  # fmt: skip
def test_client_is_sent_a_feed_once(live_site, path):
    client = Client(live_site + path)
    assert client.look() == 200
    kept = client.content
    assert [client.look(), client.look("HEAD")] == [304, 304]
    other = Client(live_site + path)
    other.look()
    assert (other.content, other.tag) == (kept, client.tag)


def test_every_year_is_read_by_two_programs_and_stays_small(live_site):
    everything = Client(f"{live_site}/calendar.ics?from=1985-01-01&imprecise=1")
    everything.look()
    uids = {str(event["UID"]) for event in icalendar.Calendar.from_ical(everything.content).walk("VEVENT")}
    found = set()
    for year in (2016, 2017, 2021, 2022, 2024):
        client = Client(f"{live_site}/calendar.ics?year={year}&imprecise=1")
        client.look()
        assert len(client.content) < 800_000
        one = icalendar.Calendar.from_ical(client.content).walk("VEVENT")
        other = vobject.readOne(client.content.decode()).vevent_list
        assert [str(event["UID"]) for event in one] == [event.uid.value for event in other]
        assert [event["DTEND"].dt for event in one] == [event.dtend.value for event in other]
        found |= {str(event["UID"]) for event in one}
    assert found == uids


@pytest.mark.parametrize(
    "path",
    [
        "/calendar.ics?from=1985-01-01&imprecise=1", "/ar/calendar.ics?from=1985-01-01", "/zh-hans/calendar.ics",
        "/ru/calendar.ics?mechanism=rcm&year=2017&imprecise=1", "/calendar.ics?mechanism=nobody",
    ],
)  # fmt: skip
def test_the_parser_of_desktop_calendars_finds_no_fault_and_the_same_entries(live_site, path):
    client = Client(live_site + path)
    client.look()
    judged = judge(client.content)
    events = icalendar.Calendar.from_ical(client.content).walk("VEVENT")
    assert judged.is_valid
    assert {fault.rpartition(" ")[2] for fault in judged.faults} <= {"CONCEPT", "REFID", "LINK"}  # newer than it is
    assert [(one.uid, one.summary, one.location, one.description, one.first, one.end) for one in judged.entries] == [
        (
            *(str(event.get(name, "")) for name in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION")),
            *(f"{event[name].dt:%Y%m%d}" for name in ("DTSTART", "DTEND")),
        )
        for event in events
    ]


def test_a_meeting_saved_as_a_file_is_one_entry_without_fault(live_site):
    every = Client(f"{live_site}/calendar.ics?from=1985-01-01")
    every.look()
    uid = judge(every.content).entries[0].uid
    one = Client(f"{live_site}/meetings/{uid}.ics")
    one.look()
    judged = judge(one.content)
    assert (judged.is_valid, [entry.uid for entry in judged.entries]) == (True, [uid])


def test_default_calendar_is_never_empty_and_says_how_old_it_is(live_site):
    client = Client(f"{live_site}/calendar.ics?mechanism=gfmd")
    client.look()
    calendar = icalendar.Calendar.from_ical(client.content)
    assert calendar.walk("VEVENT")
    assert str(calendar["DESCRIPTION"]).startswith("ISCM meetings: GFMD. ")


def test_reader_of_news_finds_every_meeting_in_the_archive(live_site):
    address, ids = f"{live_site}/feeds/meetings.atom", []
    while address:
        client = Client(address)
        assert client.look() == 200
        feed = etree.fromstring(client.content)
        ids += [id_ for id_ in feed.xpath("//a:entry/a:id/text()", namespaces={"a": A[1:-1]}) if id_ not in ids]
        address = next((link.get("href") for link in feed.iter(f"{A}link") if link.get("rel") == "prev-archive"), None)
    whole = Client(f"{live_site}/calendar.json?from=1985-01-01&imprecise=1")
    whole.look()
    (host,) = {name.partition(":")[0] for name in json.loads(whole.content)["entries"][0] if ":" in name}
    meetings = {f"urn:uuid:{entry[f'{host}:meeting']}" for entry in json.loads(whole.content)["entries"]}
    assert meetings <= set(ids)
