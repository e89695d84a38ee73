"""`iscm editions`: what was published."""

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

if TYPE_CHECKING:
    from iscm.register.queries.published import EditionLine

GROUP = "From the register to its readers"
HELP = "list the published editions, the newest first"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which publication, and how to list."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="one publication, such as calendar-2024")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """List name, number, day, what changed, what it corrects, and the note."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    from iscm.register.queries.published import editions  # models can be imported once the store is open

    with database_failures():
        found = editions(args.name)
    if args.name and not found:
        raise CommandError(f"nothing was published under the name {args.name!r} (see iscm editions)")
    if args.format == "json":
        print(json.dumps([asdict(one) for one in found], default=_time, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(plain(_line(one)))
    if not found:
        print("nothing was published yet (see iscm publish --help)")
    return 0


def _time(at: datetime) -> str:
    return at.isoformat()


def _line(one: "EditionLine") -> str:
    from iscm.publication.editions import changes_in_words
    from iscm.publication.words import words_in

    if one.changes is None:
        changed = "the first edition" if one.number == 1 else ""
    else:
        changed = changes_in_words(one.changes, words_in("en")) or "details corrected"
    corrects = f"corrects edition {one.corrects}" if one.corrects is not None else ""
    told = "; ".join(part for part in (changed, corrects, one.note) if part)
    return f"{one.name:<20} {one.number:>3}  {one.published_at:%Y-%m-%d}  {told}"
