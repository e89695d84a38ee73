"""Markdown as a renderer shows it, and as our own reader takes it."""

import re
from html import unescape

import marko
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marko.ext.gfm import gfm

from iscm.publication.formats.cleaning import clean, in_line
from iscm.publication.formats.markdown import render
from iscm.publication.report import Box, Bullets, Figure, Heading, Paragraph, Run, text
from iscm.reading.layouts.text import lay_out
from iscm.reading.layouts.words import fold
from tests.factories.hostile_words import BAD_ADDRESSES, WORDS
from tests.factories.reports import WORDINGS, make_calendar, make_chart, make_empty, report_of, table_of

# Signs that mean something in Markdown among those that do not, and a few of other scripts.
any_words = st.text(st.sampled_from("ab1 .\\`*_{}[]<>()#+-!|~&;:/='\"$^\n\té文ش"), max_size=30) | st.text(max_size=30)


def body(*blocks):
    """The parts between the edition and the licence."""
    return render(report_of(*blocks)).decode().split("\n\n")[4:-2]


def shown(markdown):
    """What a renderer shows of one part: the names of the elements, and the words."""
    made = marko.convert(markdown)
    return re.findall(r"<(\w+)", made), unescape(re.sub(r"<[^>]*>", "", made)).removesuffix("\n")


def test_document_begins_with_title_publisher_and_edition():
    assert render(make_empty()).decode().split("\n\n")[:5] == [
        "# 2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Register of Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Desk for made-up meetings",
        "Edition 2, 24 September 2031",
        "No meetings are known.",
    ]


def test_document_ends_with_licence_and_page():
    assert (
        render(make_empty())
        .decode()
        .endswith("Licence: CC BY 4.0\n\nPermanent page: <https://register.example.org/en/calendar-empty/>\n")
    )


def test_blocks_are_parts_between_blank_lines():
    bold = (Run("New: "), Run("Forum", is_strong=True), Run(" [cancelled]", is_quiet=True))
    box = Box(Heading(2, text("Changed since edition 1")), (Bullets((bold, text("B"))),))
    assert body(Heading(3, text("Working groups")), Paragraph(text("In 2031.")), box) == [
        "### Working groups",
        "In 2031.",
        "## Changed since edition 1",
        "- New: **Forum** \\[cancelled\\]\n- B",
    ]


def test_tables_are_bars_around_the_printed_columns():
    forum = "[Northern Mobility Forum (NMF)](https://northern.example.org/)"
    lines = body(make_calendar(1).blocks[2])[0].splitlines()
    assert lines == [
        "| Date | Place | ISCM | Title of the Event |",
        "| --- | --- | --- | --- |",
        f"| 1 January 2031 | Nairobi, Kenya | {forum} | Senior Officials' Meeting |",
    ]


def test_charts_are_their_values():
    title, summary, table = body(Figure(make_chart()))
    assert title == "**Popular themes**"
    assert summary.startswith("Labour mobility and climate change")
    assert table.splitlines()[:3] == ["| Theme | 2030 | 2031 |", "| --- | ---: | ---: |", "| Labour mobility | 4 | 5 |"]


def test_a_heading_has_an_anchor_where_something_leads_to_it():
    heading, link, _ = body(
        Heading(2, text("Themes"), "themes"), Paragraph(text("see", href="#themes")), Heading(2, text("Other"), "other")
    )
    assert heading == '## <a id="themes"></a>Themes'
    assert link == "[see](#themes)"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (
            Run("a", href="https://example.org/x_(y)?a=1&copy=2"),
            "[a](https://example.org/x_&#40;y&#41;?a=1&amp;copy=2)",
        ),
        (Run("a]b[", href="https://example.org/"), "[a&#93;b&#91;](https://example.org/)"),
        (Run("https://example.org/a_b", href="https://example.org/a_b"), "<https://example.org/a_b>"),
        (Run("see https://example.org/a_b"), "see https&#58;//example.org/a\\_b"),
        (Run("Forum:", is_strong=True), "**Forum**:"),
        (Run("!!", is_strong=True), "!!"),
        (Run("1. list"), "1\\. list"),
        (Run("# no heading"), "\\# no heading"),
        (Run("10-12 March"), "10-12 March"),
        (Run("no closing #"), "no closing #"),
        (Run("AT&T &amp; Co & more"), "AT&amp;T &amp;amp; Co & more"),
    ],
)
def test_words_mean_nothing_but_themselves(run, said):
    assert body(Paragraph((run,))) == [said]


@pytest.mark.parametrize("href", BAD_ADDRESSES)
def test_links_that_lead_nowhere_are_words(href):
    assert body(Paragraph(text("words", href=href))) == ["words"]


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_are_shown_as_they_are(words):
    (said,) = body(Paragraph(text(words)))
    assert shown(said) == (["p"], in_line(words).strip())


@given(any_words.filter(lambda words: in_line(words).strip()))
def test_any_words_are_shown_as_they_are(words):
    (said,) = body(Paragraph(text(words)))
    assert (said, shown(said)) == (said, (["p"], in_line(words).strip()))


@given(any_words.filter(lambda words: in_line(words).strip()))
def test_any_heading_is_shown_as_it_is(words):
    (said,) = body(Heading(2, text(words)))
    assert (said, shown(said)) == (said, (["h2"], in_line(words).strip()))


@given(any_words.filter(lambda words: in_line(words).strip()), st.text("ab?=&()_*/%", max_size=20))
def test_any_link_leads_where_it_should(words, path):
    (said,) = body(Paragraph(text(words, href=f"https://example.org/{path}")))
    made = marko.convert(said)
    assert re.findall(r"<(\w+)", made) == ["p", "a"]
    assert unescape(re.sub(r"<[^>]*>", "", made)).strip() == in_line(words).strip()
    assert unescape(re.search(r'href="([^"]*)"', made)[1]).replace("%5C", "") == f"https://example.org/{path}"


@given(st.lists(any_words, min_size=2, max_size=2))
def test_any_cells_stay_in_their_columns(words):
    (said,) = body(table_of(("A", "B"), tuple(words)))
    cells = re.findall(r"<td>(.*?)</td>", gfm.convert(said), re.DOTALL)
    assert [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in cells] == [in_line(word).strip() for word in words]


@given(st.lists(any_words, min_size=2, max_size=2))
def test_our_reader_takes_any_cells_as_they_were(words):
    content = render(report_of(table_of(("A", "B"), ("x", "y"), (f"{words[0]}.", words[1]))))
    rows = [row for row in lay_out(content, "x.md").rows if row.table is not None]
    assert [cell.text for cell in rows[-1].cells] == [fold(clean(f"{words[0]}.")), fold(clean(words[1]))]


@pytest.mark.parametrize("lang", WORDINGS)
def test_our_reader_takes_the_table_back(lang):
    report = make_calendar(40, lang)
    layout = lay_out(render(report), "calendar.md")
    rows = [row for row in layout.rows if row.table == 1]
    assert layout.title == report.title
    assert [[cell.text for cell in row.cells] for row in rows[1:]] == [
        [fold(cell.plain) for cell in row.cells[:4]] for row in report.tables[0].rows
    ]
    links = [[(link.text, link.url) for link in row.cells[3].links] for row in rows[1:]]
    assert links == [
        [(fold(run.text), run.href) for run in row.cells[3].words if run.href] for row in report.tables[0].rows
    ]
