"""Lines of a publication that differ from those of another edition."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.differing import MOST, changed_lines
from iscm.publication.report import Box, Bullets, Cell, Column, Heading, Paragraph, Report, Row, Table, text


def make_report(*blocks, title="Calendar"):
    at = datetime(2024, 9, 24, tzinfo=UTC)
    return Report("calendar", "calendar-2024", "en", title, (), "", at, tuple(blocks), ())


def make_table(*rows):
    columns = (Column("title", "Title"), Column("uid", "Address", is_printed=False), Column("date", "Date"))
    return Table("t", "", columns, tuple(Row(tuple(Cell(text(words)) for words in row)) for row in rows))


def told(before, now):
    return [("+" if one.is_new else "-") + one.words for one in changed_lines(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        (Paragraph(text("Two meetings")), Paragraph(text("Three meetings")), ["-Two meetings", "+Three meetings"]),
        (Heading(2, text("January")), Heading(2, text("May")), ["-January", "+May"]),
        (Bullets((text("a"), text("b"))), Bullets((text("b"), text("c"))), ["-a", "+c"]),
        (make_table(("SOM", "1", "June")), make_table(("SOM", "1", "July")), ["-SOM · June", "+SOM · July"]),
        (make_table(("SOM", "1", "June")), make_table(("SOM", "2", "June")), []),
        (make_table(("SOM", "1", "")), make_table(("SOM", "1", "July")), ["-SOM", "+SOM · July"]),
        (Paragraph(text("As before")), Paragraph(text(" As before ", is_quiet=True)), []),
    ],
)
def test_what_reads_otherwise_is_told_line_by_line(before, now, changes):
    assert told(make_report(before), make_report(now)) == changes


def test_the_box_of_changes_is_not_compared_but_the_title_is():
    box = Box(Heading(2, text("Changed since edition 1")), (Paragraph(text("Nothing")),))
    assert told(make_report(), make_report(box)) == []
    assert told(make_report(), make_report(title="Calendars")) == ["-Calendar", "+Calendars"]


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=9), st.lists(st.text("abc", min_size=1, max_size=3)))
def test_the_lines_that_are_told_lead_from_one_to_the_other(before, now):
    reports = [make_report(Bullets(tuple(text(one) for one in lines))) for lines in (before, now)]
    lost = sorted(before)
    gained = sorted(now)
    for one in changed_lines(*reports):
        (gained if one.is_new else lost).remove(one.words)
    assert lost == gained
    assert changed_lines(reports[0], replace(reports[0])) == ()


def test_of_very_many_changes_the_first_are_told():
    many = make_report(Bullets(tuple(text(f"line {n}") for n in range(MOST + 1))))
    assert len(changed_lines(make_report(), many)) == MOST
