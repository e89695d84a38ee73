"""A backup: every row of every table and what is kept beside, of one moment, in one file; nobody has to wait for it.

Rows are read through Django in one transaction that only reads, so that one way does for both databases: no program
of a database must be there, and a backup of the one can be restored into the other.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from iscm.register.operations.backup_archive import ArchiveWriter, BackupError, Tell, open_backup, writing_archive
from iscm.register.operations.backup_files import kept_files, refuse_taken, written_whole
from iscm.register.operations.backup_manifest import Manifest, Part, Table, path_of
from iscm.register.operations.backup_tables import (
    Model,
    applied_migrations,
    apps_of,
    columns_of,
    count_rows,
    kept_models,
    label_of,
    read_lines,
)
from iscm.register.queries.health.backups import NOTE
from iscm.register.queries.opendata import snapshot

EVERY = 200


def back_up(path: Path, tell: Tell, *, with_key: bool = True, now: datetime | None = None) -> Manifest:
    """Write a backup and read it again; only then it has its name.

    Raises `BackupError` if the name is taken, the register has no tables yet, or they are of a newer iscm; `OSError`
    where the file cannot be written. Nothing is left of what failed.
    """
    refuse_taken(path)
    made_at = (now or timezone.now()).astimezone(UTC).isoformat(timespec="seconds")
    with written_whole(path) as (draft, handle), writing_archive(handle) as writer:
        with snapshot():
            migrations = applied_migrations()
            if "register" not in migrations:
                raise BackupError("There is no register yet: nothing to back up.")
            tables = _write_tables(writer, kept_models(apps_of(migrations)), tell)
        files = tuple(_write_files(writer, with_key=with_key))
        made_from = (made_at, version("iscm"), connection.vendor, migrations)
        writer.seal(Manifest(*made_from, tables, files))
        handle.flush()
        with open_backup(draft, tell) as whole:
            manifest = whole.manifest
    _note(path, made_at)
    return manifest


def _note(path: Path, made_at: str) -> None:
    """Say beside the database where the last backup is: who needs it may have nothing else left to ask."""
    place = Path(settings.DATA_DIR) / NOTE
    draft = place.with_name(f".{NOTE}.new-{os.getpid()}")
    with contextlib.suppress(OSError):  # the backup is made, whether or not this can be written
        draft.write_text(json.dumps({"path": str(path.resolve()), "made_at": made_at}), encoding="utf-8")
        draft.replace(place)


def _write_tables(writer: ArchiveWriter, models: list[Model], tell: Tell) -> tuple[Table, ...]:
    counts = [count_rows(model) for model in models]
    done, tables = 0, []
    for model, count in zip(models, counts, strict=True):
        label = label_of(model)
        part = writer.add(path_of(label), _telling(read_lines(model), done, sum(counts), label, tell))
        tables.append(Table(label, columns_of(model), count, part))
        done += count
    return tuple(tables)


def _telling(lines: Iterator[bytes], done: int, total: int, what: str, tell: Tell) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        if not number % EVERY:
            tell(done + number, total, what)
        yield line


def _write_files(writer: ArchiveWriter, *, with_key: bool) -> Iterator[Part]:
    for path, file in kept_files(with_key=with_key):
        with contextlib.suppress(FileNotFoundError):  # taken away by the operator this very moment
            yield writer.add(path, [file.read_bytes()])
