"""The meetings that a map of the site names, in parts."""

from datetime import date

from iscm.register.queries.rows import listed

UNDATED = 0


def is_more_than(number: int) -> bool:
    """Whether readers see more meetings than so many. One query, which counts no further."""
    return listed().order_by().values("id")[: number + 1].count() > number


def changed_of_year(year: int) -> tuple[tuple[str, date], ...]:
    """The uid of every listed meeting of a year with the day it last changed; with `UNDATED` of no year. One query."""
    found = listed().filter(year=year) if year != UNDATED else listed().filter(year__isnull=True)
    return tuple((uid, at.date()) for uid, at in found.order_by("id").values_list("uid", "last_modified"))
