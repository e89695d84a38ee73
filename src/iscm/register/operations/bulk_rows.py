"""Many rows written at once: what `bulk_create` and `bulk_update` do, without an object and an expression a value.

SQLite takes one prepared statement and the rows; PostgreSQL a COPY, and for updates one statement with a list for each
column. The caller holds the register (see `stamps.hold`), so that keys can be taken before rows are written.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import connection, models

Value = Any
Field: TypeAlias = "models.Field[Any, Any]"
Cursor = Any
"""Takes rows as they come, which the types of Django do not know."""
Row = Sequence[Value]
BATCH = 2000
"""Rows of one statement on PostgreSQL; so many are in memory a second time."""

ENCODE = json.JSONEncoder(check_circular=False).encode
"""As `json.dumps`, but for looking for values within themselves: what is read and worked out has none."""

CASTS: tuple[tuple[Any, str], ...] = (
    (models.JSONField, "text[]::jsonb[]"),
    (models.DateTimeField, "timestamptz[]"),
    (models.DateField, "date[]"),
    (models.BooleanField, "boolean[]"),
    (models.FloatField, "double precision[]"),
    (models.CharField, "text[]"),
    (models.TextField, "text[]"),
)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Put rows at the end of a table: the values of these columns (`document_id` for a key), which `names` gives.

    Other columns get their defaults. Raises `IntegrityError` as the database does.
    """
    fields = [_field(model, name) for name in names]
    named = set(names)
    rest = [one for one in model._meta.concrete_fields if not one.primary_key and one.attname not in named]  # noqa: SLF001  # Django's public name
    filled = [one for one in rest if one.has_default() or not one.null]
    defaults = [_prepare(one, one.get_default()) for one in filled]
    writers = [(place, write) for place, one in enumerate(fields) if (write := _writer(one))]
    prepared = (_prepared(row, writers, defaults) for row in rows)
    columns = ", ".join(_column(one) for one in (*fields, *filled))
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001  # as above
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({columns}) FROM STDIN", prepared)
    else:
        marks = ", ".join(["%s"] * (len(fields) + len(filled)))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  # names of our own columns
        cursor: Cursor
        with connection.cursor() as cursor:
            cursor.executemany(statement, prepared)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Put new rows that are objects at the end of their table, all of one model, each with a key or none.

    Those without do not learn which one they get.
    """
    if not rows:
        return
    model, is_keyed = type(rows[0]), rows[0].pk is not None
    names = [one.attname for one in model._meta.concrete_fields if is_keyed or not one.primary_key]  # noqa: SLF001  # as above
    insert(model, names, ([getattr(row, name) for name in names] for row in rows))


def update(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> None:
    """Set columns of known rows: each row is its key and then the values of `names`."""
    if not rows or not names:
        return
    fields = [model._meta.pk, *(_field(model, name) for name in names)]  # noqa: SLF001  # as above
    writers = [(place, write) for place, one in enumerate(fields) if one and (write := _writer(one))]
    prepared = [_prepared(row, writers, []) for row in rows]
    columns = [_column(one) for one in fields if one]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001  # as above
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            casts = ", ".join(f"%s::{_cast(one)}" for one in fields if one)
            told = ", ".join(f"{name} = told.{name}" for name in columns[1:])
            lists = f"unnest({casts}) AS told({', '.join(columns)})"
            statement = f"UPDATE {table} SET {told} FROM {lists} WHERE {table}.{columns[0]} = told.{columns[0]}"  # noqa: S608  # as above
            for start in range(0, len(prepared), BATCH):
                cursor.execute(
                    statement, [list(column) for column in zip(*prepared[start : start + BATCH], strict=True)]
                )
        else:
            told = ", ".join(f"{name} = %s" for name in columns[1:])
            statement = f"UPDATE {table} SET {told} WHERE {columns[0]} = %s"  # noqa: S608  # as above
            cursor.executemany(statement, [(*values, key) for key, *values in prepared])


def next_keys(model: type[models.Model], number: int) -> Sequence[int]:
    """The keys that the next rows of a table get, ascending; on PostgreSQL they are taken from its sequence."""
    table = model._meta.db_table  # noqa: SLF001  # as above
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(f"SELECT nextval({sequence}::regclass) FROM generate_series(1, %s)", [f'"{table}"', number])  # noqa: S608  # as above
            return sorted(key for (key,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + number)


def _copy(statement: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _prepared(row: Row, writers: list[tuple[int, Callable[[Value], Value]]], defaults: Row) -> Row:
    held = [*row, *defaults]
    for place, write in writers:
        held[place] = write(held[place])
    return held


def _field(model: type[models.Model], name: str) -> Field:
    return next(one for one in model._meta.concrete_fields if one.attname == name)  # noqa: SLF001  # as above


def _column(field: Field) -> str:
    return connection.ops.quote_name(str(field.column))


def _prepare(field: Field, value: Value) -> Value:
    write = _writer(field)
    return write(value) if write else value


def _writer(field: Field) -> Callable[[Value], Value] | None:
    """How a value becomes what the driver takes; None where it is that already."""
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.DateTimeField):
        return lru_cache(4096)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return lru_cache(4096)(connection.ops.adapt_datefield_value)
    return None


def _json(value: Value) -> str | None:
    if type(value) is int:
        return str(value)
    return None if value is None else ENCODE(value)


def _cast(field: Field) -> str:
    return next((name for kind, name in CASTS if isinstance(field, kind)), "bigint[]")
