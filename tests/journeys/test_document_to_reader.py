"""All the way: a document in, the register made, a page and a feed out, in a real browser."""

import subprocess
import sys
import urllib.request

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PATIENCE, SIZES, serving
from tests.factories.files import Entry, make_file

pytestmark = pytest.mark.xdist_group("browser")

HEADER = ("Date", "Place", "ISCM", "Meeting")
ROWS = [
    ("3-5 March 2026", "Nairobi, Kenya", "RCM", Entry("Workshop on Lanterns", "https://rcm.example/lanterns")),
    (
        "May 2026 (TBC)",
        "Online",
        "Bali Process",
        'Meeting on Kites <script>alert(1)</script> &lt;img src=x onerror=alert(2)&gt; "><b onclick=alert(3)>',
    ),
    ("12 October 2026", "Geneva, Switzerland", "GFMD", "Friends of the Forum"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A register that has taken one more document, served."""
    folder = tmp_path_factory.mktemp("journey")
    file = folder / "calendar-2026.docx"
    file.write_bytes(make_file("docx", HEADER, ROWS, before=["Calendar of ISCM meetings 2026"]))
    server = serving(folder)
    ingested = ingest(server, file)
    assert (ingested.returncode, ingested.stderr) in {(0, ""), (1, "")}
    with server as address:
        yield address, server, file


def ingest(server, *files):
    command = [sys.executable, "-m", "iscm.cli", "ingest", "--accept", *map(str, files)]
    return subprocess.run(command, env=server.environ, capture_output=True, text=True, check=False)


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


@pytest.fixture(params=["phone", "desktop"])
def page(request, browser: Browser, site):
    width, height = SIZES[request.param]
    context = browser.new_context(
        base_url=site[0], viewport={"width": width, "height": height}, java_script_enabled=False, locale="en"
    )
    yield context.new_page()
    context.close()


def test_a_reader_finds_the_meeting_and_its_source(page: Page):
    page.goto("/calendar/2026/")
    page.get_by_role("link", name="Workshop on Lanterns").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Workshop on Lanterns")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Nairobi")
    page.goto(page.locator("main a[href^='/documents/']").first.get_attribute("href"))
    expect(page.get_by_role("main")).to_contain_text("3-5 March 2026")


def test_a_page_is_no_wider_than_the_screen(page: Page):
    page.goto("/calendar/2026/")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_markup_in_a_title_stays_words(page: Page):
    page.goto("/calendar/2026/")
    page.get_by_role("link", name="Meeting on Kites").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meeting on Kites")
    assert page.locator("main :is(script, [onerror], [onclick])").count() == 0


def test_the_feed_has_the_meeting_with_its_days(site):
    calendar = icalendar.Calendar.from_ical(fetch(f"{site[0]}/calendar.ics?mechanism=rcm"))
    found = [event for event in calendar.walk("VEVENT") if "Workshop on Lanterns" in event["SUMMARY"]]
    days = [(str(event["DTSTART"].dt), str(event["DTEND"].dt)) for event in found]
    assert days == [("2026-03-03", "2026-03-06")]


def test_a_month_is_not_in_the_feed_as_if_it_were_days(site):
    calendar = icalendar.Calendar.from_ical(fetch(f"{site[0]}/calendar.ics?mechanism=bali-process"))
    assert [event for event in calendar.walk("VEVENT") if "Kites" in event["SUMMARY"]] == []


def test_the_same_document_again_changes_nothing(site):
    address, server, file = site
    before = fetch(f"{address}/calendar.ics"), fetch(f"{address}/calendar/2026/")
    assert ingest(server, file).returncode in {0, 1}
    assert (fetch(f"{address}/calendar.ics"), fetch(f"{address}/calendar/2026/")) == before
