"""Every address answers, safely, with a fixed number of queries, and with 304 where nothing changed."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from iscm.register.models import Meeting
from tests.factories.rows import NOON, add_meeting, raise_stamp
from tests.website.conftest import addresses, fill, read_whole

# How many queries each page may ask, whatever it lists.
QUERIES = {
    "/": 28,
    "/calendar/": 4,
    "/calendar/2024/": 23,
    "/calendar.ics": 12,
    "/calendar.json": 13,
    "/feeds/meetings.atom": 8,
    "/feeds/changes.atom?theme=data": 4,
    "/mechanisms/": 7,
    "/mechanisms/gfmd/": 20,
    "/countries/": 4,
    "/countries/ch/": 18,
    "/themes/": 5,
    "/themes/data/": 15,
    "/initiatives/": 6,
    "/initiatives/gcm/": 23,
    "/highlights/": 2,
    "/highlights/2024/": 28,
    "/figures/": 8,
    "/figures/2024/": 12,
    "/editions/": 5,
    "/editions/calendar-2031/1/": 6,
    "/library/": 6,
    "/documents/": 3,
    "/sources/": 7,
    "/sources/iom-calendar/": 8,
    "/search/?q=forum": 9,
    "/feeds/": 9,
    "/changes/": 12,
    "/overlaps/": 4,
    "/overlaps/countries/ch/?year=2024": 9,
    "/overlaps/plan/2024/": 13,
    "/overlaps/expected/": 5,
    "/about/": 4,
    "/sitemap.xml": 21,
}
LANGUAGES = ("", "/fr", "/es", "/ar", "/ru", "/zh-hans")


def test_every_address_answers_in_every_language(client, register):
    for path in addresses(register):
        prefixes = LANGUAGES if path.endswith("/") or "/?" in path else ("",)
        assert {prefix: _status(client, prefix + path) for prefix in prefixes} == dict.fromkeys(prefixes, 200)


def _status(client, path):
    """What an address answers; a file is read to its end, as a server does."""
    return read_whole(client.get(path)).status_code


@pytest.mark.parametrize("number", [1, 3, 30])
def test_number_of_queries_does_not_grow_with_the_list(client, db, number):
    fill(number)
    counted = {}
    for path in QUERIES:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted[path] = len(asked)
    assert counted == QUERIES


def test_number_of_queries_of_one_meeting_or_document_is_fixed(client, db):
    found = fill(3)
    for path, number in (
        *((f"/meetings/{m.uid}/", 14) for m in Meeting.objects.all()),
        (f"/documents/{found.document.pk}/", 6),
    ):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) == number


def test_pages_have_one_heading_a_title_a_language_and_nothing_inline(client, register):
    for path in addresses(register):
        response = read_whole(client.get(path))
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = html.fromstring(response.content)
        assert (path, len(page.xpath("//h1")), page.get("lang"), page.get("dir")) == (path, 1, "en", "ltr")
        assert page.xpath("//title/text()")[0].strip()
        assert page.xpath("//*[@style] | //style | //@*[starts-with(name(), 'on')]") == []
        assert page.xpath("//script[not(@src)][not(@type='application/ld+json')]") == []
        foreign = page.xpath(
            "//script/@src | //link[@rel='stylesheet']/@href | //img/@src | //*[local-name()='use']/@href"
        )
        assert [address for address in foreign if not address.startswith("/static/")] == []


def test_policy_forbids_everything_from_elsewhere(client, register):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


def test_arabic_page_runs_from_right_to_left(client, register):
    page = html.fromstring(client.get("/ar/calendar/2024/").content)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//nav[@class='sections']//a/@href")[0] == "/ar/calendar/"


def test_page_leads_to_itself_in_every_language(client, register):
    page = html.fromstring(client.get("/fr/calendar/2024/?mechanism=gfmd").content)
    assert page.xpath("//nav[@class='languages']//a/@href") == [
        f"{prefix}/calendar/2024/?mechanism=gfmd" for prefix in LANGUAGES
    ]


def test_imported_text_is_escaped(client, register):
    content = client.get("/calendar/2024/").content.decode()
    assert "<b>data</b>" not in content
    assert "&lt;b&gt;data&lt;/b&gt; &amp; more" in content


def test_unchanged_page_is_304_and_a_change_is_not(client, register):
    for path in ("/", "/calendar/2024/", "/mechanisms/gfmd/", "/calendar.ics", "/calendar.ics?mechanism=gfmd"):
        etag = client.get(path)["ETag"]
        assert re.fullmatch('"[0-9a-f]{32}"', etag)
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
        raise_stamp()
        raise_stamp("mechanism:gfmd")
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_feed_of_a_mechanism_stays_when_another_changes(client, register):
    etag = client.get("/calendar.ics?mechanism=gfmd")["ETag"]
    raise_stamp()
    assert client.get("/calendar.ics?mechanism=gfmd", headers={"If-None-Match": etag}).status_code == 304


def test_unchanged_page_asks_one_query(client, register):
    etag = client.get("/calendar/2024/")["ETag"]
    with CaptureQueriesContext(connection) as asked:
        client.get("/calendar/2024/", headers={"If-None-Match": etag})
    assert len(asked) == 1


def test_head_works(client, register):
    response = client.head("/calendar/2024/")
    assert (response.status_code, response.content) == (200, b"")


def test_merged_meeting_redirects_for_ever(client, register):
    gone = Meeting.objects.create(
        uid="gone", title="x", sort_day=NOON, sort_rank=0, is_listed=False, created_at=NOON, last_modified=NOON,
        date_status="confirmed", status="confirmed", attendance="unknown", merged_into=register.meeting,
    )  # fmt: skip
    for suffix in ("/", ".ics"):
        response = client.get(f"/meetings/{gone.uid}{suffix}")
        assert (response.status_code, response["Location"]) == (301, f"/meetings/{register.meeting.uid}{suffix}")


def test_withdrawn_meeting_keeps_its_address(client, register):
    Meeting.objects.filter(pk=register.meeting.pk).update(
        is_listed=False, withdrawn_at=NOON, withdrawn_reason="A hoax."
    )
    response = client.get(f"/meetings/{register.meeting.uid}/")
    assert response.status_code == 410
    assert "A hoax." in response.content.decode()
    assert client.get(f"/meetings/{register.meeting.uid}.ics").status_code == 410


@pytest.mark.parametrize(
    "path",
    ["/nope/", "/meetings/nope/", "/meetings/nope.ics", "/mechanisms/nope/", "/countries/qq/", "/themes/nope/",
     "/initiatives/nope/", "/documents/999999/", "/calendar/1492/", "/highlights/9999/", "/library/citations.exe"],
)  # fmt: skip
def test_what_is_not_there_is_404(client, db, path):
    assert client.get(path).status_code == 404


def test_empty_register_has_honest_pages(client, db):
    for path in QUERIES:
        if not {"gfmd", "calendar-2031"} & {*path.split("/")} and path not in {
            "/countries/ch/",
            "/themes/data/",
            "/initiatives/gcm/",
        }:
            assert (path, client.get(path).status_code) == (path, 200)


def test_country_code_in_capitals_leads_on(client, register):
    assert client.get("/countries/CH/")["Location"] == "/countries/ch/"


def test_sentence_counts_what_is_shown(client, register):
    page = html.fromstring(client.get("/calendar/2024/").content)
    said = page.xpath("string(//p[@role='status'])")
    assert said == "1 meeting of 1 mechanism in 2024; last update 24 September 2024."


def test_receipt_has_the_words_of_the_source(client, register):
    page = html.fromstring(client.get(f"/meetings/{register.meeting.uid}/").content)
    assert [text.strip() for text in page.xpath("//details[@class='receipt']//blockquote/text()")] == [
        "Printed 1",
        "January 23",
    ]


def test_meeting_speaks_schema_org(client, register):
    page = html.fromstring(client.get(f"/meetings/{register.meeting.uid}/").content)
    said = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert (said["@type"], said["startDate"], said["endDate"]) == ("Event", "2024-01-02", "2024-01-02")
    assert said["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


@pytest.mark.parametrize(
    "junk", ["?view=%00", "?month=99&view=month", "?month=²&view=month", "?from=9999-99-99", "?q=" + "x" * 5000]
)
def test_strange_addresses_are_answered(client, register, junk):
    assert client.get(f"/calendar/2024/{junk}").status_code == 200


def test_global_meeting_stands_apart_from_the_year_of_each_mechanism(client, register):
    add_meeting("Ninth meeting of all", "2024-11-10", mechanisms=("grcp",), ordinal=9)
    page = html.fromstring(client.get("/highlights/2024/").content)
    assert page.xpath("//section[@class='together']//a/text()") == ["Ninth meeting of all"]
    assert page.xpath("string(//section[@class='together']//b)") == "No. 9"
    assert page.xpath("//*[@class='told']//h3/a/text()") == ["GFMD"]


def test_front_page_tells_what_a_document_brought_in_one_line(client, register):
    page = html.fromstring(client.get("/").content)
    assert page.xpath("//ul[@class='changes']//span/text()") == ["1 entry made, 24 September 2024"]


def test_every_row_of_a_list_leads_to_its_sources(client, register):
    page = html.fromstring(client.get("/calendar/2024/").content)
    marks = page.xpath("//li[contains(@class, 'entry')]//a[@class='mark']")
    assert [mark.get("href") for mark in marks] == [f"/meetings/{register.meeting.uid}/#values"]
    assert marks[0].text_content() == "†Sources of: Forum 1 on <b>data</b> & more"
    assert (
        html.fromstring(client.get(f"/meetings/{register.meeting.uid}/").content).get_element_by_id("values")
        is not None
    )
