"""`iscm export`: the register as open data, a package a year and one of everything, in a folder.

Exit status: 0, or 2 where the folder cannot be written or holds anything that is not an export.
"""

import argparse
from pathlib import Path

from iscm.cli.failures import CommandError

GROUP = "From the register to its readers"
HELP = "write the open data: tables with a dictionary, a catalogue and vocabularies"
FINE = 0
BOTH = "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and how much."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is not there, is empty or holds an older export")
    parser.add_argument("--year", type=int, metavar="N", help="only the package of this year")
    parser.add_argument("--format", choices=("csv", "json", BOTH), default=BOTH, help="form of the tables (all)")


def run(args: argparse.Namespace) -> int:
    """Write beside the folder, then swap; say what was written."""
    from iscm.cli.main import NO_ROOM
    from iscm.cli.publishing import open_register
    from iscm.cli.store import database_failures

    open_register()
    try:
        with database_failures():
            _export(Path(args.folder), args)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise CommandError(f"{args.folder} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return FINE


def _export(folder: Path, args: argparse.Namespace) -> None:
    from django.conf import settings

    from iscm.cli.progress import Bar
    from iscm.publication.opendata.folder import Order, write_export
    from iscm.publication.opendata.forms import FORMS
    from iscm.publication.opendata.naming import scopes_of
    from iscm.publication.opendata.placing import place
    from iscm.publication.opendata.terms import Terms
    from iscm.register.queries.opendata import RegisterSource, snapshot

    terms = Terms(settings.SITE_URL, settings.PUBLISHER, settings.LICENCE)
    source = RegisterSource(terms)
    with snapshot(), Bar() as bar:
        years = source.years
        if args.year is not None and args.year not in years:
            known = ", ".join(map(str, years)) or "none"
            raise CommandError(f"no meetings in {args.year} (years with meetings: {known})")
        scopes = scopes_of(years, args.year)
        order = Order(terms, scopes, tuple(FORMS) if args.format == BOTH else (args.format,))
        place(folder, lambda draft: write_export(draft, source, order, bar))
    print(f"{folder}: {', '.join(scope.folder for scope in scopes)}")
