import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts.xlsx import lay_out
from tests.factories.files import Entry, make_xlsx


def saved(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_of(*rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def texts(layout):
    return [(row.table, [cell.text for cell in row.cells]) for row in layout.rows]


def test_lines_before_and_after_the_table_are_lines():
    content = make_xlsx(["Date", "Title"], [["May 1", "Forum"]], before=["Calendar"], after=["Last update"])
    layout = lay_out(content, "x.xlsx")
    assert texts(layout) == [
        (None, ["Calendar"]),
        (1, ["Date", "Title"]),
        (1, ["May 1", "Forum"]),
        (None, ["Last update"]),
    ]
    assert layout.rows[2].locator.as_json() == {"table": 1, "row": 3, "sheet": "Sheet", "cell": "A3"}


def test_link_keeps_what_follows_the_number_sign():
    link = Workbook()
    link.active.append(["Date", "Forum"])
    link.active["B1"].hyperlink = Hyperlink(ref="B1", target="https://www.example.org/a?b=c", location="part")

    assert lay_out(saved(link), "x.xlsx").rows[0].cells[1].links == (
        Link("Forum", "https://www.example.org/a?b=c#part"),
    )


def test_dates_are_days_and_words():
    layout = lay_out(
        saved(
            sheet_of(
                ["Date", "Title"],
                [datetime(2024, 5, 1, tzinfo=UTC).replace(tzinfo=None), "Forum"],
                [date(2024, 6, 2), "x"],
            )
        ),
        "x",
    )
    assert [row.days for row in layout.rows] == [
        {},
        {0: (date(2024, 5, 1), date(2024, 5, 1))},
        {0: (date(2024, 6, 2), date(2024, 6, 2))},
    ]
    assert layout.rows[1].cells[0].text == "2024-05-01"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (2.5, "General", "2.5"),
        (0.25, "0%", "25%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2024, "0", "2024"),
        (True, "General", "TRUE"),
    ],
)
def test_numbers_read_as_shown(value, number_format, shown):
    workbook = sheet_of(["x", value])
    workbook.active["B1"].number_format = number_format
    assert lay_out(saved(workbook), "x").rows[0].cells[1].text == shown


def test_links_lead_to_their_address():
    content = make_xlsx(["Date", "Title"], [["May 1", Entry("Forum", "https://example.org/f")]])
    assert lay_out(content, "x").rows[1].cells[1].links == (Link("Forum", "https://example.org/f"),)


def test_merged_cells_are_said_in_each_row_and_in_the_first_column():
    workbook = sheet_of(["Date", "Place", "Title"], ["May 1", "Rome", "a"], [None, "Rome", "b"], ["June", None, None])
    workbook.active.append(["July 1", "Oslo", "c"])
    workbook.active.merge_cells("A2:A3")
    workbook.active.merge_cells("A4:C4")
    assert [row for _, row in texts(lay_out(saved(workbook), "x"))] == [
        ["Date", "Place", "Title"],
        ["May 1", "Rome", "a"],
        ["May 1", "Rome", "b"],
        ["June", "", ""],
        ["July 1", "Oslo", "c"],
    ]


def test_each_visible_sheet_is_a_table_and_hidden_rows_count():
    workbook = sheet_of(["a", "b"], ["c", "d"])
    workbook.active.row_dimensions[2].hidden = True
    other = workbook.create_sheet("Other")
    other.append(["e", "f"])
    workbook.create_sheet("Lists").append(["g", "h"])
    workbook["Lists"].sheet_state = "hidden"
    layout = lay_out(saved(workbook), "x")
    assert texts(layout) == [(1, ["a", "b"]), (1, ["c", "d"]), (2, ["e", "f"])]
    assert layout.rows[2].locator.sheet == "Other"


def test_a_far_cell_costs_nothing():
    workbook = sheet_of(["a", "b"])
    workbook.active["A1048576"] = "end"
    assert [row.text for row in lay_out(saved(workbook), "x").rows] == ["a b", "end"]


def test_a_vast_merge_is_refused_before_it_is_made():
    workbook = sheet_of(["a", "b"])
    content = saved(workbook)
    assert lay_out(content, "x").rows[0].text == "a b"
    workbook.active.merged_cells.ranges.add(_vast())
    with pytest.raises(UnreadableInputError, match="cells"):
        lay_out(saved(workbook), "x")


def _vast():
    from openpyxl.worksheet.cell_range import CellRange

    return CellRange("A1:XFD1048576")
