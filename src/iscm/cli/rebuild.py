"""`iscm rebuild`: meetings made anew from their records, or (`--check`) proved to be what their records say.

With `--from DIR`, a whole register made in an empty store from a package of open data (`iscm export`). Exit status: 0
where meetings follow from records and the log is whole, 1 where not, or where a register is not as its package.
"""

import argparse
from pathlib import Path

from iscm.cli.plain import plain

GROUP = "Upkeep"
HELP = "work every meeting out again from its records; --check only compares; --from builds from open data"
FINE, DIFFERS = 0, 1
MOST_LINES = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to change anything."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--check", action="store_true", help="only compare; change nothing")
    which.add_argument(
        "--from", dest="package", metavar="DIR", help="build an empty register from this export (or ZIP)"
    )


def run(args: argparse.Namespace) -> int:
    """Rebuild or compare, and say what differed."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    if args.package:
        with database_failures():
            return _build(Path(args.package))
    from iscm.register.operations.rebuild import rebuild  # models can be imported once the store is open

    with database_failures():
        found = rebuild(check=args.check)
    for uid, difference in list(found.differences.items())[:MOST_LINES]:
        print(f"{uid}: {difference}")
    if found.broken_log is not None:
        print(f"the log does not fit from entry {found.broken_log} on")
    wrong = len(found.differences)
    what = "differ from" if args.check else "were brought in line with"
    print(f"{found.meetings} meetings" + (f"; {wrong} {what} their records" if wrong else ", all as their records say"))
    return FINE if found.is_sound or (not args.check and found.broken_log is None) else DIFFERS


def _build(path: Path) -> int:
    from django.conf import settings

    from iscm.cli.progress import Bar
    from iscm.publication.opendata.package import open_package
    from iscm.publication.opendata.terms import Terms
    from iscm.reconciliation.judgements import AUTOMATIC
    from iscm.register.operations.rebuild_from import rebuild_from
    from iscm.register.queries.opendata import RegisterSource

    source = RegisterSource(Terms(settings.SITE_URL, settings.PUBLISHER, settings.LICENCE))
    with open_package(path) as package, Bar() as bar:
        built = rebuild_from(package, source, actor=AUTOMATIC, tell=bar)
    print(f"{plain(str(path))}: {built.documents} documents, {built.meetings} meetings")
    if built.unlike:
        print(f"other than in the package, by the facts and rules of this iscm: {', '.join(built.unlike)}")
    return DIFFERS if built.unlike else FINE
