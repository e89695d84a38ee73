"""`iscm plan`: days for all wishes of a year at once, or how a real year might have been with fewer clashes.

Exit status: 0 a plan, 1 wishes that contradict each other (it is told which), 2 what is not understood.
"""

import argparse
import json
import signal
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from iscm.cli import plan_output, planning_asked, publishing
from iscm.cli.calendar import year
from iscm.cli.failures import CommandError
from iscm.cli.plain import complain
from iscm.cli.progress import Bar

if TYPE_CHECKING:
    from types import FrameType

    from iscm.planning.plans import Plan, Step
    from iscm.planning.solving import Solved
    from iscm.planning.wishes import Fault, Wishes
    from iscm.register.queries.plans import Asked

GROUP = "Planning"
HELP = "propose days for all wishes of a year at once, with a bound on how much better it could be"
TABLE, JSON, ICS = "table", "json", "ics"
FINE, IMPOSSIBLE, WRONG = 0, 1, 2
MOST_SECONDS, MOST_WORKERS, MOST_MOVE = 86_400, 64, 180
MOST_TOLD = 20
LONG_AGO = date(1, 1, 1)
INPUTS = ("json", "toml", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The wishes or a year, how long to search, what is fixed, and the output."""
    parser.add_argument("wishes", nargs="?", metavar="WISHES", help=f"a file of wishes: {', '.join(INPUTS)}")
    parser.add_argument("--year", type=year, help="the year of wishes without periods; without WISHES, a real year")
    move = planning_asked.number_within(0, MOST_MOVE)
    parser.add_argument("--move", type=move, metavar="N", help="of a real year: its meetings may move by N days")
    seconds = planning_asked.number_within(1, MOST_SECONDS)
    parser.add_argument("--seconds", type=seconds, default=60, metavar="N", help="how long to search (default: 60)")
    workers = planning_asked.number_within(1, MOST_WORKERS)
    parser.add_argument("--workers", type=workers, default=2, metavar="N", help="cores (default: 2; 1: repeatable)")
    parser.add_argument("--fix", action="append", default=[], metavar="KEY=DAY", help="fix the first day of a wish")
    parser.add_argument("--compare", metavar="FILE", help="tell what differs from a plan that was kept as JSON")
    parser.add_argument("--keep", metavar="FILE", help="of a real year: also write the plan as data to show anywhere")
    parser.add_argument("--propose", metavar="NAME", help="hand the plan in at the desk, as proposals of this person")
    parser.add_argument("--expected", action="store_true", help="what the rhythm of each series suggests; no plan")
    parser.add_argument("--run", action="store_true", help="search what was asked for at the desk and waits; no output")
    publishing.add_output_arguments(parser, TABLE, ICS)


def run(args: argparse.Namespace) -> int:
    """Read the wishes, search, write the plan."""
    from iscm.cli.store import database_failures

    form = _form(args)
    if args.expected:
        return _expect(args, form)
    if args.run:
        return _run_waiting()
    if not args.wishes and (args.year is None or args.move is None):
        raise CommandError("name a file of wishes, or a real year and how far its meetings may move: --year Y --move N")
    if args.wishes and args.move is not None:
        raise CommandError("--move is for a real year, without a file of wishes")
    if args.wishes and args.keep:
        raise CommandError("--keep is for a real year, without a file of wishes")
    fixed = dict(_fixed(text) for text in args.fix)
    earlier = _earlier(args.compare) if args.compare else None
    publishing.open_register()
    with database_failures():
        return _plan(args, form, fixed, earlier)


def _plan(args: argparse.Namespace, form: str, fixed: dict[str, date], earlier: "Plan | None") -> int:
    from iscm.planning.solving import ImpossibleWishesError, with_fixed
    from iscm.register.queries.plans import asked_of, faults_of, year_asked

    if args.wishes:
        wishes, faults = _read(args)
        asked = asked_of(wishes) if not faults else None
        faults = faults or (faults_of(wishes, asked.calendar) if asked else ())
        if faults or asked is None:
            return _refuse(faults, args.wishes)
        today, name = planning_asked.today_here(), f"plan-{Path(args.wishes).stem}"
    else:
        asked, today, name = year_asked(args.year, args.move), LONG_AGO, f"plan-{args.year}-{args.move}-days"
        if not asked.tasks:
            raise CommandError(f"no meeting of {args.year} with known days is in the register")
    keys = {task.wish.key for task in asked.tasks}
    if unknown := [key for key in fixed if key not in keys]:
        raise CommandError(f"--fix: there is no wish {unknown[0]!r}")
    asked = type(asked)(with_fixed(asked.tasks, fixed), asked.calendar, asked.before)
    try:
        solved = _solve(args, asked, today, earlier)
    except ImpossibleWishesError as error:
        for one in error.found:
            complain(one.message)
        return IMPOSSIBLE
    _write(args, form, name, asked=asked, solved=solved, earlier=earlier)
    return FINE


def _expect(args: argparse.Namespace, form: str) -> int:
    """Print what is to be expected after today, or from the beginning of a year on."""
    from iscm.cli import plan_expected
    from iscm.cli.store import database_failures

    if args.wishes or form not in {TABLE, JSON}:
        raise CommandError(f"--expected needs no wishes, and is printed as {TABLE} or {JSON}")
    publishing.open_register()
    from iscm.register.queries.expectations import expected_next, known_years, tried_on

    with database_failures():
        after = date(args.year, 1, 1) - timedelta(days=1) if args.year else planning_asked.today_here()
        tried = [tried_on(year) for year in sorted(known_years())[1:]]
        found = expected_next(after)
    if form == JSON:
        content = json.dumps(plan_expected.told(found, tried, after), ensure_ascii=False, indent=2) + "\n"
    else:
        content = "".join(f"{line}\n" for line in plan_expected.lines(found, tried))
    publishing.write_output(content.encode(), args.output)
    return FINE


def _run_waiting() -> int:
    from iscm.cli.store import database_failures

    publishing.open_register()
    from iscm.register.operations.plan_runs import run_waiting

    with database_failures():
        run_waiting()
    return FINE


def _solve(args: argparse.Namespace, asked: "Asked", today: date, earlier: "Plan | None") -> "Solved":
    """Search with a bar; Ctrl-C ends the search and keeps the best plan."""
    from iscm.planning.solving import solve

    start = asked.before if len(asked.before) == len(asked.tasks) else earlier.dates if earlier else None
    with Bar() as bar, Interruptible() as interrupt:
        showing = Showing(bar, args.seconds)
        return solve(
            asked.tasks,
            asked.calendar,
            today=today,
            seconds=args.seconds,
            start=start,
            workers=args.workers,
            on_progress=showing.take,
            should_stop=lambda: showing.tick() or interrupt.is_pressed,
        )


class Showing:
    """The bar of a search: seconds gone, the best plan and the bound."""

    def __init__(self, bar: Bar, seconds: int) -> None:
        self.bar, self.seconds, self.begun, self.said = bar, seconds, time.monotonic(), "searching"

    def take(self, step: "Step") -> None:
        """A better plan or bound."""
        self.said = f"s, weight {step.cost:.1f}, at least {step.bound:.1f}"
        self.tick()

    def tick(self) -> bool:
        """Draw how long it has taken; never true."""
        self.bar(min(int(time.monotonic() - self.begun), self.seconds - 1), self.seconds, self.said)
        return False


class Interruptible:
    """While this is open, the first Ctrl-C only says so; a second one ends the program as usual."""

    is_pressed = False

    def __enter__(self) -> Self:
        self.before = signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self.before)

    def _press(self, _signal: int, _frame: "FrameType | None") -> None:
        self.is_pressed = True
        signal.signal(signal.SIGINT, self.before)


def _write(
    args: argparse.Namespace, form: str, name: str, *, asked: "Asked", solved: "Solved", earlier: "Plan | None"
) -> None:
    from iscm.planning.plans import compare
    from iscm.publication.reports.plan import build_plan, plan_events
    from iscm.publication.reports.sentences import state_line
    from iscm.register.queries.plan_told import plan_facts, told_comparison, told_plan

    words = publishing.chosen_words(args)
    facts = plan_facts(asked, solved, name, words)
    compared = compare(asked.tasks, earlier, solved.plan, asked.calendar) if earlier else None
    told: dict[str, Any] = told_plan(facts, solved.plan)
    if compared:
        told["compared"] = told_comparison(compared, words)
    if args.keep:
        _keep(args, asked, facts, solved.plan)
    if args.propose:
        told["proposed"] = _propose(args.propose, facts, words)
    if form == JSON:
        content = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    elif form == TABLE:
        content = "".join(f"{line}\n" for line in plan_output.lines(facts, told, words)).encode()
    elif form == ICS:
        content = plan_output.calendar(plan_events(facts, words), words)
    else:
        report = build_plan(facts, words, state_line(facts.modified.date(), words))
        content = publishing.render(form, report, args.paper)
    publishing.write_output(content, args.output)


def _propose(name: str, facts: Any, words: Any) -> int:
    from iscm.register.operations.plans import propose

    return len(propose(facts, name, words))


def _keep(args: argparse.Namespace, asked: "Asked", facts: Any, plan: "Plan") -> None:
    from iscm.register.queries.plans_kept import to_keep

    command = f"iscm plan --year {args.year} --move {args.move} --seconds {args.seconds} --workers {args.workers}"
    held = to_keep(asked, facts, plan, year=args.year, move=args.move, command=command)
    lines = ",\n".join(json.dumps(line, ensure_ascii=False) for line in held.pop("lines"))
    head = json.dumps(held, ensure_ascii=False, indent=1).removesuffix("\n}")
    publishing.write_output(f'{head},\n "lines": [\n{lines}\n]}}\n'.encode(), args.keep)


def _form(args: argparse.Namespace) -> str:
    if args.format is None and args.output == publishing.STANDARD_OUTPUT:
        return TABLE
    return publishing.form_of(args) if args.format != TABLE else TABLE


def _read(args: argparse.Namespace) -> "tuple[Wishes, tuple[Fault, ...]]":
    from iscm.planning.wishes_reading import LARGEST
    from iscm.register.queries.wishing import wishes_in

    path = Path(args.wishes)
    form = path.suffix.removeprefix(".").lower()
    if form not in INPUTS:
        raise CommandError(f"{args.wishes}: wishes are written as {', '.join(INPUTS)}, told by the name's end")
    usual = (date(args.year, 1, 1), date(args.year, 12, 31)) if args.year else None
    return wishes_in(_bytes(path, LARGEST), form, usual)


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None


def _refuse(faults: "tuple[Fault, ...]", name: str) -> int:
    for fault in faults[:MOST_TOLD]:
        complain(f"{name}: {fault}")
    if len(faults) > MOST_TOLD:
        complain(f"{name}: and {len(faults) - MOST_TOLD} more")
    return WRONG


def _fixed(text: str) -> tuple[str, date]:
    key, sign, day = text.rpartition("=")
    try:
        return key, date.fromisoformat(day) if sign and key else date.fromisoformat("")
    except ValueError:
        raise CommandError(
            f"--fix {text!r}: write the key of a wish and its first day, such as som=2027-10-04"
        ) from None


def _earlier(name: str) -> "Plan":
    from iscm.planning.plans_reading import read_plan
    from iscm.planning.wishes_reading import LARGEST

    try:
        return read_plan(_bytes(Path(name), LARGEST))
    except ValueError as error:
        raise CommandError(f"{name}: {error}") from None
