"""A value to a cell or to JSON, and back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.opendata.cells import from_cell, from_json, guard, to_cell, to_json, unguard
from iscm.publication.opendata.columns import flag, moment, must, number, slugs, text, value, whole

LETTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | LETTERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=8,
)
COLUMNS = {
    "text": (text("x", "x"), LETTERS.map(lambda words: words or None)),
    "whole": (whole("x", "x"), st.integers(0, 2**31 - 1)),
    "number": (number("x", "x"), st.floats(allow_nan=False, allow_infinity=False)),
    "flag": (flag("x", "x"), st.booleans()),
    "moment": (moment("x", "x"), st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))),
    "slugs": (slugs("x", "x"), st.lists(st.from_regex(r"[a-z-]+", fullmatch=True)).map(tuple)),
    "value": (value("x", "x"), ANYTHING),
}


@pytest.mark.parametrize("kind", COLUMNS)
@given(data=st.data())
def test_cells_and_json_come_back(kind, data):
    column, values = COLUMNS[kind]
    said = data.draw(values)
    assert from_cell(column, to_cell(column, said)) == said
    assert from_json(column, to_json(column, said)) == said


@given(LETTERS)
def test_guard_is_taken_off_exactly(words):
    assert unguard(guard(words)) == words
    assert guard(words)[:1] not in set("=+-@\t\r") - {""}


@pytest.mark.parametrize(
    ("column", "said", "cell"),
    [
        (text("x", "x"), "=1+1", "'=1+1"),
        (text("x", "x"), "'=1+1", "''=1+1"),
        (text("x", "x"), "it's", "it's"),
        (text("x", "x"), "", ""),
        (whole("x", "x"), 0, "0"),
        (value("x", "x"), {"b": 1, "a": "é"}, '{"a": "é", "b": 1}'),
        (value("x", "x"), "", '""'),
        (value("x", "x"), -5, "'-5"),
        (number("x", "x"), -1.5, "-1.5"),
        (slugs("x", "x"), ("gfmd", "rcm"), "gfmd;rcm"),
        (flag("x", "x"), False, "false"),
        (moment("x", "x"), datetime(2024, 9, 24, 12, 0, 1, 999, tzinfo=UTC), "2024-09-24T12:00:01Z"),
    ],
)
def test_cell_reads(column, said, cell):
    assert to_cell(column, said) == cell


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (must("x", "x"), ""),
        (text("x", "x", 2), "abc"),
        (text("x", "x", among=("a", "b")), "c"),
        (text("x", "x"), "a\0b"),
        (text("x", "x"), "half \ud800"),
        (whole("x", "x"), "-1"),
        (whole("x", "x"), "07"),
        (whole("x", "x", 9), "10"),
        (number("x", "x"), "nan"),
        (flag("x", "x"), "yes"),
        (moment("x", "x"), "2024-09-24"),
        (value("x", "x"), "{"),
        (value("x", "x"), "[" * 40 + "]" * 40),
        (value("x", "x"), "NaN"),
        (value("x", "x"), '"\\u0000"'),
        (slugs("x", "x"), "a\0"),
    ],
)
def test_cell_is_refused(column, cell):
    with pytest.raises((ValueError, KeyError)):
        from_cell(column, cell)


@pytest.mark.parametrize(
    ("column", "held"),
    [
        (text("x", "x"), 5),
        (whole("x", "x"), True),
        (whole("x", "x"), "5"),
        (number("x", "x"), "5"),
        (flag("x", "x"), 1),
        (slugs("x", "x"), "gfmd"),
        (slugs("x", "x"), ["a;b"]),
        (slugs("x", "x"), [1]),
        (text("x", "x"), date(2024, 1, 1)),
    ],
)
def test_json_is_refused(column, held):
    with pytest.raises(ValueError):
        from_json(column, held)
