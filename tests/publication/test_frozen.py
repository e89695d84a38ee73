"""A frozen report comes back whole; anything else is refused in one sentence."""

import copy
import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.errors import UnreadableInputError
from iscm.publication.frozen import as_json, digest_of, freeze, from_json, thaw
from iscm.publication.report import (
    Box,
    Bullets,
    Cell,
    Chart,
    Column,
    Figure,
    Heading,
    Paragraph,
    Report,
    Row,
    Run,
    Series,
    Table,
    text,
)

NUMBERS = st.integers() | st.floats(allow_nan=False)
VALUES = st.none() | st.text() | st.booleans() | NUMBERS | st.dates() | st.datetimes()


def some(kind, **known):
    """Any value of a class of the report, every field tried: those with a default too."""
    return st.builds(kind, **{field.name: ... for field in fields(kind)} | known)


def few(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


RUNS = few(some(Run))
ROWS = some(Row, cells=few(some(Cell, words=RUNS, value=VALUES)))
TABLES = some(Table, columns=few(some(Column, share=NUMBERS)), rows=few(ROWS))
SERIES = few(some(Series, values=few(NUMBERS)))
SIMPLE = some(Paragraph, words=RUNS) | some(Bullets, items=few(RUNS)) | TABLES
HEADINGS = some(Heading, words=RUNS)
FIGURES = some(Figure, chart=some(Chart, series=SERIES))
BLOCKS = SIMPLE | HEADINGS | FIGURES | some(Box, heading=HEADINGS, blocks=few(SIMPLE))
REPORTS = some(Report, blocks=few(BLOCKS), tables=few(TABLES))

REPORT = Report(
    "calendar",
    "calendar-2024",
    "en",
    "2024 Calendar",
    (),
    "",
    datetime(2024, 9, 24, tzinfo=UTC),
    (
        Heading(2, text("January")),
        Paragraph(text("119 meetings")),
        Table("meetings", "Meetings", (Column("edtf", "EDTF"),), (Row((Cell(text("x"), date(2024, 1, 21)),)),)),
    ),
    (),
)


@given(REPORTS)
def test_every_report_comes_back_from_json(report):
    assert from_json(json.loads(json.dumps(as_json(report)))) == report


@given(VALUES)
def test_values_come_back_with_their_type(value):
    cell = Cell((), value)
    report = Report(
        "k", "n", "en", "t", (), "", REPORT.modified, (), (Table("t", "c", (Column("k", "h"),), (Row((cell,)),)),)
    )
    (back,) = thaw(freeze(report)).tables[0].rows[0].cells
    assert (type(back.value), back.value) == (type(value), value)


def test_equal_reports_freeze_to_equal_bytes():
    same = copy.deepcopy(REPORT)
    assert (freeze(same), digest_of(same)) == (freeze(REPORT), digest_of(REPORT))


def test_another_word_is_another_digest():
    assert digest_of(replace(REPORT, title="2025 Calendar")) != digest_of(REPORT)


def test_what_has_its_default_is_left_out():
    assert as_json(REPORT)["blocks"][1] == {"block": "paragraph", "words": [{"text": "119 meetings"}]}
    assert Run("119 meetings") == REPORT.blocks[1].words[0]


def damaged(change):
    frozen = as_json(REPORT)
    change(frozen)
    return frozen


DAMAGE = {
    "a field is missing": (lambda f: f.pop("title"), ".title: missing"),
    "a field too much": (lambda f: f.update(colour="red"), ".colour: unknown"),
    "words that are a number": (lambda f: f.update(title=7), ".title: not str"),
    "a list that is none": (lambda f: f.update(blocks="x"), ".blocks: not a list"),
    "a block of no kind": (lambda f: f["blocks"].append({"block": "poem"}), ".blocks[3]: no such kind of block"),
    "a block that is a list": (lambda f: f["blocks"].append([]), ".blocks[3]: no such kind of block"),
    "a cell that is text": (
        lambda f: f["blocks"][2]["rows"][0]["cells"].append("x"),
        ".blocks[2].rows[0].cells[1]: not an object",
    ),
    "no such day": (lambda f: f.update(modified={"time": "2024-02-30"}), ".modified: no such time"),
    "a day for a time": (lambda f: f.update(modified={"day": "2024-02-03"}), ".modified: not datetime"),
    "a value of no mark": (lambda f: f.update(modified={"hour": "3"}), ".modified: neither a value nor a day"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_damage_is_told_with_its_address(case):
    change, told = DAMAGE[case]
    with pytest.raises(UnreadableInputError) as caught:
        from_json(damaged(change))
    assert str(caught.value) == f"the frozen publication: it is damaged at {told}."


@pytest.mark.parametrize("frozen", [None, [], "report", {}, {**as_json(REPORT), "version": 2}])
def test_another_thing_is_told(frozen):
    with pytest.raises(UnreadableInputError, match="it is no report of version 1"):
        from_json(frozen)


@pytest.mark.parametrize("content", [b"", b"x", freeze(REPORT)[:-9], freeze(REPORT)[9:]])
def test_damaged_bytes_are_told(content):
    with pytest.raises(UnreadableInputError, match="its bytes are damaged"):
        thaw(content)


@given(
    st.recursive(st.none() | st.booleans() | st.text(), lambda held: st.lists(held) | st.dictionaries(st.text(), held))
)
def test_whatever_it_is_there_is_one_error(frozen):
    with pytest.raises(UnreadableInputError):
        from_json(frozen if not isinstance(frozen, dict) else {**frozen, "iscm": "report", "version": 1})
