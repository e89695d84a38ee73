from collections import Counter

import pytest

from iscm.domain.citations import Locator
from iscm.domain.records import Link
from iscm.reading.layouts.cuts import mend_cuts
from iscm.reading.layouts.elements import Cell, Row

HEADER = (1, "Date", "Title")


def row(page, *texts, table=1):
    return Row(tuple(Cell(text) for text in texts), Locator(page=page), table)


def mended(*rows):
    found, _ = mend_cuts([row(*entry) for entry in rows], set(), Counter())
    return [[cell.text for cell in row.cells] for row in found]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (("May 1", "Meeting of the"), ("", "working group"), [["May 1", "Meeting of the working group"]]),
        (("May 29 – June 2,", "Forum"), ("2024", ""), [["May 29 – June 2, 2024", "Forum"]]),
        (("May 1", "Whole-of-"), ("", "Government"), [["May 1", "Whole-of-Government"]]),
        (("May 1", "Forum"), ("May 2", "Council"), [["May 1", "Forum"], ["May 2", "Council"]]),
    ],
)
def test_a_row_goes_on_over_a_page_break(above, below, whole):
    assert mended(HEADER, (1, *above), (2, *below)) == [["Date", "Title"], *whole]
    assert mended(HEADER, (1, *above), (2, "Date", "Title"), (2, *below)) == [
        ["Date", "Title"],
        whole[0],
        ["Date", "Title"],
        *whole[1:],
    ]


def test_empty_first_cells_for_as_above_are_left_alone():
    rows = [HEADER, (1, "May 1", "a"), (1, "", "b"), (2, "", "c")]
    assert mended(*rows) == [["Date", "Title"], ["May 1", "a"], ["", "b"], ["", "c"]]


def test_a_link_that_is_cut_is_one_link():
    above = Row((Cell("May 1"), Cell("Youth", (Link("Youth", "https://example.org"),))), Locator(page=1), 1)
    below = Row((Cell(""), Cell("Forum", (Link("Forum", "https://example.org"),))), Locator(page=2), 1)
    rows, _ = mend_cuts([row(*HEADER), above, below], set(), Counter())
    assert rows[1].cells[1].links == (Link("Youth Forum", "https://example.org"),)


def test_gaps_move_with_the_rows():
    note = Row((Cell("Note"),), Locator(page=2))
    rows = [row(*HEADER), row(1, "May 1", "a"), row(2, "", "b"), note]
    assert mend_cuts(rows, {0, 2, 3, 4}, Counter())[1] == {0, 2, 3}
