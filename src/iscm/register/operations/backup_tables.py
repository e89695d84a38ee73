"""The rows of every table as lines of JSON and back, by what Django knows of the tables at one state of them.

One way for both databases, so that what was kept from the one can be restored into the other.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps
from django.db.models.options import Options

from iscm.register.operations.backup_archive import BackupError

# Sessions, links and tokens that are good for once, and counts of attempts: they mean nothing on another day.
LEFT_OUT = frozenset(
    {
        "sessions.Session",
        "account.EmailConfirmation",
        "usersessions.UserSession",
        "socialaccount.SocialToken",
        "register.CacheEntry",
    }
)
CHUNK = 1000
MOST_BYTES = 8_000_000
Model = type[models.Model]
Row = list[Any]


def applied_migrations() -> dict[str, tuple[str, ...]]:
    """The migrations that made the tables what they are, by app; raises `BackupError` for any that we do not know."""
    loader = MigrationLoader(connection)
    found: dict[str, list[str]] = {}
    for app, name in sorted(loader.applied_migrations):
        if app in loader.migrated_apps:
            found.setdefault(app, []).append(name)
    state = {app: tuple(names) for app, names in found.items()}
    if unknown := unknown_migrations(loader, state):
        raise BackupError(f"The register is of a newer iscm ({unknown[0]}): upgrade iscm.")
    return state


def unknown_migrations(loader: MigrationLoader, state: Mapping[str, Iterable[str]]) -> list[str]:
    """What stands in a state and not in this iscm, as `app.name`."""
    known = set(loader.disk_migrations or ())
    return [f"{app}.{name}" for app, names in state.items() for name in names if (app, name) not in known]


def last_nodes(loader: MigrationLoader, state: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The migrations of a state, as Django's graph has them, after which none of the same app follows."""
    nodes = {(app, name) for app, names in state.items() for name in names} & set(loader.graph.nodes)
    pairs = [(node, parent.key) for node in nodes for parent in loader.graph.node_map[node].parents]
    return sorted(nodes - {before for node, before in pairs if before[0] == node[0]})


def apps_of(state: Mapping[str, Iterable[str]]) -> StateApps:
    """The models as they were at a state of the tables."""
    loader = MigrationLoader(connection)
    return loader.project_state(last_nodes(loader, state)).apps


def kept_models(apps: StateApps) -> list[Model]:
    """The models whose rows are kept, in the order of their labels."""
    found = apps.get_models(include_auto_created=True)
    kept = [model for model in found if label_of(model) not in LEFT_OUT and meta_of(model).managed]
    return sorted((model for model in kept if not meta_of(model).proxy), key=label_of)


def meta_of(model: Model) -> "Options[Any]":
    """What Django knows of a model."""
    return model._meta  # noqa: SLF001  # Django's name for it


def _rows(model: Model) -> "models.Manager[Any]":
    return model._base_manager  # noqa: SLF001  # Django's name for the manager that leaves nothing out


def label_of(model: Model) -> str:
    """The name of a model with its app."""
    return meta_of(model).label


def columns_of(model: Model) -> tuple[str, ...]:
    """The names of what a row has, in order."""
    return tuple(field.attname for field in meta_of(model).local_concrete_fields)


def count_rows(model: Model) -> int:
    """How many rows the table has."""
    return _rows(model).count()


def read_lines(model: Model) -> Iterator[bytes]:
    """Each row as a line, by its key; in bounded memory."""
    has_files = any(isinstance(field, models.BinaryField) for field in meta_of(model).local_concrete_fields)
    rows = _rows(model).order_by("pk").values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=1 if has_files else CHUNK):
        yield json.dumps(row, default=_word, separators=(",", ":")).encode("ascii") + b"\n"


def _word(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else str(value)


def write_lines(model: Model, lines: Iterable[bytes]) -> Iterator[int]:
    """Put the rows of these lines into an empty table; gives after each batch how many they were.

    Raises `ValueError` for a line that is no row of the table, and what the database says.
    """
    fields = meta_of(model).local_concrete_fields
    quoted = connection.ops.quote_name
    names, places = ", ".join(quoted(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(meta_of(model).db_table)} ({names}) VALUES ({places})"  # noqa: S608  # names of ours
    waiting = iter(lines)
    with connection.cursor() as cursor:
        while batch := list(_batch(waiting)):
            cursor.executemany(statement, [_row(fields, line) for line in batch])
            yield len(batch)


def _batch(lines: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for line in islice(lines, CHUNK):
        yield line
        size += len(line)
        if size > MOST_BYTES:
            return


def _row(fields: Iterable["models.Field[Any, Any]"], line: bytes) -> Row:
    try:
        values = json.loads(line)
        pairs = zip(fields, values, strict=True)
        return [field.get_db_prep_save(_value(field, value), connection) for field, value in pairs]
    except (ValueError, TypeError, RecursionError, ValidationError) as error:
        raise ValueError("a line is no row") from error


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value, validate=True)
    if isinstance(field, models.DateTimeField):
        return _moment(value)
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def number_on(found: list[Model]) -> None:
    """Let the next row of each table get a number that none has."""
    statements = connection.ops.sequence_reset_sql(no_style(), found)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def holds_anything(found: Iterable[Model]) -> bool:
    """Whether any of these tables has a row; those that Django fills by itself do not count."""
    tables = set(connection.introspection.table_names())
    by_itself = {"contenttypes.ContentType", "auth.Permission"}
    asked = [model for model in found if meta_of(model).db_table in tables and label_of(model) not in by_itself]
    return any(_has_row(model) for model in asked)


def _has_row(model: Model) -> bool:
    table = connection.ops.quote_name(meta_of(model).db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  # a name of ours
        return cursor.fetchone() is not None
