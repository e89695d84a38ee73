"""Pages that list events, as content systems write them: what they describe, what they show, and what is both."""

import json

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document, Hints
from iscm.reading.read import read_all
from iscm.reading.readers.feed import BESIDE

HINTS = Hints(mechanisms=("bali-process",), base="https://example.org/events/")
MEETINGS = [
    ("2026-05-04", "4 May 2026", "Working Group on Trafficking", "Bangkok, Thailand"),
    ("2026-06-10", "10 June 2026", "Senior Officials Meeting", "Colombo, Sri Lanka"),
    ("2026-08-11", "11 August 2026", "Ministerial Conference", "Adelaide, Australia"),
]
SAID = [(day, title, place.partition(",")[0]) for day, _, title, place in MEETINGS]


def read(body, title="Events | Bali Process"):
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About 3 May 2026</a></li></ul></nav>'
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{menu}<main>{body}</main></body></html>"
    (reading,) = read_all(Document("page.html", page.encode()), load_vocabulary(), hints=HINTS)
    return reading


def said(reading):
    records = reading.records
    return [(held.edtf.text, held.title, held.places[0].city if held.places else None) for held in records]


def script(*meetings):
    events = [
        {"@type": "Event", "name": title, "startDate": day, "location": place, "url": f"/{day}"}
        for day, _, title, place in meetings
    ]
    return f'<script type="application/ld+json">{json.dumps(events)}</script>'


def each(pattern):
    return "".join(
        pattern.format(day=day, words=words, title=title, place=place) for day, words, title, place in MEETINGS
    )


ROWS = '<tr><td>{words}</td><td><a href="{day}">{title}</a></td><td>{place}</td></tr>'
PAGES = {
    "table": f"<table><tr><th>Date</th><th>Event</th><th>Venue</th></tr>{each(ROWS)}</table>",
    "list": f"<h1>Meetings</h1><ul>{each('<li><b>{words}</b> – <a href=x>{title}</a>, {place}</li>')}</ul>",
    "definitions": f"<h1>Calendar</h1><dl>{each('<dt>{words}</dt><dd><a href=x>{title}</a>, {place}</dd>')}</dl>",
    "labels": each(
        '<div class="views-row"><h3><a href="x">{title}</a></h3><div><span>Date: </span>'
        '<time datetime="{day}T12:00:00Z">{words}</time></div><div><span>Venue: </span><span>{place}</span></div></div>'
    ),
    "described": script(*MEETINGS),
}


@pytest.mark.parametrize("page", PAGES)
def test_listings_of_every_make_give_the_same_meetings(page):
    reading = read(PAGES[page])
    assert said(reading) == SAID
    assert {record.mechanisms for record in reading.records} == {("bali-process",)}
    assert [found.code for found in reading.problems if found.severity == "error"] == []


def test_a_year_that_only_the_markup_has_is_read():
    cards = each('<div class="card"><time datetime="{day}">{words}</time><h3>{title}</h3><p>{place}</p></div>')
    assert said(read(f"<h1>Events</h1>{cards.replace(' 2026<', '<')}")) == SAID


def test_a_time_that_is_another_day_gives_no_year():
    card = '<div><time datetime="2025-12-01">4 May</time><h3>Forum</h3><p>Bern, Switzerland</p></div>'
    assert [record.edtf for record in read(f"<h1>Events</h1>{card * 2}").records] == [None, None]


def test_navigation_is_set_aside_as_such():
    reading = read(PAGES["list"])
    assert [aside.text for aside in reading.set_aside if aside.reason == "page furniture"] == [
        "Home",
        "About 3 May 2026",
    ]


def test_what_is_described_and_shown_is_read_once():
    reading = read(script(*MEETINGS) + PAGES["table"])
    assert (said(reading), reading.reader) == (SAID, "feed")
    assert len([aside for aside in reading.set_aside if aside.reason == BESIDE]) == 4


def test_a_table_with_more_meetings_than_are_described_is_read_too():
    reading = read(script(MEETINGS[2]) + PAGES["table"])
    assert sorted(said(reading)) == SAID
    assert [record.n for record in reading.records] == [1, 2, 3]


def test_a_list_of_more_meetings_than_are_described_is_read_too():
    rest = "<li>9 September 2026 – Training, Jakarta, Indonesia</li></ul>"
    reading = read(script(MEETINGS[0]) + PAGES["list"].replace("</ul>", rest))
    assert len(reading.records) == 4


def test_other_dates_on_the_page_of_one_meeting_are_no_meetings():
    body = "<h1>Working Group on Trafficking</h1><p>Posted on 3 March 2026</p><p>Register by 12 April 2026</p>"
    reading = read(script(MEETINGS[0]) + body)
    assert said(reading) == SAID[:1]
    assert [aside.text for aside in reading.set_aside if aside.reason == BESIDE] == [
        "Working Group on Trafficking",
        "Posted on 3 March 2026",
        "Register by 12 April 2026",
    ]


def test_a_page_that_describes_no_event_is_read_by_its_words():
    reading = read('<script type="application/ld+json">{"@type": "WebSite"}</script>' + PAGES["table"])
    assert (said(reading), reading.reader) == (SAID, "calendar")
