"""Rows that many tests begin with, made once in a process and put in again as they stood."""

from collections.abc import Callable, Hashable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

_KEPT: dict[Hashable, list[tuple[str, str, list[tuple]]]] = {}


def put_kept(key: Hashable, make: Callable[[], None]) -> None:
    """Leave in the register the rows that `make` makes; over an empty one it is called once in a process only.

    `make` must do nothing but write rows, and the same ones whenever it is called on an empty register.
    """
    if key in _KEPT and not any(_holds_rows(table) for table, _, _ in _KEPT[key]):
        with connection.cursor() as cursor:
            for _, statement, rows in _KEPT[key]:
                cursor.executemany(statement, rows)
            # A restore in a test sets the counters of ids to what it restored, and no rollback takes that back.
            for statement in connection.ops.sequence_reset_sql(no_style(), _models(key)):
                cursor.execute(statement)
        return
    is_first = key not in _KEPT and not any(_rows().values())
    make()
    if is_first:
        _KEPT[key] = [(table, _insert(table, len(rows[0])), rows) for table, rows in _rows().items() if rows]


def _holds_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
        return cursor.fetchone() is not None


def _rows() -> dict[str, list[tuple]]:
    """All rows of the register by table, as the database gives them."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("register").get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT {_columns(model)} FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found


def _models(key: Hashable) -> list:
    tables = {table for table, _, _ in _KEPT[key]}
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table in tables]


def _insert(table: str, width: int) -> str:
    (model,) = (one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table)
    values = ", ".join(["%s"] * width)
    return f"INSERT INTO {connection.ops.quote_name(table)} ({_columns(model)}) VALUES ({values})"


def _columns(model) -> str:
    fields = model._meta.local_concrete_fields
    return ", ".join(connection.ops.quote_name(field.column) for field in fields if not field.generated)
