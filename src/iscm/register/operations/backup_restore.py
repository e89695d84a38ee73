"""A backup put back: checked whole, built beside, compared with its records, and only then put in place."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps
from django.utils import timezone

from iscm.register.operations.backup_archive import AGAIN, Archive, BackupError, Tell, open_backup
from iscm.register.operations.backup_files import files_ready, put_files
from iscm.register.operations.backup_manifest import Manifest
from iscm.register.operations.backup_places import replace_register
from iscm.register.operations.backup_tables import (
    columns_of,
    kept_models,
    label_of,
    last_nodes,
    number_on,
    unknown_migrations,
    write_lines,
)
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.upgrade import renew_search


@dataclass(slots=True)
class Restored:
    """What was put back.

    `manifest` is what the backup says of itself. `kept` tells where the old register is, empty if there was none;
    `moved` are files that were set aside. `changed` meetings were worked out again, since this iscm has other facts or
    rules than the one that made the backup; `broken_log` is the first entry of the log that does not fit.
    """

    manifest: Manifest
    kept: str = ""
    moved: list[Path] = field(default_factory=list)
    changed: int = 0
    broken_log: int | None = None


def restore(path: Path, tell: Tell, *, is_replaced: bool = False, now: datetime | None = None) -> Restored:
    """Put a backup in the place of an empty register, or with `is_replaced` of any, which is then kept beside.

    Raises `BackupError` for a file that cannot be restored, a register that is not empty or is in use; whatever fails
    leaves everything as it was.
    """
    at = now or timezone.now()
    with open_backup(path, tell) as archive:
        restored = Restored(archive.manifest)
        _refuse_newer(archive)
        contents = {part.path: archive.content(part) for part in archive.manifest.files}
        models, stamp = list(apps.get_models(include_auto_created=True)), f"{at:%Y%m%d-%H%M%S}"
        with files_ready(contents) as drafts:
            fill = partial(_fill, archive, restored, tell, at)
            restored.kept = replace_register(models, fill, stamp, is_replaced=is_replaced)
            restored.moved = put_files(drafts, at)
    return restored


def _refuse_newer(archive: Archive) -> None:
    loader = MigrationLoader(None)
    if unknown := unknown_migrations(loader, archive.manifest.migrations):
        name = archive.path.name
        raise BackupError(f"{name} was made by a newer iscm ({unknown[0]} is not known here): upgrade iscm.")


def _fill(archive: Archive, restored: Restored, tell: Tell, now: datetime) -> None:
    """Tables as they were, their rows, then the tables of today; and what follows from records and words renewed."""
    try:
        with connection.constraint_checks_disabled():
            _load(archive, _make_tables(archive.manifest), tell)
        connection.check_constraints()
    except (ValueError, LookupError, IntegrityError, DataError) as error:
        raise BackupError(
            f"{archive.path.name} is no backup of iscm: its rows do not fit its tables. {AGAIN}"
        ) from error
    call_command("migrate", interactive=False, verbosity=0)
    tell(0, 1, "comparing meetings with their records")
    found = rebuild(check=True, now=now)
    restored.broken_log = found.broken_log
    if found.differences:
        restored.changed = len(found.differences)
        rebuild(check=False, now=now)
    # Words may have been stored by other rules than those they are looked for by now.
    renew_search(tell)


def _make_tables(manifest: Manifest) -> StateApps:
    """The tables of the moment of the backup, with nothing in them."""
    executor = MigrationExecutor(connection)
    state = executor.migrate(last_nodes(executor.loader, manifest.migrations))
    return state.apps


def _load(archive: Archive, state: StateApps, tell: Tell) -> None:
    models = {label_of(model): model for model in kept_models(state)}
    tables = archive.manifest.tables
    if [(table.label, table.columns) for table in tables] != [(one, columns_of(models[one])) for one in models]:
        raise ValueError("other tables than its migrations make")
    done, total = 0, archive.manifest.rows
    # PostgreSQL checks what was made in this transaction at once, row by row; from here on at the end.
    connection.check_constraints()
    with transaction.atomic():
        for table in tables:
            for number in write_lines(models[table.label], archive.lines(table.part)):
                done += number
                tell(done, total, table.label)
        number_on(list(models.values()))
