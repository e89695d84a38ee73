"""`iscm windows`: free days for a meeting, ranked, with what each would still collide with.

Exit status: 0 where there are some, 1 where some wishes leave none (they are named), 2 for what is not understood.
"""

import argparse
import sys
from datetime import date
from typing import Any

from iscm.cli import planning_asked, planning_output, publishing
from iscm.cli.failures import CommandError

GROUP = "Planning"
HELP = "find free days for a meeting, ranked by who is bound elsewhere"
FINE, NONE_LEFT = 0, 1
AVOIDABLE = ("un-week", "religious-feast", "fasting")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_WITHIN, MOST_LIMIT = 60, 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The question in a sentence or by options, and how it is answered."""
    example = "“three-day week in October or November 2027, members of Rabat and Khartoum, avoiding UNGA week”"
    parser.add_argument("idea", nargs="?", default="", metavar="IDEA", help=f"in words, such as {example}")
    parser.add_argument("--mechanism", action="append", metavar="NAME", help="whose meeting it is; again for several")
    parser.add_argument("--days", metavar="N", help="how long it is")
    parser.add_argument("--when", metavar="WORDS", help="such as “October or November 2027”, “week of 20 April”")
    parser.add_argument("--city", action="append", metavar="PLACE", help="such as “Rome, Italy”; again for several")
    publishing.add_period_arguments(parser)
    parser.add_argument("--members-of", action="append", metavar="NAME", help="mechanisms whose members should be free")
    parser.add_argument("--host", action="append", metavar="STATE", help="whose weekends and holidays are avoided")
    parser.add_argument("--avoid", action="append", choices=AVOIDABLE, help="what else is avoided; again for several")
    parser.add_argument(
        "--weekday",
        action="append",
        choices=WEEKDAYS,
        help="the only days of the week that are allowed; again for several",
    )
    parser.add_argument("--over-weekends", action="store_true", help="weekends may lie within the meeting")
    nearness = planning_asked.number_within(0, MOST_WITHIN)
    parser.add_argument(
        "--gap", type=nearness, default=0, metavar="N", help="days to other meetings of its mechanisms, at least"
    )
    parser.add_argument(
        "--within", type=nearness, default=3, metavar="N", help="how near others count (default: 3 days)"
    )
    limit = planning_asked.number_within(1, MOST_LIMIT)
    parser.add_argument("--limit", type=limit, default=10, metavar="N", help="windows of each city (default: 10)")
    parser.add_argument("--format", choices=planning_output.FORMATS, default="table")


def run(args: argparse.Namespace) -> int:
    """Understand the question, ask the register, print."""
    from iscm.cli.store import database_failures

    when = _when(args)
    publishing.open_register()
    today = planning_asked.today_here()
    with database_failures():
        told = _told(args, when, today)
    if args.format == "json":
        planning_output.print_json(told, sys.stdout)
    elif args.format == "csv":
        rows = planning_output.window_rows(told["cities"])
        planning_output.print_csv(planning_output.WINDOW_COLUMNS, rows, sys.stdout)
    else:
        lines = (*planning_output.idea_lines(told["idea"]), *planning_output.window_lines(told["cities"]))
        planning_output.print_lines(lines, sys.stdout)
    return FINE if any(one["windows"] for one in told["cities"]) else NONE_LEFT


def _told(args: argparse.Namespace, when: str, today: date) -> dict[str, Any]:
    from iscm.register.queries.ideas import windows_of_idea
    from iscm.register.queries.planning_told import told_found

    given = {
        "mechanisms": args.mechanism,
        "members": args.members_of,
        "days": args.days,
        "when": when,
        "place": args.city,
        "hosts": args.host,
        "avoid": args.avoid,
    }
    idea = planning_asked.read_idea(args.idea, given, today)
    weekdays = frozenset(WEEKDAYS.index(one) for one in args.weekday) if args.weekday else None
    found = windows_of_idea(
        idea,
        today,
        within=args.within,
        gap=args.gap,
        limit=args.limit,
        weekdays=weekdays,
        over_weekends=args.over_weekends,
    )
    labels = planning_asked.english()
    return {"idea": planning_asked.told_idea(idea), "cities": [told_found(one, labels) for one in found]}


def _when(args: argparse.Namespace) -> str:
    """The period as words that an idea understands."""
    if not (args.since or args.until):
        return args.when or ""
    if args.when:
        raise CommandError("--when and --from or --to say the same thing: use one of them")
    if not (args.since and args.until):
        raise CommandError("--from and --to go together")
    publishing.refuse_reversed(args.since, args.until)
    return f"{args.since}/{args.until}"
