"""A hostile corpus: whatever comes in gives a reading or one clear refusal, in bounded time, and no script in it."""

import json

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.interchange import as_json, from_json
from iscm.reading.read import read_all


def rss(body):
    return f"<rss><channel><title>x</title>{body}</channel></rss>"


def page(value):
    return f'<html><body><script type="application/ld+json">{value}</script><p>Words</p></body></html>'


def calendar(body):
    return f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n"


def events(*lines, number=1):
    body = "".join(f"{line}\r\n" for line in lines)
    return calendar("".join(f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:x\r\n{body}END:VEVENT\r\n" for n in range(number)))


BIG = 300_000
TIES = ("location", "superEvent", "subEvent", "organizer", "about")
CORPUS = {
    "elements without end": "<rss><channel><item>" + "<a>" * BIG,
    "elements inside one another": rss("<item>" + "<a>" * 5_000 + "</a>" * 5_000 + "</item>"),
    "entities": '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>' + rss("<item><title>&b;</title></item>"),
    "an entity of a file": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + rss("<title>&a;</title>"),
    "an endless title": rss("<item><title>" + "SOM 4 May 2026 " * 50_000 + "</title></item>"),
    "an endless description": rss("<item><description>" + "<p>4 May 2026" * BIG + "</description></item>"),
    "an endless address": rss('<item><title>SOM</title><link href="' + "a" * BIG + '"/></item>'),
    "endless categories": rss("<item><title>SOM</title>" + "<category>a</category>" * 50_000 + "</item>"),
    "too many entries": rss("<item><title>a</title></item>" * 100_000),
    "nothing but a start": "<rss>",
    "signs of addresses": rss("<item><title>4 May 2026</title><description>" + "@" * BIG + "</description></item>"),
    "blanks behind a comment": page("-->" + " " * BIG + "x"),
    "scripts without end": page(json.dumps([{"@type": "Event", "description": "<script " * 2_000}] * 50)),
    "properties inside properties": '<html><p itemscope itemtype="http://schema.org/Event">'
    + "<i itemprop=name>" * 150
    + "<b></b>" * 5_000,
    "NULs": rss("<item><title>S\0OM 4 May\0 2026</title></item>"),
    "half a pair of UTF-16": rss("<item><title>SOM \ud800 4 May 2026</title></item>"),
    "signs that XML has not": rss("<item><title>SOM &#0;&#xFFFF; 4 May 2026</title></item>"),
    "a page inside a page": rss("<item><description><![CDATA[" + "<div>" * BIG + "]]></description></item>"),
    "JSON inside JSON": '{"@type":"Event","a":' * BIG,
    "closed JSON inside JSON": '{"@type":"Event","location":' * 900 + "1" + "}" * 900,
    "lists inside lists in a block": page("[" * BIG),
    "an endless block": page(json.dumps({"@type": "Event", "name": "x " * BIG, "description": "<p>" * BIG})),
    "endless organisers": page(json.dumps({"@type": "Event", "organizer": [{"name": "y"}] * 10_000})),
    "nodes that name themselves": page(
        json.dumps({"@graph": [{"@id": "a", "@type": "Event", "name": "x"} | {tie: {"@id": "a"} for tie in TIES}]})
    ),
    "items inside items": "<html>" + '<div itemscope itemtype="http://schema.org/Event">' * 3_000,
    "days beyond the calendar": '{"@type": "Event", "startDate": "9999-12-31T23:59-23:59", "endDate": "0000-00-00"}',
    "a duration without end": '{"@type": "Event", "uid": "1", "start": "9999-12-31T00:00:00", "duration": "P99999D"}',
    "events inside events": calendar("BEGIN:VEVENT\r\n" * 3_000 + "END:VEVENT\r\n" * 3_000),
    "an endless line": events("DESCRIPTION:" + "x" * BIG),
    "rules without end": events("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY", number=105),
    "a rule that never matches": events("DTSTART:20260101T000000", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31"),
    "a day that is none": events("DTSTART;TZID=Nowhere/Land:20261399T996199"),
}  # fmt: skip


@pytest.mark.parametrize("name", CORPUS)
def test_a_reading_or_one_clear_refusal(name):
    document = Document(name, CORPUS[name].encode("utf-8", "surrogatepass"))
    try:
        (reading,) = read_all(document, load_vocabulary())
    except UnreadableInputError as error:
        assert str(error).startswith(f"{name}: ")  # noqa: PT017  # either outcome is right, each in its own shape
    else:
        assert from_json(as_json(reading)) == reading


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "iso-8859-1", "x-none", "utf-7"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_encodings_that_lie_are_seen_through(declared, encoding):
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss("<item><title>Réunion, 4 May 2026</title></item>")
    (reading,) = read_all(Document("x", text.encode(encoding)), load_vocabulary())
    assert [record.title for record in reading.records] == ["Réunion"]


ATTACK = "<img src=x onerror=alert(1)><script>alert(1)</script>\u202eForum\u202c\x07, 4 May 2026"


@pytest.mark.parametrize(
    "text",
    [
        rss("<item><title><![CDATA[" + ATTACK + "]]></title><link>javascript:alert(1)</link></item>"),
        page(json.dumps({"@type": "Event", "name": ATTACK, "startDate": "2026-05-04", "url": "javascript:alert(1)"})
             .replace("</", "<\\/")),
        '{"version":"https://jsonfeed.org/version/1","items":[' + json.dumps({"title": ATTACK, "url": "x:"}) + "]}",
    ],
)  # fmt: skip
def test_scripts_steering_marks_and_their_addresses_are_no_part_of_a_record(text):
    (reading,) = read_all(Document("x", text.encode()), load_vocabulary())
    (record,) = reading.records
    assert (record.title.removesuffix(", 4 May 2026"), record.links, record.edtf.text) == ("Forum", (), "2026-05-04")
