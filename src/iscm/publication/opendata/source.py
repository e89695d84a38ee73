"""What an export is made from."""

from collections.abc import Iterator
from typing import Any, Protocol

from iscm.publication.opendata.columns import Row
from iscm.publication.opendata.tables import TABLES


class Source(Protocol):
    """A register to be exported: rows by table, of everything or of one year, always in the same order."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have meetings, the earliest first."""

    def rows(self, table: str, year: int | None = None) -> Iterator[Row]:
        """The rows of a table; with `year`, those that the package of that year needs."""


def named_rows(source: Source, table: str, year: int | None = None) -> Iterator[dict[str, Any]]:
    """The same with the names of the columns."""
    names = TABLES[table].names
    return (dict(zip(names, row, strict=True)) for row in source.rows(table, year))
