"""JSON: the whole report as one object, in the order of its description, with a line end behind it.

    {"kind", "name", "lang", "title", "publisher": [], "edition", "modified", "url", "licence",
     "blocks": [{"type": "heading" | "paragraph" | "bullets" | "table" | "figure" | "box", …}],
     "tables": [{"key", "caption", "columns": [{"key", "heading", "kind", "description"}],
                 "rows": [{<column key>: value or words or null, …, "_links": {<column key>: [{"text", "href"}]}}]}]}

A block that is one of the tables says only its key: `{"type": "table", "key": "meetings"}`.
"""

import json
import math
from collections.abc import Iterable
from typing import Any

from iscm.publication.formats.cleaning import clean, in_utc, safe_address
from iscm.publication.formats.values import data_of
from iscm.publication.report import (
    Block,
    Box,
    Bullets,
    Chart,
    Column,
    Figure,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
    Text,
    plain,
)


def render(report: Report) -> bytes:
    """The report as UTF-8, one row of a table a line; the same report gives the same bytes."""
    head = {
        **{name: clean(getattr(report, name)) for name in ("kind", "name", "lang", "title")},
        "publisher": [clean(line) for line in report.publisher],
        "edition": clean(report.edition),
        "modified": in_utc(report.modified).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "url": clean(report.url),
        "licence": clean(report.licence),
    }
    members = [f"{_said(name)}: {_said(value)}" for name, value in head.items()]
    members.append(f'"blocks": {_many(_said(_block(block, report)) for block in report.blocks)}')
    members.append(f'"tables": {_many(map(_table_in_lines, report.tables))}')
    return "{{\n{}\n}}\n".format(",\n".join(members)).encode()


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _many(said: Iterable[str]) -> str:
    """A list with each item on its own line."""
    items = ",\n".join(said)
    return f"[\n{items}\n]" if items else "[]"


def _table_in_lines(table: Table) -> str:
    head = _said(_head(table)).removesuffix("}")
    return f'{head}, "rows": {_many(_said(_row(table.columns, row)) for row in table.rows)}}}'


def _block(block: Block, report: Report) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "anchor": clean(block.anchor), **_words(block.words)}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", **_words(block.words)}
    if isinstance(block, Bullets):
        return {"type": "bullets", "items": [_words(item) for item in block.items]}
    if isinstance(block, Table):
        named = any(table is block or table == block for table in report.tables if table.key == block.key)
        return {"type": "table", "key": block.key} if named else {"type": "table", **_table(block)}
    if isinstance(block, Box):
        inner = [_block(part, report) for part in (block.heading, *block.blocks)]
        return {"type": "box", "blocks": inner}
    return {"type": "figure", **_chart(block)}


def _words(words: Text) -> dict[str, Any]:
    return {"text": clean(plain(words)), "links": _links(words)}


def _links(words: Text) -> list[dict[str, str]]:
    found = ((clean(run.text), safe_address(run.href)) for run in words if run.href)
    return [{"text": text, "href": href} for text, href in found if href]


def _table(table: Table) -> dict[str, Any]:
    return {**_head(table), "rows": [_row(table.columns, row) for row in table.rows]}


def _head(table: Table) -> dict[str, Any]:
    columns = [
        {"key": column.key, **{name: clean(getattr(column, name)) for name in ("heading", "kind", "description")}}
        for column in table.columns
    ]
    return {"key": table.key, "caption": clean(table.caption), "columns": columns}


def _row(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    pairs = list(zip(columns, row.cells, strict=True))
    cells = {column.key: _plain(data_of(column, cell)) for column, cell in pairs}
    links = {column.key: found for column, cell in pairs if (found := _links(cell.words))}
    return {**cells, "_links": links}


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


def _chart(figure: Figure) -> dict[str, Any]:
    chart: Chart = figure.chart
    return {
        **{name: clean(getattr(chart, name)) for name in ("key", "title", "summary", "labels_heading", "unit")},
        "labels": [clean(label) for label in chart.labels],
        "series": [
            {"name": clean(one.name), "values": [_plain(value) for value in one.values]} for one in chart.series
        ],
    }
