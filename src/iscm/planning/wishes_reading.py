"""Wishes as people and programs write them (JSON, TOML, CSV), each fault told with its wish and field."""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.planning.choices import FOR_EVER
from iscm.planning.wishes import LONGEST_MEETING, MOST_WISHES, Fault, Gap, Period, Wish, Wishes

LARGEST = 2_000_000  # bytes
LONGEST_WORDS = 300
MOST_LISTED = 100  # mechanisms, periods or gaps of one wish
SHOWN = 60
NO_DAY = date.min
FIELDS = (
    "key",
    "title",
    "mechanisms",
    "body",
    "kind",
    "days",
    "periods",
    "city",
    "country",
    "online",
    "fixed",
    "after",
    "before",
    "themes",
    "un_week",
)
GAP_FIELDS = ("key", "least", "most")
YES = frozenset({"yes", "true", "1", "x", "online"})
NO = frozenset({"no", "false", "0", ""})
WHOLE = "the file"
Row = Mapping[str, Any]
T = TypeVar("T")


def read_wishes(content: bytes, form: str, usual: Period | None = None) -> tuple[Wishes, tuple[Fault, ...]]:
    """The wishes of a file in a form (json, toml, csv), and one fault for each field that is not understood.

    In JSON and TOML `wishes` is a list of tables, in CSV each row is one; several values of a cell are parted by
    semicolons. Periods are EDTF ("2027-10", "2027-10-04/2027-11-12"), gaps are tables with `key`, `least` and `most`,
    or words "KEY LEAST MOST". A wish that says nothing else may be at any time in `usual`. Never raises for what is
    in the file.
    """
    try:
        rows = list(_rows(content, form))
    except ValueError as error:
        return Wishes(), (Fault(WHOLE, "", str(error)),)
    if len(rows) > MOST_WISHES:
        return Wishes(), (Fault(WHOLE, "", f"it has {len(rows):,} wishes; a plan takes {MOST_WISHES:,}"),)
    reading = [_Reader(number, row, usual) for number, row in enumerate(rows, start=1)]
    wishes = [one.wish() for one in reading]
    faults = [fault for one in reading for fault in one.faults]
    seen: set[str] = set()
    for one in wishes:
        if one.key in seen:
            faults.append(Fault(one.key, "key", "two wishes have this key; each needs its own"))
        seen.add(one.key)
    return Wishes(tuple(wishes)), tuple(faults) if wishes else (Fault(WHOLE, "", "it has no wishes"),)


def _rows(content: bytes, form: str) -> Iterator[Row]:
    """The wishes as they are written; raises `ValueError` with a sentence."""
    if len(content) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1_000_000} MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    if form == "csv":
        return iter(_of_csv(text))
    try:
        held = json.loads(text) if form == "json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is no {form.upper()}: {str(error)[:200] or 'nested too deep'}") from None
    listed = held.get("wishes") if isinstance(held, dict) else held
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise ValueError("it needs a list “wishes” of tables, one for each wish")
    return iter(listed)


def _of_csv(text: str) -> list[Row]:
    try:
        lines = csv.DictReader(io.StringIO(text), strict=True)
        rows = [row for row in lines if any(row.values())]
    except csv.Error as error:
        raise ValueError(f"it is no CSV: {error}") from None
    if any(None in row for row in rows):
        raise ValueError("a row has more cells than the first row has names")
    return [{name.strip(): value for name, value in row.items() if value and value.strip()} for row in rows]


