"""`iscm reword`: a sentence of the highlights in an editor's words, and back."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.failures import CommandError
from iscm.cli.plain import plain

if TYPE_CHECKING:
    from iscm.publication.wordings import Sentence

GROUP = "From the register to its readers"
HELP = "list the sentences of a year's highlights, or put one in other words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which sentence, and its words."""
    parser.add_argument("year", type=int, metavar="YEAR")
    parser.add_argument("key", nargs="?", metavar="KEY", help="the sentence, by the beginning of its key")
    parser.add_argument("words", nargs="?", metavar="WORDS", help="what it shall say, without the full stop")
    parser.add_argument("--undo", action="store_true", help="take the last words back")
    parser.add_argument("--reason", default="", help="why; kept beside the words")
    parser.add_argument("--lang", choices=publishing.LANGUAGES, default="en", help="language (default: en)")
    parser.add_argument("--actor", default="command line", help="who is doing this, for the log")


def run(args: argparse.Namespace) -> int:
    """Without words list the sentences with their keys; else change one and say how it read before."""
    from iscm.cli.store import database_failures

    _refuse_half(args)
    publishing.open_register()
    from iscm.register.operations import reword  # models can be imported once the store is open

    said = {"actor": args.actor, "reason": args.reason, "lang": args.lang}
    with database_failures():
        if args.undo:
            sentence = reword.take_back(args.year, args.key, **said)
            print(f"{sentence.key} reads again: {_words(sentence)}")
        elif args.words is not None:
            sentence = reword.reword(args.year, args.key, args.words, **said)
            print(f"{sentence.key} read: {_words(sentence)}")
        else:
            _list(reword.sentences_of(args.year, args.lang), args)
    return 0


def _refuse_half(args: argparse.Namespace) -> None:
    if args.undo and (args.key is None or args.words is not None):
        raise CommandError("--undo takes a KEY and no words")
    if (args.undo or args.words is not None) and not args.reason.strip():
        raise CommandError("--reason says why")


def _list(sentences: "Sequence[Sentence]", args: argparse.Namespace) -> None:
    """One line a sentence: its key, whose words it is in, the words."""
    shown = [one for one in sentences if one.key.startswith(args.key or "")]
    if args.key and not shown:
        raise CommandError(f"the highlights of {args.year} have no sentence {args.key!r}")
    for one in shown:
        whose = f"[{one.wording.actor}] " if one.wording else ""
        print(f"{one.key}  {plain(whose)}{_words(one)}")


def _words(sentence: "Sentence") -> str:
    return plain("".join(run.text for run in sentence.words))
