"""`iscm rebuild`: meetings made anew from their records, or (`--check`) proved to be what their records say.

Exit status: 0 where meetings follow from records and the log is whole, 1 where not.
"""

import argparse

GROUP = "Upkeep"
HELP = "work every meeting out again from its records; --check only proves that nothing differs"
FINE, DIFFERS = 0, 1
MOST_LINES = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to change anything."""
    parser.add_argument("--check", action="store_true", help="only compare; change nothing")


def run(args: argparse.Namespace) -> int:
    """Rebuild or compare, and say what differed."""
    from iscm.cli.store import database_failures, open_store

    open_store()
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
