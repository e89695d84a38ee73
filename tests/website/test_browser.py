"""Every page in a real browser: no barrier, no sideways scrolling, no script needed, no other host."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browsing import SIZES, find_barriers

PATHS = (
    "/",
    "/calendar/",
    "/calendar/2024/",
    "/calendar/2017/",
    "/calendar/2024/?view=month&month=6",
    "/calendar/2024/?view=year",
    "/calendar/2024/?view=map",
    "/calendar/2024/?mechanism=gfmd&attendance=in-person",
    "/calendar/2024/?q=nothing-has-this-word",
    "/calendar/2031/",
    "/meetings/<uid>/",
    "/mechanisms/",
    "/mechanisms/prague-process/",
    "/mechanisms/gfmd/",
    "/countries/",
    "/countries/ma/",
    "/themes/",
    "/themes/labour-migration/",
    "/initiatives/",
    "/initiatives/gcm/",
    "/initiatives/gcm/?objective=9",
    "/initiatives/agenda-2030/?target=8.7&from=2024-01-01",
    "/initiatives/gcm/?from=2031-01-01",
    "/calendar/2024.html",
    "/calendar/2024.pdf?mechanism=nobody",
    "/highlights/",
    "/highlights/2022/",
    "/figures/",
    "/figures/2022/",
    "/figures/2024/",
    "/figures/2031/",
    "/library/",
    "/documents/",
    "/documents/1/",
    "/sources/",
    "/sources/iom-calendar/",
    "/search/?q=labour",
    "/search/?q=nothing-has-this-word",
    "/data/",
    "/data/2024/",
    "/feeds/",
    "/embed/",
    "/embed/?mechanism=rcm&paper=0b3d2e&accent=ffd166",
    "/embed/?mechanism=nobody&scheme=dark",
    "/embed/new/",
    "/embed/new/?mechanism=gfmd&paper=fff4e0&ink=e0c9a0",
    "/overlaps/",
    "/overlaps/?mechanism=rcm",
    "/overlaps/countries/ma/",
    "/overlaps/clashes/2024/",
    "/overlaps/clashes/2031/",
    "/overlaps/plan/2024/",
    "/overlaps/expected/",
    "/overlaps/windows/",
    "/overlaps/windows/?idea=SOM+of+the+Prague+Process,+3+days,+Vilnius,+week+of+20+April",
    "/overlaps/windows/?idea=Vilnus",
    "/changes/",
    "/changes/2020/1/",
    "/follow/",
    "/follow/?mechanism=gfmd&country=CH",
    "/follow/asked/",
    "/suggest/",
    "/suggest/?meeting=<uid>",
    "/about/",
    "/api/",
    "/no-such-page/",
)


@pytest.fixture(scope="session")
def uid(live_site):
    """The uid of a meeting in the carried register."""
    with urllib.request.urlopen(f"{live_site}/calendar.ics?mechanism=gfmd") as feed:
        entries = feed.read().decode().partition("BEGIN:VEVENT")[2]
    return next(line[4:] for line in entries.splitlines() if line.startswith("UID:"))


@pytest.fixture(scope="module")
def window(browser, live_site):
    """One window for all addresses: opening a new one for each would be most of the time."""
    context = browser.new_context(base_url=live_site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_page_has_no_barrier_and_fits_its_window(window, uid, path):
    path = path.replace("<uid>", uid)
    for prefix, scheme, sizes in (("", "light", ("phone", "tablet", "desktop")), ("/ar", "dark", ("desktop", "phone"))):
        window.emulate_media(color_scheme=scheme)
        window.goto(prefix + path)
        for size in sizes:
            width, height = SIZES[size]
            window.set_viewport_size({"width": width, "height": height})
            assert (prefix, size, overflow(window)) == (prefix, size, 0)
        assert (prefix, size, find_barriers(window, is_thinned=True)) == (prefix, size, [])


def overflow(page):
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_open_parts_have_no_barrier_either(open_page, uid):
    for path in (f"/meetings/{uid}/", "/calendar/2024/", "/library/", "/initiatives/gcm/"):
        page = open_page(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) { each.name = ''; each.open = true; }")
        assert find_barriers(page, is_thinned=True) == []


def test_filters_and_receipts_work_without_scripts(open_page, uid):
    page = open_page("/calendar/2024/", scripts=False)
    page.locator("summary", has_text="Mechanism").click()
    page.locator(".facet a", has_text="GFMD").click()
    assert page.url.endswith("/calendar/2024/?mechanism=gfmd")
    expect(page.locator(".entry")).to_have_count(7)
    page = open_page(f"/meetings/{uid}/", scripts=False)
    page.locator(".receipt summary").first.click()
    assert page.locator(".receipt blockquote").first.is_visible()


def test_escape_closes_a_filter_and_gives_the_focus_back(open_page):
    page = open_page("/calendar/2024/")
    page.locator("summary", has_text="Theme").click()
    page.keyboard.press("Escape")
    assert page.locator("details.facet[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_page_asks_nobody_else_and_few_bytes_of_type(open_page, live_site):
    page = open_page("/calendar/2024/")
    page.wait_for_load_state("networkidle")
    loaded = json.loads(
        page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map(e => [e.name, e.decodedBodySize]))")
    )
    assert [name for name, _ in loaded if not name.startswith(live_site)] == []
    assert sum(size for name, size in loaded if name.endswith(".woff2")) < 100_000


def test_print_leaves_out_what_cannot_be_used_on_paper(open_page):
    page = open_page("/calendar/2024/")
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible()
    assert page.locator(".entry").first.is_visible()


def test_keyboard_reaches_the_content_first(open_page):
    page = open_page("/calendar/2024/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