@dataclass
class _Reader:
    """One wish being read: the faults so far."""

    number: int
    row: Row
    usual: Period | None
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        key = self.row.get("key")
        return key[:SHOWN] if isinstance(key, str) and key else f"wish {self.number}"

    def wish(self) -> Wish:
        for name in self.row:
            if name not in FIELDS:
                self._blame(str(name)[:SHOWN], f"there is no such field; known are {', '.join(FIELDS)}")
        key, country = self._words("key"), self._words("country").upper()
        if not key:
            self._blame("key", "each wish needs one of its own")
        fixed = self._read("fixed", _day, NO_DAY)
        periods: tuple[Period, ...] = self._read("periods", _periods, ())
        if not periods and fixed == NO_DAY and self.usual:
            periods = (self.usual,)
        if not periods and fixed == NO_DAY and not self._is_blamed("periods", "fixed"):
            self._blame("periods", "say between which days it may be, or its day as “fixed”")
        return Wish(
            key=key or self.name,
            title=self._words("title") or key,
            mechanisms=self._read("mechanisms", _several_words, ()),
            days=self._read("days", _length, 1),
            periods=periods,
            body=self._words("body"),
            kind=self._words("kind"),
            city=self._words("city"),
            country=country,
            is_online=self._read("online", _yes, False),
            fixed_on=None if fixed == NO_DAY else fixed,
            after=(*self._gaps("after", is_before=False), *self._gaps("before", is_before=True)),
            themes=self._read("themes", _several_words, ()),
            in_un_week=self._read("un_week", _yes, False),
        )

    def _gaps(self, name: str, *, is_before: bool) -> tuple[Gap, ...]:
        return self._read(name, lambda value: tuple(_gap(one, is_before=is_before) for one in _listed(value)), ())

    def _words(self, name: str) -> str:
        return self._read(name, _words, "")

    def _read(self, name: str, read: Callable[[Any], T], default: T) -> T:
        """The value of a field, the default where it is not written or not understood."""
        if self.row.get(name) is None:
            return default
        try:
            return read(self.row[name])
        except ValueError as error:
            self._blame(name, str(error))
            return default

    def _blame(self, name: str, message: str) -> None:
        self.faults.append(Fault(self.name, name, message))

    def _is_blamed(self, *names: str) -> bool:
        return any(fault.field in names for fault in self.faults)


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_WORDS:
        raise ValueError(f"it is written as words, at most {LONGEST_WORDS} letters")
    return " ".join(value.split())


def _listed(value: Any) -> list[Any]:
    listed = [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value
    if isinstance(listed, dict):
        listed = [listed]
    if not isinstance(listed, list) or len(listed) > MOST_LISTED:
        raise ValueError(f"it is a list of at most {MOST_LISTED}")
    return listed


def _several_words(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(one) for one in _listed(value)))


def _length(value: Any) -> int:
    number = _number(value)
    if not 1 <= number <= LONGEST_MEETING:
        raise ValueError(f"a meeting lasts 1 to {LONGEST_MEETING} days, not {number}")
    return number


def _number(value: Any) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or len(text) > len("-1234567") or not text.lstrip("-").isdecimal():
        raise ValueError(f"“{text[:SHOWN]}” is no whole number")
    return int(text)


def _yes(value: Any) -> bool:
    text = str(value).strip().lower()
    if text not in YES | NO:
        raise ValueError(f"“{text[:SHOWN]}” is neither yes nor no")
    return text in YES


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"“{str(value)[:SHOWN]}” is no day; write it as 2027-10-04") from None


def _periods(value: Any) -> tuple[Period, ...]:
    return tuple(_period(one) for one in _listed(value))


def _period(value: Any) -> Period:
    try:
        span = Edtf.parse(value.isoformat() if isinstance(value, date) else value)
    except (EdtfError, TypeError):
        said = f"“{str(value)[:SHOWN]}” is no period"
        raise ValueError(f"{said}; write it as 2027-10, 2027-33 or 2027-10-04/2027-11-12") from None
    if span.earliest is None or span.latest is None or span.is_choice or span.is_set:
        raise ValueError(f"“{str(value)[:SHOWN]}” needs a first and a last day")
    return span.earliest, span.latest


def _gap(value: Any, *, is_before: bool) -> Gap:
    if isinstance(value, str):
        parts = value.split()
        value = dict(zip(GAP_FIELDS, parts, strict=False)) if len(parts) <= len(GAP_FIELDS) else None
    if not isinstance(value, dict) or not value.get("key") or set(value) - {*GAP_FIELDS}:
        raise ValueError("each is the key of another wish, with the least and most days between: “KEY 7 30”")
    least = 1 if value.get("least") is None else _number(value["least"])
    most = FOR_EVER if value.get("most") is None else _number(value["most"])
    if not 0 <= least <= most:
        raise ValueError(f"at least {least} and at most {most} days cannot be")
    return Gap(_words(value["key"]), least, most, is_before)
