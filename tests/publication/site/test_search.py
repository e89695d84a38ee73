"""What the search of plain files knows of each page."""

import json

from iscm.publication.site.search import Entry, entries_of, render_index

MEETING = """<meta name="description" content="5 May 2024, Geneva">
<article class="meeting"><p class="over"><a class="chip global" href="x" title="Global Forum">GFMD</a></p>
<h1 lang="en">Forum on &lt;b&gt; &amp; more</h1><details class="receipt"><p>printed words</p></details>
<dl class="facts"><div><dt>Place</dt><dd>Geneva <span class="basis">suggested</span></dd></div></dl>
<section><h2>Thread</h2><dl><dd>another meeting</dd></dl></section></article>"""
LIBRARY = """<h1>Library</h1><ol><li id="p7"><div>2022</div>
<p class="work"><a href="https://e.org/" lang="fr">Étude</a></p>
<p class="chips"><a class="chip" href="x" title="Rabat Process">Rabat</a></p></li>
<li id="p8"><p class="work"><span>Untitled</span></p></li></ol>"""


def test_a_meeting_is_found_by_what_it_is_about_and_by_nothing_else():
    assert list(entries_of("meetings", MEETING, "../meetings/1/index.html")) == [
        Entry(
            "meetings",
            "../meetings/1/index.html",
            "Forum on <b> & more",
            "en",
            "5 May 2024, Geneva",
            "GFMD Forum on <b> & more Geneva Global Forum",
        )
    ]


def test_each_work_of_the_library_is_found():
    assert list(entries_of("library", LIBRARY, "../library/index.html")) == [
        Entry("library", "../library/index.html#p7", "Étude", "fr", "2022 Rabat", "Rabat Process"),
        Entry("library", "../library/index.html#p8", "Untitled"),
    ]


def test_a_page_without_a_title_is_not_found():
    assert list(entries_of("themes", "<h1> </h1>", "x")) == []


def test_the_index_says_which_entries_have_a_word_in_title_or_body():
    entries = [
        Entry("meetings", "b", "Geneva", about="data"),
        Entry("mechanisms", "a", "Data", words="geneva data"),
        Entry("meetings", "b", "Geneva", about="data"),
    ]
    said = render_index(entries, lambda text: text.lower().split()).decode()
    assert json.loads(said.removeprefix("window.iscmSearch=").removesuffix(";\n")) == {
        "entries": [[0, "a", "Data", "", ""], [4, "b", "Geneva", "", "data"]],
        "words": ["data", "geneva"],
        "titles": [[0], [1]],
        "bodies": [[1], [0]],
    }


def test_the_index_does_not_depend_on_the_order_of_pages():
    entries = [Entry("themes", str(n), f"Theme {n % 3}") for n in range(9)]
    assert render_index(entries, str.split) == render_index(reversed(entries), str.split)
