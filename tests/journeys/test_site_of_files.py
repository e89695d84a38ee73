"""The site as plain files, from a disk and from a sub-folder of a web space: complete, and nothing needs a server."""

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from iscm import website
from iscm.publication.site.search import Entry, render_index
from iscm.register.queries.analyser import tokens
from tests.browsing import SIZES, find_barriers
from tests.small_site import HOSTILE, write_small_site

pytestmark = pytest.mark.xdist_group("browser")

LOOKED_AT = (
    "index.html",
    "calendar/2024/index.html",
    "calendar/2024/mechanism-gfmd/index.html",
    "calendar/2024/view-map/index.html",
    "ar/mechanisms/gfmd/index.html",
    "feeds/index.html",
    "search/index.html?q=forum",
    "ar/search/index.html",
)
FORUMS = {"Forum 1 on <b>data</b> & more", "Forum 2 on <b>data</b> & more"}
FOUND = [
    ("search/", "fórum data", FORUMS),
    ("search/", "switzerl", {"Switzerland", *FORUMS, " ".join(HOSTILE.split())}),
    ("ar/search/", "السويسرا", {"سويسرا", *FORUMS, " ".join(HOSTILE.split())}),
    ("search/", "alert", {" ".join(HOSTILE.split())}),
    ("search/", "zeppelin", set()),
]
# What stands on a page, what is looked for, and whether it is found.
WORDS = [
    ("Countries of origin", "country", True),
    ("A country of origin", "countries", True),
    ("Travailleurs étrangers", "ETRANGERS", True),
    ("Straße", "strasse", True),
    ("Миграционная политика", "миграционной политики", True),
    ("Ёлка", "елка", True),
    ("الهجرة والتنمية", "هجره", True),
    ("سياسات الهِجرة", "الهجرة", True),
    ("国际移民与发展对话", "移民", True),
    ("国际移民与发展对话", "移民发展", False),
    ("Ｆｏｒｕｍ ２０２４", "forum 2024", True),
    ("Workshop on data", "work", True),
    ("Workshop on data", "work data", False),
    ("Malta", "mal", True),
    ("Mali", "malta", False),
]


