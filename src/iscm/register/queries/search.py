"""Full-text search over meetings, mechanisms and publications, alike on both databases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from iscm.register.models.search import SearchEntry
from iscm.register.queries.analyser import asked

MOST_RANKED = 500
MOST_TOLD = 100  # of what is told by date
# More than these are not ranked, and more than those not sorted.
MOST_WEIGHED, MOST_SORTED = 2_000, 10_000

# A word in a title weighs four times one in the body; equals stand by date, the latest first.
_SQLITE = """
SELECT entry.kind, entry.key FROM register_searchindex
JOIN register_searchentry AS entry ON entry.id = register_searchindex.rowid
WHERE register_searchindex MATCH %s
ORDER BY bm25(register_searchindex, 4.0, 1.0), entry.day DESC, entry.id LIMIT %s
"""
_POSTGRESQL = """
SELECT kind, key FROM register_searchentry, to_tsquery('simple', %s) AS query
WHERE (setweight(to_tsvector('simple', title_tokens), 'A')
  || setweight(to_tsvector('simple', body_tokens), 'D')) @@ query
ORDER BY ts_rank('{0.25, 0.25, 0.25, 1}',
  setweight(to_tsvector('simple', title_tokens), 'A') || setweight(to_tsvector('simple', body_tokens), 'D'),
  query) DESC, day DESC NULLS LAST, id LIMIT %s
"""
_SQLITE_MEETINGS = """
SELECT entry.key FROM register_searchindex
JOIN register_searchentry AS entry ON entry.id = register_searchindex.rowid
WHERE register_searchindex MATCH %s AND entry.kind = 'meeting'
"""
_POSTGRESQL_MEETINGS = """
SELECT key FROM register_searchentry, to_tsquery('simple', %s) AS query
WHERE (setweight(to_tsvector('simple', title_tokens), 'A')
  || setweight(to_tsvector('simple', body_tokens), 'D')) @@ query AND kind = 'meeting'
"""
_JOINED = "SELECT meeting.uid, meeting.id FROM ({}) AS said JOIN register_meeting AS meeting ON meeting.uid = said.key"
_SQLITE_KEYS, _POSTGRESQL_KEYS = _JOINED.format(_SQLITE_MEETINGS), _JOINED.format(_POSTGRESQL_MEETINGS)


_NUMBER = "SELECT COUNT(*) FROM (SELECT 1 FROM {} LIMIT %s) AS found"
_SQLITE_NUMBER = _NUMBER.format("register_searchindex WHERE register_searchindex MATCH %s")
_POSTGRESQL_NUMBER = _NUMBER.format(_POSTGRESQL_MEETINGS.partition("FROM ")[2].removesuffix(" AND kind = 'meeting'\n"))
_LATEST = " ORDER BY day DESC NULLS LAST, id LIMIT %s"
_SQLITE_LATEST = _SQLITE_MEETINGS + _LATEST.replace("day", "entry.day").replace(" id ", " entry.id ")
_POSTGRESQL_LATEST = _POSTGRESQL_MEETINGS + _LATEST


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys found by kind of thing: best first, or `by_date`, where more than 2,000 have the words, latest first.

    `number` is how many were found, at most 10,001. `is_cut`: there are more than are told.
    """

    meetings: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    publications: tuple[int, ...] = ()
    is_cut: bool = False
    number: int = 0
    by_date: bool = False


def search(query: str) -> Hits:
    """Everything that has all the words of a query, the last of which may be unfinished. Three queries at most.

    Ranking costs as much as there is to rank, so of very many the latest are told.
    """
    wanted = asked(query)
    if not wanted:
        return Hits()
    match = _match(wanted) if connection.vendor == "sqlite" else _tsquery(wanted)
    number = _number(match)
    if number > MOST_SORTED:
        return _found([*_others(wanted), *_latest_of_all(wanted)], number, by_date=True)
    if number > MOST_WEIGHED:
        return _found([*_others(wanted), *_latest_of_found(match)], number, by_date=True)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL, [match, MOST_RANKED])
        return _found(cursor.fetchall(), number)


