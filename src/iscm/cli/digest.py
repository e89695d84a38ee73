"""`iscm digest`: news by mail to those who follow, and the answers to suggestions."""

import argparse

from iscm.cli.failures import CommandError
from iscm.cli.plain import complain, plain

GROUP = "From the register to its readers"
HELP = "send what is due by mail: weekly news, changes of dates, answers to suggestions"
FINE, NEEDS_A_PERSON = 0, 1
WORDS = {
    "weekly": ("weekly news", "weekly news"),
    "at-once": ("notice of changed dates", "notices of changed dates"),
    "answers": ("answer to a suggestion", "answers to suggestions"),
    "interrupted": ("mail was broken off in an earlier run, not sent again", "mails were broken off, not sent again"),
    "refused": ("address was refused", "addresses were refused"),
    "stopped": ("address refused too often, forgotten", "addresses refused too often, forgotten"),
    "unconfirmed": ("unconfirmed address forgotten", "unconfirmed addresses forgotten"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("--forget", metavar="MAIL", help="send nothing to this address any more, and delete it")
    parser.add_argument("--dry-run", action="store_true", help="say how much would be sent; send and keep nothing")


def run(args: argparse.Namespace) -> int:
    """Send, and say how much of what; no address is ever printed."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    # Settings can be read once the store is open.
    from django.conf import settings

    from iscm.register.operations.digest import send_news
    from iscm.register.operations.follow import forget
    from iscm.register.operations.gather_alone import alone

    if args.forget:
        with database_failures():
            print("forgotten" if forget(args.forget) else "nobody follows with this address")
        return FINE
    if not settings.SITE_URL:
        raise CommandError("SITE_URL is not set: what is sent must lead to this site")
    with database_failures(), alone(settings.DATA_DIR, "digest"):
        sent = send_news(dry_run=args.dry_run)
    told = [(sent.numbers[key], words) for key, words in WORDS.items() if sent.numbers[key]]
    for number, (one, several) in told:
        print(f"{number} {one if number == 1 else several}" + (" (dry run: nothing is sent)" if args.dry_run else ""))
    if not told and not sent.trouble:
        print("nothing is due")
    if sent.trouble:
        complain(plain(sent.trouble))
    return NEEDS_A_PERSON if sent.trouble else FINE
