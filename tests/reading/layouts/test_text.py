import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import limits, text


def read(words):
    return text.lay_out(words.encode(), "x.txt")


def as_tuples(layout):
    return [(row.table, [cell.text for cell in row.cells]) for row in layout.rows]


def test_lines_keep_their_numbers_and_gaps():
    layout = read("\n\nTitle\nSubtitle\n\n  \nText\n")
    assert [(row.text, row.locator.line_first, row.locator.line_last) for row in layout.rows] == [
        ("Title", 3, 3),
        ("Subtitle", 4, 4),
        ("Text", 7, 7),
    ]
    assert layout.gaps == {0, 2, 3}


def test_tabbed_lines_are_one_table_also_over_blank_lines():
    layout = read("Title\nDate\tPlace\nMay 1\tRome\n\nDate\tPlace\n\tItaly\nNote")
    assert as_tuples(layout) == [
        (None, ["Title"]),
        (1, ["Date", "Place"]),
        (1, ["May 1", "Rome"]),
        (1, ["Date", "Place"]),
        (1, ["", "Italy"]),
        (None, ["Note"]),
    ]


def test_a_table_after_text_is_another_unless_it_has_the_same_header():
    layout = read("A\tB\n1\t2\nPage 1\nA\tB\n3\t4\nOther\nC\tD\n5\t6")
    assert [row.table for row in layout.rows] == [1, 1, None, 1, 1, None, 2, 2]


def test_an_indented_line_is_no_table():
    assert as_tuples(read("\tindented\nplain\t")) == [(None, ["indented"]), (None, ["plain"])]


def test_pipe_tables_lose_their_ruling_line_and_escapes():
    layout = read("| Date | Place |\n|:---|---:|\n| May 1 | **Rome** \\| Italy |\n| | [site](#) |\n\nafter | this")
    assert as_tuples(layout) == [
        (1, ["Date", "Place"]),
        (1, ["May 1", "Rome | Italy"]),
        (1, ["", "site"]),
        (None, ["after | this"]),
    ]
    assert layout.rows[2].cells[1].links == (Link("site", None),)
    assert layout.format == "md"


@pytest.mark.parametrize(
    ("words", "heading", "shown"),
    [
        ("# Title", 1, "Title"),
        ("### March ###", 3, "March"),
        ("# C#", 1, "C#"),
        ("Title\n=====", 1, "Title"),
        ("Title\n-----", 2, "Title"),
    ],
)
def test_markdown_headings_have_a_level(words, heading, shown):
    [row] = read(words).rows
    assert (row.heading, row.text) == (heading, shown)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- Fourth meeting", "Fourth meeting"),
        ("* Fourth meeting", "Fourth meeting"),
        ("• Fourth meeting", "Fourth meeting"),
        ("> quoted", "quoted"),
        ("- December 2022", "December 2022"),
        ("- 19 October)", "- 19 October)"),
        ("– dash", "– dash"),
        ("#hashtag", "#hashtag"),
        ("1. First", "1. First"),
    ],
)
def test_bullets_are_marks_but_dashes_before_numbers_are_words(line, shown):
    assert [row.text for row in read(line).rows] == [shown]


def test_rulers_are_gaps():
    layout = read("a\n\n---\nb")
    assert ([row.text for row in layout.rows], layout.gaps) == (["a", "b"], {1})


def test_form_feeds_turn_the_page():
    layout = read("one\n\ftwo\nthree\f")
    assert [(row.text, row.locator.page, row.locator.line_first) for row in layout.rows] == [
        ("one", 1, 1),
        ("two", 2, 2),
        ("three", 2, 3),
    ]


ALIGNED = """
Calendar of Meetings
Date              Place         Title
January 21,       Geneva,       Youth Forum
2024              Switzerland
January 22, 2024  Online        Policy Talk on migration and the
                                year to come
January 23, 2024  Rome          Meeting

Last update: January 2, 2024
"""


def test_columns_parted_by_blanks_are_a_table():
    layout = read(ALIGNED)
    assert as_tuples(layout) == [
        (None, ["Calendar of Meetings"]),
        (1, ["Date", "Place", "Title"]),
        (1, ["January 21, 2024", "Geneva, Switzerland", "Youth Forum"]),
        (1, ["January 22, 2024", "Online", "Policy Talk on migration and the year to come"]),
        (1, ["January 23, 2024", "Rome", "Meeting"]),
        (None, ["Last update: January 2, 2024"]),
    ]
    assert [(row.locator.line_first, row.locator.line_last) for row in layout.rows[2:4]] == [(4, 5), (6, 7)]


def test_two_blanks_after_a_sentence_make_no_table():
    prose = "One meeting was held.  Another was not.\nMembers met in Rome.  They went on.\nAll was well.  So it was.\n"
    assert [row.table for row in read(prose).rows] == [None, None, None]


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 10)
    with pytest.raises(UnreadableInputError, match="more than 10 rows"):
        read("line\n" * 11)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "tables", "tabbed"),
    [("calendar-2024.txt", {1}, 135), ("calendar-2017.txt", {1}, 72), ("tracker-gcm-2016-2017.txt", {1}, 25)],
)
def test_every_tabbed_line_of_the_published_tables_is_a_row_of_one_table(shared, name, tables, tabbed):
    layout = text.lay_out((shared / "documents" / name).read_bytes(), name)
    rows = [row for row in layout.rows if row.table]
    assert ({row.table for row in rows}, len(rows)) == (tables, tabbed)
    assert {len(row.cells) for row in rows} == {len(rows[0].cells)}