def _found(rows: Iterable[tuple[str, str]], number: int, *, by_date: bool = False) -> Hits:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, key in rows:
        found[kind].append(key)
    publications = tuple(int(key) for key in found["publication"])
    told = sum(map(len, found.values()))
    is_cut = number > min(told, MOST_SORTED)
    return Hits(tuple(found["meeting"]), tuple(found["mechanism"]), publications, is_cut, number, by_date)


def _number(match: str) -> int:
    """How many things have the words, as far as that matters."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_NUMBER if is_sqlite else _POSTGRESQL_NUMBER, (match, MOST_SORTED + 1))
        return int(cursor.fetchone()[0])


def _latest_of_found(match: str) -> list[tuple[str, str]]:
    """The latest of the meetings that were found: all of them are sorted."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_LATEST if connection.vendor == "sqlite" else _POSTGRESQL_LATEST, [match, MOST_TOLD])
        return [("meeting", key) for (key,) in cursor.fetchall()]


def _latest_of_all(wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The latest of all meetings with the words, of which there are many: going back through time soon has some."""
    rows = _saying(wanted).filter(kind="meeting", day__isnull=False).order_by("-day", "-id")
    return [("meeting", key) for key in rows.values_list("key", flat=True)[:MOST_TOLD]]


def _others(wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The mechanisms and publications that have the words: among so few no index is needed."""
    rows = _saying(wanted).filter(kind__in=("mechanism", "publication")).order_by("kind", "id")
    return list(rows.values_list("kind", "key")[:MOST_RANKED])


def _saying(wanted: list[tuple[str, str]]) -> QuerySet[SearchEntry]:
    """The entries whose tokens have all the words, looked for in the tokens themselves: letters and digits alone."""
    blank = Value(" ")
    told = Concat(blank, "title_tokens", blank, "body_tokens", blank, output_field=TextField())
    rows = SearchEntry.objects.annotate(told=told)
    *whole, (stem, word) = wanted
    for part, _ in whole:
        rows = rows.filter(told__contains=f" {part} ")
    return rows.filter(Q(told__contains=f" {stem} ") | Q(told__contains=f" {word}"))


def meetings_saying(query: str) -> RawSQL | None:
    """The uids of all meetings with all the words of a query, unranked, as a part of another question.

    None for a query without words.
    """
    wanted = asked(query)
    if not wanted:
        return None
    if connection.vendor == "sqlite":
        return RawSQL(_SQLITE_MEETINGS, [_match(wanted)])  # noqa: S611  # fixed text; the words are a parameter
    return RawSQL(_POSTGRESQL_MEETINGS, [_tsquery(wanted)])  # noqa: S611  # fixed text; the words are a parameter


def meetings_of_year_saying(year: int, query: str) -> dict[str, int] | None:
    """The meetings with all the words of a query among those that say a year: their keys by uid. One query.

    Every meeting of a year says it (see `operations/index.py`), others may. None for a query without words.
    """
    wanted = asked(query)
    if not wanted:
        return None
    told = [(str(year), str(year)), *wanted]
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_KEYS if is_sqlite else _POSTGRESQL_KEYS, [_match(told) if is_sqlite else _tsquery(told)])
        return dict(cursor.fetchall())


def _match(wanted: list[tuple[str, str]]) -> str:
    """The query for FTS5; every token is quoted, so that nothing in it is read as an operator."""
    *whole, (stem, word) = wanted
    return " AND ".join([*(f'"{stem}"' for stem, _ in whole), f'("{stem}" OR "{word}" *)'])


def _tsquery(wanted: list[tuple[str, str]]) -> str:
    """The query for PostgreSQL; every token is quoted."""
    *whole, (stem, word) = wanted
    return " & ".join([*(f"'{stem}'" for stem, _ in whole), f"('{stem}' | '{word}':*)"])
