"""Which links of a page are files of a source: whole addresses, each once, of the web only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.register.operations.gather_links import links_of

BASE = "https://example.org/meetings/"

PAGES = [
    ('<a href="a.pdf">A</a>', "*.pdf", ["https://example.org/meetings/a.pdf"]),
    ("<a class=x href='/a.pdf'>A</a><A HREF=b.PDF>", "*.pdf", ["https://example.org/a.pdf", f"{BASE}b.PDF"]),
    ('<a href="a.pdf#page=2">A</a><a href=" a.pdf ">again</a>', "*.pdf", [f"{BASE}a.pdf"]),
    ('<a href="a.pdf?v=1&amp;w=2">A</a>', "*.pdf?v=*", [f"{BASE}a.pdf?v=1&w=2"]),
    ('<a href="b.pdf?v=1">A</a>', "*.pdf", []),
    ('<a href="[1].pdf">A</a><a href="1.pdf">A</a>', "*[1].pdf", [f"{BASE}[1].pdf"]),
    ('<base href="https://files.example.org/x/"><a href="a.pdf">', "*.pdf", ["https://files.example.org/x/a.pdf"]),
    ('<base href="javascript:x"><a href="a.pdf">', "*.pdf", [f"{BASE}a.pdf"]),
    ('<a href="javascript:alert(1).pdf"><a href="file:///a.pdf"><a href="data:,a.pdf">', "*.pdf", []),
    ('<a href="https://[a.pdf">A</a>', "*", []),
    ('<link href="a.pdf"><img src="a.pdf"><area href="a.pdf">', "*.pdf", []),
    ("no page at all", "*", []),
]


@pytest.mark.parametrize(("page", "pattern", "found"), PAGES)
def test_links_that_fit_are_found(page, pattern, found):
    assert links_of(page.encode(), BASE, pattern) == found


@given(st.text(alphabet="<>a hrefbs='\"/:&#.", max_size=200))
def test_any_bytes_give_addresses_of_the_web_or_none(text):
    assert all(one.startswith(("https://", "http://")) for one in links_of(text.encode(), BASE, "*"))
