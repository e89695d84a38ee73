"""`iscm publish`: an edition of a calendar, highlights or tracker, frozen and numbered for good."""

import argparse
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.calendar import FIELDS, HALVES
from iscm.cli.failures import CommandError
from iscm.cli.plain import plain
from iscm.cli.tracker import known_initiative, refuse_unknown_part

if TYPE_CHECKING:
    from iscm.register.operations.drafts import Draft
    from iscm.register.operations.publish import Published
    from iscm.register.queries.filters import Filter

GROUP = "From the register to its readers"
HELP = "freeze a calendar, highlights or tracker as its next numbered edition"
YEAR = re.compile(r"[12][0-9]{3}")
NAMES = {"since": "from", "until": "to"}
KINDS = ("calendar", "highlights", "tracker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to publish, what it is narrowed to, and what is said of it."""
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("about", metavar="YEAR|INITIATIVE", help="the year, or for a tracker the initiative")
    for field, what in FIELDS.items():
        parser.add_argument(f"--{field}", action="append", metavar="NAME", help=f"{what} (calendar only)")
    parser.add_argument("--half", type=int, choices=(1, 2), help="one half of the year (calendar only)")
    parser.add_argument("--objective", type=int, metavar="N", help="one objective of the initiative (tracker only)")
    parser.add_argument("--target", metavar="T", help="one target of the initiative (tracker only)")
    publishing.add_period_arguments(parser)
    parser.add_argument(
        "--lang",
        action="append",
        choices=publishing.LANGUAGES,
        default=[],
        help="a language whose files are kept beside the English ones; again for more (the text is kept in all six)",
    )
    parser.add_argument("--note", default="", help="why it is published, for its readers")
    parser.add_argument("--corrects", type=int, metavar="N", help="a corrigendum of edition N; --note says why")
    parser.add_argument("--actor", default="command line", help="who is doing this, for the log")
    parser.add_argument("--dry-run", action="store_true", help="say what it would be; keep nothing")


def run(args: argparse.Namespace) -> int:
    """Publish, and say which number it got and what changed since the edition before."""
    from iscm.cli.progress import Bar
    from iscm.cli.store import database_failures

    _refuse_unfit(args)
    publishing.open_register()
    from iscm.register.operations.publish import publish  # models can be imported once the store is open

    draft = _draft(args)
    with database_failures(), Bar() as bar:
        bar(0, 1, "setting the edition in every language and format")
        edition = publish(
            draft,
            actor=args.actor,
            note=args.note,
            langs=args.lang,
            corrects=args.corrects,
            is_dry_run=args.dry_run,
        )
    _tell(edition, args)
    return 0


def _refuse_unfit(args: argparse.Namespace) -> None:
    """Raise `CommandError` for what does not go with the kind of publication."""
    fitting = {"calendar": (*FIELDS, "half", "since", "until"), "tracker": ("objective", "target", "since", "until")}
    narrowing = {*fitting["calendar"], *fitting["tracker"]} - {*fitting.get(args.what, ())}
    if used := sorted(f"--{NAMES.get(name, name)}" for name in narrowing if getattr(args, name)):
        raise CommandError(f"{', '.join(used)}: a publication of the kind {args.what} cannot be narrowed by that")
    if args.half and (args.since or args.until):
        raise CommandError("--half and --from or --to say the same thing: use one of them")
    if args.objective is not None and args.target is not None:
        raise CommandError("--objective and --target: use one of them")
    publishing.refuse_reversed(args.since, args.until)


def _year(args: argparse.Namespace) -> int:
    if not YEAR.fullmatch(args.about):
        raise CommandError(f"{args.about!r} is no year")
    return int(args.about)


def _draft(args: argparse.Namespace) -> "Draft":
    from iscm.register.operations import drafts

    if args.what == "highlights":
        return drafts.draft_highlights(_year(args))
    if args.what == "calendar":
        return drafts.draft_calendar(_year(args), _filter(args))
    known = known_initiative(args.about)
    refuse_unknown_part(known, args.objective, args.target)
    return drafts.draft_tracker(known.slug, args.objective, args.target, args.since, args.until)


def _filter(args: argparse.Namespace) -> "Filter":
    """What is asked for, by the keys of the register; raises `CommandError` for names that nobody knows."""
    from iscm.cli.naming import names_of, resolve
    from iscm.register.queries.filters import Filter
    from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

    names = names_of(current_vocabulary())
    chosen = {field: resolve(field, getattr(args, field), names[field]) for field in FIELDS}
    since, until = args.since, args.until
    if args.half:
        since, until = (date(_year(args), *ends) for ends in HALVES[args.half])
    return replace(Filter(since=since, until=until), **chosen)  # type: ignore[arg-type]  # the fields with values


def _tell(edition: "Published", args: argparse.Namespace) -> None:
    verb = "would be" if args.dry_run else "is"
    print(f"{edition.name}: this {verb} edition {edition.number}" + (", nothing is kept" if args.dry_run else ""))
    for line in _changed(edition):
        print(plain(line))


def _changed(edition: "Published") -> list[str]:
    """What its box of changes says, as lines."""
    from iscm.publication.editions import changes_box
    from iscm.publication.report import Bullets, Paragraph
    from iscm.publication.report import plain as without_style
    from iscm.publication.words import words_in

    box = changes_box(edition.changes, words_in("en"))
    if box is None:
        return []
    said = [f"  {without_style(box.heading.words)}"]
    for block in box.blocks:
        if isinstance(block, Bullets):
            said += [f"    {without_style(item)}" for item in block.items]
        elif isinstance(block, Paragraph):
            said.append(f"    {without_style(block.words)}")
    return said
