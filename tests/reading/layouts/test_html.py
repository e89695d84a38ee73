import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import html


def read(body, head=""):
    return html.lay_out(
        f"<!doctype html><html lang=fr><head>{head}</head><body>{body}</body></html>".encode(), "x.html"
    )


def texts(layout):
    return [[cell.text for cell in row.cells] for row in layout.rows]


def test_blocks_are_rows_and_headings_have_a_level():
    layout = read(
        "<h2>March</h2><p>One<br>two</p><ul><li>a</li><li>b <b>c</b></li></ul>loose", "<title>Meetings</title>"
    )
    assert [(row.text, row.heading) for row in layout.rows] == [
        ("March", 2),
        ("One two", None),
        ("a", None),
        ("b c", None),
        ("loose", None),
    ]
    assert (layout.title, layout.lang, layout.gaps) == ("Meetings", "fr", {0, 1, 2, 3, 4})


def test_spans_fill_the_rows_they_reach():
    layout = read(
        "<table><tr><th>Date<th>Place<th>Title</tr><tr><td rowspan=2>May 1<td>Rome<td>a</tr><tr><td>Oslo<td>b</tr>"
        "<tr><td colspan=3>June</tr></table>"
    )
    assert texts(layout) == [
        ["Date", "Place", "Title"],
        ["May 1", "Rome", "a"],
        ["May 1", "Oslo", "b"],
        ["June", "", ""],
    ]
    assert [row.table for row in layout.rows] == [1, 1, 1, 1]
    assert [cell.is_bold for cell in layout.rows[0].cells] == [True, True, True]


def test_links_keep_address_or_placeholder():
    layout = read(
        '<p>See <a href="https://example.org/a">the <i>site</i></a></p><table><tr><td><a href="#">x</a><td>y</table>'
    )
    assert layout.rows[0].cells[0].links == (Link("the site", "https://example.org/a"),)
    assert layout.rows[1].cells[0].links == (Link("x", None),)


def test_what_is_not_shown_is_left_out():
    body = "<script>a</script><style>b</style><p hidden>c</p><p style='display: none'>d</p><!-- e --><p>shown</p>"
    assert texts(read(body)) == [["shown"]]


def test_a_table_of_tables_only_arranges_the_page():
    body = "<table><tr><td><p>Left</p></td><td><table><tr><td>a<td>b</tr></table></td></tr></table>"
    assert [(row.table, row.text) for row in read(body).rows] == [(None, "Left"), (1, "a b")]


def test_paragraphs_of_a_cell_are_its_lines():
    assert read("<table><tr><td><p>March 3</p><p>March 10</p><td>x</table>").rows[0].cells[0].lines == (
        "March 3",
        "March 10",
    )


@pytest.mark.parametrize(
    "content",
    [
        "<html><meta charset=windows-1252><p>Genève".encode("cp1252"),
        b"<html><meta charset=windows-1252><p>Gen\xc3\xa8ve",
        "<html><p>Genève".encode("utf-16"),
        b"<html><p>Gen&egrave;ve",
    ],
)
def test_the_bytes_count_more_than_the_declared_encoding(content):
    assert [row.text for row in html.lay_out(content, "x").rows] == ["Genève"]


def test_entities_of_the_file_are_never_fetched_or_grown():
    bomb = b'<!DOCTYPE html [<!ENTITY a "AAAA"><!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&a;&x;end</p></html>'
    assert html.lay_out(bomb, "x").rows[-1].text.endswith("end")
    assert "root:" not in "".join(row.text for row in html.lay_out(bomb, "x").rows)


def test_deep_nesting_is_cut_or_refused():
    refusal = ""
    try:
        read("<div>" * 100_000 + "deep")
    except UnreadableInputError as error:
        refusal = str(error)
    assert refusal in {"", "x.html: elements nested too deeply. Save the page anew."}
