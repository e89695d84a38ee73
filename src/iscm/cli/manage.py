"""`iscm manage`: Django's own commands."""

import argparse
import sys

GROUP = "Upkeep"
HELP = "run Django's own management commands"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after `manage` goes to Django as it is."""
    parser.add_argument("words", metavar="COMMAND …", nargs=argparse.REMAINDER, help="as for django-admin")


def run(args: argparse.Namespace) -> int:
    """Run one Django command; its wrong use is told in one line."""
    from iscm.cli.failures import CommandError
    from iscm.cli.store import database_failures, open_store

    open_store(migrate=False)
    from django.core.management import ManagementUtility

    sys.argv[0] = "iscm manage"
    with database_failures():
        try:
            ManagementUtility(["iscm manage", *args.words]).execute()
        except SystemExit as end:
            if isinstance(end.code, str):
                raise CommandError(end.code) from None
            return end.code or 0
    return 0
