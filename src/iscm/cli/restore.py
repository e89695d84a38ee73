"""`iscm restore`: a backup put in the place of the register.

Exit status: 0; 1 where the backup's own log does not fit, so that a person should look; 2 where nothing was touched:
the file is no sound backup, or the register is not empty or in use.
"""

import argparse
from pathlib import Path

from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

GROUP = "Upkeep"
HELP = "put a backup in place of an empty register; --replace keeps the old one beside under a dated name"
FINE, NEEDS_A_PERSON = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and whether it may take the place of another register."""
    parser.add_argument("file", metavar="FILE", help="a file that iscm backup made")
    parser.add_argument("--replace", action="store_true", help="also where a register is; the old one is kept beside")


def run(args: argparse.Namespace) -> int:
    """Check, build beside, swap, and say what was kept."""
    from iscm.cli.main import NO_ROOM
    from iscm.cli.store import database_failures, open_store

    open_store(migrate=False)
    try:
        with database_failures():
            return _restore(Path(args.file), args)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise CommandError(f"DATA_DIR cannot be written: {(error.strerror or str(error)).lower()}") from None


def _restore(path: Path, args: argparse.Namespace) -> int:
    from django.conf import settings

    from iscm.cli.progress import Bar
    from iscm.register.operations.backup_restore import restore
    from iscm.register.operations.gather_alone import alone

    with alone(Path(settings.DATA_DIR), "restore", everywhere=False), Bar() as bar:
        restored = restore(path, bar, is_replaced=args.replace)
    told = restored.manifest
    print(plain(f"{path}: {told.rows} rows of {len(told.tables)} tables, as of {told.made_at}, restored"))
    if restored.kept:
        print(plain(f"the register before is kept: {restored.kept}"))
    for file in restored.moved:
        print(plain(f"kept beside: {file}"))
    if restored.changed:
        print(f"{restored.changed} meetings were worked out again by the facts and rules of this iscm")
    if restored.broken_log is not None:
        print(f"the log does not fit from entry {restored.broken_log} on, as in the backup")
    return FINE if restored.broken_log is None else NEEDS_A_PERSON
