"""`iscm doctor`: is everything there that the register needs?"""

import argparse
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

GROUP = "Upkeep"
HELP = (
    "check Python, the database, the register, received files, editions, sources, static files and the room on the disk"
)
OLDEST_PYTHON = (3, 11)
LEAST_FREE = 200_000_000
OVERDUE = timedelta(days=3)
MOST_TOLD = 20


class Ailment(Exception):  # noqa: N818  # a finding, not an error
    """What a check found wrong, with what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the environment says what is looked at."""


def run(args: argparse.Namespace) -> int:
    """Print one line a check; 0 if all are fine, 1 if something needs a person."""
    findings = [_examine(name, check) for name, check in _checks()]
    return int(not all(findings))


def _examine(name: str, check: Callable[[], str]) -> bool:
    try:
        told, mark = check(), "fine"
    except (Ailment, CommandError) as ailment:
        told, mark = str(ailment), "WRONG"
    print(f"{mark:<6} {name:<12} {told}")
    return mark == "fine"


def _checks() -> Iterator[tuple[str, Callable[[], str]]]:
    yield "python", _python
    yield "sqlite", _sqlite
    yield "database", _database
    yield "register", _register
    yield "files", _files
    yield "editions", _editions
    yield "sources", _sources
    yield "static files", _static
    yield "disk", _disk


def _python() -> str:
    told = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        raise Ailment(f"{told}: needs 3.11 or newer")
    return told


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as memory:
        if not memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
            raise Ailment(f"{sqlite3.sqlite_version} was built without full-text search (FTS5)")
    return f"{sqlite3.sqlite_version} with full-text search"


def _database() -> str:
    from iscm.cli.store import database_failures, open_store

    open_store(migrate=False)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with database_failures():
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Ailment(f"{len(waiting)} changes of the tables are waiting: run `iscm serve` or `iscm manage migrate`")
    return f"{connection.vendor}, {connection.settings_dict['NAME']}, tables up to date"


def _register() -> str:
    from django.db import DatabaseError

    from iscm.register.operations.rebuild import rebuild

    try:
        rebuilt = rebuild(check=True)
    except DatabaseError as error:
        raise Ailment(f"cannot be read: {error}") from None
    if rebuilt.differences:
        raise Ailment(f"{len(rebuilt.differences)} meetings do not follow from their records: run `iscm rebuild`")
    if rebuilt.broken_log:
        raise Ailment(f"the log does not fit from entry {rebuilt.broken_log} on: somebody wrote past iscm")
    return f"{rebuilt.meetings} meetings, each follows from its records"


def _files() -> str:
    from django.db import DatabaseError

    from iscm.register.queries.received import spoilt_files

    try:
        number, lines = spoilt_files()
    except DatabaseError as error:
        raise Ailment(f"cannot be read: {error}") from None
    if lines:
        more = [f"and {len(lines) - MOST_TOLD} more"] if len(lines) > MOST_TOLD else []
        told = [plain(line) for line in lines[:MOST_TOLD]] + more
        raise Ailment(f"\n{' ' * 20}".join([*told, "restore a backup"]))
    return f"{number} received, each as it came"


def _editions() -> str:
    from django.db import DatabaseError

    from iscm.register.queries.kept import altered_editions

    try:
        number, altered = altered_editions()
    except DatabaseError as error:
        raise Ailment(f"cannot be read: {error}") from None
    if altered:
        more = f" and {len(altered) - 1} more" if len(altered) > 1 else ""
        raise Ailment(f"{altered[0]}{more} is not what was published: restore a backup")
    return f"{number} published, each as it was" if number else "none published yet"


def _sources() -> str:
    from django.db import DatabaseError
    from django.utils import timezone

    from iscm.register.queries.described import described
    from iscm.register.queries.sources import last_visits, unwell

    known = described()
    if known.faults:
        raise Ailment(str(known.faults[0]))
    fetched = [slug for slug, source in known.sources.items() if source.is_fetched]
    try:
        visits = last_visits()
        ill = [slug for slug in unwell() if slug in fetched]
    except DatabaseError as error:
        raise Ailment(f"cannot be read: {error}") from None
    if ill:
        raise Ailment(f"{', '.join(ill)}: the last visit gave nothing to be believed (see /sources/)")
    overdue = timezone.now() - OVERDUE
    if late := [slug for slug in fetched if slug in visits and visits[slug].next_at < overdue]:
        raise Ailment(f"{', '.join(late)}: should have been visited days ago; does a timer run iscm gather?")
    never = sum(slug not in visits for slug in fetched)
    return f"{len(known.sources)} described, {len(fetched)} to be fetched" + (f", {never} not yet" if never else "")


def _static() -> str:
    from django.contrib.staticfiles.finders import get_finders

    sizes = [Path(storage.path(path)).stat().st_size for finder in get_finders() for path, storage in finder.list([])]
    fonts = sum(1 for finder in get_finders() for path, _ in finder.list([]) if path.endswith(".woff2"))
    if not fonts:
        raise Ailment("the fonts are missing from the package: install it again")
    return f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, {fonts} fonts"


def _disk() -> str:
    from django.conf import settings

    folder = Path(settings.DATA_DIR)
    used = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise Ailment(f"{folder}: only {free / 1e6:.0f} MB left")
    return f"{folder}: {used / 1e6:.1f} MB used, {free / 1e9:.1f} GB free"
