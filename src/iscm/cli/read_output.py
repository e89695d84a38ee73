"""Readings as JSON, CSV, or a table for the eye."""

import csv
import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TextIO

from iscm.cli.plain import plain
from iscm.domain.citations import Locator
from iscm.domain.problems import Problem, Severity
from iscm.domain.readings import Reading
from iscm.domain.records import DateStatus, Record
from iscm.reading.interchange import as_json

PLACES = ("page", "line_first", "line_last", "sheet", "cell", "row")
COLUMNS = (
    *("document", "n", *PLACES, "edtf", "date_status", "attendance", "places", "mechanisms", "title", "kind"),
    *("ordinal", "count", "outcome", "links", "printed_date", "printed_place", "printed_mechanism"),
)
# The full-width signs too: spreadsheets for East Asia take them for formulas.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
STEERING = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NARROWEST, WIDEST = 76, 200
NUMBER, DATE, MECHANISM, PLACE = 4, 23, 18, 22
ONE_LINE_FROM = 110
MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def print_json(readings: Sequence[Reading], out: TextIO) -> None:
    """One object with the list of documents; what would steer a terminal is written as an escape of JSON."""
    documents = [as_json(reading) for reading in readings]
    parts = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode({"documents": documents})
    out.writelines(part if part.isprintable() else STEERING.sub(_escaped, part) for part in parts)
    out.write("\n")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def print_csv(readings: Sequence[Reading], out: TextIO) -> None:
    """One line a record; cells that a spreadsheet would run as a formula are made plain text with an apostrophe."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for reading in readings:
        for record in reading.records:
            writer.writerow({name: _plain(value) for name, value in _csv_row(reading, record).items()})


def print_table(readings: Sequence[Reading], out: TextIO) -> None:
    """For each document its facts, its records and its problems, in the width of the terminal."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    for number, reading in enumerate(readings):
        out.write("\n" * bool(number))
        lines = (*_facts(reading, width), "", *_records(reading, width), *_problems(reading, width))
        out.writelines(f"{plain(line).rstrip()}\n" for line in lines)


PRINTERS: dict[str, Callable[[Sequence[Reading], TextIO], None]] = {
    "table": print_table,
    "json": print_json,
    "csv": print_csv,
}


def _csv_row(reading: Reading, record: Record) -> dict[str, Any]:
    return {
        "document": reading.name,
        "n": record.n,
        **{name: getattr(record.locator, name) for name in PLACES},
        "edtf": record.edtf,
        "date_status": record.date_status,
        "attendance": record.attendance,
        "places": "; ".join(f"{held.city or ''}|{held.country or ''}" for held in record.places),
        "mechanisms": "; ".join(record.mechanisms),
        "title": record.title,
        "kind": record.kind,
        "ordinal": record.ordinal,
        "count": record.count,
        "outcome": record.outcome,
        "links": " ".join(link.url for link in record.links if link.url),
        "printed_date": record.printed.date,
        "printed_place": record.printed.place,
        "printed_mechanism": record.printed.mechanism,
    }


def _plain(value: Any) -> str:
    text = "" if value is None else plain(str(value))
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _facts(reading: Reading, width: int) -> Iterator[str]:
    yield from textwrap.wrap(reading.title or reading.name, width)
    facts = [
        reading.name,
        reading.reader,
        reading.publisher,
        f"last update {reading.last_update}" if reading.last_update else None,
        _counted(reading),
    ]
    yield from textwrap.wrap(" · ".join(fact for fact in facts if fact), width)


def _counted(reading: Reading) -> str:
    count, stated = len(reading.records), reading.stated_count
    return f"{count} record{'s' * (count != 1)}" + (f" ({stated} stated)" if stated is not None else "")


def _records(reading: Reading, width: int) -> Iterator[str]:
    """On a wide terminal one line a record; on a narrow one the title stands below."""
    for record in reading.records:
        start = f"{record.n:>{NUMBER}}  {_fit(_date(record), DATE)}  {_fit('+'.join(record.mechanisms), MECHANISM)}"
        start = f"{start}  {_fit(_where(record), PLACE)}"
        if width >= ONE_LINE_FROM:
            room = width - len(start) - 2
            yield f"{start}  {textwrap.shorten(_title(record), room, placeholder='…')}"
        else:
            yield start
            yield from textwrap.wrap(_title(record), width, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _title(record: Record) -> str:
    return record.title if record.count == 1 else f"{record.title} (×{record.count or '?'})"


def _date(record: Record) -> str:
    text = record.edtf.text if record.edtf else "?"
    return f"{text} tbc" if record.date_status is DateStatus.TBC else text


def _where(record: Record) -> str:
    places = ", ".join(" ".join(part for part in (place.city, place.country) if part) for place in record.places)
    return places if places and record.attendance.value != "hybrid" else f"{places} {record.attendance.value}".strip()


def _fit(text: str, room: int) -> str:
    return f"{text:<{room}}" if len(text) <= room else f"{text[: room - 1]}…"


def _problems(reading: Reading, width: int) -> Iterator[str]:
    """Errors first, then warnings, then notes; each with its address."""
    if reading.problems:
        yield ""
    order = list(MARKS)
    for found in sorted(reading.problems, key=lambda found: order.index(found.severity)):
        yield from textwrap.wrap(_problem(found), width, subsequent_indent="    ", break_long_words=True)


def _problem(found: Problem) -> str:
    hint = f" → {found.suggestion}" if found.suggestion else ""
    where = _address(found.locator)
    return f"{MARKS[found.severity]} {found.code}{f' ({where})' if where else ''}: {found.message}{hint}"


def _address(locator: Locator) -> str:
    parts = [
        f"page {locator.page}" if locator.page else "",
        f"sheet {locator.sheet}" if locator.sheet else "",
        f"cell {locator.cell}" if locator.cell else "",
        _span("line", locator.line_first, locator.line_last),
        _span("row", locator.row, locator.row_last) if not locator.line_first else "",
    ]
    return ", ".join(part for part in parts if part)


def _span(name: str, first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return f"{name}s {first}–{last}" if last and last != first else f"{name} {first}"
