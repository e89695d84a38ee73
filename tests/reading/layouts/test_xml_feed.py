"""Atom and RSS of every version: entries with their extensions, whatever state they come in."""

from datetime import date

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import limits, xml_feed

MODULES = (
    'xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:xcal="urn:ietf:params:xml:ns:xcal" '
    'xmlns:gd="http://schemas.google.com/g/2005" xmlns:mec="http://webnus.net/rss/mec/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(*items, head=""):
    body = "".join(f"<item>{item}</item>" for item in items)
    text = f'<?xml version="1.0"?>\n<rss version="2.0" {MODULES}><channel>{head}{body}</channel></rss>'
    return xml_feed.lay_out(text.encode(), "feed.xml", "https://example.org/feed")


def atom(*entries, head=""):
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" {MODULES} {head}>{body}</feed>'
    return xml_feed.lay_out(text.encode(), "feed.xml", "https://example.org/feed")


def only(layout):
    (told,) = layout.told
    return told


def test_an_item_is_an_entry_with_its_number_line_and_id():
    told = only(
        rss(
            "<title>Forum &amp;amp; fair</title><link>/a</link><guid>id-1</guid><category>Data</category>"
            "<pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate>"
            "<description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;</description>"
        )
    )
    assert (told.title, told.lines, told.categories) == ("Forum & fair", ("One two", "Three"), ("Data",))
    assert told.locator.as_json() == {"line_first": 2, "line_last": 2, "row": 1, "element": "id-1"}
    assert told.links == (Link("https://example.org/a", "https://example.org/a"),)
    assert (told.published, told.edtf, told.is_event) == (date(2026, 3, 2), None, False)


def test_the_feed_says_its_title_and_language():
    layout = rss(head="<title>Events</title><language>es-ES</language><link>https://example.org/</link>")
    assert (layout.format, layout.title, layout.lang, layout.told) == ("feed", "Events", "es-ES", ())


@pytest.mark.parametrize(
    ("elements", "edtf", "place"),
    [
        (
            "<ev:startdate>2026-07-01T09:00+02:00</ev:startdate><ev:enddate>2026-07-03</ev:enddate><ev:location>Lima</ev:location>",
            "2026-07-01/2026-07-03",
            "Lima",
        ),
        ("<xcal:dtstart>20260304</xcal:dtstart><xcal:location>Quito</xcal:location>", "2026-03-04", "Quito"),
        ("<xcal:vevent><xcal:dtstart>2026-03</xcal:dtstart></xcal:vevent>", "2026-03", ""),
        (
            '<gd:when startTime="2026-03-04" endTime="2026-03-05"/><gd:where valueString="Bern"/>',
            "2026-03-04/2026-03-05",
            "Bern",
        ),
        ("<mec:startDate>2026-03-04</mec:startDate><mec:endDate>2026-03-04</mec:endDate>", "2026-03-04", ""),
        ("<dc:date>2026-03-04</dc:date>", None, ""),
        ("<ev:startdate>soon</ev:startdate>", None, ""),
    ],
)
def test_extensions_say_when_and_where(elements, edtf, place):
    told = only(rss(f"<title>Forum</title>{elements}"))
    assert (told.edtf.text if told.edtf else None, told.place) == (edtf, place)


def test_a_cancelled_entry_of_a_calendar_of_google_is_cancelled():
    event = '<gd:eventStatus value="http://schemas.google.com/g/2005#event.canceled"/>'
    assert only(atom(f"<title>Forum</title>{event}")).status == "cancelled"


def test_rss_1_has_its_items_beside_the_channel():
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'{MODULES}><channel><title>RCM</title></channel><item rdf:about="x"><title>A</title></item></rdf:RDF>'
    )
    layout = xml_feed.lay_out(text.encode(), "feed.rdf")
    assert (layout.title, [told.title for told in layout.told]) == ("RCM", ["A"])


def test_atom_has_markup_bases_and_languages():
    layout = atom(
        '<id>urn:1</id><title type="html">A &lt;i&gt;b&lt;/i&gt;</title><link rel="self" href="no"/><link href="a/b"/>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>',
        head='xml:lang="fr" xml:base="https://example.net/x/"',
    )
    told = only(layout)
    assert (layout.lang, told.title, told.lines) == ("fr", "A b", ("One", "Two"))
    assert [link.url for link in told.links] == ["https://example.net/x/a/b"]


def test_events_described_in_the_content_stand_for_their_entry():
    script = '<script type="application/ld+json">{"@type":"Event","name":"Forum","startDate":"2026-09-01"}</script>'
    told = only(rss(f"<title>News</title><guid>1</guid><description><![CDATA[{script}]]></description>"))
    assert (told.title, told.edtf.text, told.locator.element) == ("Forum", "2026-09-01", "1")


def test_markup_in_titles_is_words_and_scripts_are_nothing():
    told = only(
        rss(
            "<title>&lt;img src=x onerror=alert(1)&gt;Forum&lt;script&gt;alert(1)&lt;/script&gt;</title>"
            "<link>javascript:alert(1)</link>"
        )
    )
    assert (told.title, told.links) == ("Forum", ())


def test_what_is_not_well_formed_is_read_as_far_as_it_goes():
    layout = rss("<title>First</title>", "<title>A&nbsp;b & c</title>", "<title>Last</title>")
    assert [told.title for told in layout.told][::2] == ["First", "Last"]
    assert [(fault.code, fault.locator.line_first) for fault in layout.faults] == [("feed-broken", 2)]


def test_a_feed_that_breaks_off_loses_its_last_entry_by_name():
    text = '<rss version="2.0"><channel><item><title>One</title></item><item><title>Two</ti'
    layout = xml_feed.lay_out(text.encode(), "feed.xml")
    assert [(told.title, told.aside) for told in layout.told] == [("One", ""), ("Two", xml_feed.CUT)]
    assert [(fault.code, fault.locator.row) for fault in layout.faults] == [("feed-cut", 2)]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
        '<!DOCTYPE rss [<!entity % p SYSTEM "http://127.0.0.1:9/x">%p;]><rss/>',
    ],
)
def test_entities_of_a_documents_own_are_refused(text):
    with pytest.raises(UnreadableInputError, match="entities of its own"):
        xml_feed.lay_out(text.encode(), "feed.xml")


def test_a_document_type_elsewhere_is_not_asked_for():
    text = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel><title>Events</title></channel></rss>'
    assert xml_feed.lay_out(text.encode(), "feed.xml").title == "Events"


@pytest.mark.parametrize("text", ["<feedback><a></feedback>", "words", "<"])
def test_what_is_no_feed_is_refused(text):
    with pytest.raises(UnreadableInputError, match="damaged"):
        xml_feed.lay_out(text.encode(), "feed.xml")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("utf-16", "utf-8"), ("ISO-8859-1", "latin-1"), ("x-none", "cp1252"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_what_the_bytes_are(declared, encoding):
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>Réunions\0</title></channel></rss>'
    assert xml_feed.lay_out(text.encode(encoding), "feed.xml").title == "Réunions"


def test_more_entries_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ENTRIES", 1)
    with pytest.raises(UnreadableInputError, match="more than 1 entries"):
        rss("<title>A</title>", "<title>B</title>")
