"""JSON: the whole report as one object."""

import json
import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from iscm.publication.formats.json_ import render
from iscm.publication.report import Box, Bullets, Cell, Column, Figure, Heading, Paragraph, Row, Run, Table, text
from tests.factories.hostile_words import BAD_ADDRESSES, NO_TEXT
from tests.factories.reports import WORDINGS, make_calendar, make_chart, make_empty, report_of


def read(report):
    return json.loads(render(report))


def test_report_says_what_it_is():
    whole = read(make_calendar(2))
    assert list(whole) == [
        "kind",
        "name",
        "lang",
        "title",
        "publisher",
        "edition",
        "modified",
        "url",
        "licence",
        "blocks",
        "tables",
    ]
    assert {name: whole[name] for name in ("kind", "name", "lang", "edition", "modified", "licence")} == {
        "kind": "calendar",
        "name": "calendar-2031",
        "lang": "en",
        "edition": "Edition 2, 24 September 2031",
        "modified": "2031-09-24T08:30:00Z",
        "licence": "CC BY 4.0",
    }


def table(*cells, kind="text"):
    """A report with a table of one column."""
    made = Table("t", "T", (Column("a", "A", 1.0, kind, "What it is."),), tuple(Row((cell,)) for cell in cells))
    return replace(report_of(made), tables=(made,))


def rows(*cells, kind="text"):
    return [row["a"] for row in read(table(*cells, kind=kind))["tables"][0]["rows"]]


def test_rows_are_objects_by_key_and_keep_their_links():
    words = (Run("3rd meeting", href="https://example.org/a"), Run(" and "), Run("notes", href="javascript:x"))
    found = read(table(Cell(words), Cell(text("none"))))["tables"]
    assert found == [
        {
            "key": "t",
            "caption": "T",
            "columns": [{"key": "a", "heading": "A", "kind": "text", "description": "What it is."}],
            "rows": [
                {
                    "a": "3rd meeting and notes",
                    "_links": {"a": [{"text": "3rd meeting", "href": "https://example.org/a"}]},
                },
                {"a": "none", "_links": {}},
            ],
        }
    ]


def test_values_are_data_and_what_is_not_known_is_null():
    assert rows(Cell(text("3 May"), date(2024, 5, 3)), Cell(), kind="day") == ["2024-05-03", None]
    assert rows(Cell(text("many"), 12), Cell((), 0.5), Cell((), math.nan), kind="number") == [12, 0.5, None]
    assert rows(Cell(text("3 May 2024"), date(2024, 5, 3)), Cell(text(" "))) == ["3 May 2024", None]


def test_blocks_are_told_in_order():
    made = table(Cell(text("x"))).tables[0]
    blocks = (
        Heading(2, text("Themes"), "themes"),
        Paragraph((Run("See "), Run("them", href="#themes"))),
        Bullets((text("one"),)),
        made,
        replace(made, key="other", rows=()),
        Box(Heading(2, text("Changed")), (Paragraph(text("Nothing.")),)),
        Figure(make_chart()),
    )
    found = read(replace(report_of(*blocks), tables=(made,)))["blocks"]
    column = {"key": "a", "heading": "A", "kind": "text", "description": "What it is."}
    assert found[:6] == [
        {"type": "heading", "level": 2, "anchor": "themes", "text": "Themes", "links": []},
        {"type": "paragraph", "text": "See them", "links": [{"text": "them", "href": "#themes"}]},
        {"type": "bullets", "items": [{"text": "one", "links": []}]},
        {"type": "table", "key": "t"},
        {"type": "table", "key": "other", "caption": "T", "columns": [column], "rows": []},
        {
            "type": "box",
            "blocks": [
                {"type": "heading", "level": 2, "anchor": "", "text": "Changed", "links": []},
                {"type": "paragraph", "text": "Nothing.", "links": []},
            ],
        },
    ]
    assert found[6]["type"] == "figure"
    assert found[6]["series"] == [{"name": "2030", "values": [4, 2, 0, 3]}, {"name": "2031", "values": [5, 6, 1, 3]}]


def test_a_table_with_no_rows_has_an_empty_list():
    assert read(make_empty())["tables"][0]["rows"] == []


def test_time_is_told_in_utc():
    moment = datetime(2024, 9, 24, 1, 30, 5, 999, tzinfo=timezone(timedelta(hours=2)))
    assert read(replace(report_of(), modified=moment))["modified"] == "2024-09-23T23:30:05Z"
    assert moment.astimezone(UTC).day == 23


@pytest.mark.parametrize("lang", WORDINGS)
def test_letters_are_written_as_they_are_and_a_line_end_closes_the_file(lang):
    content = render(make_calendar(3, lang)).decode()
    assert f'"{WORDINGS[lang].titles[0]}"' in content
    assert content.endswith("\n}\n")


@pytest.mark.parametrize("words", NO_TEXT)
def test_signs_that_are_no_text_are_left_out(words):
    assert rows(Cell(text(words))) == ["ab"]


@pytest.mark.parametrize("href", BAD_ADDRESSES)
def test_links_that_lead_nowhere_are_words(href):
    assert read(table(Cell(text("x", href=href))))["tables"][0]["rows"] == [{"a": "x", "_links": {}}]


def test_one_row_is_one_line():
    lines = render(make_calendar(50)).decode().splitlines()
    assert sum(line.startswith('{"date": ') for line in lines) == 50
