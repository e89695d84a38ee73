"""Rows of two editions of one source."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reconciliation.editions import match_editions
from tests.factories.records import make_reading, make_record, occurrences_of

SOM, SEMINAR = make_record(ordinal=34), make_record(title="Seminar", kind="seminar", when="2024-09-10")
GROUP = [make_record(title="Working Group", kind="working-group", when=day) for day in ("2024-02-01", "2024-05-02")]


def matched(before, after):
    old, new = make_reading(*before, name="old"), make_reading(*after, name="new")
    found = occurrences_of(old, new)
    match = match_editions(found[: len(before)], found[len(before) :])
    pairs = sorted((one.left, one.right) for one in match.judgements)
    return pairs, [one.key for one in match.vanished], [one.key for one in match.appeared]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([SOM, SEMINAR], [SEMINAR, SOM], ([("old#1", "new#2"), ("old#2", "new#1")], [], [])),
        ([SOM], [replace(SOM, places=())], ([("old#1", "new#1")], [], [])),
        ([SOM], [make_record(ordinal=34, when="2024-10-01")], ([("old#1", "new#1")], [], [])),
        ([SOM], [make_record(ordinal=34, title="SOM", when="2024-10-01")], ([("old#1", "new#1")], [], [])),
        (
            [SEMINAR],
            [make_record(title="Seminar on data", kind="seminar", when="2024-09-10")],
            ([("old#1", "new#1")], [], []),
        ),
        ([SOM, SEMINAR], [SOM], ([("old#1", "new#1")], ["old#2"], [])),
        ([SOM], [SOM, SEMINAR], ([("old#1", "new#1")], [], ["new#2"])),
        # One of two rows of one title moved: the other explains itself, so it is clear which.
        (GROUP, [GROUP[0], replace(GROUP[1], edtf=SOM.edtf)], ([("old#1", "new#1"), ("old#2", "new#2")], [], [])),
        # Both moved: nobody can tell which went where.
        (
            GROUP,
            [replace(one, edtf=day) for one, day in zip(GROUP, (SOM.edtf, SEMINAR.edtf), strict=True)],
            ([], ["old#1", "old#2"], ["new#1", "new#2"]),
        ),
        ([SOM, SOM], [SOM, SOM], ([("old#1", "new#1"), ("old#2", "new#2")], [], [])),
    ],
)
def test_rows_find_each_other(before, after, expected):
    assert matched(before, after) == expected


@given(st.permutations([SOM, SEMINAR, *GROUP]))
def test_order_of_rows_does_not_matter(rows):
    pairs, vanished, appeared = matched([SOM, SEMINAR, *GROUP], rows)
    assert (len(pairs), vanished, appeared) == (4, [], [])
