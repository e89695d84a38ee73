"""Lists for other sites' pages: what they show, who may frame them, what the snippets say."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from iscm.register.models import Meeting
from tests.factories.rows import add_meeting, raise_stamp
from tests.website.conftest import fill

pytestmark = pytest.mark.django_db
AHEAD = "2098"
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e Forum"
LANGUAGES = ("", "/fr", "/es", "/ar", "/ru", "/zh-hans")
WORDS = {"lang", "dir", "name", "heading", "note", "meetings", "links"}


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content)


def titles(client, query=""):
    return page_of(client, f"/embed/{query}").xpath("//p[@class='title']/a/text()")


def data(client, query="", prefix=""):
    response = client.get(f"{prefix}/embed/meetings.json{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return json.loads(response.content)


def headings(client, query=""):
    said = data(client, query)
    return said["heading"], said["note"]


@pytest.fixture
def meetings(db):
    """Two past, two to come, one of them with an unsure date."""
    add_meeting("Old workshop", "2001-05-03", mechanisms=("rcm",))
    add_meeting("Young workshop", "2002-05-03", mechanisms=("rcm", "gfmd"))
    add_meeting("Far summit", f"{AHEAD}-09-01/{AHEAD}-09-03", places=("Tunis|TN",), themes=("data",))
    add_meeting("Near forum", f"{AHEAD}-02", date_status="tbc", attendance="hybrid")
    raise_stamp()
    for slug in ("rcm", "gfmd"):
        raise_stamp(f"mechanism:{slug}")


def test_meetings_to_come_are_shown_the_nearest_first(client, meetings):
    assert titles(client) == ["Near forum", "Far summit"]
    assert headings(client) == ("Next meetings", "")


def test_where_nothing_is_to_come_the_latest_are_shown_and_it_is_said(client, meetings):
    assert titles(client, "?mechanism=rcm") == ["Young workshop", "Old workshop"]
    assert headings(client, "?mechanism=rcm") == (
        "Latest meetings",
        "No meeting to come is known so far; these were the last.",
    )


def test_a_time_that_is_over_does_not_claim_that_nothing_is_to_come(client, meetings):
    assert headings(client, "?to=2001-12-31") == ("Meetings", "")
    assert titles(client, "?to=2001-12-31") == ["Old workshop"]


def test_nothing_that_fits_is_said(client, meetings):
    for query in ("?mechanism=nobody", "?q=kites"):
        assert headings(client, query) == ("Meetings", "No document read so far has a meeting that fits.")
        assert titles(client, query) == []


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("?mechanism=nobody", "/calendar/"), ("?theme=nothing", "/calendar/"), ("?initiative=none", "/calendar/"),
        ("?country=XX", "/calendar/"), ("?country=ch", "/calendar/"), ("?kind=forum", "/calendar/"),
        ("?mechanism=rcm", "/mechanisms/rcm/"), ("?mechanism=gfmd,rcm", "/calendar/"), ("?q=kites", "/calendar/"),
    ],
)  # fmt: skip
def test_the_list_leads_to_a_page_that_is_there(client, meetings, query, leads_to):
    address = page_of(client, f"/embed/{query}").xpath("//footer/a/@href")[0].removeprefix("http://testserver")
    assert (address, client.get(address).status_code) == (leads_to, 200)


def test_past_meetings_without_days_are_shown_where_no_other_is_known(client):
    add_meeting("Some time", "2003-04", mechanisms=("pafom",))
    assert titles(client, "?mechanism=pafom") == ["Some time"]
    add_meeting("One day", "2001-04-05", mechanisms=("pafom",))
    assert titles(client, "?mechanism=pafom") == ["One day"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?country=TN", ["Far summit"]),
        ("?theme=data", ["Far summit"]),
        ("?attendance=hybrid", ["Near forum"]),
        ("?status=tbc", ["Near forum"]),
        ("?q=summit", ["Far summit"]),
        ("?q=workshop&limit=1", ["Young workshop"]),
        (f"?from={AHEAD}-05-01", ["Far summit"]),
        ("?mechanism=rcm&limit=1", ["Young workshop"]),
        ("?limit=1", ["Near forum"]),
        ("?limit=0", ["Near forum", "Far summit"]),
        ("?limit=-1", ["Near forum", "Far summit"]),
        ("?limit=٣", ["Near forum", "Far summit"]),
        ("?limit=99999999999999999999", ["Near forum", "Far summit"]),
        ("?mechanism=%00&q=%00", ["Near forum", "Far summit"]),
    ],
)
def test_filters_are_those_of_the_calendar(client, meetings, query, shown):
    assert titles(client, query) == [each["title"] for each in data(client, query)["meetings"]] == shown


def test_at_most_fifty_are_shown(client, db):
    for n in range(55):
        add_meeting(f"Meeting {n}", f"{AHEAD}-01-05")
    assert (len(titles(client)), len(titles(client, "?limit=60"))) == (10, 50)


def test_data_of_a_meeting_is_words_and_one_address(client, meetings):
    uid = Meeting.objects.get(title="Far summit").uid
    assert data(client, "?theme=data") == {
        "lang": "en",
        "dir": "ltr",
        "name": "ISCM meetings: Data",
        "heading": "Next meetings",
        "note": "",
        "meetings": [
            {
                "title": "Far summit",
                "lang": "",
                "date": f"1–3 September {AHEAD}",
                "day": f"{AHEAD}-09-01",
                "mechanisms": ["GFMD"],
                "place": "Tunis, Tunisia",
                "status": "",
                "url": f"http://testserver/meetings/{uid}/",
            }
        ],
        "links": [
            {"words": "All meetings", "url": "http://testserver/themes/data/"},
            {"words": "Subscribe (iCalendar)", "url": "http://testserver/calendar.ics?theme=data"},
        ],
    }


def test_unsure_dates_and_fates_are_told(client, meetings):
    add_meeting("Called off", f"{AHEAD}-01-02", status="cancelled")
    off, near, _ = data(client)["meetings"]
    assert (off["status"], near["status"], near["day"], near["date"]) == (
        "cancelled",
        "",
        "",
        f"some time in February {AHEAD} (to be confirmed)",
    )


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_words_are_in_the_language_of_the_address(client, meetings, prefix):
    said = data(client, "?theme=data", prefix)
    assert set(said) == WORDS
    assert (said["lang"].lower(), said["dir"]) == (prefix[1:] or "en", "rtl" if prefix == "/ar" else "ltr")
    assert said["meetings"][0]["url"].startswith(f"http://testserver{prefix}/meetings/")
    page = page_of(client, f"{prefix}/embed/?theme=data")
    assert (page.get("lang"), page.get("dir")) == (prefix[1:] or "en", said["dir"])


def test_hostile_titles_stay_text(client, db):
    add_meeting(HOSTILE, f"{AHEAD}-01-05", mechanisms=())
    page = page_of(client, "/embed/")
    plain = HOSTILE.replace("\u202e", "")
    assert page.xpath("//script | //img | //style | //@style") == []
    assert page.xpath("//p[@class='title']/a/text()") == [each["title"] for each in data(client)["meetings"]] == [plain]


# Frames, scripts of other sites, cookies


def test_only_the_list_may_be_framed(client, register):
    for path in ("/embed/", "/ar/embed/?mechanism=gfmd&paper=fff"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"].split("; ")
        assert ("X-Frame-Options" in headers, "frame-ancestors *" in policy) == (False, True)
        assert "unsafe" not in headers["Content-Security-Policy"]
    for path in ("/", "/embed/new/", "/embed/meetings.json", "/embed/theme.css", "/calendar/2024/", "/embed/no-such/"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"].split("; ")
        assert (headers["X-Frame-Options"], "frame-ancestors 'none'" in policy) == ("DENY", True)


def test_only_the_data_may_be_read_by_scripts_of_other_sites(client, register):
    open_ = {
        path: client.get(path).headers.get("Access-Control-Allow-Origin")
        for path in ("/embed/meetings.json", "/embed/", "/embed/new/", "/embed/theme.css", "/calendar/2024/")
    }
    assert {path for path, allowed in open_.items() if allowed} == {"/embed/meetings.json"}
    assert open_["/embed/meetings.json"] == "*"


def test_no_cookie_is_set(client, register):
    for path in ("/embed/", "/embed/meetings.json", "/embed/new/", "/embed/theme.css?paper=fff"):
        assert client.get(path).cookies == {}


def test_unchanged_is_304_with_the_same_permission(client, register):
    for path in ("/embed/", "/embed/meetings.json", "/embed/meetings.json?mechanism=gfmd", "/embed/new/"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        for name in ("Access-Control-Allow-Origin", "X-Frame-Options"):
            assert again.headers.get(name) == first.headers.get(name)
        raise_stamp()
        raise_stamp("mechanism:gfmd")
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_two_answers_are_the_same_bytes(client, register):
    assert client.get("/embed/meetings.json").content == client.get("/embed/meetings.json").content


@pytest.mark.parametrize("number", [1, 3, 30])
def test_number_of_queries_is_fixed(client, number):
    fill(number)
    add_meeting("To come", f"{AHEAD}-01-05", mechanisms=("rcm",))
    expected = {
        "/embed/?mechanism=rcm": 8,
        "/embed/?mechanism=gfmd": 9,
        "/embed/meetings.json?mechanism=gfmd": 9,
        "/embed/meetings.json?q=forum": 11,
        "/embed/new/": 11,
        "/embed/theme.css?paper=fff": 0,
    }
    counted = {}
    for path in expected:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted[path] = len(asked)
    assert counted == expected


def test_colours_come_in_a_style_sheet_of_their_own(client, register):
    page = page_of(client, "/embed/?paper=%23FFF&ink=red&scheme=dark")
    sheets = page.xpath("//link[@rel='stylesheet']/@href")
    assert sheets[2:] == ["/embed/theme.css?scheme=dark&paper=ffffff"]
    assert client.get(sheets[2])["Content-Type"] == "text/css; charset=utf-8"
    assert len(page_of(client, "/embed/").xpath("//link[@rel='stylesheet']")) == 2


def test_links_lead_out_of_the_frame(client, register):
    for link in page_of(client, "/embed/").xpath("//a"):
        assert link.get("target") == "_top"


# The page that builds the snippets


def made(client, query, prefix=""):
    """The page, the frame and the element that its snippets describe."""
    page = page_of(client, f"{prefix}/embed/new/{query}")
    texts = page.xpath("//textarea/text()")
    frame = html.fragment_fromstring(texts[-1])
    script, element = html.fragments_fromstring(texts[0].strip())
    return page, frame, script, element


def test_snippets_ask_for_what_was_chosen(client, meetings):
    page, frame, script, element = made(
        client, "?mechanism=rcm&limit=3&language=ar&paper=fff&kind=forum&q=a%22b&to=2001-12-31"
    )
    asked = "kind=forum&to=2001-12-31&q=a%22b"
    assert frame.get("src") == f"http://testserver/ar/embed/?mechanism=rcm&{asked}&limit=3&paper=ffffff"
    assert page.xpath("//iframe/@src") == [frame.get("src").removeprefix("http://testserver")]
    assert dict(element.attrib) == {
        "src": "http://testserver/ar/embed/meetings.json",
        "mechanism": "rcm",
        "kind": "forum",
        "to": "2001-12-31",
        "q": 'a"b',
        "limit": "3",
    }
    assert script.get("src") == "http://testserver/static/website/iscm-meetings.js"
    assert page.xpath("//input[@type='hidden']/@name") == ["kind", "to", "q"]
    assert page.xpath("//option[@selected]/@value") == ["rcm", "", "", "ar"]


def test_the_element_holds_links_that_work_without_scripts(client, meetings):
    element = made(client, "?mechanism=rcm", "/fr")[3]
    assert element.xpath("./ul/li/a/@href") == [
        "http://testserver/fr/mechanisms/rcm/",
        "http://testserver/fr/calendar.ics?mechanism=rcm",
    ]


def test_what_the_snippets_name_is_there(client, meetings):
    _, frame, script, element = made(client, "?mechanism=rcm&accent=0a4a7d", "/es")
    for address in (frame.get("src"), element.get("src"), *element.xpath(".//a/@href")):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert finders.find(script.get("src").removeprefix("http://testserver/static/"))


def test_several_values_stay_chosen(client, meetings):
    page, _, _, element = made(client, "?mechanism=rcm,gfmd")
    assert element.get("mechanism") == "gfmd,rcm"
    assert page.xpath("//select[@name='mechanism']/option[@selected]/text()") == ["GFMD, RCM"]


def test_hostile_values_stay_text(client, meetings):
    page, _, _, element = made(client, "?mechanism=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&paper=%22%3E%3Cscript%3E")
    assert element.get("mechanism") == '"><script>alert(1)</script>'
    assert page.xpath("//script[not(@src)]") == []
    assert page.xpath("//input[@name='paper']/@value") == [""]


def test_unreadable_colours_are_told(client, meetings):
    page = page_of(client, "/embed/new/?paper=ffffff&ink=dddddd")
    assert page.xpath("//p[@class='warning']/text()") == [
        "Contrast with the background is 1.4 to 1, and 4.5 is needed: #1a1d21 is used instead."
    ]
    assert page.xpath("//textarea/text()")[1].splitlines()[1:3] == [
        "  --iscm-paper: #ffffff;",
        "  --iscm-ink: #1a1d21;",
    ]


def test_pages_of_mechanisms_and_feeds_lead_here(client, register):
    assert "/embed/new/?mechanism=gfmd" in page_of(client, "/mechanisms/gfmd/").xpath("//a/@href")
    assert "/embed/new/" in page_of(client, "/feeds/").xpath("//a/@href")


# The component as a file


def test_the_component_is_small_and_writes_no_markup():
    code = Path(finders.find("website/iscm-meetings.js")).read_bytes()
    assert len(code) < 10_000
    assert (
        re.findall(rb"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|https?://(?!\xe2)", code) == []
    )
