"""`iscm read`: documents to records and problems, printed; touches nothing.

Exit status: 0 where nothing needs a person, 1 where a problem of severity "error" does (a date or mechanism that was
not understood), 2 where a file cannot be read or no reader explains it. Warnings and information are printed only.
"""

import argparse
import sys
from typing import TYPE_CHECKING

from iscm.cli.plain import complain
from iscm.cli.received import receive
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Severity
from iscm.domain.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "From documents to the register"
HELP = "read documents and print their records and problems; touches nothing"
FINE, NEEDS_A_PERSON, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files and the format to print."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="PDF, DOCX, XLSX, CSV, HTML, text, ICS, Atom, RSS, JSON; - is standard input",
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="what to print")


def run(args: argparse.Namespace) -> int:
    """Read every file, print all that was read, name each file that could not be; the worst status wins."""
    # Reading comes with parsers and the vocabulary; the help page must not wait for them.
    from iscm.cli.read_output import PRINTERS  # loaded only when something is read

    readings: list[Reading] = []
    status = FINE
    for name in args.files:
        try:
            readings += _read(name, readings)
        except UnreadableInputError as error:
            complain(str(error))
            status = UNREADABLE
    if readings:
        PRINTERS[args.format](readings, sys.stdout)
    return max(status, *map(_status, readings)) if readings else status


def _read(name: str, earlier: list[Reading]) -> "Iterator[Reading]":
    from iscm.data import load_vocabulary  # as above
    from iscm.reading.read import read_all  # as above

    for reading in read_all(receive(name), load_vocabulary(), earlier=earlier):
        if reading.reader == "unknown":
            complain(f"{reading.name}: {reading.problems[0].message}")
        yield reading


def _status(reading: Reading) -> int:
    if reading.reader == "unknown":
        return UNREADABLE
    return NEEDS_A_PERSON if any(found.severity is Severity.ERROR for found in reading.problems) else FINE
