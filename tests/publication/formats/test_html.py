"""HTML as a parser, a browser and our own reader take it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.formats.cleaning import clean
from iscm.publication.formats.html import STACKED_FROM, render, render_blocks, stylesheet
from iscm.publication.report import Box, Bullets, Cell, Figure, Heading, Paragraph, Row, Run, text
from iscm.reading.layouts.html import lay_out
from iscm.reading.layouts.words import fold
from tests.browsing import SIZES, find_barriers
from tests.factories.hostile_words import BAD_ADDRESSES, WORDS
from tests.factories.reports import (
    WORDINGS,
    make_calendar,
    make_chart,
    make_empty,
    make_highlights,
    make_tracker,
    report_of,
    table_of,
)

VOID = {"meta", "link", "br", "col"}


class Outline(HTMLParser):
    """The elements of a page, each with its attributes; fails where one is not closed in order."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.open, self.words = [], [], []
        self.feed(content.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def main(*blocks, lang="en"):
    """The elements that blocks become."""
    page = render(report_of(*blocks, lang=lang)).decode()
    return page.partition("<main>\n")[2].partition("</main>")[0]


def test_page_says_its_language_title_and_times():
    page = Outline(render(make_calendar(2, "ar")))
    assert page.all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert page.all("meta")[0] == {"charset": "utf-8"}
    assert page.all("link") == [{"rel": "canonical", "href": "https://register.example.org/ar/calendar-2031/"}]
    assert {"name": "dcterms.modified", "content": "2031-09-24T08:30:00Z"} in page.all("meta")


@pytest.mark.parametrize("report", [make_calendar(40), make_highlights(), make_tracker(), make_empty()])
def test_page_is_well_formed_without_scripts_or_inline_style(report):
    page = Outline(render(report))
    names = {name for _, attributes in page.elements for name in attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert {"script", "iframe", "img", "form"} & {tag for tag, _ in page.elements} == set()
    assert len(page.all("h1")) == 1


def test_page_that_stands_alone_allows_nothing_but_its_own_style():
    page = Outline(render(make_empty()))
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'", policy
    )
    assert page.words.count(stylesheet()) == 1


def test_page_of_a_site_takes_its_style_from_an_address():
    page = Outline(render(make_empty(), stylesheet_href="/static/publication.css?a=1&b=2"))
    assert page.all("link")[0] == {"rel": "stylesheet", "href": "/static/publication.css?a=1&b=2"}
    assert page.all("style") == []


def test_stylesheet_loads_nothing():
    assert re.findall(r"url\(|@import|<", stylesheet()) == []


def test_table_has_a_caption_and_scopes():
    assert main(table_of(("Date", "Title"), ("3 May", "SOM"))) == (
        "<table>\n<caption>Made up</caption>\n"
        '<colgroup><col class="w50"><col class="w50"></colgroup>\n'
        '<thead>\n<tr><th scope="col">Date</th><th scope="col">Title</th></tr>\n</thead>\n<tbody>\n'
        '<tr><th scope="row">3 May</th><td>SOM</td></tr>\n</tbody>\n</table>\n'
    )


def test_months_are_parts_of_the_table():
    assert main(make_calendar(24).blocks[2]).count("<tbody>") == 12


def test_blocks_become_the_elements_of_their_meaning():
    box = Box(Heading(2, text("Changed")), (Bullets((text("One"), text("Two"))),))
    assert main(Heading(3, text("Groups"), "groups"), Paragraph(text("A note."), is_quiet=True), box) == (
        '<h3 id="groups">Groups</h3>\n<p class="quiet">A note.</p>\n'
        '<section class="box">\n<h2>Changed</h2>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n</section>\n'
    )


@pytest.mark.parametrize(
    ("run", "lang", "said"),
    [
        (Run("a & <b>"), "en", "a &amp; &lt;b&gt;"),
        (Run("x", href='https://example.org/?a="b"&c'), "en", None),
        (Run("see", href="#themes"), "en", '<a href="#themes">see</a>'),
        (Run("Forum", is_strong=True), "en", "<strong>Forum</strong>"),
        (Run(" [cancelled]", is_quiet=True), "en", '<span class="quiet"> [cancelled]</span>'),
        (Run("Forum", lang="en"), "ar", '<span lang="en" dir="ltr">Forum</span>'),
        (Run("منتدى", lang="ar"), "en", '<span lang="ar" dir="rtl">منتدى</span>'),
        (Run("Forum", lang="en"), "en", "Forum"),
        (Run("会议", lang="zh-Hans"), "zh-hans", "会议"),
    ],
)
def test_runs_keep_language_direction_and_links(run, lang, said):
    said = said or '<a href="https://example.org/?a=%22b%22&amp;c" rel="noopener">x</a>'
    assert main(Paragraph((run,)), lang=lang) == f"<p>{said}</p>\n"


def test_blocks_alone_are_for_pages_with_a_frame_of_their_own():
    assert render_blocks(report_of(Paragraph(text("One")), Bullets(()))) == "<p>One</p>\n"


@pytest.mark.parametrize("href", BAD_ADDRESSES)
def test_links_that_lead_nowhere_are_words(href):
    assert main(Paragraph(text("words", href=href))) == "<p>words</p>\n"


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_are_words_everywhere(words):
    harmless = Outline(render(report_of(Heading(2, text("x"), "x"), table_of(("x",), ("x",)), title="x")))
    run = text(words, lang=words)
    report = report_of(Heading(2, run, words), table_of((words,), (words,)), title=words)
    page = Outline(render(replace(report, publisher=(words,), edition=words, licence=words)))
    tags = [tag for tag, _ in page.elements if tag not in {"span", "br"}]
    assert tags == [tag for tag, _ in harmless.elements if tag != "br"]
    assert page.words.count(clean(words)) >= 6


@given(st.text(st.characters()))
def test_any_words_are_shown_as_they_are(words):
    page = Outline(render(report_of(Paragraph(text(words)))))
    assert "".join(page.words).partition("Edition 2, 24 September 2031")[2].strip().startswith(clean(words).strip())


def test_charts_are_drawn_for_paper_and_phone_with_their_values_beside():
    page = Outline(render(report_of(Figure(make_chart()))))
    assert len(page.all("svg")) == 2
    names = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(names) == len(set(names))
    assert "Values as a table" in page.words
    assert page.words.count("Labour mobility") == 3


@pytest.mark.parametrize("lang", WORDINGS)
def test_our_reader_takes_the_table_back(lang):
    report = make_calendar(40, lang)
    layout = lay_out(render(report), "calendar.html")
    rows = [row for row in layout.rows if row.table == 1]
    assert (layout.title, layout.lang) == (report.title, lang)
    assert [[cell.text for cell in row.cells] for row in rows[1:]] == [
        [fold(cell.plain) for cell in row.cells[:4]] for row in report.tables[0].rows
    ]


def long_words(columns):
    """A table with an address and a word that are wider than a phone, in its last column."""
    made = table_of(("A",) * columns, ("x",) * columns)
    address = "https://example.org/" + "x" * 200
    words = (Run(address, href=address), *(() if columns < STACKED_FROM else text(" " + "y" * 200)))
    row = Row((*made.rows[0].cells[:-1], Cell(words)))
    return replace(made, key=f"t{columns}", rows=(row,))


@pytest.mark.parametrize("name", ["calendar", "arabic", "highlights", "tracker", "empty", "long words"])
def test_page_has_no_barrier_and_fits_its_window(browser, tmp_path, name):
    reports = {
        "calendar": make_calendar(12),
        "arabic": make_calendar(12, "ar"),
        "highlights": make_highlights(),
        "tracker": make_tracker(5),
        "empty": make_empty(),
        "long words": report_of(long_words(2), long_words(6)),
    }
    file = tmp_path / "page.html"
    file.write_bytes(render(reports[name]))
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(file.as_uri())
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (scheme, size, wider) == (scheme, size, 0)
        assert (scheme, find_barriers(page)) == (scheme, [])
        context.close()


def test_browser_accepts_the_page_under_its_own_policy(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(render(make_highlights()))
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "30.4px"
    page.close()
