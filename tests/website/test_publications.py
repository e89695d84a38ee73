"""The calendar and the trackers as files: what the page shows, in its language, with its version."""

import csv
import io
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from iscm.publication.formats import FORMATS
from iscm.register.operations.index import index_meetings
from tests.factories.rows import add_document, add_meeting, cite, raise_stamp
from tests.website.conftest import fill

LISTS = ["/calendar/2024", "/initiatives/gcm"]
LANGUAGES = ("", "/fr", "/es", "/ar", "/ru", "/zh-hans")


def name_of(response):
    return unquote(response["Content-Disposition"].partition("UTF-8''")[2])


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_a_file_in_every_form(client, register, path, form):
    response = client.get(f"{path}.{form}")
    assert (response.status_code, response["Content-Type"]) == (200, FORMATS[form].media)
    kept = "inline" if form in {"pdf", "html"} else "attachment"
    assert response["Content-Disposition"].partition(";")[0] == kept
    stem = {"/calendar/2024": "calendar-2024", "/initiatives/gcm": "tracker-gcm"}[path]
    assert (name_of(response), len(response.content) > 100) == (f"{stem}.{form}", True)


@pytest.mark.parametrize("path", LISTS)
def test_file_is_in_the_language_of_its_address(client, register, path):
    titles = {prefix: client.get(f"{prefix}{path}.json").json()["lang"] for prefix in LANGUAGES}
    assert titles == {prefix: prefix.removeprefix("/") or "en" for prefix in LANGUAGES}


@pytest.mark.parametrize("path", [*LISTS, "/initiatives/gcm/?objective=1&from=2023-01-01"])
def test_page_leads_to_its_files_with_what_it_shows(client, register, path):
    address, _, query = path.partition("?")
    page = html.fromstring(client.get(f"{address.rstrip('/')}/?{query}").content)
    links = page.xpath("//p[@class='downloads']/a/@href")
    query = f"?{query}" if query else ""
    stem = address.rstrip("/")
    letter = f"{stem}.pdf{query}{'&' if query else '?'}paper=letter"
    files = [f"{stem}.{form}{query}" for form in ("pdf", "docx", "xlsx", "csv", "json", "md", "html")]
    assert links == [files[0], letter, *files[1:]]
    assert {client.get(link).status_code for link in links} == {200}


def test_filter_of_the_page_is_the_filter_of_the_file(client, register):
    add_meeting("RCM here", "2024-05-01", mechanisms=("rcm",), places=(), attendance="online")
    add_meeting("RCM there", "2024-09-01", mechanisms=("rcm",))
    index_meetings()
    for query, found in {
        "?mechanism=rcm": ["RCM here", "RCM there"],
        "?mechanism=rcm&attendance=online": ["RCM here"],
        "?from=2024-08-01": ["RCM there"],
        "?mechanism=rcm&from=2024-01-01&to=2024-06-30": ["RCM here"],
        "?q=there": ["RCM there"],
    }.items():
        response = client.get(f"/calendar/2024.csv{query}")
        assert [row["title"] for row in rows_of(response)] == found
        page = html.fromstring(client.get(f"/calendar/2024/{query}").content)
        shown = page.xpath("//li[contains(@class, 'entry')]//a[@class='name']/text()")
        assert (shown, page.xpath("//p[@class='downloads']/a/@href")[0]) == (found, f"/calendar/2024.pdf{query}")
    assert name_of(client.get("/calendar/2024.csv?mechanism=rcm")) == "calendar-2024-rcm.csv"


@pytest.mark.parametrize(
    "path",
    ["/calendar/2024.pdf?mechanism=nobody", "/calendar/2031.csv", "/initiatives/gcm.pdf?from=2031-01-01",
     "/calendar/2024.docx?from=2024-12-01&to=2024-01-31", "/calendar/2024.pdf?status=nonsense"],
)  # fmt: skip
def test_where_nothing_fits_a_page_says_so_and_leads_back(client, register, path):
    response = client.get(path)
    page = html.fromstring(response.content)
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert page.xpath("//h1/text()") == ["Nothing fits: there is no file"]
    back = page.xpath("//main//a/@href")[0]
    assert (back, client.get(back).status_code) == (path.partition(".")[0] + "/", 200)


@pytest.mark.parametrize(
    "path",
    ["/calendar/2024.exe", "/calendar/1492.pdf", "/calendar/99999.pdf", "/initiatives/nope.pdf", "/initiatives/gcm.exe",
     "/initiatives/gcm.pdf?objective=99", "/initiatives/gcm.pdf?objective=x", "/initiatives/gcm.pdf?target=8.7",
     "/initiatives/gcm/?objective=99", "/initiatives/gcm/?objective=²", "/initiatives/gcm/?target=../etc"],
)  # fmt: skip
def test_what_is_not_there_is_404(client, register, path):
    assert client.get(path).status_code == 404


