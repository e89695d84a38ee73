"""`iscm ingest`: documents into the register.

Exit status: 0 where nothing needs a person, 1 where a problem of severity "error" or a new question does, 2 where a
file cannot be read. Each file is stored whole or not at all; a file that fails does not stop the others.
"""

import argparse
from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError
from iscm.cli.plain import complain, plain
from iscm.cli.received import receive
from iscm.domain.answers import Became
from iscm.domain.documents import Document
from iscm.domain.errors import RefusedError, UnreadableInputError
from iscm.domain.problems import Severity

if TYPE_CHECKING:
    from iscm.register.operations.ingest import IngestReport

GROUP = "From documents to the register"
HELP = "read documents and store what they say, as proposals or (--accept) as clear changes"
FINE, NEEDS_A_PERSON, UNREADABLE = 0, 1, 2
MOST_LINES = 20
TAKEN = {
    Became.CONFIRMED: "confirmed",
    Became.COUNTED: "count at once",
    Became.PROPOSED: "proposed",
    Became.REPEATED: "sent before",
    Became.STALE: "of a meeting that changed after the sheet was made, not taken",
    Became.REFUSED: "not taken",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, and how far to go."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="as for iscm read")
    parser.add_argument("--dry-run", action="store_true", help="say what would change; keep nothing")
    parser.add_argument("--accept", action="store_true", help="make the changes that are clear")
    parser.add_argument("--actor", default="command line", help="who is doing this, for the log")


def run(args: argparse.Namespace) -> int:
    """Ingest every file and say what became of it; the worst status wins."""
    from iscm.cli.store import database_failures, open_store
    from iscm.reconciliation.judgements import AUTOMATIC

    if not args.actor.strip() or args.actor == AUTOMATIC:
        raise CommandError(f"--actor is the name of a person, not {args.actor!r}")
    open_store()
    with database_failures():
        return max([_ingest(name, args) for name in args.files])


def _ingest(name: str, args: argparse.Namespace) -> int:
    from iscm.register.operations.answers import is_answer_sheet
    from iscm.register.operations.build import ensure_reference
    from iscm.register.operations.ingest import ingest

    try:
        document = receive(name)
        ensure_reference()
        if is_answer_sheet(document):
            return _take_answers(document, args)
        reports = ingest(document, actor=args.actor, accept=args.accept, dry_run=args.dry_run)
    except (UnreadableInputError, RefusedError) as error:
        complain(str(error))
        return UNREADABLE
    for report in reports:
        _tell(report, dry_run=args.dry_run)
    return NEEDS_A_PERSON if any(map(_needs_a_person, reports)) else FINE


def _take_answers(document: Document, args: argparse.Namespace) -> int:
    """A sheet of answers: its lines are proposals, which a person accepts one by one."""
    from iscm.domain.submissions import Sender
    from iscm.register.operations.answers import take_answers

    taken = take_answers(document, sender=Sender(args.actor), dry_run=args.dry_run)
    print(f"{plain(document.name)}: answers of {taken.mechanism}")
    if args.dry_run:
        print("  dry run: nothing is kept")
    elif taken.rows:
        print("  kept as proposals; the desk accepts them")
    for became in Became:
        if number := taken.number(became):
            print(f"  {number} {TAKEN[became]}")
    print(f"  {taken.unchanged} as they were")
    told = [*taken.problems, *(one for row in taken.rows for one in row.problems)]
    for problem in told[:MOST_LINES]:
        print(plain(f"    {problem.message}"))
    if len(told) > MOST_LINES:
        print(f"    … and {len(told) - MOST_LINES} more problems")
    return NEEDS_A_PERSON if told or taken.number(Became.PROPOSED) or taken.number(Became.STALE) else FINE


def _needs_a_person(report: "IngestReport") -> bool:
    return bool(report.questions) or any(problem.severity is Severity.ERROR for problem in report.problems)


def _tell(report: "IngestReport", *, dry_run: bool) -> None:
    if report.is_unchanged:
        state = "accepted before" if report.is_accepted else "proposed before; --accept makes its changes"
        print(f"{plain(report.name)}: nothing new ({state})")
        return
    print(f"{plain(report.name)}: {report.records} records read as {report.reader}")
    if dry_run:
        print("  dry run: nothing is kept")
    elif not report.is_accepted:
        print("  kept as proposals; --accept makes the clear changes")
    counts = {
        "meetings new": len(report.created),
        "meetings changed": len(report.changed),
        "meetings merged into others": len(report.merged),
        "meetings no longer listed": len(report.unlisted),
        "meetings listed again": len(report.relisted),
        "questions for a person": report.questions,
        "problems": len(report.problems),
    }
    for what, count in counts.items():
        if count:
            print(f"  {count} {what}")
    changes = [(uid, change) for uid, changes in report.changed.items() for change in changes]
    for uid, change in changes[:MOST_LINES]:
        print(plain(f"    {uid} {change.name}: {change.old or '-'} -> {change.new or '-'}"))
    if len(changes) > MOST_LINES:
        print(f"    … and {len(changes) - MOST_LINES} more changes")
