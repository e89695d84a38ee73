"""The data dictionary: every column of every table, what it holds and what it means."""

from collections.abc import Iterator

from iscm.publication.opendata.columns import Column, Kind, Row, Table, flag, must, text

DICTIONARY = Table(
    "dictionary",
    "Data dictionary",
    "Every column of every table.",
    (
        must("table", "name of the table"),
        must("column", "name of the column"),
        must("type", "what a value is"),
        flag("required", "whether there is always a value"),
        text("words", "all the words it may hold"),
        must("says", "what it means"),
    ),
    ("table", "column"),
)
TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "day (2024-06-27)",
    Kind.TIME: "moment in UTC (2024-06-27T09:00:00Z)",
    Kind.LIST: "list: with `;` in CSV, an array in JSON",
    Kind.JSON: "JSON",
}


def dictionary_rows(tables: tuple[Table, ...]) -> Iterator[Row]:
    """One row a column."""
    for table in tables:
        for column in table.columns:
            yield (table.name, column.name, TYPES[column.kind], column.is_required, " ".join(column.among), column.says)


def dictionary_page(tables: tuple[Table, ...], title: str) -> str:
    """The same to be read, in Markdown."""
    return "\n".join([f"# Data dictionary: {title}", "", *(line for table in tables for line in _section(table))])


def _section(table: Table) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    yield from (f"## {table.title}", "", table.says, "", f"File `{table.name}`; a row is known by {key}.")
    for reference in table.references:
        columns = ", ".join(f"`{name}`" for name in reference.columns)
        yield f"{columns} leads to {', '.join(f'`{name}`' for name in reference.target)} of `{reference.table}`."
    yield from ("", "| column | type | says |", "| --- | --- | --- |")
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.says} |"
    yield ""


def _type(column: Column) -> str:
    words = f": {', '.join(column.among)}" if column.among else ""
    return TYPES[column.kind] + words + (", always there" if column.is_required else "")
