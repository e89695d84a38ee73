"""`iscm check`: the problems of the whole register, and what waits for a person.

Exit status: 0 where nothing needs a person, 1 where a problem of severity "error" or an open question does.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from iscm.cli.plain import plain

if TYPE_CHECKING:
    from iscm.register.queries.open_matters import OpenProblem, OpenQuestion

GROUP = "From documents to the register"
HELP = "list the problems of the whole register and the questions that wait for a person"
FINE, NEEDS_A_PERSON = 0, 1
WEIGHTS = ("error", "warning", "information")
NAMES = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "information": ("for information", "for information"),
    "questions": ("question", "questions"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which problems to list, and how."""
    parser.add_argument("--all", action="store_true", help="information too, not only errors and warnings")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Check over all documents, then print every open problem with its place, and every open question."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    # Models can be imported once the store is open.
    from iscm.register.operations.checking import check_register
    from iscm.register.queries.open_matters import open_problems, open_questions

    with database_failures():
        check_register()
        problems, questions = open_problems(), open_questions()
    shown = [problem for problem in problems if args.all or problem.severity != "information"]
    counts = {name: sum(one.severity == name for one in problems) for name in WEIGHTS} | {"questions": len(questions)}
    if args.format == "json":
        found = {"problems": [asdict(one) for one in shown], "questions": [asdict(one) for one in questions]}
        print(json.dumps({**found, "counts": counts}, ensure_ascii=False, indent=2))
    else:
        for line in (*_problems(shown), *_questions(questions), _counted(counts)):
            print(line)
    return NEEDS_A_PERSON if counts["error"] or questions else FINE


def _problems(problems: Sequence["OpenProblem"]) -> Iterator[str]:
    """A heading for each document, below it a line for each problem and one for what may be taken instead."""
    for name, together in groupby(problems, key=lambda problem: problem.document):
        held = list(together)
        yield f"{plain(name) or 'over several documents'} ({_counted(_by_severity(held))})"
        for problem in held:
            where = problem.place or (f"meeting {problem.meeting}" if problem.meeting else "")
            yield f"  {problem.severity:<11} {problem.code}{', ' if where else ''}{where}: {_one_line(problem.message)}"
            if problem.suggestion:
                yield f"{'':<14}suggestion: {_one_line(problem.suggestion)}"
        yield ""


def _questions(questions: Sequence["OpenQuestion"]) -> Iterator[str]:
    if questions:
        yield f"questions ({len(questions)})"
    for question in questions:
        yield f"  {question.verdict}? {_one_line(question.left_words)}"
        yield f"  {'':<{len(question.verdict)}}  {_one_line(question.right_words)}"
        yield f"  {'':<{len(question.verdict)}}  {_one_line(question.reason)}"
    if questions:
        yield ""


def _by_severity(problems: Sequence["OpenProblem"]) -> dict[str, int]:
    counts = {name: sum(one.severity == name for one in problems) for name in WEIGHTS}
    return {name: count for name, count in counts.items() if count}


def _counted(counts: dict[str, int]) -> str:
    """Numbers in words: "1 error, 10 warnings"."""
    return ", ".join(f"{number} {NAMES[name][number != 1]}" for name, number in counts.items())


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
