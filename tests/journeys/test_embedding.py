"""A register's list on a page of somebody else: another origin, a strict policy, hostile styles and titles."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import find_barriers, free_port, serving
from tests.factories.files import make_file

pytestmark = pytest.mark.xdist_group("browser")

HEADER = ("Date", "Place", "ISCM", "Meeting")
HOSTILE = "Meeting on Kites <script>alert(1)</script> <img src=x onerror=alert(2)> </textarea><b onclick=alert(3)>"
HELD = "Meeting on Kites alert(1)"  # as the register takes it
ROWS = [
    ("3-5 March 2090", "Nairobi, Kenya", "RCM", "Workshop on Lanterns"),
    ("4 May 2090", "Online", "RCM", HOSTILE),
    ("October 2090 (TBC)", "Geneva, Switzerland", "RCM", "Friends of the Forum"),
]
UNKIND = """* { color: red !important; background: yellow; text-transform: uppercase; float: left; }
p, li, a, section { display: none !important; } :root { font-size: 30px; letter-spacing: 1em; }"""
# All that the page says a host needs, and nothing else.
STRICT = (
    "default-src 'none'; style-src 'self'; script-src {site}; connect-src {site}; frame-src {site}; "
    "require-trusted-types-for 'script'"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """A register with three meetings to come, one with a hostile title."""
    folder = tmp_path_factory.mktemp("embedding")
    file = folder / "calendar-2090.docx"
    file.write_bytes(make_file("docx", HEADER, ROWS, before=["Calendar of ISCM meetings 2090"]))
    server = serving(folder)
    command = [sys.executable, "-m", "iscm.cli", "ingest", "--accept", str(file)]
    ingested = subprocess.run(command, env=server.environ, capture_output=True, text=True, check=False)
    assert ingested.returncode in {0, 1}
    with server as address:
        yield address


@pytest.fixture
def host() -> Iterator[Callable[..., str]]:
    """`host(body, policy, head)` puts a page on an origin of its own and gives its address."""
    pages: dict[str, tuple[str, str]] = {}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = pages.get(self.path.partition("?")[0])
            body, policy = found or ("", "")
            self.send_response(200 if found else 404)
            kind = "text/css" if self.path.endswith(".css") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def put(body: str, *, policy: str = "", style: str = "", scheme: str = "light", said: str = "") -> str:
        head = f'<meta charset="utf-8"><title>A ministry</title><meta name="color-scheme" content="{scheme}">'
        sheet = '<link rel="stylesheet" href="/host.css">'
        page = f'<!doctype html><html lang="en"><head>{head}{sheet}</head><body><main><h1>A ministry</h1>{body}</main>'
        pages["/favicon.ico"] = ("", "")
        pages["/"], pages["/host.css"], pages["/said.json"] = (page, policy), (style, ""), (said, "")
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`visit(address)` opens it in a window; `page.complaints` are its errors and dialogs."""
    contexts = []

    def open_(address: str, *, scripts: bool = True, width: int = 800, scheme: str = "light") -> Page:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en"
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


def snippet(visit, site, label, query="?mechanism=rcm", prefix=""):
    """What a secretariat copies from the page that builds it."""
    page = visit(f"{site}{prefix}/embed/new/{query}", scripts=False)
    value = page.locator(f"textarea[aria-labelledby={label}]").input_value()
    page.close()
    return value


def titles(page):
    return page.locator("iscm-meetings .title").all_text_contents()


SHOWN = ["Workshop on Lanterns", HELD, "Friends of the Forum"]


def test_the_element_shows_the_next_meetings_under_a_strict_policy(visit, host, site):
    page = visit(host(snippet(visit, site, "component"), policy=STRICT.format(site=site)))
    expect(page.locator("iscm-meetings .meeting")).to_have_count(3)
    assert titles(page) == SHOWN
    assert page.locator("iscm-meetings .heading").text_content() == "Next meetings"
    assert page.locator("iscm-meetings .date").first.evaluate("e => getComputedStyle(e).fontWeight") == "700"
    assert page.locator("iscm-meetings .title a").first.get_attribute("href").startswith(f"{site}/meetings/")
    assert (page.complaints, page.context.cookies()) == ([], [])


def test_hostile_titles_stay_text(visit, host, site):
    page = visit(host(snippet(visit, site, "component")))
    expect(page.locator("iscm-meetings .title").nth(1)).to_have_text(HELD)
    frame = visit(host(snippet(visit, site, "frame"))).frame_locator("iframe")
    expect(frame.locator(".title").nth(1)).to_have_text(HELD)
    assert page.complaints == []


def test_whatever_the_data_say_stays_text(visit, host, site):
    meeting = {"title": HOSTILE, "date": HOSTILE, "place": HOSTILE, "status": HOSTILE, "url": "javascript:alert(4)"}
    meeting |= {"mechanisms": [HOSTILE], "day": HOSTILE, "lang": HOSTILE}
    odd = {"title": 7, "date": None, "mechanisms": "x", "url": {}}
    links = [{"words": HOSTILE, "url": "data:text/html,<script>alert(5)</script>"}]
    said = {"heading": HOSTILE, "name": HOSTILE, "note": HOSTILE, "lang": HOSTILE, "dir": HOSTILE}
    element = snippet(visit, site, "component").replace(f"{site}/embed/meetings.json", "/said.json")
    page = visit(host(element, said=json.dumps(said | {"meetings": [meeting, odd], "links": links})))
    expect(page.locator("iscm-meetings .title")).to_have_text([HOSTILE, ""])
    expect(page.locator("iscm-meetings .heading")).to_have_text(HOSTILE)
    assert page.locator("iscm-meetings section :is(img, b, script, a)").count() == 0
    assert page.complaints == []


