"""`iscm clashes`: what lies near a meeting, near an idea of one, or near each other in a year."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from iscm.cli import planning_asked, planning_output, publishing
from iscm.cli.calendar import year
from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from iscm.publication.report import Report

GROUP = "Planning"
HELP = "list what lies near a meeting or an idea, or all that lies near each other in a year"
TABLE = "table"
MOST_WITHIN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of what, how near, and the output."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("uid", nargs="?", metavar="UID", help="a meeting of the register")
    what.add_argument(
        "--idea", metavar="WORDS", help="such as “SOM of the Prague Process, 3 days, Vilnius, week of 20 April”"
    )
    what.add_argument("--year", type=year, help="all pairs of a year, as a report")
    parser.add_argument("--mechanism", action="append", metavar="NAME", help="with --year: in which one of these meets")
    parser.add_argument("--country", action="append", metavar="NAME", help="with --year: members of both")
    nearness = planning_asked.number_within(0, MOST_WITHIN)
    parser.add_argument("--within", type=nearness, default=3, metavar="N", help="how near counts (default: 3 days)")
    publishing.add_output_arguments(parser, TABLE)


def run(args: argparse.Namespace) -> int:
    """Ask the register and print, or set the report of a year and write it."""
    from iscm.cli.store import database_failures

    form = _form(args)
    publishing.open_register()
    with database_failures():
        if args.year is not None:
            publishing.publish(args, form, lambda: _report(args))
        else:
            _print(_told(args), form)
    return 0


def _form(args: argparse.Namespace) -> str:
    """The format; raises `CommandError` for what this question has not."""
    if args.year is not None:
        args.format = None if args.format == TABLE else args.format
        return publishing.form_of(args)
    if args.mechanism or args.country:
        raise CommandError("--mechanism and --country narrow a year: use them with --year")
    if args.output != publishing.STANDARD_OUTPUT or (args.format or TABLE) not in planning_output.FORMATS:
        known = ", ".join(planning_output.FORMATS)
        raise CommandError(f"what lies near one meeting is printed as {known}; -o and other formats go with --year")
    return args.format or TABLE


def _told(args: argparse.Namespace) -> dict[str, Any]:
    from iscm.register.queries.ideas import clashes_of_idea, observed_of_idea
    from iscm.register.queries.near_meeting import near_meeting
    from iscm.register.queries.planning_told import told_clash, told_engagement, told_observed

    labels = planning_asked.english()
    if args.idea is not None:
        idea = planning_asked.read_idea(args.idea, {}, planning_asked.today_here())
        own: dict[str, Any] = {"idea": planning_asked.told_idea(idea)}
        clashes, observed = clashes_of_idea(idea, args.within), observed_of_idea(idea)
    else:
        found = near_meeting(args.uid, args.within)
        own = {"meeting": [told_engagement(one) for one in found.engagements]}
        clashes, observed = found.clashes, found.observed
    return own | {
        "within": args.within,
        "clashes": [told_clash(one, labels) for one in clashes],
        "observed": told_observed(observed, labels),
    }


def _print(told: dict[str, Any], form: str) -> None:
    if form == "json":
        planning_output.print_json(told, sys.stdout)
    elif form == "csv":
        rows = planning_output.clash_rows(told["clashes"])
        planning_output.print_csv(planning_output.CLASH_COLUMNS, rows, sys.stdout)
    else:
        planning_output.print_lines(planning_output.near_lines(told), sys.stdout)


def _report(args: argparse.Namespace) -> "Report":
    from iscm.cli.naming import names_of, resolve
    from iscm.publication.reports.clashes import build_clashes
    from iscm.publication.reports.sentences import state_line
    from iscm.register.queries.clashes import clash_facts
    from iscm.register.queries.vocabulary import vocabulary

    names = names_of(vocabulary())
    mechanisms = resolve("mechanism", args.mechanism, names["mechanism"])
    countries = resolve("country", args.country, names["country"])
    facts = clash_facts(args.year, mechanisms=mechanisms, countries=countries, within=args.within, is_whole=True)
    if not facts.rows:
        raise CommandError(f"no meeting of {args.year} is in the register")
    words = publishing.chosen_words(args)
    return build_clashes(facts, words, state_line(facts.modified.date(), words))
