"""The two forms of a table, CSV and JSON, written and read row by row, so that memory stays flat."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.cells import cells_of, dump, from_cell, from_json, jsons_of
from iscm.publication.opendata.columns import Row, Table

LONGEST_LINE = 4_000_000
"""Letters of one row: more is no row of ours."""


Writer = Callable[[Row, bool], str]


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: what comes before its rows, each row (`is_first` or not), and what comes after them.

    `writer` gives what writes the rows of a table: it takes their values as JSON holds them (`plain_of`).

    `read` gives the rows of an open text file as values; raises `ValueError`, `KeyError` or a subclass for what is not
    as written here.
    """

    suffix: str
    media: str
    begin: Callable[[Table], str]
    writer: Callable[[Table], Writer]
    end: Callable[[bool], str]
    read: Callable[[Table, TextIO], Iterator[Row]]


def _line(cells: tuple[str, ...]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue()


def plain_of(table: Table) -> Callable[[Row], Row]:
    """What makes of a row of a table the values as JSON holds them."""
    ways = jsons_of(table)
    return lambda row: tuple([way(value) if way else value for way, value in zip(ways, row, strict=True)])


def _csv_writer(table: Table) -> Writer:
    ways, lines = cells_of(table), _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")

    def written(held: Row, _is_first: bool) -> str:
        writer.writerow([way(value) for way, value in zip(ways, held, strict=True)])
        return lines.last

    return written


class _Lines:
    """What the csv module writes to: it keeps the last line."""

    last = ""

    def write(self, line: str) -> None:
        self.last = line


def _json_writer(table: Table) -> Writer:
    names = table.names
    return lambda held, is_first: ("\n" if is_first else ",\n") + dump(dict(zip(names, held, strict=True)))


def _read_csv(table: Table, lines: TextIO) -> Iterator[Row]:
    # The limit of the csv module is the process's own: a cell of ours may be longer than its default.
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(_bounded(lines), strict=True)
    if next(rows, None) != list(table.names):
        raise ValueError("its columns are not those of the dictionary")
    for cells in rows:
        yield tuple(from_cell(column, cell) for column, cell in zip(table.columns, cells, strict=True))


def _read_json(table: Table, lines: TextIO) -> Iterator[Row]:
    held = _bounded(lines)
    if (first := next(held, "")).rstrip("\n") != "[":
        if first.strip() != "[]":
            raise ValueError("no list of rows, one on each line")
        return
    for line in held:
        if line.strip() == "]":
            return
        row = json.loads(line.rstrip().removesuffix(","), parse_constant=_refuse)
        if not isinstance(row, dict) or tuple(row) != table.names:
            raise ValueError("its columns are not those of the dictionary")
        yield tuple(from_json(column, row[column.name]) for column in table.columns)
    raise ValueError("it ends before its end")


def _refuse(name: str) -> None:
    raise ValueError(f"JSON has no {name}")


def _bounded(lines: TextIO) -> Iterator[str]:
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise ValueError("a row is too long")
        yield line


FORMS: dict[str, Form] = {
    "csv": Form(
        "csv",
        "text/csv",
        lambda table: _line(table.names),
        _csv_writer,
        lambda _is_empty: "",
        _read_csv,
    ),
    "json": Form(
        "json",
        "application/json",
        lambda _table: "[",
        _json_writer,
        lambda is_empty: "]\n" if is_empty else "\n]\n",
        _read_json,
    ),
}


def read_table(table: Table, form: Form, lines: TextIO, name: str) -> Iterator[Row]:
    """The rows of a file of a package; raises `UnreadableInputError` with the row for what is not as we write it."""
    count = 0
    try:
        for row in form.read(table, lines):
            count += 1
            yield row
    except (ValueError, KeyError, csv.Error, RecursionError) as error:
        raise UnreadableInputError(name, f"row {count + 1} is not as iscm export writes it ({error})") from error
