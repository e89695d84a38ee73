"""Every kind of page, as it is served: links that lead somewhere, safe headers, no other host, no barrier."""

import re
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.browsing import find_barriers

HREF = re.compile(r'(?:href|src|action)="([^"]*)"')
PAGES_OF_A_KIND = 3
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "X-Frame-Options",
}


@pytest.fixture(scope="module")
def pages(live_site) -> dict[str, dict]:
    """Pages found by following links from the home page, a few of each kind: address -> status, headers, text."""
    from django.urls import Resolver404, resolve

    waiting, found, kinds = ["/"], {}, {}
    while waiting:
        path = waiting.pop(0)
        try:
            kind = resolve(urlsplit(path).path).route
        except Resolver404:
            kind = urlsplit(path).path
        kinds.setdefault(kind, set())
        if path in found or len(kinds[kind]) >= PAGES_OF_A_KIND:
            continue
        kinds[kind].add(path)
        found[path] = look_up(live_site + path)
        hrefs = [href.replace("&amp;", "&").partition("#")[0] for href in HREF.findall(found[path]["text"])]
        waiting += [href for href in hrefs if href.startswith("/") and not href.startswith(("//", "/static/"))]
    return found


def look_up(address: str) -> dict:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            text = answer.read().decode() if is_page else ""
            return {"status": answer.status, "headers": answer.headers, "text": text, "is_page": is_page}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "headers": error.headers, "text": "", "is_page": False}


def test_every_link_leads_to_a_page(pages):
    assert {path: page["status"] for path, page in pages.items() if page["status"] != 200} == {}


def test_every_answer_has_the_safe_headers(pages):
    assert {path: missing for path, page in pages.items() if (missing := HEADERS - set(page["headers"]))} == {}


def test_every_page_has_a_title_and_a_language(pages):
    lacking = [path for path, page in pages.items() if page["is_page"] and not has_title(page["text"])]
    assert lacking == []


def has_title(text: str) -> bool:
    return bool(re.search(r"<html[^>]* lang=", text) and re.search(r"<title>\s*\S", text))


def test_no_page_runs_inline_code_or_styles(pages):
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>|<style|\sstyle=|\son[a-z]+=")
    assert {path: found for path, page in pages.items() if (found := inline.findall(page["text"]))} == {}


def test_pages_ask_no_other_host_and_axe_finds_no_barrier(pages, open_page):
    barriers, strangers = {}, set()
    for path in one_of_each_kind(pages):
        page = open_page("about:blank", size="phone")
        page.on("request", lambda request: strangers.add(urlsplit(request.url).netloc))
        page.goto(path)
        if found := find_barriers(page):
            barriers[path] = found
        page.close()
    assert barriers == {}
    assert {host for host in strangers if not host.startswith("127.0.0.1:")} == set()


def one_of_each_kind(pages) -> list[str]:
    from django.urls import resolve

    return list({resolve(urlsplit(path).path).route: path for path, page in pages.items() if page["is_page"]}.values())
