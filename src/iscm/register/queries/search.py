"""Full-text search over meetings, mechanisms and publications, alike on both databases."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from iscm.register.queries.analyser import asked

MOST_RANKED = 500

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


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys found, best first, by kind of thing. `is_cut`: there were more than we rank."""

    meetings: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    publications: tuple[int, ...] = ()
    is_cut: bool = False


def search(query: str) -> Hits:
    """Everything that has all the words of a query, the last of which may be unfinished. At most one query."""
    wanted = asked(query)
    if not wanted:
        return Hits()
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        match = _match(wanted) if is_sqlite else _tsquery(wanted)
        cursor.execute(_SQLITE if is_sqlite else _POSTGRESQL, [match, MOST_RANKED + 1])
        rows = cursor.fetchall()
    found: dict[str, list[str]] = defaultdict(list)
    for kind, key in rows[:MOST_RANKED]:
        found[kind].append(key)
    return Hits(
        tuple(found["meeting"]),
        tuple(found["mechanism"]),
        tuple(int(key) for key in found["publication"]),
        len(rows) > MOST_RANKED,
    )


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
