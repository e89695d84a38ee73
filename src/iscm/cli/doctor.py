"""`iscm doctor`: is everything there that the register needs, and as it should be?

Exit status: 0 if all is fine, 1 if something needs a person, or a repair that was not asked for.
"""

import argparse
import importlib
from collections.abc import Iterable
from dataclasses import dataclass, field

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
FROM_BACKUP = "restore a backup"


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
    checks = [*all_checks(), *(_deploy_checks() if args.deploy else ())]
    visit = _Visit(is_repaired=args.repair and not args.dry_run, is_asked=args.repair)
    for check in checks:
        if check.is_quick or not args.quick:
            visit.see(check)
    return NEEDS_A_PERSON if visit.wrong else FINE


def open_for_looking() -> None:
    """Start Django and change nothing."""
    from iscm.cli.store import open_store

    open_store(migrate=False)


def _deploy_checks() -> Iterable[Check]:
    from django.conf import settings

    checks: Iterable[Check] = importlib.import_module(settings.DEPLOY_CHECKS).checks()
    return checks


@dataclass(slots=True)
class _Visit:
    """One check after the other: what was wrong and stayed so, and what nothing else can be built on."""

    is_repaired: bool
    is_asked: bool
    wrong: set[str] = field(default_factory=set)
    grave: set[str] = field(default_factory=set)

    def see(self, check: Check) -> None:
        """Look, tell, repair if that was asked for, and look again."""
        if below := self.grave.intersection(check.rests_on):
            print(f"{'left':<6} {check.name:<12} not looked at before {' and '.join(sorted(below))} is put right")
            self.wrong.add(check.name)
            return
        found = _look(check)
        _tell(check.name, found, is_asked=self.is_asked)
        if check.mend and found.mends and self.is_repaired:
            found = _mend(check, found)
        if not found.is_fine:
            self.wrong.add(check.name)
        if found.is_grave:
            self.grave.add(check.name)


def _look(check: Check) -> Finding:
    from django.db import DatabaseError

    try:
        with Bar() as bar:
            return check.look(bar)
    except CommandError as error:
        return ill(str(error))
    except (DatabaseError, OSError, ValueError, LookupError, TypeError) as error:
        # What stands in a damaged row may be anything.
        return ill(f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _mend(check: Check, found: Finding) -> Finding:
    from django.db import DatabaseError

    try:
        with Bar() as bar:
            check.mend(bar)  # type: ignore[misc]  # asked before
    except (DatabaseError, OSError, ValueError, LookupError, TypeError) as error:
        again = ill(f"the repair failed, nothing was changed: {' '.join(str(error).split())[:200]}", FROM_BACKUP)
    else:
        print(f"{'mended':<6} {check.name:<12} {'; '.join(found.mends)}")
        again = _look(check)
    _tell(check.name, again, is_asked=True)
    return again


def _tell(name: str, found: Finding, *, is_asked: bool) -> None:
    mark, first, *more = _lines(found, is_asked=is_asked)
    print(plain(f"{mark:<6} {name:<12} {first}"))
    for line in more:
        print(plain(f"{INDENT}{line}"))


def _lines(found: Finding, *, is_asked: bool) -> list[str]:
    if found.is_fine:
        return ["fine", found.told]
    lines = [line for one in found.ailments[:MOST_TOLD] for line in _said(one)]
    left = len(found.ailments) - MOST_TOLD
    promise = "would" if is_asked else "iscm doctor --repair would"
    mends = [f"→ {promise} {mend}" for mend in found.mends]
    return ["WRONG", *lines, *([f"and {left} more"] if left > 0 else []), *mends]


def _said(one: Ailment) -> list[str]:
    return [one.what, f"→ {one.remedy}"] if one.remedy else [one.what]
