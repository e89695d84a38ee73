"""The tables brought up to date: from whatever earlier state to that of this program, or not at all."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from iscm.domain.errors import ConflictError
from iscm.domain.health import Tell
from iscm.register.operations.repairing.words import mend_search, search_ailments


def upgrade() -> bool:
    """Apply all migrations that wait, in one transaction; whether there were any.

    A process that is killed meanwhile leaves the tables as they were. Raises `ConflictError` for tables of a newer
    program: this one would write into them what that one cannot read.
    """
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations or ())
    apps = {app for app, _ in known}
    if newer := sorted(key for key in executor.loader.applied_migrations if key[0] in apps and key not in known):
        name = ".".join(newer[0])
        raise ConflictError(f"The tables are of a newer iscm ({name} is not known here): upgrade iscm.")
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    # Tables that are made anew are away for a moment: keys are compared at the end.
    with connection.constraint_checks_disabled(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table whose rows wait for a check cannot be changed
        call_command("migrate", interactive=False, verbosity=0)
        renew_search(_quietly)
        connection.check_constraints()
    return True


def renew_search(tell: Tell) -> None:
    """Bring the search index in line where words are looked for by other rules than those they were stored by."""
    if list(search_ailments(tell)):
        mend_search(tell)


def _quietly(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
