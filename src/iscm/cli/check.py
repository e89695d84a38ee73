"""`iscm check`: the problems of the whole register, and what waits for a person.

Exit status: 0 where nothing needs a person, 1 where a problem of severity "error" or an open question does.
"""

import argparse

GROUP = "From documents to the register"
HELP = "list the problems of the whole register and the questions that wait for a person"
FINE, NEEDS_A_PERSON = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which problems to list."""
    parser.add_argument("--all", action="store_true", help="information too, not only errors and warnings")


def run(args: argparse.Namespace) -> int:
    """Check over all documents, then print every open problem with its place, and every open question."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    # Models can be imported once the store is open.
    from iscm.register.operations.checking import check_register, open_problems, open_questions

    with database_failures():
        check_register()
        problems, questions = open_problems(), open_questions()
    for problem in problems:
        if args.all or problem.severity != "information":
            print(f"{problem.severity:<11} {problem.code:<24} {problem.where}: {problem.message}")
    for question in questions:
        print(f"{'question':<11} {question.verdict + '?':<24} {question.left}, {question.right}: {question.reason}")
    counts = {name: sum(one.severity == name for one in problems) for name in ("error", "warning", "information")}
    print(", ".join(f"{count} {name}" for name, count in counts.items()) + f", {len(questions)} questions")
    return NEEDS_A_PERSON if counts["error"] or questions else FINE
