"""One value to a cell of a CSV or to JSON, and back without loss."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from iscm.publication.opendata.columns import Column, Kind, Table

SEPARATOR = ";"
DEEPEST = 30
# What a spreadsheet would take for a formula; apostrophes before it count, so that taking one away is exact.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SUSPECT = frozenset("'=+-@\t\r")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
WHOLE = re.compile(r"0|[1-9][0-9]{0,18}")
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


_encode = json.JSONEncoder(ensure_ascii=False).encode


def dump(value: Any) -> str:
    """JSON in one line, letters as they are."""
    return _encode(value)


def moment_of(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def to_json(column: Column, value: Any) -> Any:
    """A value as JSON holds it; missing words are null."""
    held = _HELD.get(column.kind)
    return held(value) if held else value


def jsons_of(table: Table) -> tuple[Callable[[Any], Any] | None, ...]:
    """What `to_json` does to each column of a table; None where it does nothing."""
    return tuple(_HELD.get(column.kind) for column in table.columns)


def cells_of(table: Table) -> tuple[Callable[[Any], str], ...]:
    """What `as_cell` does to each column of a table."""
    return tuple(_CELL[column.kind] for column in table.columns)


def to_cell(column: Column, value: Any) -> str:
    """A value as a cell of a CSV; a leading apostrophe guards what a spreadsheet would calculate."""
    return as_cell(column, to_json(column, value))


def as_cell(column: Column, held: Any) -> str:
    """The same for a value as JSON holds it."""
    return _CELL[column.kind](held)


def _in_order(value: Any) -> Any:
    """Databases keep keys in different orders."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return [_in_order(one) for one in value] if isinstance(value, list | tuple) else value


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _SUSPECT and FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if GUARDED.match(text) else text


def from_cell(column: Column, cell: str) -> Any:
    """The value of a cell; raises `ValueError` for one that the column cannot hold."""
    text = unguard(cell)
    if column.kind is Kind.LIST:
        return checked(column, tuple(text.split(SEPARATOR)) if text else ())
    return checked(column, _READ[column.kind](text) if text else None)


def from_json(column: Column, held: Any) -> Any:
    """The value that `to_json` was given; raises `ValueError` for one that the column cannot hold."""
    if column.kind is Kind.LIST:
        if not isinstance(held, list):
            raise ValueError(f"{column.name} is no list")
        return checked(column, tuple(held))
    if held is None or column.kind is Kind.JSON:
        return checked(column, held)
    if column.kind is Kind.NUMBER and isinstance(held, int) and not isinstance(held, bool):
        held = float(held)
    if not isinstance(held, _JSON[column.kind]) or (isinstance(held, bool) and column.kind is not Kind.BOOLEAN):
        raise ValueError(f"{column.name} is no {column.kind}")
    return checked(column, _READ[column.kind](str(held)) if column.kind in {Kind.DATE, Kind.TIME} else held)


def checked(column: Column, value: Any) -> Any:
    """The value, if the column may hold it."""
    if value is None or (value == "" and column.kind is Kind.TEXT):
        if column.is_required:
            raise ValueError(f"{column.name} is missing")
        return None
    said = value if isinstance(value, str) and column.kind is not Kind.JSON else _as_json(column, value)
    said.encode()  # halves of letters are no letters
    if "\0" in said or NUL.search(said):
        raise ValueError(f"{column.name} holds a NUL")
    if isinstance(value, str) and column.kind is Kind.TEXT:
        _check_words(column, value)
    if isinstance(value, int) and column.kind is Kind.INTEGER and not 0 <= value <= (column.most or value):
        raise ValueError(f"{column.name} is out of range: {value}")
    return value


def _as_json(column: Column, value: Any) -> str:
    if isinstance(value, tuple) and not all(isinstance(one, str) and SEPARATOR not in one for one in value):
        raise ValueError(f"{column.name} is no list of words")
    _check_depth(value, DEEPEST)
    return value.isoformat() if isinstance(value, date) else dump(value)


def _check_depth(value: Any, left: int) -> None:
    if left == 0:
        raise ValueError("lists and objects too deep in one another")
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            _check_depth(one, left - 1)


def _check_words(column: Column, words: str) -> None:
    if column.longest is not None and len(words) > column.longest:
        raise ValueError(f"{column.name} is longer than {column.longest} letters")
    if column.among and words not in column.among:
        raise ValueError(f"{column.name} is none of its words: {words[:40]!r}")


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(f"not a whole number: {text[:40]!r}")
    return int(text)


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _moment(text: str) -> datetime:
    if not MOMENT.fullmatch(text):
        raise ValueError(f"not a moment: {text[:40]!r}")
    return datetime.fromisoformat(text)


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(f"JSON has no {name}")


def _float(text: str) -> float:
    value = float(text)
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124  # only what is no number differs from itself
        raise ValueError(f"not a number: {text[:40]!r}")
    return value


def _words(value: Any) -> Any:
    return None if value == "" else value


def _guarded(said: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda held: "" if held is None else guard(said(held))


_HELD: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _words,
    Kind.LIST: lambda value: list(value or ()),
    Kind.JSON: lambda value: None if value is None else _in_order(value),
    Kind.TIME: lambda value: None if value is None else moment_of(value),
    Kind.DATE: lambda value: None if value is None else value.isoformat(),
}
_CELL: dict[Kind, Callable[[Any], str]] = {
    **dict.fromkeys(Kind, _guarded(str)),
    Kind.NUMBER: lambda held: "" if held is None else repr(float(held)),  # a minus before a number is no formula
    Kind.BOOLEAN: _guarded(lambda value: "true" if value else "false"),
    Kind.LIST: _guarded(SEPARATOR.join),
    Kind.JSON: _guarded(dump),
}
_READ: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _float,
    Kind.BOOLEAN: _flag,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: _moment,
    Kind.JSON: _json,
}
_JSON: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.BOOLEAN: bool,
    Kind.DATE: str,
    Kind.TIME: str,
}
