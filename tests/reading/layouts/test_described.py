"""Events that pages describe: JSON-LD, microdata and h-event, sound and faulty."""

import json

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import described, html

EVENT = {"@context": "https://schema.org", "@type": "Event", "name": "Forum", "startDate": "2026-05-04"}


def page(body):
    return html.lay_out(f"<html><body>{body}</body></html>".encode(), "page.html", "https://example.org/events/")


def block(value):
    text = value if isinstance(value, str) else json.dumps(value).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def told(value):
    (found,) = page(block(value)).told
    return found


def titles(layout):
    return [(one.title, one.aside) for one in layout.told]


@pytest.mark.parametrize(
    "value",
    [
        EVENT,
        [EVENT],
        {"@graph": [{"@type": "WebPage"}, EVENT]},
        EVENT | {"@type": ["Thing", "http://schema.org/BusinessEvent"]},
        {"@type": "schema:Event", "schema:name": "Forum", "schema:startDate": "2026-05-04"},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": EVENT}]},
        EVENT | {"name": [{"@value": "Forum", "@language": "en"}], "startDate": ["2026-05-04"]},
        "<!-- " + json.dumps(EVENT) + " -->",
        json.dumps(EVENT)[:-1] + ",}",
        json.dumps(EVENT).replace('"', "&quot;"),
    ],
)
def test_an_event_is_found_however_it_is_written(value):
    found = told(value)
    assert (found.title, found.edtf.text, found.when, found.is_event) == ("Forum", "2026-05-04", "2026-05-04", True)


def test_a_faulty_block_costs_only_itself():
    layout = page(f"<p>x</p>\n{block('{broken')}{block(EVENT)}{block('[' * 100_000)}")
    assert titles(layout) == [("Forum", "")]
    assert [(fault.code, fault.locator.element) for fault in layout.faults] == [
        ("block-unread", "script 1"),
        ("block-unread", "script 3"),
    ]


@pytest.mark.parametrize(
    ("location", "place", "towns", "attendance"),
    [
        ("Geneva, Switzerland", "Geneva, Switzerland", (), ""),
        ({"@type": "Place", "name": "Palais", "address": "Geneva"}, "Palais, Geneva", (), ""),
        (
            {
                "name": "Palais",
                "address": {"streetAddress": "Av 1", "addressLocality": "Geneva", "addressCountry": "CH"},
            },
            "Palais, Av 1, Geneva, CH",
            (("Geneva", "CH"),),
            "",
        ),
        (
            {"name": "Geneva, Switzerland", "address": {"addressLocality": "Geneva", "addressCountry": "CH"}},
            "Geneva, Switzerland",
            (("Geneva", "CH"),),
            "",
        ),
        ({"@type": "VirtualLocation", "url": "https://zoom.us/1"}, "", (), "online"),
        (["Bern", {"@type": "VirtualLocation"}], "Bern", (), "hybrid"),
        ([["x"]], "x", (), ""),
        (None, "", (), ""),
    ],
)
def test_places_are_words_addresses_or_none(location, place, towns, attendance):
    found = told(EVENT | {"location": location})
    assert (found.place, found.towns, found.attendance) == (place, towns, attendance)


def test_a_place_may_be_named_by_reference():
    place = {"@id": "#p", "@type": "Place", "name": "Bern"}
    assert told({"@graph": [EVENT | {"location": {"@id": "#p"}}, place]}).place == "Bern"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, ""),
        ({"eventStatus": "https://schema.org/EventScheduled"}, "planned"),
        ({"eventStatus": "http://schema.org/EventPostponed"}, "postponed"),
        ({"eventStatus": "EventCancelled"}, "cancelled"),
        ({"eventStatus": "EventRescheduled", "previousStartDate": "2026-03-01"}, "rescheduled"),
        ({"eventStatus": "EventScheduled", "previousStartDate": "2026-03-01"}, "rescheduled"),
        ({"previousStartDate": "2026-05-04T09:00"}, ""),
        ({"eventStatus": "EventImagined"}, ""),
    ],
)
def test_statuses_are_told_in_our_words(more, status):
    assert told(EVENT | more).status == status


@pytest.mark.parametrize(
    ("more", "attendance"),
    [
        ({"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"}, "hybrid"),
        ({"eventAttendanceMode": "OnlineEventAttendanceMode"}, "online"),
        ({"eventAttendanceMode": "OfflineEventAttendanceMode"}, "in-person"),
        ({"eventAttendanceMode": "OfflineEventAttendanceMode", "location": {"@type": "VirtualLocation"}}, "online"),
        ({"eventStatus": "EventMovedOnline", "location": "Bern"}, "online"),
    ],
)
def test_attendance_is_what_mode_and_place_say(more, attendance):
    assert told(EVENT | more).attendance == attendance


