"""What pages are in other forms: feeds in their heads, links in their headers."""

import re

import pytest
from django.http import HttpResponse
from lxml import html

from iscm.register.models import Publication
from iscm.website.alternates import Typed, signposted
from tests.factories.rows import add_meeting
from tests.website.conftest import read_whole

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LINK = re.compile(r'<([^<>"]*)>; rel="([a-z-]+)"(?:; type="([^"]+)")?(?:, |$)')


def links(response):
    """The links of a header as (relation, address, media type)."""
    header = response["Link"]
    assert LINK.sub("", header) == ""
    return [(rel, address, media) for address, rel, media in LINK.findall(header)]


def feeds(client, path):
    """The feeds that a page names in its head, by media type."""
    page = html.fromstring(client.get(path).content)
    found = page.xpath("//head/link[@rel='alternate'][@type]")
    return [(link.get("type"), link.get("href")) for link in found]


@pytest.mark.parametrize(
    ("path", "calendar", "news"),
    [
        ("/", "", ""), ("/feeds/", "", ""), ("/mechanisms/gfmd/", "?mechanism=gfmd", "?mechanism=gfmd"),
        ("/themes/data/", "?theme=data", "?theme=data"), ("/countries/ch/", "?country=CH", "?country=CH"),
        ("/initiatives/gcm/", "?initiative=gcm", "?initiative=gcm"), ("/calendar/2024/", "?year=2024", ""),
        ("/calendar/2024/?mechanism=gfmd&from=2024-03-01", "?mechanism=gfmd", "?mechanism=gfmd"),
    ],
)  # fmt: skip
def test_page_names_its_feeds(client, register, path, calendar, news):
    assert feeds(client, path) == [
        ("text/calendar", f"/calendar.ics{calendar}"), ("application/jscalendar+json", f"/calendar.json{calendar}"),
        ("application/atom+xml", f"/feeds/meetings.atom{news}"), ("application/atom+xml", f"/feeds/changes.atom{news}"),
    ]  # fmt: skip
    assert [client.get(href).status_code for _, href in feeds(client, path)] == [200] * 4


def test_meeting_says_how_it_is_cited_described_and_licensed(client, db):
    urls = ["https://example.org/a b.pdf", "https://example.org/ñ>;x", "javascript:alert(1)"]
    meeting = add_meeting(links=[{"text": "x", "url": url} for url in urls])
    at = f"http://testserver/meetings/{meeting.uid}"
    for path in (f"/meetings/{meeting.uid}/", f"/es/meetings/{meeting.uid}/"):
        assert links(client.get(path)) == [
            ("cite-as", f"{at}/", ""), ("type", "https://schema.org/AboutPage", ""),
            ("type", "https://schema.org/Event", ""), ("describedby", f"{at}.ics", "text/calendar"),
            ("license", LICENCE, ""),
        ]  # fmt: skip


def test_materials_are_items(client, db):
    meeting = add_meeting(links=[{"text": "x", "url": "https://example.org/ñ.pdf"}])
    found = links(client.get(f"/meetings/{meeting.uid}/"))
    assert [link for link in found if link[0] == "item"] == [("item", "https://example.org/%C3%B1.pdf", "")]


def test_library_says_how_its_list_is_cited_and_described(client, register):
    Publication.objects.update(url="https://example.org/report.pdf")
    found = links(client.get("/fr/library/?kind=report"))
    cited = "http://testserver/library/citations"
    assert found == [
        ("cite-as", "http://testserver/library/?kind=report", ""), ("type", "https://schema.org/CollectionPage", ""),
        ("describedby", f"{cited}.bib?kind=report", "application/x-bibtex"),
        ("describedby", f"{cited}.ris?kind=report", "application/x-research-info-systems"),
        ("describedby", f"{cited}.json?kind=report", "application/vnd.citationstyles.csl+json"),
        ("item", "https://example.org/report.pdf", ""), ("license", LICENCE, ""),
    ]  # fmt: skip


def test_document_says_how_it_is_cited_and_described(client, register):
    found = {rel: address for rel, address, _ in links(client.get(f"/documents/{register.document.pk}/"))}
    assert found["cite-as"] == f"http://testserver/documents/{register.document.pk}/"
    described = client.get(found["describedby"].removeprefix("http://testserver"))
    assert read_whole(described).status_code == 200


def test_header_has_all_items_or_none():
    many = [Typed("item", f"https://example.org/{n}") for n in range(1_000)]
    kept = links(signposted(HttpResponse(), [Typed("cite-as", "https://example.org/"), *many]))
    assert kept == [("cite-as", "https://example.org/", ""), ("license", LICENCE, "")]
    assert len(links(signposted(HttpResponse(), many[:20]))) == 21


def test_only_a_page_that_is_there_has_links():
    assert not signposted(HttpResponse(status=410), [Typed("cite-as", "https://example.org/")]).has_header("Link")


def test_references_in_csl_follow_the_filters(client, register):
    response = client.get("/library/citations.json?kind=report")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    assert [item["title"] for item in response.json()] == ["Report 1"]
    assert client.get("/library/citations.json?kind=study").json() == []
