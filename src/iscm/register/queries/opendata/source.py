"""The register as a source of open data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count, Max

from iscm.publication.opendata.columns import Row
from iscm.publication.opendata.terms import Terms
from iscm.register.models import Meeting
from iscm.register.queries.opendata import documents, meetings, reference, work
from iscm.register.queries.opendata.numbering import Numbers
from iscm.register.queries.opendata.wanted import Wanted
from iscm.register.queries.rows import listed

ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    **meetings.ROWS,
    **reference.ROWS,
    **documents.ROWS,
    **work.ROWS,
}


class RegisterSource:
    """The rows of what the register holds at one moment: read inside `snapshot`, and made anew for another moment."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._numbered: dict[str, Numbers] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have meetings, the earliest first. One query."""
        found = listed().filter(year__isnull=False).order_by("year").values_list("year", flat=True).distinct()
        return tuple(year for year in found if year is not None)

    def rows(self, table: str, year: int | None = None) -> Iterator[Row]:
        """The rows of a table, read in pieces."""
        return ROWS[table](Wanted(year, self.terms.address, self._numbered))


def counted_by_year() -> dict[int | None, tuple[int, datetime | None]]:
    """By year, and for everything by None: how many rows its table of meetings has, and when one changed last.

    One query.
    """
    rows = Meeting.objects.order_by().values_list("year").annotate(rows=Count("id"), at=Max("last_modified"))
    found = {year: (number, at) for year, number, at in rows}
    moments = [at for _, at in found.values() if at]
    return {**found, None: (sum(number for number, _ in found.values()), max(moments, default=None))}


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside is of one moment, whoever writes meanwhile; nobody is kept from writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # A transaction of Django's begins by keeping writers away; one that only reads need not.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
