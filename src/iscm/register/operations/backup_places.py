"""A place for a new register beside the one in use, and the swap: all of it or nothing, and the old one is kept.

With SQLite the place is a file, and its pages are put over the old ones in one transaction of SQLite's own. With
PostgreSQL it is a schema, and all of it is one transaction.
"""

import glob
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from iscm.register.operations.backup_archive import BackupError
from iscm.register.operations.backup_files import refuse_taken
from iscm.register.operations.backup_tables import Model, holds_anything, meta_of
from iscm.register.queries.vocabulary import look_again

ALIAS = "default"
NEW_SCHEMA = "iscm_new"
PATIENCE = "20s"
STOP = "Stop iscm serve and whatever else uses the register, then restore again."
NOT_EMPTY = "The register is not empty: with --replace it is kept beside under another name, and the backup put there."
# Nothing of a draft must survive a power cut.
DRAFT_OPTIONS = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"}
TAILS = ("", "-wal", "-shm", "-journal")

Fill = Callable[[], None]


def replace_register(models: list[Model], fill: Fill, stamp: str, *, is_replaced: bool) -> str:
    """Let `fill` make a register in an empty place, then put it where the old one is; gives where the old one is kept.

    Empty if there was none. While `fill` runs, Django's connection leads to the new place. Raises `BackupError` if the
    old one is not empty and shall not be replaced, or is in use; whatever fails leaves everything as it was.
    """
    is_empty = _is_empty(models)
    if not (is_empty or is_replaced):
        raise BackupError(NOT_EMPTY)
    way = _in_schema if connection.vendor == "postgresql" else _in_file
    try:
        return way(models, fill, "" if is_empty else stamp)
    finally:
        look_again()


def _is_empty(models: list[Model]) -> bool:
    try:
        return not holds_anything(models)
    except DatabaseError:
        if connection.vendor == "postgresql":
            raise
        return False  # a file that SQLite cannot read is something too


def _in_file(_models: list[Model], fill: Fill, stamp: str) -> str:
    place = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    with connection.wrap_database_errors:
        _refuse_used_file(place)
    for left in place.parent.glob(f".{glob.escape(place.name)}.new-*"):  # by a process that was killed
        left.unlink()
    draft, kept = place.with_name(f".{place.name}.new-{os.getpid()}"), place.with_name(_dated(place, stamp))
    refuse_taken(kept)
    try:
        with _led_to(draft):
            fill()
        with connection.wrap_database_errors:
            if stamp:
                _keep(place, kept)
            _put_in_place(place, draft, kept)
    finally:
        for tail in TAILS:
            draft.with_name(draft.name + tail).unlink(missing_ok=True)
    return str(kept) if stamp else ""


def _dated(place: Path, stamp: str) -> str:
    return f"{place.stem}-before-{stamp}{place.suffix}"


@contextmanager
def _led_to(file: Path) -> Iterator[None]:
    usual = connections[ALIAS]
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    settings = {**usual.settings_dict, "NAME": file, "OPTIONS": DRAFT_OPTIONS}
    led: BaseDatabaseWrapper = type(usual)(settings, ALIAS)
    connections[ALIAS] = led
    try:
        look_again()
        yield
    finally:
        led.close()
        connections[ALIAS] = usual


def _refuse_used_file(place: Path) -> None:
    """SQLite leaves its write-ahead log only when nobody else has the file open; the next who opens it turns back."""
    try:
        with closing(sqlite3.connect(place, timeout=1)) as held:
            held.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError(f"The register is in use. {STOP}") from None
        raise
    except sqlite3.DatabaseError:
        return  # no database at all: `_keep` and `_overwrite` see to that


def _keep(place: Path, kept: Path) -> None:
    draft = kept.with_name(f".{kept.name}.new-{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(place)) as old, closing(sqlite3.connect(draft)) as copy:
            old.backup(copy)
        draft.rename(kept)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        _set_aside(place, kept)
    finally:
        draft.unlink(missing_ok=True)


def _set_aside(place: Path, kept: Path) -> None:
    """A file that is no database any more is kept as it is, with what belongs to it."""
    for tail in TAILS:
        file = place.with_name(place.name + tail)
        if file.exists():
            file.rename(kept.with_name(kept.name + tail))


def _put_in_place(place: Path, draft: Path, kept: Path) -> None:
    try:
        _overwrite(place, draft)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # its pages could be copied, but nothing can be done in it
        _set_aside(place, kept)
        _overwrite(place, draft)


def _overwrite(place: Path, draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as new, closing(sqlite3.connect(place, timeout=1)) as old:
        if old.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise BackupError(f"The register is in use. {STOP}")
        new.backup(old)


def _in_schema(models: list[Model], fill: Fill, stamp: str) -> str:
    _refuse_used_server()
    kept = f"before_{stamp.replace('-', '_')}" if stamp else ""
    with transaction.atomic():
        path, usual = _asked("SELECT current_setting('search_path'), current_schema()")
        _do(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        _do(f"CREATE SCHEMA {NEW_SCHEMA}")
        _do(f"SET LOCAL search_path TO {NEW_SCHEMA}")
        look_again()
        fill()
        _do("SET CONSTRAINTS ALL IMMEDIATE")
        _swap_tables(models, str(usual), kept)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('search_path', %s, true)", [str(path)])
        _do("SET CONSTRAINTS ALL DEFERRED")
    return f"the schema {kept}" if kept else ""


def _refuse_used_server() -> None:
    (others,) = _asked(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    if others:
        raise BackupError(f"The register is in use by {others} other sessions. {STOP}")


def _swap_tables(models: list[Model], usual: str, kept: str) -> None:
    """The old tables go into a schema of their own, or away where they are empty; the new ones take their place."""
    names = {meta_of(model).db_table for model in models} | {"django_migrations"}
    if kept:
        _do(f"CREATE SCHEMA {kept}")
    for table in _tables_in(usual):
        if table in names or table.startswith("register_"):
            old = f"{_quoted(usual)}.{_quoted(table)}"
            _do(f"ALTER TABLE {old} SET SCHEMA {kept}" if kept else f"DROP TABLE {old} CASCADE")
    for function in _functions_in(usual):
        old = f"{_quoted(usual)}.{_quoted(function)}()"
        _do(f"ALTER FUNCTION {old} SET SCHEMA {kept}" if kept else f"DROP FUNCTION {old}")
    for function in _functions_in(NEW_SCHEMA):
        _do(f"ALTER FUNCTION {NEW_SCHEMA}.{_quoted(function)}() SET SCHEMA {_quoted(usual)}")
    for table in _tables_in(NEW_SCHEMA):
        _do(f"ALTER TABLE {NEW_SCHEMA}.{_quoted(table)} SET SCHEMA {_quoted(usual)}")
    _do(f"DROP SCHEMA {NEW_SCHEMA}")


def _tables_in(schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema])
        return [str(name) for (name,) in cursor.fetchall()]


def _functions_in(schema: str) -> list[str]:
    """The functions of our triggers: they go with their tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace AND starts_with(proname, 'register_')"
            " ORDER BY 1",
            [schema],
        )
        return [str(name) for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _asked(statement: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(cursor.fetchone())
