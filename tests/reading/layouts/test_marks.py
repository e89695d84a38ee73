import pytest

from iscm.domain.records import Link
from iscm.reading.layouts.marks import read_marks

WORDS = [
    ("Geneva, Switzerland", "Geneva, Switzerland"),
    ("  Geneva,\u00a0 Switzerland ", "Geneva, Switzerland"),
    ("Two **working groups** met", "Two working groups met"),
    ("*Last update: September 24, 2024*", "Last update: September 24, 2024"),
    ("_in other ISCMs_", "in other ISCMs"),
    ("**Date", "Date"),
    ("(ISCM)**", "(ISCM)"),
    ("14 <sup>th</sup> (XIV) Meeting", "14 th (XIV) Meeting"),
    ("<b>Date</b>", "Date"),
    ("Title of the <i>Event</i>", "Title of the Event"),
    ("Training &amp; Workshop", "Training & Workshop"),
    ("Workers&#8217; Rights&nbsp;2024", "Workers’ Rights 2024"),
    ("&lt;b&gt; is a tag", "<b> is a tag"),
    ("Oﬃcials of the ﬁrst oﬀice", "Officials of the first office"),
    ("migra\u00adtion\u200b policy", "migration policy"),
    ("one<br>two<br/>three", "one two three"),
    ("Meeting* of the Board", "Meeting* of the Board"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("snake_case_name and report_2024_final", "snake_case_name and report_2024_final"),
    ("https://example.org/a_b_c*d_/x", "https://example.org/a_b_c*d_/x"),
    (r"a \*literal\* star", "a *literal* star"),
    (r"\=cmd\|'/C calc'\!A0 and 2026\. \&amp; \"more\"", "=cmd|'/C calc'!A0 and 2026. &amp; \"more\""),
    (r"C:\path\name", r"C:\path\name"),
    ("a < b and c > d", "a < b and c > d"),
    ("<unknown>kept</unknown>", "<unknown>kept</unknown>"),
    ("`code`", "code"),
    ("Place: ____", "Place: ____"),
    ("<!-- hidden -->shown", "shown"),
    ("", ""),
]

LINKS = [
    ('<a href="#">Prague Process</a>', [Link("Prague Process", None)]),
    (
        '<a class="x" href="https://example.org/a">Bali <b>Process</b></a>',
        [Link("Bali Process", "https://example.org/a")],
    ),
    ("<a href='http://example.org'>ADD</a>", [Link("ADD", "http://example.org")]),
    ("[Download](#)", [Link("Download", None)]),
    ("[Read **this**](https://example.org/x)", [Link("Read this", "https://example.org/x")]),
    ('[Report](https://example.org/x "title")', [Link("Report", "https://example.org/x")]),
    ("<https://example.org/x>", [Link("https://example.org/x", "https://example.org/x")]),
    ('<a href="javascript:alert(1)">x</a>', [Link("x", None)]),
    ('<a href="www.example.org">x</a>', [Link("x", "http://www.example.org")]),
    ('<a href="https://example.org/?a=1&amp;b=2">x</a>', [Link("x", "https://example.org/?a=1&b=2")]),
    ('<a name="anchor">x</a>', []),
    ("![logo](https://example.org/logo.png)", []),
    ("https://example.org is bare", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_marks_are_taken_off_and_words_kept(text, words):
    assert read_marks(text)[0].text == words


@pytest.mark.parametrize(("text", "links"), LINKS)
def test_links_are_kept_with_what_they_lead_to(text, links):
    assert list(read_marks(text)[0].links) == links


def test_breaks_part_the_lines_of_a_cell():
    assert read_marks("March 3<br>March 10")[0].lines == ("March 3", "March 10")


@pytest.mark.parametrize(
    ("text", "is_bold"),
    [("**Date**", True), ("<b>Date</b>", True), ("**Date** and place", False), ("Date", False), ("", False)],
)
def test_only_a_cell_that_is_bold_throughout_counts_as_bold(text, is_bold):
    assert read_marks(text)[0].is_bold == is_bold


def test_bold_that_is_not_closed_goes_on():
    first, is_open = read_marks("**2024 Calendar")
    second, is_still_open = read_marks("of Meetings**", bold=is_open)
    assert (first.is_bold, is_open, second.is_bold, is_still_open) == (True, True, True, False)
