"""Rows that go on with the row above them, and rows that stand for themselves."""

import pytest

from iscm.domain.citations import Locator
from iscm.reading.layouts.elements import Cell
from iscm.reading.readers.columns import Column
from iscm.reading.readers.continuation import continues
from iscm.reading.readers.entries import Entry, join_cells
from iscm.reading.readers.judge import Judge

COLUMNS = (Column.DATE, Column.PLACE, Column.MECHANISM, Column.TITLE)
GFMD = "Global Forum on Migration and Development (GFMD)"
GO_ON = {
    "a name left open": (
        ("3 May 2019", "Online", "Global Forum on Migration and", ""),
        ("", "", "Development (GFMD)", ""),
    ),
    "an acronym in brackets": (
        ("3 May 2019", "Online", "South American Conference on Migration", "SOM"),
        ("", "", "(SACM)", ""),
    ),
    "a title left open": (
        ("3 May 2019", "Online", GFMD, "Challenges, Needs, and"),
        ("", "", "", "Opportunities for Labour"),
    ),
    "a title in small letters": (("3 May 2019", "Online", GFMD, "Towards a compact"), ("", "", "", "for migration")),
    "a quotation left open": (("3 May 2019", "Online", GFMD, "Workshop “Safe"), ("", "", "", "Country Concepts”")),
    "a bracket closed": (
        ("3 May 2019", "Malta", "Rabat Process (Dialogue on Migration and", "SOM of the"),
        ("", "", "Development)", "Plan"),
    ),
    "a year that finishes a date": (
        ("September 11-12,", "Helsinki", GFMD, "Whole-of-"),
        ("2024", "", "", "Government Approach"),
    ),
    "an end that finishes a range": (("29 April –", "Helsinki", GFMD, "SOM"), ("15 June 2024", "", "", "")),
    "days that finish a range": (("September 11-", "Helsinki", GFMD, "SOM"), ("12, 2024", "", "", "")),
    "a remark beside the date": (("July 2017", "Cairo", GFMD, "SOM"), ("(TBC)", "", "", "")),
}
STAND_ALONE = {
    "a date": (("3 May 2019", "Online", GFMD, "Friends of the"), ("4 May 2019", "Online", GFMD, "Forum")),
    "a date below one without a year": (("3 May", "Online", GFMD, "SOM"), ("4 May", "Online", GFMD, "Troika")),
    "a mechanism of its own": (("3 May 2019", "Online", GFMD, "SOM"), ("", "", "Prague Process", "Workshop")),
    "a place of its own": (("3 May 2019", "Online", GFMD, "SOM"), ("", "Lima, Peru", "", "Workshop")),
    "a kind of meeting": (("3 May 2019", "Online", GFMD, "SOM"), ("", "", "", "Steering Committee")),
    "a number": (("3 May 2019", "Online", GFMD, "SOM"), ("", "", "", "14th Summit")),
    "a year that heads what follows": (("3 May", "Online", GFMD, "SOM"), ("2020", "", "", "")),
}


@pytest.fixture(scope="module")
def judge(vocabulary):
    return Judge(vocabulary)


@pytest.mark.parametrize(("above", "row"), GO_ON.values(), ids=GO_ON)
def test_row_goes_on_with_the_row_above(above, row, judge):
    assert continues(entry(above), cells(row), judge, after_break=False)


@pytest.mark.parametrize(("above", "row"), STAND_ALONE.values(), ids=STAND_ALONE)
def test_row_stands_alone(above, row, judge):
    assert not continues(entry(above), cells(row), judge, after_break=False)


def test_page_end_decides_where_words_do_not(judge):
    above, row = entry(("3 May 2019", "Online", GFMD, "Launch")), cells(("", "", "Something", "Else"))
    assert [continues(above, row, judge, after_break=broken) for broken in (True, False)] == [True, False]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Whole-of-", "Government", "Whole-of-Government"),
        ("Low-", "and Less-Skilled", "Low- and Less-Skilled"),
        ("Forum –", "Dhaka", "Forum – Dhaka"),
        ("September 11-", "12, 2024", "September 11-12, 2024"),
        ("Friends of the", "Forum", "Friends of the Forum"),
        ("", "Forum", "Forum"),
        ("Forum", "", "Forum"),
    ],
)
def test_parts_of_a_cell_are_joined_as_they_would_be_read(first, second, whole):
    assert join_cells(Cell(first), Cell(second)).text == whole


def cells(row: tuple[str, ...]) -> dict[Column, Cell]:
    return {column: Cell(text) for column, text in zip(COLUMNS, row, strict=True)}


def entry(row: tuple[str, ...]) -> Entry:
    return Entry(cells(row), (0,), Locator())
