"""`iscm doctor`: is everything there that the register needs, and as it should be?

Exit status: 0 if all is fine, 1 if something needs a person, or a repair that was not asked for.
"""

import argparse
import importlib
from collections.abc import Iterable

from iscm.cli.doctoring import all_checks
from iscm.cli.failures import CommandError
from iscm.cli.plain import plain
from iscm.cli.progress import Bar
from iscm.domain.health import Ailment, Check, Finding, ill

GROUP = "Upkeep"
HELP = "check the machine, the database and all that the register holds; --repair makes anew what can be derived"
FINE, NEEDS_A_PERSON = 0, 1
MOST_TOLD = 20
INDENT = " " * 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much is looked at, and whether anything is put right."""
    parser.add_argument("--quick", action="store_true", help="leave out what reads every row and every file")
    parser.add_argument("--repair", action="store_true", help="make anew what follows from other rows, then look again")
    parser.add_argument("--dry-run", action="store_true", help="with --repair: only say what it would do")
    parser.add_argument("--deploy", action="store_true", help="look also at what a public installation needs")


def run(args: argparse.Namespace) -> int:
    """Look, tell one line a check and one a thing that is wrong, repair where asked."""
    if args.dry_run and not args.repair:
        raise CommandError("--dry-run says what --repair would do: name both")
    open_for_looking()
    checks = [check for check in all_checks() if check.is_quick or not args.quick]
    found = [_examine(check) for check in (*checks, *(_deploy_checks() if args.deploy else ()))]
    return FINE if all(one.is_fine for one in found) else NEEDS_A_PERSON


def open_for_looking() -> None:
    """Start Django and change nothing."""
    from iscm.cli.store import open_store

    open_store(migrate=False)


def _deploy_checks() -> Iterable[Check]:
    from django.conf import settings

    checks: Iterable[Check] = importlib.import_module(settings.DEPLOY_CHECKS).checks()
    return checks


def _examine(check: Check) -> Finding:
    from django.db import DatabaseError

    try:
        with Bar() as bar:
            found = check.look(bar)
    except CommandError as error:
        found = ill(str(error))
    except (DatabaseError, OSError) as error:
        found = ill(f"cannot be read: {' '.join(str(error).split())}")
    _tell(check.name, found)
    return found


def _tell(name: str, found: Finding) -> None:
    mark, first, *more = _lines(found)
    print(plain(f"{mark:<6} {name:<12} {first}"))
    for line in more:
        print(plain(f"{INDENT}{line}"))


def _lines(found: Finding) -> list[str]:
    if found.is_fine:
        return ["fine", found.told]
    lines = [line for one in found.ailments[:MOST_TOLD] for line in _said(one)]
    left = len(found.ailments) - MOST_TOLD
    return ["WRONG", *lines, *([f"and {left} more"] if left > 0 else [])]


def _said(one: Ailment) -> list[str]:
    return [one.what, f"→ {one.remedy}"] if one.remedy else [one.what]
