"""Whole addresses in feeds: those of the web space, or none."""

import pytest

from iscm.publication.site.addresses import Layout
from iscm.publication.site.texts import Texts, linked_by_feed, named_by_map

SITE = "https://example.org/m"
NOWHERE, SOMEWHERE = Texts(Layout(("en",))), Texts(Layout(("en",)), SITE)
CALENDAR = (
    "BEGIN:VCALENDAR\r\n"
    "URL:http://iscm.invalid/mechanisms/gfmd/\r\n"
    "SOURCE;VALUE=URI:http://iscm.invalid/calendar.ics?mechanism=gfmd\r\n"
    "DESCRIPTION:Ünder the trees of Geneva\\, where they met\\nhttp://iscm.inva\r\n lid/meetings/1/\r\n"
    "END:VCALENDAR\r\n"
)


def test_a_calendar_leads_to_the_web_space():
    assert SOMEWHERE.render_calendar(CALENDAR, "calendar/mechanism-gfmd.ics") == (
        "BEGIN:VCALENDAR\r\n"
        "URL:https://example.org/m/mechanisms/gfmd/\r\n"
        "SOURCE;VALUE=URI:https://example.org/m/calendar/mechanism-gfmd.ics\r\n"
        "DESCRIPTION:Ünder the trees of Geneva\\, where they met\\nhttps://example.or\r\n g/m/meetings/1/\r\n"
        "END:VCALENDAR\r\n"
    )


def test_a_calendar_of_no_known_place_has_no_addresses():
    assert NOWHERE.render_calendar(CALENDAR, "calendar.ics") == (
        "BEGIN:VCALENDAR\r\nDESCRIPTION:Ünder the trees of Geneva\\, where they met\r\nEND:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (SOMEWHERE, '{"url":"https://example.org/m/meetings/1/","x":"https://example.org/m/\\nexample.org:edtf"}'),
        (NOWHERE, '{"url":"../meetings/1/index.html","x":"../index.html\\niscm.invalid:edtf"}'),
    ],
)
def test_json_is_told_where_it_stands(texts, said):
    text = '{"url":"http://iscm.invalid/meetings/1/","x":"http://iscm.invalid/embed/\\niscm.invalid:edtf"}'
    assert texts.render_plain(text, "data/x.json") == said


def test_a_feed_keeps_an_identifier_and_leads_on():
    text = '<id>http://iscm.invalid/feeds/changes.atom</id><link href="http://iscm.invalid/feeds/changes/1.atom?theme=data"/>'
    assert SOMEWHERE.render_atom(text, "feeds/changes.atom") == (
        f'<id>{SITE}/feeds/changes.atom</id><link href="{SITE}/feeds/changes/1/theme-data.atom"/>'
    )
    assert NOWHERE.render_atom(text, "feeds/changes.atom") == (
        '<id>urn:uuid:1ffe4f5f-af1b-5330-bdd3-f29f5770b7b0</id><link href="changes/1/theme-data.atom"/>'
    )
    assert linked_by_feed(text) == {"/feeds/changes/1.atom?theme=data"}


@pytest.mark.parametrize(
    ("texts", "said"),
    [(SOMEWHERE, f"User-agent: *\nSitemap: {SITE}/sitemap.xml\n"), (NOWHERE, "User-agent: *\n")],
)
def test_robots_are_told_of_the_map_where_there_is_one(texts, said):
    assert texts.render_robots("User-agent: *\nSitemap: http://iscm.invalid/sitemap.xml\n") == said


def test_a_map_names_addresses():
    text = "<loc>http://iscm.invalid/</loc><loc>http://iscm.invalid/a/?b=1&amp;c=2</loc>"
    assert named_by_map(text) == ["/", "/a/?b=1&c=2"]
