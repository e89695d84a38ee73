"""Opening the register: the one place where a subcommand starts Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from iscm.cli.failures import CommandError


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
    if migrate:
        migrate_store()


def migrate_store() -> None:
    """Bring the tables up to date; raises `CommandError` if the database cannot be used."""
    from django.core.management import call_command

    with database_failures():
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def database_failures() -> Iterator[None]:
    """Tell a database that cannot be reached in one line."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        raise CommandError(f"the database cannot be used: {' '.join(str(error).split())}") from None
