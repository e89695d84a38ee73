"""Pages whose links lead from file to file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.site.addresses import Layout
from iscm.publication.site.drawings import land, shapes_of
from iscm.publication.site.pages import Page, taken_by_style
from iscm.publication.site.texts import Texts

LAYOUT = Layout(("en", "ar"), frozenset({"pdf"}))
WORLD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 435"><g id="world">\n<path d="M0 0z"/>\n'
    '<g id="CH"><path d="M1 1z"/></g>\n</g></svg>'
)


def page(html: str, address: str = "/calendar/2024/", site: str = "") -> str:
    shapes = shapes_of(WORLD, "/static/website/world.1.svg", "/static/website/land.svg")
    return Page(address, LAYOUT.place(address), LAYOUT, Texts(LAYOUT, site), shapes).render(html)


BECOMES = [
    ('<a href="/">x</a>', '<a href="../../index.html">x</a>'),
    (
        '<a class="chip" href="/mechanisms/rcm/#past">x</a>',
        '<a class="chip" href="../../mechanisms/rcm/index.html#past">x</a>',
    ),
    ('<a href="?view=map">x</a>', '<a href="view-map/index.html">x</a>'),
    ('<a href="/calendar.ics?year=2024">x</a>', '<a href="../year-2024.ics">x</a>'),
    ('<link rel="stylesheet" href="/static/a.css">', '<link rel="stylesheet" href="../../static/a.css">'),
    ('<script src="/static/a.js" defer></script>', '<script src="../../static/a.js" defer></script>'),
    ('<form action="/search/" method="get">', '<form action="../../search/index.html" method="get">'),
    ('<a href="http://iscm.invalid/feeds/">x</a>', '<a href="../../feeds/index.html">x</a>'),
    # What is left out becomes words, or goes.
    (
        '<p><a href="/api/" rel="nofollow">The <b>API</b></a> and <a href="/">home</a></p>',
        '<p><span>The <b>API</b></span> and <a href="../../index.html">home</a></p>',
    ),
    (
        '<a class="chip" href="/calendar/2024/?mechanism=a,b" aria-current="true">x</a>',
        '<span class="chip" aria-current="true">x</span>',
    ),
    (
        '<ul>\n<li><a href="/api/">API</a></li>\n<li><a href="/about/">About</a></li>\n</ul>',
        '<ul>\n<li><a href="../../about/index.html">About</a></li>\n</ul>',
    ),
    ('<link rel="alternate" hreflang="fr" href="/fr/">', ""),
    ('<a href="/calendar/2024.pdf" type="application/pdf">PDF</a>', "<span>PDF</span>"),
    ('<a href="webcal://iscm.invalid/calendar.ics">x</a>', "<span>x</span>"),
    # Drawings take no shapes from another file.
    ('<use href="/static/website/world.1.svg#CH" class="in"/>', '<g class="in"><path d="M1 1z"/></g>'),
    (
        '<use href="/static/website/world.1.svg#world" class="land"/>',
        '<image href="../../static/website/land.svg" width="1000" height="435"/>',
    ),
]
STAYS = [
    '<a href="https://example.org/?a=1&amp;b=2" rel="external noopener">x</a>',
    '<a href="mailto:office@example.org">x</a>',
    '<a href="#past">x</a>',
    "<h1>&lt;a href=&quot;/api/&quot;&gt; 1 &lt; 2</h1>",
    '<p title="a > b">x</p>',
    '<script type="application/ld+json">{"name": "<\\/a> href=\\"/api/\\""}</script>',
    '<use href="/static/website/world.1.svg#XX" class="in"/>'.replace("/static", "../../static"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "said"), BECOMES)
def test_a_link_leads_to_a_file(html, said):
    assert page(html) == said


@pytest.mark.parametrize("html", STAYS)
def test_what_leads_elsewhere_stays_as_it_is(html):
    assert page(html) == html


def test_an_address_of_calendar_programs_is_whole_where_the_place_is_known():
    html = '<a href="webcal://iscm.invalid/calendar.ics">x</a>'
    assert page(html, site="https://example.org/m") == '<a href="webcal://example.org/m/calendar.ics">x</a>'


def test_a_page_knows_where_it_leads():
    made = Page("/ar/", "ar/index.html", LAYOUT, Texts(LAYOUT))
    made.render(
        '<a href="/ar/themes/">x</a><a href="/api/">x</a><a href="https://example.org/">x</a><a href="about/#a">x</a>'
    )
    assert made.met == {"/ar/themes/", "/ar/about/"}


@given(st.text())
def test_text_without_tags_stays(text):
    plain = text.replace("<", "&lt;").replace("iscm.invalid", "")
    assert page(plain) == plain


def test_a_style_sheet_says_what_it_takes():
    css = 'a { src: url("fonts/a.1.woff2"), url(../b.svg), url("data:x"), url(https://example.org/c) }'
    assert taken_by_style(css, "/static/website/site.css") == {"/static/website/fonts/a.1.woff2", "/static/b.svg"}


def test_land_is_a_picture_with_its_own_colours():
    said = land(WORLD).decode()
    assert said.replace(said[said.index("<style>") : said.index("</style>") + 8], "") == WORLD