def test_organisers_are_bodies_and_no_persons():
    organizer = [{"@type": "Organization", "name": "RCM"}, {"@type": "Person", "name": "J. Doe"}, "GFMD"]
    found = told(EVENT | {"organizer": organizer})
    assert (found.organizers, found.by) == (("RCM",), ("GFMD",))


def test_links_are_absolute_and_of_the_web():
    works = [{"name": "Agenda", "url": "/a.pdf"}, {"url": "javascript:1"}]
    found = told(EVENT | {"url": "forum", "subjectOf": works})
    assert found.links == (
        Link("https://example.org/events/forum", "https://example.org/events/forum"),
        Link("Agenda", "https://example.org/a.pdf"),
    )


def test_parts_of_an_event_are_told_with_it_and_a_series_is_none():
    part = {"@type": "Event", "name": "On data", "startDate": "2026-05-04"}
    series = {"@type": "EventSeries", "name": "Forums", "subEvent": [EVENT | {"subEvent": part}]}
    layout = page(block(series))
    assert titles(layout) == [
        ("Forums", "a series, whose meetings are read one by one"),
        ("Forum", ""),
        ("On data", ""),
    ]
    assert [one.side_event_of for one in layout.told] == ["", "", "Forum"]


def test_what_an_event_only_belongs_to_is_not_told_for_itself():
    above = {"@type": "Event", "name": "Summit", "startDate": "2026-05-01"}
    found = told(EVENT | {"superEvent": above})
    assert (found.title, found.side_event_of) == ("Forum", "Summit")


def test_an_event_that_is_described_twice_counts_once():
    layout = page(block(EVENT | {"name": "RSO &#8211; Group"}) + block(EVENT | {"name": "RSO – Group"}))
    assert titles(layout) == [("RSO – Group", ""), ("RSO – Group", described.AGAIN)]


def test_descriptions_are_lines_without_markup():
    text = "&lt;p&gt;One <b>two</b></p><p>Three</p><script>alert(1)</script>"
    assert told(EVENT | {"description": text}).lines == ("One two", "Three")


def test_microdata_is_read_with_what_is_inside():
    layout = page(
        '<div itemscope itemtype="http://schema.org/Event"><b itemprop="name">Dia<script>alert(1)</script>logue</b>'
        '<time itemprop="startDate" datetime="2026-09-08T09:00">8 Sep</time>'
        '<meta itemprop="endDate" content="2026-09-10">'
        '<div itemprop="location" itemscope itemtype="http://schema.org/Place"><i itemprop="name">UNCC</i>'
        '<p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
        '<i itemprop="addressLocality">Addis Ababa</i>, <i itemprop="addressCountry">Ethiopia</i></p></div>'
        '<a itemprop="url" href="/x">more</a></div><p itemscope itemtype="http://schema.org/Person"></p>'
    )
    (found,) = layout.told
    assert (found.title, found.edtf.text) == ("Dialogue", "2026-09-08/2026-09-10")
    assert (found.place, found.towns) == ("UNCC, Addis Ababa, Ethiopia", (("Addis Ababa", "Ethiopia"),))
    assert [link.url for link in found.links] == ["https://example.org/x"]


@pytest.mark.parametrize(
    ("root", "name", "start", "place"),
    [("h-event", "p-name", "dt-start", "p-location"), ("vevent", "summary", "dtstart", "location")],
)
def test_microformats_old_and_new_are_read(root, name, start, place):
    layout = page(
        f'<div class="{root} card"><h2 class="{name}">Meeting</h2><abbr class="{start}" title="2026-10-01">1 Oct</abbr>'
        f'<span class="{place}">Nairobi, Kenya</span></div>'
    )
    assert [(one.title, one.edtf.text, one.place) for one in layout.told] == [
        ("Meeting", "2026-10-01", "Nairobi, Kenya")
    ]


def test_nodes_of_no_sense_are_an_event_without_date():
    found = told({"@type": ["Event", 3, None], "name": {"a": 1}, "startDate": 5, "organizer": True, "keywords": [[1]]})
    assert (found.title, found.edtf, found.organizers) == ("", None, ())


def test_more_events_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr("iscm.reading.layouts.limits.MAX_ENTRIES", 2)
    monkeypatch.setattr(described, "MAX_ENTRIES", 2)
    events = [EVENT | {"name": str(n)} for n in range(9)]
    with pytest.raises(UnreadableInputError, match="more than 2 entries"):
        page(block(events) + block(events))
