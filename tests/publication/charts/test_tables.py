"""The table beside a chart has its values, as numbers and as they are written."""

import pytest

from iscm.publication.charts.numbers_ import number
from iscm.publication.charts.tables import chart_table
from tests.factories.charts import chart


def told(table):
    return [[cell.plain for cell in row.cells] for row in table.rows]


def test_table_has_a_row_for_each_label_and_a_column_for_each_series():
    table = chart_table(chart("ab", (1, 2), (3, 4.5), names=["2022", "2021"]))
    assert [column.heading for column in table.columns] == ["Name", "2022", "2021"]
    assert told(table) == [["a", "1", "3"], ["b", "2", "4.5"]]
    assert [cell.value for cell in table.rows[1].cells] == ["b", 2, 4.5]
    assert (table.key, table.caption) == ("k", "Title")


def test_columns_share_the_width_and_the_first_heads_the_rows():
    columns = chart_table(chart("ab", (1, 2), (3, 4))).columns
    assert sum(column.share for column in columns) == pytest.approx(1)
    assert [column.is_row_header for column in columns] == [True, False, False]


def test_a_stack_may_have_its_sum():
    stack = chart("ab", (1, 2), (3, 4), is_stacked=True)
    assert told(chart_table(stack, "All")) == [["a", "1", "3", "4"], ["b", "2", "4", "6"]]
    assert told(chart_table(stack)) == [["a", "1", "3"], ["b", "2", "4"]]
    assert told(chart_table(chart("a", (1,), (3,)), "All")) == [["a", "1", "3"]]


def test_a_series_without_a_name_is_headed_by_what_is_counted():
    assert chart_table(chart("a", (1,), names=[""])).columns[1].heading == "meetings"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (7.0, "7"),
        (2.5, "2.5"),
        (1.006, "1.01"),
        (0.0256, "0.026"),
        (9999, "9999"),
        (12345.6, "12\N{NARROW NO-BREAK SPACE}346"),
    ],
)
def test_values_in_figures(value, written):
    assert number(value) == written
