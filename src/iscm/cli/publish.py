"""`iscm publish`: an edition of a calendar, highlights or tracker, frozen and numbered for good."""

import argparse
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.calendar import FIELDS, HALVES
from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

if TYPE_CHECKING:
    from iscm.register.operations.drafts import Draft
    from iscm.register.operations.publish import Published
    from iscm.register.queries.filters import Filter

GROUP = "From the register to its readers"
HELP = "freeze a calendar, highlights or tracker as its next numbered edition"
KINDS = ("calendar", "highlights")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to publish, what it is narrowed to, and what is said of it."""
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("about", metavar="YEAR", type=int, help="the year that it tells of")
    for field, what in FIELDS.items():
        parser.add_argument(f"--{field}", action="append", metavar="NAME", help=f"{what} (calendar only)")
    parser.add_argument("--half", type=int, choices=(1, 2), help="one half of the year (calendar only)")
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

    _refuse_filter(args)
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


def _refuse_filter(args: argparse.Namespace) -> None:
    used = [f"--{field}" for field in (*FIELDS, "half") if getattr(args, field)]
    if used and args.what != "calendar":
        raise CommandError(f"{', '.join(used)}: only a calendar can be narrowed")


def _draft(args: argparse.Namespace) -> "Draft":
    from iscm.register.operations import drafts

    if args.what == "highlights":
        return drafts.draft_highlights(args.about)
    return drafts.draft_calendar(args.about, _filter(args))


def _filter(args: argparse.Namespace) -> "Filter":
    """What is asked for, by the keys of the register; raises `CommandError` for names that nobody knows."""
    from iscm.cli.naming import names_of, resolve
    from iscm.data import load_vocabulary
    from iscm.register.queries.filters import Filter

    names = names_of(load_vocabulary())
    chosen = {field: resolve(field, getattr(args, field), names[field]) for field in FIELDS}
    since, until = (date(args.about, *ends) for ends in HALVES[args.half]) if args.half else (None, None)
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
