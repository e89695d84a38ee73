"""The year strip."""

import pytest

from iscm.register.queries.meetings import of_year
from iscm.website.drawings.strip import Mark, marks, month_starts, strip_lines
from tests.factories.rows import add_meeting

MARKS = [
    ("2024-01-01", "confirmed", (Mark(0, 2.6, "sure"),)),
    ("2024-02-01/2024-02-10", "confirmed", (Mark(31, 10, "sure"),)),
    ("2024-02-01/2024-02-10", "tbc", (Mark(31, 10, "unsure"),)),
    ("2024-12-31/2025-01-05", "confirmed", (Mark(363.4, 2.6, "sure"),)),
    ("2024-02", "confirmed", (Mark(31, 29, "vague"),)),
    ("{2024-01-01,2024-02-01}", "confirmed", (Mark(0, 2.6, "sure"), Mark(31, 2.6, "sure"))),
    ("", "confirmed", ()),
]


@pytest.mark.parametrize(("edtf", "date_status", "drawn"), MARKS)
def test_marks_stand_on_their_days(db, edtf, date_status, drawn):
    add_meeting("Workshop", edtf, date_status=date_status)
    from iscm.register.queries.rows import listed, meeting_rows

    assert marks(meeting_rows(listed())[0], 2024) == drawn


def test_meeting_of_another_year_has_no_mark(db):
    add_meeting("Workshop", "2024-01-01")
    assert marks(of_year(2024)[0], 2023) == ()


def test_joint_meeting_is_on_the_line_of_each_and_the_busiest_stands_first(db):
    add_meeting("Joint", "2024-01-01", mechanisms=("gfmd", "rcm"))
    add_meeting("Alone", "2024-02-01", mechanisms=("rcm",))
    assert [(line.slug, line.number) for line in strip_lines(of_year(2024), 2024)] == [("rcm", 2), ("gfmd", 1)]


def test_months_start_where_the_year_has_them():
    assert month_starts(2024)[:3] == (0, 31, 60)
    assert month_starts(2023)[:3] == (0, 31, 59)
