"""A place for a register of its own, empty, beside that of the tests: a file on SQLite, a schema on PostgreSQL."""

from contextlib import contextmanager

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from iscm.project.environment import sqlite


@contextmanager
def empty_place(folder, name="register"):
    """Django's connection leads to an empty place as long as the block runs; within a test's transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('search_path')")
            usual = cursor.fetchone()[0]
            cursor.execute(f"CREATE SCHEMA {name}_place")
            cursor.execute("SELECT set_config('search_path', %s, true)", [f"{name}_place"])
            yield
            cursor.execute("SELECT set_config('search_path', %s, true)", [usual])
        return
    with empty_file(folder / f"{name}.sqlite3"):
        yield


@contextmanager
def empty_file(file):
    """Django's connection leads to this SQLite file as long as the block runs, whatever database is tested."""
    usual = connections["default"]
    connections["default"] = led = DatabaseWrapper({**usual.settings_dict, **sqlite(file)}, "default")
    try:
        yield
    finally:
        led.close()
        connections["default"] = usual


def all_rows(apps):
    """Every row of every table of these models, by the label of the model."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = model._base_manager.order_by("pk").values_list()
        found[model._meta.label] = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]
    return found
