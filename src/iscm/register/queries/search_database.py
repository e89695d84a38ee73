"""The engines that need no other machine: FTS5 of SQLite, and PostgreSQL's index of words. Both find the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from iscm.domain.searching import Bounds, Hits, Wanted, hits_of
from iscm.register.models.search import SearchEntry

# CROSS, so that SQLite begins with the words: going through all entries of a kind, it would look up the words of each.
_SQLITE_FOUND = """register_searchindex
CROSS JOIN register_searchentry AS entry ON entry.id = register_searchindex.rowid
WHERE register_searchindex MATCH %s"""
_WORDS = "setweight(to_tsvector('simple', title_tokens), 'A') || setweight(to_tsvector('simple', body_tokens), 'D')"
_POSTGRESQL_FOUND = f"register_searchentry AS entry, to_tsquery('simple', %s) AS query WHERE ({_WORDS}) @@ query"
_KEY = "SELECT entry.key FROM {found} AND entry.kind = 'meeting'"
_LATEST = f"{_KEY} ORDER BY entry.day DESC NULLS LAST, entry.id DESC LIMIT %s"
_NUMBER = "SELECT COUNT(*) FROM (SELECT 1 FROM {found} LIMIT %s) AS found"
# A word in a title weighs four times one in the body; equals stand by date, the latest first.
_RANKED = "SELECT entry.kind, entry.key FROM {found} ORDER BY {rank}, entry.day DESC NULLS LAST, entry.id LIMIT %s"
_JOINED = "SELECT meeting.uid, meeting.id FROM ({}) AS said JOIN register_meeting AS meeting ON meeting.uid = said.key"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The questions of one database, each with the words first and then the most rows; and how it is told the words."""

    match: Callable[[Wanted], str]
    meetings: str
    keys: str
    number: str
    latest: str
    ranked: str

    def find(self, wanted: Wanted, bounds: Bounds) -> Hits:
        """What has all the words. Three questions at most.

        Ranking costs as much as there is to rank, so of very many the latest are told.
        """
        match = self.match(wanted)
        ((number,),) = _rows(self.number, match, bounds.counted + 1)
        if number <= bounds.weighed:
            return hits_of(_rows(self.ranked, match, bounds.ranked), number, bounds)
        if number > bounds.counted:
            latest = _latest_of_all(wanted, bounds.told)
        else:
            latest = [key for (key,) in _rows(self.latest, match, bounds.told)]
        rows = [*_others(wanted, bounds.ranked), *(("meeting", key) for key in latest)]
        return hits_of(rows, number, bounds, by_date=True)


def of_database() -> Dialect:
    """The engine of the database that the register is in."""
    return FTS5 if connection.vendor == "sqlite" else POSTGRESQL


def _dialect(found: str, number: str, rank: str, match: Callable[[Wanted], str]) -> Dialect:
    meetings, latest, ranked = (form.format(found=found, rank=rank) for form in (_KEY, _LATEST, _RANKED))
    return Dialect(match, meetings, _JOINED.format(meetings), _NUMBER.format(found=number), latest, ranked)


def _match(wanted: Wanted) -> str:
    """The query for FTS5; every token is quoted, so that nothing in it is read as an operator."""
    *whole, (stem, word) = wanted
    return " AND ".join([*(f'"{stem}"' for stem, _ in whole), f'("{stem}" OR "{word}" *)'])


def _tsquery(wanted: Wanted) -> str:
    """The query for PostgreSQL; every token is quoted."""
    *whole, (stem, word) = wanted
    return " & ".join([*(f"'{stem}'" for stem, _ in whole), f"('{stem}' | '{word}':*)"])


FTS5 = _dialect(
    _SQLITE_FOUND,
    "register_searchindex WHERE register_searchindex MATCH %s",
    "bm25(register_searchindex, 4.0, 1.0)",
    _match,
)
POSTGRESQL = _dialect(
    _POSTGRESQL_FOUND, _POSTGRESQL_FOUND, f"ts_rank('{{0.25, 0.25, 0.25, 1}}', {_WORDS}, query) DESC", _tsquery
)


def _rows(question: str, match: str, most: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, [match, most])
        return list(cursor.fetchall())


def _latest_of_all(wanted: Wanted, most: int) -> list[str]:
    """The latest of all meetings with the words, of which there are many: going back through time soon has some."""
    rows = _saying(wanted).filter(kind="meeting", day__isnull=False).order_by("-day", "-id")
    return list(rows.values_list("key", flat=True)[:most])


def _others(wanted: Wanted, most: int) -> list[tuple[str, str]]:
    """The mechanisms and publications that have the words: among so few no index is needed."""
    rows = _saying(wanted).filter(kind__in=("mechanism", "publication")).order_by("kind", "id")
    return list(rows.values_list("kind", "key")[:most])


def _saying(wanted: Wanted) -> QuerySet[SearchEntry]:
    """The entries whose tokens have all the words, looked for in the tokens themselves: letters and digits alone."""
    blank = Value(" ")
    told = Concat(blank, "title_tokens", blank, "body_tokens", blank, output_field=TextField())
    rows = SearchEntry.objects.annotate(told=told)
    *whole, (stem, word) = wanted
    for part, _ in whole:
        rows = rows.filter(told__contains=f" {part} ")
    return rows.filter(Q(told__contains=f" {stem} ") | Q(told__contains=f" {word}"))
