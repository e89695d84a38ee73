"""The tables: whether they are those of this program, with their columns, indexes and rules."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from iscm.domain.health import Ailment

SEARCH_INDEX = "make the search index anew"
NAMED_INDEX = "make the missing index again"
FROM_BACKUP = "restore a backup"


def migration_ailments() -> Iterator[Ailment]:
    """Migrations that wait, and such that a newer program made."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations or ())
    ours = {app for app, _ in known}
    unknown = sorted(key for key in executor.loader.applied_migrations if key[0] in ours and key not in known)
    if unknown:
        name = ".".join(unknown[0])
        yield Ailment(f"the tables are of a newer iscm ({name} is not known here)", "upgrade iscm, or restore a backup")
    elif waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Ailment(
            f"{len(waiting)} changes of the tables are waiting",
            "stop all that serves, then run iscm serve or iscm manage migrate",
        )


def table_ailments() -> Iterator[Ailment]:
    """Tables, columns, indexes and rules that the models have and the database has not."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta  # noqa: SLF001  # Django's name for it
            if not meta.managed or meta.proxy:
                continue
            if meta.db_table not in there:
                yield Ailment(f"the table {meta.db_table} is missing", FROM_BACKUP)
                continue
            described = connection.introspection.get_table_description(cursor, meta.db_table)
            columns = {one.name for one in described}
            for field in meta.local_concrete_fields:
                if field.column not in columns:
                    yield Ailment(f"the column {meta.db_table}.{field.column} is missing", FROM_BACKUP)
            rules = set(connection.introspection.get_constraints(cursor, meta.db_table))
            yield from _rules(meta, rules)
        yield from _search_index()


def _rules(meta: "models.options.Options[models.Model]", there: set[str]) -> Iterator[Ailment]:
    for index in meta.indexes:
        if index.name not in there:
            yield Ailment(f"the index {index.name} of {meta.db_table} is missing", mend=NAMED_INDEX)
    for rule in meta.constraints:
        if rule.name not in there:
            yield Ailment(f"the rule {rule.name} of {meta.db_table} is missing", FROM_BACKUP)


def search_statements() -> tuple[tuple[str, str], ...]:
    """What the database's own index of words consists of, by name, with the statement that makes each part."""
    made = import_module("iscm.register.migrations.0002_search")
    statements: tuple[str, ...] = made.SQLITE if connection.vendor == "sqlite" else made.POSTGRESQL
    return tuple((_name(statement), statement) for statement in statements)


def _name(statement: str) -> str:
    words = statement.split()
    return words[words.index("TABLE" if "TABLE" in words else "TRIGGER" if "TRIGGER" in words else "INDEX") + 1]


def missing_of_search() -> list[str]:
    """The names of those parts that are not there."""
    catalogue = "sqlite_master" if connection.vendor == "sqlite" else "pg_class"
    column = "name" if connection.vendor == "sqlite" else "relname"
    names = [name for name, _ in search_statements()]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT {column} FROM {catalogue} WHERE {column} IN ({marks})", names)  # noqa: S608  # names of ours
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in names if name not in there]


def _search_index() -> Iterator[Ailment]:
    for name in missing_of_search():
        yield Ailment(f"{name} of the search index is missing", mend=SEARCH_INDEX)