def test_page_that_shows_nothing_offers_no_file(client, register):
    for path in ("/calendar/2024/?mechanism=nobody", "/calendar/2031/", "/initiatives/gcm/?from=2031-01-01"):
        page = html.fromstring(client.get(path).content)
        assert (page.xpath("//p[@class='downloads']"), len(page.xpath("//p[@class='empty']"))) == ([], 1)


@pytest.mark.parametrize("path", ["/calendar/2024.pdf", "/ar/calendar/2024.csv", "/initiatives/gcm.docx?objective=1"])
def test_unchanged_file_is_304_and_asks_one_query(client, register, path):
    etag = client.get(path)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert len(asked) == 1
    raise_stamp()
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 30])
def test_number_of_queries_does_not_grow(client, db, number):
    fill(number)
    counted = {}
    for path in ("/calendar/2024.json", "/initiatives/gcm.json", "/initiatives/gcm.json?objective=1"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted[path] = len(asked)
    assert counted == {"/calendar/2024.json": 11, "/initiatives/gcm.json": 12, "/initiatives/gcm.json?objective=1": 13}


def test_paper_is_chosen_and_anything_else_is_a4(client, register):
    a4, letter, other = (client.get(f"/calendar/2024.pdf?paper={paper}").content for paper in ("a4", "letter", "x\n"))
    assert (a4 == letter, a4 == other) == (False, True)


def test_page_to_print_has_nothing_inline_and_its_style_from_here(client, register):
    response = client.get("/calendar/2024.html")
    page = html.fromstring(response.content)
    assert page.xpath("//*[@style] | //style | //script | //@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/publication.css"]
    assert "style-src 'self'" in response["Content-Security-Policy"]
    style = client.get("/publication.css")
    assert (style.status_code, style["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert client.get("/publication.css", headers={"If-None-Match": style["ETag"]}).status_code == 304


def test_words_of_strangers_are_escaped_in_files(client, register):
    assert "<b>data</b>" not in client.get("/calendar/2024.html").content.decode()


def test_tracker_says_where_each_outcome_stands(client, register):
    tracker = add_document("t2.txt", reader="tracker", title="Events on the GCM", year=None)
    meeting = add_meeting(
        "Told", "2017-01-01", outcome="Agreed.", links=[{"text": "x", "url": "https://example.org/x"}]
    )
    cite(meeting, tracker, chosen=("outcome",))
    page = html.fromstring(client.get("/initiatives/gcm/").content)
    (cell,) = page.xpath("//td[@class='outcome']")
    assert cell.text_content() == "Agreed. read it (https://example.org/x) source: page 1, row 1"
    assert cell.xpath(".//a/@href") == ["https://example.org/x", f"/documents/{tracker.pk}/#r1"]
    assert page.xpath("//section[@aria-labelledby='suggested']//a[@class='name']/text()") == [
        "Forum 1 on <b>data</b> & more"
    ]


def test_objective_shows_the_meetings_on_its_themes_with_the_reason(client, register):
    page = html.fromstring(client.get("/initiatives/gcm/?objective=1").content)
    assert page.xpath("//h2[@id='goal']/text()") == ["Objective 1 (x)"]
    assert page.xpath("//p[@class='about reason']/text()") == ["names it; theme Data: words"]
    assert page.xpath("//ol[@class='objectives']//a[@aria-current]/@href") == ["/initiatives/gcm/?objective=1"]
    assert page.xpath("//form[@class='period']/input/@value") == ["1"]


def test_file_of_the_site_leads_to_the_site(client, register, settings):
    settings.SITE_URL = "https://calendar.example.org"
    (row,) = rows_of(client.get("/calendar/2024.csv"))
    assert row["url"] == f"https://calendar.example.org/meetings/{register.meeting.uid}/"


@pytest.mark.parametrize(("half", "found"), [("1", ["Spring meeting"]), ("2", ["Autumn meeting"])])
def test_half_a_year_is_asked_for_by_its_number(client, register, half, found):
    add_meeting("Spring meeting", "2023-05-01", mechanisms=("rcm",))
    add_meeting("Autumn meeting", "2023-09-01", mechanisms=("rcm",))
    assert [row["title"] for row in rows_of(client.get(f"/calendar/2023.csv?half={half}"))] == found


def test_a_pdf_of_very_much_is_refused_with_a_way_to_have_it(client, register, monkeypatch):
    monkeypatch.setattr("iscm.website.views.publications.MOST_PRINTED", 0)
    response = client.get("/calendar/2024.pdf?mechanism=gfmd")
    page = html.fromstring(response.content)
    links = page.xpath("//main//a/@href")[:2]
    assert (response.status_code, page.xpath("string(//h1)"), links) == (
        404, "Too long for a PDF", ["/calendar/2024.csv?mechanism=gfmd", "/calendar/2024/?mechanism=gfmd"],
    )  # fmt: skip
    assert client.get(links[0]).status_code == 200
