"""`iscm backup`: everything that the register holds in one file, while the site runs.

Exit status: 0, or 2 where no backup was made; nothing is left of one that failed.
"""

import argparse
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

GROUP = "Upkeep"
HELP = "put everything into one new file, or a dated one in a folder; --keep N removes the oldest"
FINE = 0
NAME = "iscm-{at:%Y%m%d-%H%M%S}.zip"
OURS = re.compile(r"iscm-\d{8}-\d{6}\.zip")
DRAFT = re.compile(r"\.iscm-\d{8}-\d{6}\.zip\.new-(\d{1,9})-[0-9a-f]{8}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and how many to keep."""
    parser.add_argument("target", metavar="FILE", help="a file that is not there yet, or a folder that is")
    parser.add_argument("--keep", type=int, metavar="N", help="in a folder: remove the oldest backups beyond N")
    parser.add_argument("--without-key", action="store_true", help="leave out the secret key of DATA_DIR")


def run(args: argparse.Namespace) -> int:
    """Write, check, and only then remove what is too old."""
    from iscm.cli.main import NO_ROOM
    from iscm.cli.store import database_failures, open_store

    target = Path(args.target)
    if args.keep is not None and args.keep < 1:
        raise CommandError(f"--keep is a number from 1, not {args.keep}")
    if args.keep is not None and not target.is_dir():
        raise CommandError(f"{target} is no folder: make it, or mount the disk it is on")
    open_store(migrate=False)
    try:
        with database_failures():
            _back_up(target, args)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise CommandError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return FINE


def _back_up(target: Path, args: argparse.Namespace) -> None:
    from django.conf import settings

    from iscm.cli.progress import Bar
    from iscm.register.operations.backup import back_up
    from iscm.register.operations.backup_files import KEY
    from iscm.register.operations.gather_alone import alone

    now = datetime.now(UTC)
    file = target / NAME.format(at=now) if target.is_dir() else target
    with alone(Path(settings.DATA_DIR), "backup", everywhere=False), Bar() as bar:
        manifest = back_up(file, bar, with_key=not args.without_key, now=now)
        removed = _remove_oldest(file, args.keep) if args.keep else []
    keys = [part.path for part in manifest.files if part.path == KEY]
    secret = "with the secret key: keep it as safe as DATA_DIR" if keys else "without a secret key"
    size = f"{file.stat().st_size / 1e6:.1f} MB"
    print(plain(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, {size}, checked; {secret}"))
    for name in removed:
        print(plain(f"removed {name}"))


def _remove_oldest(newest: Path, keep: int) -> list[str]:
    """Take away what lies beyond `keep` backups of ours, and drafts of processes that were killed.

    What is dated after the newest was made while a clock went wrong, then or now: it neither counts nor goes.
    """
    for draft in newest.parent.iterdir():
        if (match := DRAFT.fullmatch(draft.name)) and not _runs(int(match[1])):
            draft.unlink(missing_ok=True)
    ours = sorted(path for path in newest.parent.iterdir() if OURS.fullmatch(path.name) and path.is_file())
    old = [path for path in ours if path.name <= newest.name][:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return [path.name for path in reversed(old)]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
