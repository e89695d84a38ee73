"""Opening the register: the one place where a subcommand starts Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from iscm.cli.failures import CommandError

DAMAGED = "Run iscm doctor: it says what is damaged, and which backup to restore."
REMEDIES = {
    "is locked": "Another iscm is writing; try again when it has finished.",
    "is full": "Make room on the disk.",
    "disk I/O": "Make room on the disk, or check it.",
    "readonly": "Make DATA_DIR and what is in it writable.",
    "unable to open": "Look whether DATA_DIR, or the folder that DATABASE_URL names, is there and can be written.",
    "not a database": DAMAGED,
    "malformed": DAMAGED,
}


def open_store(*, migrate: bool = True) -> None:
    """Start Django and bring the register's tables up to date; raises `CommandError` where the store cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iscm.project.settings")
    # Django costs a quarter of a second: only the subcommands that need the register pay it.
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"DATA_DIR cannot be used: {error}. Name a folder that can be written.") from None
    if migrate:
        migrate_store()


def migrate_store() -> None:
    """Bring the tables up to date, all or nothing; raises `CommandError` if the database cannot be used."""
    from iscm.register.operations.gather_alone import in_turn
    from iscm.register.operations.upgrade import upgrade

    _begin_privately()
    # Of several machines that start together on one database, one brings it up to date while the others wait.
    with database_failures(), in_turn("migrate"):
        upgrade()


def _begin_privately() -> None:
    """A new SQLite file can be read by its owner only, whatever the machine's habit is for new files."""
    from django.db import connection

    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.is_absolute() and not file.exists():
        # Where the folder cannot be written, the database says so in a moment.
        with suppress(OSError):
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


@contextmanager
def database_failures() -> Iterator[None]:
    """Tell a database that cannot be used, and what to do about it, in one line."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        if told := told_of(error):
            raise CommandError(told) from None
        raise


def told_of(error: Exception) -> str:
    """What to say of a database that cannot be used; empty for any other error."""
    from django.db import DatabaseError, InternalError, OperationalError

    # Its other kinds say that a statement is wrong: a fault of ours, not of the database.
    if type(error) not in {DatabaseError, InternalError, OperationalError}:
        return ""
    words = " ".join(str(error).split())
    remedy = next((remedy for sign, remedy in REMEDIES.items() if sign in words), "See iscm doctor.")
    return f"the database cannot be used: {words}{'' if words.endswith(('.', '?')) else '.'} {remedy}"
