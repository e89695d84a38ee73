"""Every kind of page, as it is served: links that lead somewhere, safe headers, no other host."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.browsing import PATIENCE
from tests.walking import kind_of, walk

HEADERS = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "x-frame-options",
}
STATIC = re.compile(r'"(/static/[^"#?]+)')
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>|<style|<[^>]+\s(?:style|on[a-z]+)="
)


@dataclass
class Answer:
    status: int
    headers: set[str]
    html: str


def look_up(address: str) -> Answer:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            body = answer.read()
            return Answer(answer.status, names(answer.headers), body.decode() if is_page else "")
    except urllib.error.HTTPError as error:
        return Answer(error.code, names(error.headers), "")


def names(headers) -> set[str]:
    return {name.lower() for name in headers}


@pytest.fixture(scope="module")
def answers(live_site) -> dict[str, Answer]:
    """A few pages of each kind, by address."""
    found = {}

    def fetch(path: str) -> str:
        found[path] = look_up(live_site + path)
        return found[path].html

    walk(fetch)
    return found


def test_every_link_leads_somewhere(answers):
    assert {path: answer.status for path, answer in answers.items() if answer.status != 200} == {}


def test_every_static_file_that_a_page_names_is_there(answers, live_site):
    named = {path for answer in answers.values() for path in STATIC.findall(answer.html)}
    assert len(named) > 1
    assert {path: status for path in named if (status := look_up(live_site + path).status) != 200} == {}


def test_every_answer_has_the_safe_headers(answers):
    may_be_framed = {"/embed/", *(f"/{code}/embed/" for code, _ in settings.LANGUAGES)}
    lacking = {path: HEADERS - answer.headers for path, answer in answers.items()}
    for path, names_ in lacking.items():
        assert names_ == ({"x-frame-options"} if urlsplit(path).path in may_be_framed else set()), path


def test_every_page_has_a_title_and_a_language(answers):
    pages = {path: answer.html for path, answer in answers.items() if answer.html}
    whole = re.compile(r"<html[^>]* lang=.*<title>\s*\S", re.DOTALL)
    assert [path for path, html in pages.items() if not whole.search(html)] == []


def test_no_page_runs_inline_code_or_styles(answers):
    assert {path: found for path, answer in answers.items() if (found := INLINE.findall(answer.html))} == {}


def test_pages_ask_no_other_host(answers, open_page):
    kinds = {kind_of(path): path for path, answer in answers.items() if answer.html}
    page, asked = open_page("about:blank"), set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    for path in (path for (language, *_), path in kinds.items() if language == "en"):
        page.goto(path)
    assert asked == {"127.0.0.1"}
