"""`iscm highlights`: the highlights of a year, in any format, or its sentences with their keys for an editor."""

import argparse
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from iscm.publication.report import Report
    from iscm.publication.reports.highlights import HighlightsFacts
    from iscm.publication.wordings import Sentence

GROUP = "From the register to its readers"
HELP = "write the highlights of a year, as PDF, Word, Excel, CSV, JSON, HTML or Markdown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The year, which edition, whether only its sentences, and the output."""
    parser.add_argument("year", type=int, metavar="YEAR")
    parser.add_argument("--edition", type=int, metavar="N", help="a published edition as it was frozen")
    parser.add_argument(
        "--sentences",
        action="store_true",
        help="list the sentences instead: key, mark, words (for `iscm reword`); changed and gone are an editor's words "
        "whose facts changed or whose meetings are no longer in the register",
    )
    publishing.add_output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the register, set the report or list its sentences, write it."""
    from iscm.cli.store import database_failures

    if args.sentences:
        _refuse_formats(args)
    form = "" if args.sentences else publishing.form_of(args)
    publishing.open_register()
    with database_failures():
        if args.sentences:
            publishing.write_output(_sentences(args), args.output)
        else:
            publishing.publish(args, form, lambda: _report(args))
    return 0


def _refuse_formats(args: argparse.Namespace) -> None:
    if args.format or args.edition is not None:
        raise CommandError("--sentences lists what stands in the register now, as text: without --format and --edition")


def _report(args: argparse.Namespace) -> "Report":
    if args.edition is not None:
        return _edition(args)
    from iscm.publication.reports.highlights import build_highlights
    from iscm.publication.reports.sentences import state_line

    words = publishing.chosen_words(args)
    facts = _facts(args.year)
    return build_highlights(facts, words, state_line(facts.modified.date(), words))


def _facts(year: int) -> "HighlightsFacts":
    """The facts of a year that has meetings; raises `CommandError` for one that has none."""
    from iscm.register.queries.highlights import highlights_facts
    from iscm.register.queries.meetings import years

    facts = highlights_facts(year)
    if not facts.meetings:
        known = ", ".join(str(one.year) for one in reversed(years())) or "none"
        raise CommandError(f"no meeting of {year} is in the register; the years with meetings are: {known}")
    return facts


def _edition(args: argparse.Namespace) -> "Report":
    """A published edition as it was frozen."""
    from iscm.register.queries.published import editions, frozen_report

    name = f"highlights-{args.year}"
    if report := frozen_report(name, args.edition, args.lang):
        return report
    known = ", ".join(str(one.number) for one in reversed(editions(name))) or "none"
    raise CommandError(f"no edition {args.edition} of {name} was published; the editions are: {known}")


def _sentences(args: argparse.Namespace) -> bytes:
    """One line a sentence: key, mark and words, between tabs."""
    from iscm.publication.reports.highlights import sentences

    found = sentences(_facts(args.year), publishing.chosen_words(args))
    return "".join(f"{_line(one)}\n" for one in found).encode()


def _line(one: "Sentence") -> str:
    from iscm.cli.plain import plain as harmless
    from iscm.publication.report import plain

    mark = one.mark.value or ("edited" if one.wording else "")
    return "\t".join(harmless(part) for part in (one.key, mark, plain(one.words)))
