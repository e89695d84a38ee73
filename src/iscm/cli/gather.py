"""`iscm gather`: the known sources visited, politely, and what is new in them stored.

Exit status: 0 where nothing needs a person, 1 where a source failed or is not believed, or where a problem of severity
"error" or a new question needs one, 2 for wrong use and for a description of a source that cannot be taken. A source
that fails does not stop the others.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError
from iscm.cli.plain import complain, plain
from iscm.cli.progress import Bar
from iscm.domain.visits import GOOD, Outcome

if TYPE_CHECKING:
    from iscm.data.sources import Known, Source
    from iscm.register.operations.gather import VisitReport

GROUP = "From documents to the register"
HELP = "visit the known sources that are due, and store what is new as proposals or (--accept) as clear changes"
FINE, NEEDS_A_PERSON, WRONG = 0, 1, 2
WORDS = {
    Outcome.FETCHED: "new",
    Outcome.UNCHANGED: "unchanged",
    Outcome.FAILED: "FAILED",
    Outcome.QUARANTINED: "NOT BELIEVED",
    Outcome.RELEASED: "taken",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which sources, and how far to go."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="by name, due or not; without any, those due")
    parser.add_argument("--all", action="store_true", help="all sources that have an address, due or not")
    parser.add_argument("--list", action="store_true", help="list the sources, when each was visited and is due")
    parser.add_argument("--accept", action="store_true", help="make the changes that are clear (never those of mail)")
    parser.add_argument("--release", action="store_true", help="take what SOURCE gave last, believed or not")
    parser.add_argument("--dry-run", action="store_true", help="fetch and say what would change; keep nothing")
    parser.add_argument("--actor", default="command line", help="who is doing this, for the log")


def run(args: argparse.Namespace) -> int:
    """Visit the sources asked for and say what became of each; the worst status wins."""
    from iscm.cli.store import database_failures, open_store
    from iscm.reconciliation.judgements import AUTOMATIC

    if not args.actor.strip() or args.actor == AUTOMATIC:
        raise CommandError(f"--actor is the name of a person, not {args.actor!r}")
    if args.release and (args.all or args.list or args.dry_run or not args.sources):
        raise CommandError("--release goes with the names of sources, and with no option but --actor and --accept")
    open_store()
    # Settings can be read once the store is open.
    from iscm.register.queries.described import described

    known = described()
    for fault in known.faults:
        complain(str(fault))
    with database_failures():
        status = _list(known.sources) if args.list else _gather(args, known)
    return WRONG if known.faults else status


def _gather(args: argparse.Namespace, described: "Known") -> int:
    from django.conf import settings
    from django.utils import timezone

    from iscm.register.operations.build import ensure_reference
    from iscm.register.operations.gather_alone import alone
    from iscm.register.operations.gather_keeping import end_problems_of_others

    known = described.sources
    wanted = _wanted(args, known)
    if not wanted:
        fetched = sum(source.is_fetched for source in known.values())
        known_ones = (
            "1 source has an address; --all visits it"
            if fetched == 1
            else f"{fetched} sources have an address; --all visits them"
        )
        print(f"nothing is due ({known_ones}, --list tells when)")
        return FINE
    with alone(settings.DATA_DIR):
        ensure_reference()
        if not (args.dry_run or described.faults):
            end_problems_of_others(known, timezone.now())
        reports = _release(args, wanted) if args.release else _visit(args, wanted)
    for report in reports:
        _tell(report, is_dry=args.dry_run)
    return NEEDS_A_PERSON if any(report.needs_a_person for report in reports) else FINE


def _wanted(args: argparse.Namespace, known: "dict[str, Source]") -> "list[Source]":
    from django.utils import timezone

    from iscm.register.operations.gather_visits import due

    if args.sources:
        return [_named(name, known) for name in dict.fromkeys(args.sources)]
    fetched = [source for source in known.values() if source.is_fetched]
    return fetched if args.all else due(fetched, timezone.now())


def _named(name: str, known: "dict[str, Source]") -> "Source":
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, n=1)
        raise CommandError(f"no source {name[:80]!r}" + (f"; did you mean {near[0]!r}?" if near else " (see --list)"))
    if not known[name].is_fetched:
        raise CommandError(f"{name} has no address: its documents are received by hand (iscm ingest FILE)")
    return known[name]


def _visit(args: argparse.Namespace, wanted: "Sequence[Source]") -> "list[VisitReport]":
    from django.utils import timezone

    from iscm.cli.fetchers import make_fetcher
    from iscm.register.operations.gather import gather_each

    reports: list[VisitReport] = []
    asks_nobody = all(source.form == "maildir" for source in wanted)
    with Bar() as bar, make_fetcher(asks_nobody=asks_nobody) as fetcher:
        visits = gather_each(
            wanted,
            fetcher,
            actor=args.actor,
            accept=args.accept,
            now=timezone.now,
            dry_run=args.dry_run,
            tell=lambda what: bar(len(reports), len(wanted), what),
        )
        for report in visits:
            reports.append(report)
            bar(len(reports), len(wanted), report.source.slug)
    return reports


def _release(args: argparse.Namespace, wanted: "Sequence[Source]") -> "list[VisitReport]":
    from django.utils import timezone

    from iscm.register.operations.gather import release

    return [release(source, actor=args.actor, now=timezone.now()) for source in wanted]


def _tell(report: "VisitReport", *, is_dry: bool) -> None:
    """A line for the source, one for each number that is not nothing, and one for each part that broke."""
    from iscm.register.operations.gather_keeping import remedy

    parts = [part for part in report.parts if part.outcome is not Outcome.LEFT_OUT]
    records = sum(part.records for part in parts if part.outcome in GOOD)
    given = f", {_counted(records, 'record')}" if records else ""
    print(f"{report.source.slug}: {WORDS[report.outcome]}{given}" + (" (dry run: nothing is kept)" if is_dry else ""))
    for part in parts:
        if part.message:
            print(plain(f"  {part.name}: {part.message}" if len(parts) > 1 else f"  {part.message}"))
    for line in _numbers(report):
        print(f"  {line}")
    for part in parts:
        if part.outcome is Outcome.QUARANTINED:
            print(f"  Nothing was changed. {remedy(report.source, part)}")
    if report.outcome is Outcome.FAILED and report.next_at:
        print(f"  next try after {report.next_at:%Y-%m-%d %H:%M} UTC")


def _numbers(report: "VisitReport") -> Iterator[str]:
    """Say "1 meeting new", and so on for each number that is not nothing."""
    parts = report.parts
    waiting = [part for part in parts if part.document and part.document.accepted_at is None]
    if waiting and report.outcome is not Outcome.QUARANTINED:
        flag = "--release" if report.source.form == "maildir" else "--accept"
        yield f"{_counted(len(waiting), 'document')} proposed; {flag} makes the clear changes"
    counts = {
        "new": sum(part.created for part in parts),
        "changed": sum(part.changed for part in parts),
        "no longer listed": sum(part.unlisted for part in parts),
    }
    yield from (f"{_counted(number, 'meeting')} {what}" for what, number in counts.items() if number)
    questions, errors = sum(part.questions for part in parts), sum(part.errors for part in parts)
    if questions:
        yield f"{_counted(questions, 'question')} for a person"
    if errors:
        yield f"{_counted(errors, 'problem')} for a person (iscm check)"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _list(known: "dict[str, Source]") -> int:
    """Each source with its last visit and when the next is due."""
    from iscm.register.queries.sources import last_visits

    visits = last_visits()
    for slug, source in known.items():
        if not source.is_fetched:
            print(f"{slug:<24} received by hand")
            continue
        visit = visits.get(slug)
        when = f"{visit.outcome:<12} {visit.at:%Y-%m-%d %H:%M}, due {visit.next_at:%Y-%m-%d %H:%M}" if visit else "due"
        print(plain(f"{slug:<24} {source.form:<10} {when:<50} {source.address}"))
    return FINE