class Links(HTMLParser):
    """What a page leads to, and what it runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links, self.code, self.tags = [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.add(tag)
        self.links += [named[name] for name in ("href", "src", "action") if named.get(name)]
        if tag == "script" and "src" not in named and named.get("type") != "application/ld+json":
            self.code.append(tag)
        self.code += [name for name in named if name.startswith("on") or name == "style"]


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """The folder above that of the site."""
    folder = tmp_path_factory.mktemp("web")
    write_small_site(folder / "our site", "--lang", "en,ar", "--light")
    return folder


@pytest.fixture(scope="module")
def site(root) -> Path:
    return root / "our site"


@pytest.fixture(scope="module", params=["disk", "web space"])
def address(request, root, site) -> Iterator[str]:
    """The site from a disk, and from a folder of a web space that does nothing but give out files."""
    if request.param == "disk":
        yield f"{site.as_uri()}/"
        return

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/our%20site/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`look(address)` gives a page; whatever it complains of or cannot load fails the test."""
    pages: list[Page] = []
    complaints: list[str] = []

    def look(where: str, size: str = "desktop", *, is_strict: bool = True) -> Page:
        width, height = SIZES[size]
        pages.append(page := browser.new_context(viewport={"width": width, "height": height}).new_page())
        if is_strict:
            page.on("console", lambda said: complaints.append(said.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("requestfailed", lambda request: complaints.append(request.url))
            page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
        page.goto(where)
        return page

    yield look
    for page in pages:
        page.context.close()
    assert complaints == []


def test_every_link_of_every_page_leads_to_a_file(site):
    broken = set()
    for path in site.rglob("*.html"):
        for link in Links(path.read_text(encoding="utf-8")).links:
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_sound = not parts.query and target.is_file() and site in target.parents
            if parts.scheme not in {"http", "https", "mailto"} and not is_sound:
                broken.add((path.relative_to(site).as_posix(), link))
    assert broken == set()


def test_all_that_needs_no_server_is_there_and_nothing_else(site):
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted = {
        "index.html", "ar/index.html", "calendar/2024/index.html", "calendar/2024/view-map/index.html",
        "calendar/2024/theme-data/index.html", "ar/calendar/2024/mechanism-gfmd/index.html", "calendar.ics",
        "calendar/mechanism-gfmd.ics", "ar/calendar/theme-data.ics", "calendar/country-ch.ics", "calendar.json",
        "feeds/changes.atom", "feeds/meetings/theme-data.atom", "mechanisms/gfmd/index.html", "countries/ch/index.html",
        "library/citations.bib", "calendar/2024.md", "highlights/2024.csv", "initiatives/gcm.html",
        "figures/2024/months.svg", "data/2024/meetings.csv", "data/2024.zip", "data/all/meetings.json",
        "vocabularies/themes.ttl",
        "editions/calendar-2031/1/index.html", "search/index.html", "search/index.js", "ar/search/index.js",
        "robots.txt",
    }  # fmt: skip
    assert wanted - there == set()
    server = re.compile(r"(^|/)(embed|api|oai|desk|accounts|fr)/|\.(pdf|docx|xlsx)$|sitemap|\.iscm-site")
    assert [path for path in there if server.search(path)] == []


def test_nothing_in_it_runs_or_names_the_place_where_it_was_made(site):
    pages = [Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")]
    assert [page.code for page in pages if page.code] == []
    assert not {"iframe", "img", "object", "embed", "base"} & set().union(*(page.tags for page in pages))
    assert "\u2028" not in (site / "search" / "index.js").read_text(encoding="utf-8")
    contents = ((path, path.read_bytes()) for path in site.rglob("*") if path.is_file())
    assert [path for path, content in contents if b"iscm.invalid/" in content or b"localhost" in content] == []


def test_pages_load_all_they_need_and_fit_a_phone(address, look):
    for path in LOOKED_AT:
        page = look(address + path, "phone")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("[...document.styleSheets].length") > 0, path
        assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some(f => f.status === 'loaded'))")


def test_axe_finds_nothing(site, look):
    # What axe itself would load, to look at styles, the pages' policy refuses.
    pages = ((path, look(f"{site.as_uri()}/{path}", is_strict=False)) for path in LOOKED_AT)
    barriers = {path: find_barriers(page, is_thinned=True) for path, page in pages}
    assert {path: found for path, found in barriers.items() if found} == {}


@pytest.mark.parametrize(("path", "asked", "titles"), FOUND)
def test_the_search_finds(site, look, path, asked, titles):
    page = look(f"{site.as_uri()}/{path}index.html?q={quote(asked)}")
    found = page.locator("#results section li a").all_inner_texts()
    assert ({" ".join(title.split()) for title in found}, len(found)) == (titles, len(titles))
    assert page.get_by_role("status" if titles else "searchbox").count() >= 1


@pytest.fixture(scope="module")
def words_page(tmp_path_factory) -> str:
    """A page that searches the texts of the table above."""
    folder = tmp_path_factory.mktemp("words")
    texts = dict.fromkeys(text for text, *_ in WORDS)
    entries = [Entry("themes", str(number), text) for number, text in enumerate(texts)]
    (folder / "index.js").write_bytes(render_index(entries, tokens))
    (folder / "search.js").write_bytes((Path(website.__path__[0]) / "static/website/search.js").read_bytes())
    group = '<p id="results" data-results="Results:" data-none="none"><a data-group="2">Themes</a></p>'
    scripts = '<script src="index.js"></script><script src="search.js"></script>'
    (folder / "index.html").write_text(f'<meta charset="utf-8"><title>x</title>{group}{scripts}', encoding="utf-8")
    return (folder / "index.html").as_uri()


def test_words_are_found_as_by_the_register(words_page, look):
    found = {}
    for text, asked, _ in WORDS:
        titles = look(f"{words_page}?q={quote(asked)}").locator("li a").all_inner_texts()
        found[text, asked] = text in titles
    assert found == {(text, asked): is_found for text, asked, is_found in WORDS}


def test_a_reader_searches_from_any_page_and_changes_the_language(address, look):
    page = look(address + "calendar/2024/index.html")
    page.get_by_role("searchbox").first.fill("Forum 2")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="Forum 2 on").click()
    assert page.locator("h1").inner_text() == "Forum 2 on <b>data</b> & more"
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.locator("h1").inner_text() == "Forum 2 on <b>data</b> & more"
