"""A publication frozen: the whole report as JSON and back, without loss.

What has its default is left out, so that a report frozen before a field existed is read as it was: the defaults of
`publication/report.py` may be added to, never changed. Days and times are marked as such, since text may look the same.
"""

import hashlib
import json
import math
import zlib
from collections.abc import Callable, Collection
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from iscm.domain.errors import UnreadableInputError
from iscm.publication.report import Box, Bullets, Figure, Heading, Paragraph, Report, Table

KIND, VERSION = "report", 1
HEAD = {"iscm": KIND, "version": VERSION}
BLOCKS: dict[str, type] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "table": Table,
    "figure": Figure,
    "box": Box,
}
BLOCK_NAMES = {block: name for name, block in BLOCKS.items()}

Reader = Callable[[Any], Any]


class DamageError(ValueError):
    """What makes it no frozen report, with its address as far as it is known."""

    def __init__(self, what: str, *where: str) -> None:
        self.what, self.where = what, where
        super().__init__(f"{''.join(where)}: {what}")

    def under(self, name: str) -> "DamageError":
        """The same, one step further out."""
        return DamageError(self.what, name, *self.where)


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain objects for JSON."""
    return {**HEAD, **_object(report)}


def from_json(frozen: Any) -> Report:
    """The report that `as_json` was given; raises `UnreadableInputError` for anything else."""
    if not isinstance(frozen, dict) or {name: frozen.get(name) for name in HEAD} != HEAD:
        raise UnreadableInputError("the frozen publication", f"it is no report of version {VERSION}")
    try:
        report: Report = _reader(Report)({name: value for name, value in frozen.items() if name not in HEAD})
    except DamageError as error:
        raise UnreadableInputError("the frozen publication", f"it is damaged at {error}") from None
    return report


def freeze(report: Report) -> bytes:
    """The report as bytes to be kept; equal reports give equal bytes."""
    return zlib.compress(_canonical(report), 9)


def thaw(content: bytes) -> Report:
    """The report that `freeze` was given; raises `UnreadableInputError` for anything else."""
    try:
        frozen = json.loads(zlib.decompress(content))
    except (zlib.error, ValueError, RecursionError):
        raise UnreadableInputError("the frozen publication", "its bytes are damaged") from None
    return from_json(frozen)


def mentions(content: bytes, keys: Collection[str]) -> bool:
    """Whether a frozen report has one of these keys of meetings anywhere; raises as `thaw` does."""
    try:
        said = zlib.decompress(content)
    except zlib.error:
        raise UnreadableInputError("the frozen publication", "its bytes are damaged") from None
    return any(key.encode() in said for key in keys)


def digest_of(report: Report) -> str:
    """The sha256 of what a report says, in hexadecimal."""
    return hashlib.sha256(_canonical(report)).hexdigest()


def _canonical(report: Report) -> bytes:
    """In ASCII, so that even half a letter comes back."""
    return json.dumps(as_json(report), sort_keys=True, separators=(",", ":")).encode("ascii")


def _object(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    said = {"block": BLOCK_NAMES[kind]} if kind in BLOCK_NAMES else {}
    for name, default in _defaults(kind):
        held = getattr(value, name)
        # 1 and True are equal, but not the same.
        if held != default or type(held) is not type(default):
            said[name] = _plain(held)
    return said


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or value is None:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    return _object(value) if is_dataclass(kind) else _marked(value)


def _marked(value: Any) -> Any:
    """What JSON has no word for, with a mark that says what it is."""
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"number": str(value)} if isinstance(value, float) and not math.isfinite(value) else value


@cache
def _reader(expected: Any) -> Reader:
    """What reads a value of a type back from JSON."""
    if get_origin(expected) is tuple:
        return _reader_of_many(_reader(get_args(expected)[0]))
    if isinstance(expected, UnionType):
        kinds = get_args(expected)
        return _reader_of_blocks(kinds) if is_dataclass(kinds[0]) else _reader_of_plain(kinds)
    return _reader_of_object(expected) if is_dataclass(expected) else _reader_of_plain((expected,))


def _reader_of_object(expected: Any) -> Reader:
    types = get_type_hints(expected)
    readers = {field.name: _reader(types[field.name]) for field in fields(expected)}
    needed = {field.name for field in fields(expected) if field.default is MISSING}
    known = {*readers, "block"}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise DamageError("not an object")
        if missing := needed - value.keys():
            raise DamageError("missing", f".{min(missing)}")
        if unknown := value.keys() - known:
            raise DamageError("unknown", f".{min(unknown)[:40]}")
        return expected(**_read_parts(readers, value))

    return read


def _read_parts(readers: dict[str, Reader], value: dict[str, Any]) -> dict[str, Any]:
    found, name = {}, ""
    try:
        for name, held in value.items():
            if name != "block":
                found[name] = readers[name](held)
    except DamageError as error:
        raise error.under(f".{name}") from None
    return found


def _reader_of_blocks(kinds: tuple[Any, ...]) -> Reader:
    readers = {BLOCK_NAMES[kind]: _reader_of_object(kind) for kind in kinds}

    def read(value: Any) -> Any:
        name = value.get("block") if isinstance(value, dict) else None
        if not isinstance(name, str) or name not in readers:
            raise DamageError("no such kind of block")
        return readers[name](value)

    return read


def _reader_of_many(reader: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise DamageError("not a list")
        found: list[Any] = []
        try:
            for held in value:
                found.append(reader(held))  # noqa: PERF401  # so many are done when one is damaged
        except DamageError as error:
            raise error.under(f"[{len(found)}]") from None
        return tuple(found)

    return read


# A float field holds whole numbers too, a day may come with its time, and Python counts true and false as numbers.
ALSO = {float: (float, int), date: (date, datetime), int: (int, bool)}
MARKS: dict[str, Callable[[str], Any]] = {"day": date.fromisoformat, "time": datetime.fromisoformat, "number": float}


def _reader_of_plain(kinds: tuple[Any, ...]) -> Reader:
    allowed = {NoneType if kind is None else kind for kind in kinds}
    allowed |= {also for kind in kinds for also in ALSO.get(kind, ())}

    def read(value: Any) -> Any:
        if type(value) in allowed:
            return value
        found = _unmarked(value) if isinstance(value, dict) else value
        if type(found) not in allowed:
            raise DamageError(f"not {' or '.join(sorted(kind.__name__ for kind in allowed))}")
        return found

    return read


def _unmarked(value: dict[str, Any]) -> Any:
    if len(value) == 1:
        ((mark, words),) = value.items()
        if mark in MARKS and isinstance(words, str):
            try:
                return MARKS[mark](words)
            except ValueError:
                raise DamageError(f"no such {mark}") from None
    raise DamageError("neither a value nor a day")
