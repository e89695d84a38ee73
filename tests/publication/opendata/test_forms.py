"""Tables as CSV and JSON, and back row by row."""

import io
import json

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.forms import FORMS, plain_of, read_table
from iscm.publication.opendata.tables import TABLES
from tests.factories.opendata import make_row, make_rows

TABLE = TABLES["meetings"]
SMALL = TABLES["kinds"]


def written(form, table, rows):
    parts = [form.begin(table)]
    plain, written = plain_of(table), form.writer(table)
    parts += [written(plain(row), place == 0) for place, row in enumerate(rows)]
    return "".join([*parts, form.end(not rows)])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("table", make_rows())
def test_rows_come_back(form, table):
    rows = make_rows()[table]
    content = written(form, TABLES[table], rows)
    assert list(read_table(TABLES[table], form, io.StringIO(content, newline=""), "x")) == rows


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_odd_words_come_back(form):
    odd = 'a "b", c\r\nd\re\n\u2028; |'
    rows = [make_row("kinds", slug=odd[:20], position=0, label_en=odd, plural="=x", level="@")]
    content = written(form, SMALL, rows)
    assert list(read_table(SMALL, form, io.StringIO(content, newline=""), "x")) == rows


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_empty_table_comes_back(form):
    assert list(read_table(SMALL, form, io.StringIO(written(form, SMALL, []), newline=""), "x")) == []


HEAD = ",".join(SMALL.names) + "\r\n"
REST = ",".join("x" for _ in SMALL.names[2:])


def json_rows(**changed):
    row = dict.fromkeys(SMALL.names, "x") | {"position": 0} | changed
    return f"[\n{json.dumps(row)}\n]\n"


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("csv", ""),
        ("csv", "slug,position\r\nforum,0\r\n"),
        ("csv", HEAD + "forum,0,Forum\r\n"),
        ("csv", HEAD + f"forum,x,{REST}\r\n"),
        ("csv", HEAD + f'"forum,0,{REST}\r\n'),
        ("csv", HEAD + "x" * 5_000_000),
        ("json", ""),
        ("json", "{}"),
        ("json", "[\n"),
        ("json", '[\n{"slug": "forum"}\n]\n'),
        ("json", "[\n" + "[" * 100_000 + "\n]\n"),
        ("json", json_rows(slug=1)),
        ("json", json_rows(position=float("nan"))),
        ("json", json_rows(position=-1)),
        ("json", json_rows(slug="\ud800")),
        ("json", json_rows().replace("\n]", "")),
    ],
)
def test_what_we_do_not_write_is_refused(form, content):
    with pytest.raises(UnreadableInputError):
        list(read_table(SMALL, FORMS[form], io.StringIO(content, newline=""), "kinds"))


def test_csv_is_one_header_row_and_crlf():
    content = written(FORMS["csv"], SMALL, make_rows()["kinds"])
    assert content.split("\r\n")[0] == ",".join(SMALL.names)
    assert content.count("\r\n") == 3