def test_styles_of_the_host_do_not_break_the_element(visit, host, site):
    page = visit(host(snippet(visit, site, "component"), style=UNKIND))
    link = page.locator("iscm-meetings .title a").first
    expect(link).to_be_visible()
    style = link.evaluate("e => { const s = getComputedStyle(e); return [s.textTransform, s.letterSpacing, s.float]; }")
    assert style == ["none", "normal", "none"]


def test_the_element_takes_colour_and_type_of_its_host(visit, host, site):
    dark = "body { background: #101418; color: #f0e9d8; font-family: serif; }"
    page = visit(host(snippet(visit, site, "component"), style=dark, scheme="dark"))
    title = page.locator("iscm-meetings .title a").first
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).fontFamily]"
    assert title.evaluate(colours) == ["rgb(240, 233, 216)", "serif"]
    assert find_barriers(page) == []


def test_colours_from_the_form_are_those_on_the_page(visit, host, site):
    query = "?mechanism=rcm&paper=fff4e0&ink=3b1f0a&accent=8a1c1c"
    page = visit(host(snippet(visit, site, "component", query), style=snippet(visit, site, "style", query)))
    title = page.locator("iscm-meetings .title a").first
    assert title.evaluate("e => getComputedStyle(e).color") == "rgb(138, 28, 28)"
    frame = visit(host(snippet(visit, site, "frame", query))).frame_locator("iframe")
    assert frame.locator(".title a").first.evaluate("e => getComputedStyle(e).color") == "rgb(138, 28, 28)"
    assert frame.locator("html").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 244, 224)"


def test_arabic_runs_from_right_to_left_on_any_page(visit, host, site):
    page = visit(host(snippet(visit, site, "component", "?mechanism=rcm&language=ar")))
    section = page.locator("iscm-meetings section")
    expect(section).to_have_attribute("lang", "ar")
    assert section.evaluate("e => getComputedStyle(e).direction") == "rtl"
    frame = visit(host(snippet(visit, site, "frame", "?language=ar"))).frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")


def test_without_scripts_the_links_and_the_frame_are_there(visit, host, site):
    body = snippet(visit, site, "component") + snippet(visit, site, "frame")
    page = visit(host(body, policy=STRICT.format(site=site)), scripts=False)
    links = page.locator("iscm-meetings a")
    assert [link.get_attribute("href") for link in links.all()] == [
        f"{site}/mechanisms/rcm/",
        f"{site}/calendar.ics?mechanism=rcm",
    ]
    expect(links.first).to_be_visible()
    expect(page.frame_locator("iframe").locator(".title").first).to_have_text("Workshop on Lanterns")


@pytest.mark.parametrize("answer", ["nobody", "no such page", "no list"])
def test_where_the_register_does_not_answer_the_links_stay(visit, host, site, answer):
    places = {"nobody": f"http://127.0.0.1:{free_port()}/x", "no such page": f"{site}/nowhere/", "no list": f"{site}/"}
    body = snippet(visit, site, "component").replace(f"{site}/embed/meetings.json", places[answer])
    page = visit(host(body))
    page.wait_for_load_state("networkidle")
    expect(page.locator("iscm-meetings a").first).to_be_visible()
    assert page.locator("iscm-meetings").evaluate("e => e.shadowRoot") is None


def test_a_changed_attribute_shows_other_meetings(visit, host, site):
    page = visit(host(snippet(visit, site, "component")))
    expect(page.locator("iscm-meetings .meeting")).to_have_count(3)
    page.locator("iscm-meetings").evaluate("e => e.setAttribute('limit', '1')")
    expect(page.locator("iscm-meetings .meeting")).to_have_count(1)


def test_only_the_list_lets_itself_be_framed(visit, host, site):
    paths = ("/embed/", "/fr/embed/?limit=2", "/", "/embed/new/", "/calendar/2024/", "/embed/meetings.json")
    page = visit(host("".join(f'<iframe src="{site}{path}" title="x"></iframe>' for path in paths)))
    page.wait_for_load_state("networkidle")
    shown = [frame.url.removeprefix(site) for frame in page.frames[1:]]
    assert shown == ["/embed/", "/fr/embed/?limit=2", *["chrome-error://chromewebdata/"] * 4]


def test_a_link_leads_out_of_the_frame(visit, host, site):
    page = visit(host(snippet(visit, site, "frame")))
    page.frame_locator("iframe").locator(".title a").first.click()
    page.wait_for_url(f"{site}/meetings/*/")


def test_the_form_works_without_scripts(visit, site):
    page = visit(f"{site}/embed/new/", scripts=False)
    page.get_by_label("Mechanism", exact=False).and_(page.locator("select")).select_option("rcm")
    page.get_by_label("How many at most").fill("2")
    page.get_by_label("Background").fill("#102030")
    page.locator(".choosing button").click()
    preview = page.frame_locator("iframe")
    expect(preview.locator("li")).to_have_count(2)
    assert preview.locator("html").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 32, 48)"
    assert page.get_by_label("Mechanism", exact=False).and_(page.locator("select")).input_value() == "rcm"


@pytest.mark.parametrize("width", [280, 360, 1000])
def test_both_fit_their_column(visit, host, site, width):
    body = snippet(visit, site, "component") + snippet(visit, site, "frame")
    page = visit(host(body, style="body { margin: 0; }"), width=width)
    expect(page.locator("iscm-meetings .meeting")).to_have_count(3)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert (page.evaluate(over), page.frames[1].evaluate(over)) == (0, 0)
