"""The search index against what it is made from: entries missing, extra or stale, and the database's own index."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from iscm.domain.health import Ailment, Tell
from iscm.register.models import SearchEntry
from iscm.register.operations.index import entries_of, entries_of_reference
from iscm.register.queries.health.tables import SEARCH_INDEX, missing_of_search, search_statements
from iscm.register.queries.rows import listed

AT_ONCE = 500
Key = tuple[str, str]
Said = tuple[object, str, str]
WORDS = {
    "missing": "{} things are missing from the search index",
    "extra": "{} entries of the search index lead to nothing",
    "stale": "{} entries of the search index say something else than what they are of",
}


def search_ailments(tell: Tell) -> Iterator[Ailment]:
    """What of the search index is not as it should be, by kind; in bounded memory."""
    found: Counter[str] = Counter()
    for wanted, stored in _pairs(tell):
        found.update(_differences(wanted, stored))
    found["extra"] += _extra().count()
    for kind, words in WORDS.items():
        if found[kind]:
            yield Ailment(words.format(found[kind]), mend=SEARCH_INDEX)
    if not found.total():
        yield from _own_index()


def mend_search(tell: Tell) -> None:
    """Put right what differs, then let the database make its own index anew; all or nothing."""
    with transaction.atomic():
        _make_missing()
        _make_own_index()  # what is broken in itself takes no change
        for wanted, stored in _pairs(tell):
            wrong = {key for key in {*wanted, *stored} if _said(wanted.get(key)) != _said(stored.get(key))}
            _drop(key for key in wrong if key in stored)
            SearchEntry.objects.bulk_create([wanted[key] for key in wrong if key in wanted], batch_size=AT_ONCE)
        _extra().delete()
        _make_own_index()


def _pairs(tell: Tell) -> Iterator[tuple[dict[Key, SearchEntry], dict[Key, SearchEntry]]]:
    """What should stand in the index and what does, for some things at a time."""
    total, done, last = listed().count(), 0, 0
    while pks := list(listed().filter(pk__gt=last).order_by("pk").values_list("pk", "uid")[:AT_ONCE]):
        tell(done, total, "search index")
        some = listed().filter(pk__gt=last, pk__lte=pks[-1][0])
        stored = SearchEntry.objects.filter(kind="meeting", key__in=[uid for _, uid in pks])
        yield _by_key(entries_of(some)), _by_key(stored)
        last, done = pks[-1][0], done + len(pks)
    yield _by_key(entries_of_reference()), _by_key(SearchEntry.objects.exclude(kind="meeting"))


def _by_key(entries: Iterable[SearchEntry]) -> dict[Key, SearchEntry]:
    return {(entry.kind, entry.key): entry for entry in entries}


def _said(entry: SearchEntry | None) -> Said | None:
    return (entry.day, entry.title_tokens, entry.body_tokens) if entry else None


def _differences(wanted: dict[Key, SearchEntry], stored: dict[Key, SearchEntry]) -> Iterator[str]:
    yield from ("missing" for key in wanted if key not in stored)
    yield from ("extra" for key in stored if key not in wanted)
    yield from ("stale" for key in wanted if key in stored and _said(wanted[key]) != _said(stored[key]))


def _extra() -> QuerySet[SearchEntry]:
    """Entries of meetings that no reader sees."""
    seen = listed().filter(uid=OuterRef("key")).order_by()
    return SearchEntry.objects.filter(kind="meeting").exclude(Exists(seen))


def _drop(keys: Iterable[Key]) -> None:
    for kind, key in keys:
        SearchEntry.objects.filter(kind=kind, key=key).delete()


def _own_index() -> Iterator[Ailment]:
    """Whether SQLite's index of words fits the entries; PostgreSQL keeps its own in step by itself."""
    if connection.vendor != "sqlite" or missing_of_search():
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO register_searchindex(register_searchindex, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        if "malformed" not in str(error):  # the database takes no changes: that says nothing of its index
            return
        yield Ailment("the index of words does not fit the entries of the search index", mend=SEARCH_INDEX)


def _make_missing() -> None:
    gone = set(missing_of_search())
    with connection.cursor() as cursor:
        for name, statement in search_statements():
            if name in gone:
                cursor.execute(statement)


def _make_own_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO register_searchindex(register_searchindex) VALUES ('rebuild')")
        else:
            cursor.execute("REINDEX TABLE register_searchentry")
