"""`iscm tracker`: the meetings at which an initiative was addressed, with outcomes and their sources."""

import argparse
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from iscm.domain.schemes import Initiative
    from iscm.publication.report import Report

GROUP = "From the register to its readers"
HELP = "write the meetings at which an initiative was addressed, with their outcomes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The initiative, a part of it, a period, and the output."""
    parser.add_argument("initiative", metavar="INITIATIVE", help="key, acronym or name, such as GCM")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--objective", type=int, metavar="N", help="one of its objectives, such as 9")
    part.add_argument("--target", metavar="T", help="one of its targets, such as 8.7")
    publishing.add_period_arguments(parser)
    publishing.add_output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the register, set the report, write it."""
    from iscm.cli.store import database_failures

    form = publishing.form_of(args)
    publishing.refuse_reversed(args.since, args.until)
    publishing.open_register()
    with database_failures():
        publishing.publish(args, form, lambda: _report(args))
    return 0


def _report(args: argparse.Namespace) -> "Report":
    from iscm.publication.reports.sentences import state_line
    from iscm.publication.reports.tracker import build_tracker
    from iscm.register.queries.trackers import tracker_facts

    known = known_initiative(args.initiative)
    refuse_unknown_part(known, args.objective, args.target)
    facts = tracker_facts(known.slug, args.objective, args.target, args.since, args.until)
    if facts is None:
        raise CommandError(f"the register does not hold {known.slug!r} or this part of it; see iscm doctor")
    if not facts.has_any:
        raise CommandError(f"no meeting in the register addressed {known.name}, as far as is asked for")
    words = publishing.chosen_words(args)
    return build_tracker(facts, words, state_line(facts.modified.date(), words))


def known_initiative(text: str) -> "Initiative":
    """The initiative that was written; raises `CommandError` for one that nobody knows."""
    from iscm.cli.naming import names_of, resolve
    from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

    vocabulary = current_vocabulary()
    found = resolve("initiative", [text], names_of(vocabulary)["initiative"])
    if len(found) != 1:
        raise CommandError("a tracker is of one initiative")
    return vocabulary.initiatives[found[0]]


def refuse_unknown_part(known: "Initiative", objective: int | None, target: str | None) -> None:
    """Raise `CommandError` for an objective or target that the initiative has not."""
    numbers = [one.number for one in known.objectives]
    if objective is not None and objective not in numbers:
        said = f"they are {numbers[0]} to {numbers[-1]}" if numbers else "it has none"
        raise CommandError(f"{known.slug} has no objective {objective}; {said}")
    if target is not None and target not in known.targets:
        said = f"those we know are {', '.join(known.targets)}" if known.targets else "it has none"
        raise CommandError(f"{known.slug} has no target {target!r}; {said}")
