"""The tables: whether they are those of this program, with their columns, indexes and rules."""

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from iscm.domain.health import Ailment

_COLUMNS = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()",
}
_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " UNION SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
    " UNION SELECT tgname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid"
    " WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace",
}
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
        return
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    missing = [node for node in graph.nodes if node not in applied]
    before = [node for node in missing if any(child.key in applied for child in graph.node_map[node].children)]
    if before:
        name = ".".join(min(before))
        yield Ailment(f"the list of changes of the tables lacks {name}, which later ones rest on", FROM_BACKUP)
    elif missing:
        remedy = "stop all that serves, then run iscm serve: it brings the tables up to date"
        yield Ailment(f"{len(missing)} changes of the tables are waiting", remedy)


def table_ailments() -> Iterator[Ailment]:
    """Tables, columns, indexes and rules that the models have and the database has not. Two questions."""
    there, names = _columns(), known_names()
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta  # noqa: SLF001  # Django's name for it
        if meta.proxy or not meta.managed:
            continue
        if meta.db_table not in there:
            yield Ailment(f"the table {meta.db_table} is missing", FROM_BACKUP)
            continue
        for field in meta.local_concrete_fields:
            if field.column not in there[meta.db_table]:
                yield Ailment(f"the column {meta.db_table}.{field.column} is missing", FROM_BACKUP)
        yield from _rules(meta, names)
    for name in missing_of_search():
        yield Ailment(f"{name} of the search index is missing", mend=SEARCH_INDEX)


def _rules(meta: "models.options.Options[models.Model]", there: set[str]) -> Iterator[Ailment]:
    for index in meta.indexes:
        if index.name not in there:
            yield Ailment(f"the index {index.name} of {meta.db_table} is missing", mend=NAMED_INDEX)
    for rule in meta.constraints:
        if rule.name not in there:
            yield Ailment(f"the rule {rule.name} of {meta.db_table} is missing", FROM_BACKUP)


def _columns() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table, column in _asked(_COLUMNS[connection.vendor]):
        found[table].add(column)
    return found


def known_names() -> set[str]:
    """The names of all indexes, triggers, tables and rules that the database has."""
    return {name for (name,) in _asked(_NAMES[connection.vendor])} | _inline_rules()


def _inline_rules() -> set[str]:
    """SQLite keeps the name of a rule only in the words by which its table was made."""
    if connection.vendor != "sqlite":
        return set()
    made = " ".join(sql for (sql,) in _asked("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"))
    return set(re.findall(r'CONSTRAINT "([^"]+)"', made))


def _asked(question: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        rows: list[tuple[str, ...]] = cursor.fetchall()
    return rows


def search_statements() -> tuple[tuple[str, str], ...]:
    """What the database's own index of words consists of, by name, with the statement that makes each part."""
    made = import_module("iscm.register.migrations.0002_search")
    statements: tuple[str, ...] = made.SQLITE if connection.vendor == "sqlite" else made.POSTGRESQL
    return tuple((name_of(statement), statement) for statement in statements)


def name_of(statement: str) -> str:
    """The name of the table, index, function or trigger that a statement makes."""
    words = statement.replace("(", " (").split()
    kind = next(word for word in words if word in {"TABLE", "TRIGGER", "INDEX", "FUNCTION"})
    return words[words.index(kind) + 1]


def missing_of_search() -> list[str]:
    """The names of those parts that are not there."""
    there = known_names()
    return [name for name, _ in search_statements() if name not in there]
