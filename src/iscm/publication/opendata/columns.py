"""What the tables of the open data are made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = tuple[Any, ...]
"""The values of one row, in the order of the table's columns; None where there is none."""


class Kind(StrEnum):
    """What a value is.

    LIST: slugs or codes (a tuple). JSON: anything that JSON can say. TIME: a moment, to the second, in UTC.
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    LIST = "list"
    JSON = "json"


MOST = 2**31 - 1
SMALL = 2**15 - 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `says` describes it in the dictionary.

    `longest` is in letters; `most` is the largest number, the least is 0; `among` are all the words it may hold.
    """

    name: str
    kind: Kind
    says: str
    is_required: bool = False
    longest: int | None = None
    most: int | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of another table by its columns; `is_whole` where that row may be in another package."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key` are the columns by which a row is known. `is_whole`: only in the package of everything."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    is_whole: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def text(name: str, says: str, longest: int | None = None, among: tuple[str, ...] = ()) -> Column:
    """Words that may be missing."""
    return Column(name, Kind.TEXT, says, longest=longest, among=among)


def must(name: str, says: str, longest: int | None = None, among: tuple[str, ...] = ()) -> Column:
    """Words that are never missing."""
    return Column(name, Kind.TEXT, says, is_required=True, longest=longest, among=among)


def whole(name: str, says: str, most: int = MOST, *, is_required: bool = False) -> Column:
    """A whole number from 0."""
    return Column(name, Kind.INTEGER, says, is_required, most=most)


def number(name: str, says: str) -> Column:
    """A number that is never missing."""
    return Column(name, Kind.NUMBER, says, is_required=True)


def day(name: str, says: str) -> Column:
    """A day."""
    return Column(name, Kind.DATE, says)


def moment(name: str, says: str, *, is_required: bool = False) -> Column:
    """A moment in UTC."""
    return Column(name, Kind.TIME, says, is_required)


def flag(name: str, says: str) -> Column:
    """True or false, never missing."""
    return Column(name, Kind.BOOLEAN, says, is_required=True)


def slugs(name: str, says: str) -> Column:
    """A list of slugs or codes."""
    return Column(name, Kind.LIST, says)


def value(name: str, says: str) -> Column:
    """Anything that JSON can say."""
    return Column(name, Kind.JSON, says)


def refer(column: str, table: str, target: str, *, is_whole: bool = False) -> Reference:
    """One column that names a row of another table."""
    return Reference((column,), table, (target,), is_whole)
