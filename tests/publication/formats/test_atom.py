"""Atom by the rules of RFC 4287 and 5005, read by lxml."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from iscm.publication.formats.atom import AtomEntry, AtomFeed, render_atom

A = "{http://www.w3.org/2005/Atom}"
FH = "{http://purl.org/syndication/history/1.0}"
NOON = datetime(2024, 9, 24, 12, tzinfo=UTC)
ADDRESS = "https://example.org/feeds/changes.atom"
FEED = AtomFeed("Changes", "Facts.", "The register", "en", ADDRESS, ADDRESS, "https://example.org/feeds/", NOON)
ENTRY = AtomEntry(
    id="urn:uuid:c59b7b00-f12d-4eab-b661-d3a99eba5c1e",
    title="GFMD: Summit",
    updated=NOON,
    href="https://example.org/meetings/x/",
    lines=("Date: 5 March → 9 April", "Reason: <b>flood</b>"),
    published=NOON,
    categories=(("gfmd", "GFMD"),),
)
hostile = st.text(st.characters(), max_size=80) | st.sampled_from(
    ["<script>alert(1)</script>", "]]>", "&lt;b&gt;", "\x00\x0b", '" onload="x', "\u202emoc", "<!DOCTYPE x>"]
)


def links(feed):
    """Every link of a feed by its relation."""
    return {link.get("rel"): link.get("href") for link in feed.iterchildren(f"{A}link")}


def read(*entries, feed=FEED):
    """The feed as a strict program reads it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(render_atom(entries, feed), parser)


def test_feed_has_what_the_standard_wants_once_each():
    found = read(ENTRY)
    wanted = {"id": 1, "title": 1, "subtitle": 1, "updated": 1, "author": 1, "entry": 1, "link": 3}
    assert {name: len(found.findall(A + name)) for name in wanted} == wanted
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert links(found) == {"self": ADDRESS, "alternate": FEED.page, "first": ADDRESS}


def test_entry_has_what_the_standard_wants_once_each():
    (entry,) = read(ENTRY).iterchildren(f"{A}entry")
    said = [(child.tag.removeprefix(A), child.text or dict(child.attrib)) for child in entry]
    assert said == [
        ("id", ENTRY.id),
        ("title", "GFMD: Summit"),
        ("updated", "2024-09-24T12:00:00Z"),
        ("published", "2024-09-24T12:00:00Z"),
        ("link", {"rel": "alternate", "type": "text/html", "href": ENTRY.href}),
        ("category", {"term": "gfmd", "label": "GFMD"}),
        ("content", "<p>Date: 5 March → 9 April</p><p>Reason: &lt;b&gt;flood&lt;/b&gt;</p>"),
    ]


def test_part_of_the_archive_says_so_and_leads_both_ways():
    place = "https://example.org/feeds/changes/{}.atom".format
    found = read(feed=replace(FEED, here=place(2), older=place(1), newer=place(3)))
    assert found.find(f"{FH}archive") is not None
    assert links(found) == {
        "self": place(2), "alternate": FEED.page, "current": ADDRESS, "next-archive": place(3), "previous": place(3),
        "prev-archive": place(1), "next": place(1), "first": ADDRESS,
    }  # fmt: skip
    assert found.findtext(f"{A}id") == ADDRESS


def test_feed_itself_is_no_archive():
    found = read(feed=replace(FEED, older="https://example.org/feeds/changes/7.atom"))
    assert found.find(f"{FH}archive") is None
    assert links(found)["prev-archive"] == "https://example.org/feeds/changes/7.atom"


@settings(deadline=None)
@given(title=hostile, line=hostile, label=hostile)
def test_hostile_words_stay_words(title, line, label):
    entry = replace(ENTRY, title=title, lines=(line,), categories=((label, label),))
    (found,) = read(entry).iterchildren(f"{A}entry")
    assert [child.tag for child in found] == [
        A + name for name in ("id", "title", "updated", "published", "link", "category", "content")
    ]
    shown = html.fragment_fromstring(found.findtext(f"{A}content"), create_parent="div")
    assert [element.tag for element in shown.iter()] == ["div", "p"]


def test_address_that_leads_nowhere_is_not_given():
    (found,) = read(replace(ENTRY, href="javascript:alert(1)")).iterchildren(f"{A}entry")
    assert found.find(f"{A}link").get("href") == ""
