"""A place for a register of its own, empty, beside that of the tests: a file on SQLite, a schema on PostgreSQL."""

from contextlib import contextmanager

from django.db import connection, connections

from iscm.project.environment import SQLITE_OPTIONS


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
    usual = connections["default"]
    settings = {**usual.settings_dict, "NAME": folder / f"{name}.sqlite3", "OPTIONS": dict(SQLITE_OPTIONS)}
    connections["default"] = led = type(usual)(settings, "default")
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
