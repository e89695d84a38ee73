"""Full-text search over meetings, mechanisms and publications, alike on every engine."""

from django.db import connection
from django.db.models.expressions import RawSQL

from iscm.domain.searching import Bounds, Hits
from iscm.register.queries.analyser import asked
from iscm.register.queries.search_database import of_database
from iscm.register.queries.search_engine import told_by_engine

__all__ = ["MOST_SORTED", "Hits", "meetings_of_year_saying", "meetings_saying", "search"]

MOST_RANKED = 500
MOST_TOLD = 100  # of what is told by date
# More than these are not ranked, and more than those not sorted.
MOST_WEIGHED, MOST_SORTED = 2_000, 10_000


def search(query: str) -> Hits:
    """Everything that has all the words of a query, the last of which may be unfinished.

    Three queries at most. Where a search engine is set and sound, it is asked in place of the database.
    """
    wanted = asked(query)
    if not wanted:
        return Hits()
    bounds = Bounds(ranked=MOST_RANKED, told=MOST_TOLD, weighed=MOST_WEIGHED, counted=MOST_SORTED)
    found = told_by_engine(wanted, bounds)
    return of_database().find(wanted, bounds) if found is None else found


def meetings_saying(query: str) -> RawSQL | None:
    """The uids of all meetings with all the words of a query, unranked, as a part of another question.

    None for a query without words. Always the database's own: what other filters leave is found in the same statement,
    at the same moment of the register, while an engine would have to hand over all of its hits first.
    """
    wanted = asked(query)
    if not wanted:
        return None
    database = of_database()
    return RawSQL(database.meetings, [database.match(wanted)])  # noqa: S611  # fixed text; the words are a parameter


def meetings_of_year_saying(year: int, query: str) -> dict[str, int] | None:
    """The meetings with all the words of a query among those that say a year: their keys by uid. One query.

    Every meeting of a year says it (see `operations/index.py`), others may. None for a query without words. The
    database's own, as `meetings_saying`.
    """
    wanted = asked(query)
    if not wanted:
        return None
    database = of_database()
    with connection.cursor() as cursor:
        cursor.execute(database.keys, [database.match([(str(year), str(year)), *wanted])])
        return dict(cursor.fetchall())
