"""The database itself: its file, its pages, keys that lead nowhere, and what its own programs say of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from iscm.domain.health import Ailment, Tell

MOST = 100
REINDEX = "make the database's indexes anew"
HEADER, MAGIC = 100, b"SQLite format 3\0"
LARGEST_PAGE = 65_536  # which the two bytes of the header cannot hold: it stands there as 1
OF_INDEXES = re.compile(r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index")

OF_WORDS = "FTS5"  # newer SQLites look into the index of words as well: the check of the search tells of it


def file_ailments() -> Iterator[Ailment]:
    """Whether an SQLite file is one, and as long as its first page says; reads a hundred bytes."""
    place = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not place.is_file() or not (size := place.stat().st_size):
        return
    log = place.with_name(f"{place.name}-wal")
    is_settled = not (log.is_file() and log.stat().st_size)  # else pages may be on their way from there
    with place.open("rb") as handle:
        header = handle.read(HEADER)
    if not header.startswith(MAGIC) or len(header) < HEADER:
        yield Ailment(f"{place} is no SQLite database: its first bytes are others")
        return
    page = int.from_bytes(header[16:18], "big")
    page = LARGEST_PAGE if page == 1 else page
    pages, is_counted = int.from_bytes(header[28:32], "big"), header[24:28] == header[92:96]
    if is_counted and is_settled and size < page * pages:
        yield Ailment(f"{place} was cut off: it has {size:,} of {page * pages:,} bytes")


def page_ailments(tell: Tell) -> Iterator[Ailment]:
    """What the database's own check says of its pages and indexes; reads all of them."""
    tell(0, 1, "pages of the database")
    yield from _sqlite_pages() if connection.vendor == "sqlite" else _server_indexes(tell)


def _sqlite_pages() -> Iterator[Ailment]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST})")
        lines = [str(line) for (line,) in cursor.fetchall()]
    found = [line for line in lines if line != "ok" and OF_WORDS not in line]
    if found and all(OF_INDEXES.search(line) for line in found):
        yield Ailment(f"indexes of the database do not fit its rows ({found[0]})", mend=REINDEX)
    elif found:
        yield Ailment(f"the database is damaged ({' '.join(found[0].split())}; {len(found)} such)")


def _server_indexes(tell: Tell) -> Iterator[Ailment]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace"
        )
        for (name,) in cursor.fetchall():
            yield Ailment(f"the index {name} is not valid", mend=REINDEX)
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(
            "SELECT c.oid, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND i.indisvalid"
            " AND c.relnamespace = current_schema()::regnamespace ORDER BY 2"
        )
        for done, (oid, name) in enumerate(indexes := cursor.fetchall()):
            tell(done, len(indexes), name)
            yield from _checked_index(oid, name)


def _checked_index(oid: int, name: str) -> Iterator[Ailment]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT bt_index_check(%s::oid::regclass, true)", [oid])
    except DatabaseError as error:
        yield Ailment(f"the index {name} does not fit its rows ({' '.join(str(error).split())})", mend=REINDEX)


def collation_ailments() -> Iterator[Ailment]:
    """Whether the rules by which a PostgreSQL sorts text are still those by which it built its indexes."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname, datcollversion, pg_database_collation_actual_version(oid) FROM pg_database"
            " WHERE datname = current_database()"
        )
        name, built, now = cursor.fetchone()
    if built and built != now:
        yield Ailment(
            f"the machine sorts text otherwise ({now}) than when the indexes were built ({built})",
            f'REINDEX DATABASE "{name}"; ALTER DATABASE "{name}" REFRESH COLLATION VERSION;',
        )


def key_ailments(tell: Tell) -> Iterator[Ailment]:
    """Rows that lead to rows that are not there."""
    pairs = list(_foreign_keys())
    for done, (model, field) in enumerate(pairs):
        meta = model._meta  # noqa: SLF001  # Django's name for it
        tell(done, len(pairs), meta.db_table)
        if lost := _lost(meta.db_table, str(field.column), field.related_model._meta):  # noqa: SLF001  # as above
            yield Ailment(f"{lost} rows of {meta.db_table} lead by {field.column} to rows that are not there")


def _foreign_keys() -> Iterator[tuple[type[models.Model], "models.ForeignKey[models.Model, models.Model]"]]:
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:  # noqa: SLF001  # as above
            if isinstance(field, models.ForeignKey) and model._meta.db_table in tables:  # noqa: SLF001  # as above
                yield model, field


def _lost(table: str, column: str, parent: "models.options.Options[models.Model]") -> int:
    quoted = connection.ops.quote_name
    key, lead = quoted(str(parent.pk.column)) if parent.pk else "id", f"child.{quoted(column)}"
    pairs = f"{quoted(table)} AS child LEFT JOIN {quoted(parent.db_table)} AS parent ON parent.{key} = {lead}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {pairs} WHERE parent.{key} IS NULL AND {lead} IS NOT NULL")  # noqa: S608  # names of ours
        return int(cursor.fetchone()[0])
