"""`iscm links`: whether the links that the register shows still lead somewhere; some of them with each run.

Exit status: 0 where nothing needs a person, 1 where a link has died or none answers, 2 for wrong use.
"""

import argparse

from iscm.cli.failures import CommandError
from iscm.cli.plain import plain
from iscm.cli.progress import Bar
from iscm.domain.links import State

GROUP = "Upkeep"
HELP = "visit the links that the register shows, those not visited for longest first, and list the dead ones"
FINE, NEEDS_A_PERSON = 0, 1
MOST, HIGHEST = 200, 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and how far to go."""
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help=f"visit N links at most ({MOST})")
    parser.add_argument("--all", action="store_true", help="also those that were visited in the last days")
    parser.add_argument("--list", action="store_true", help="visit nothing, list what is dead or has moved")


def run(args: argparse.Namespace) -> int:
    """Visit what is due and say what became of it."""
    from iscm.cli.store import database_failures, open_store

    if not 0 < args.most <= HIGHEST:
        raise CommandError(f"--most is a number from 1 to {HIGHEST}, not {args.most}")
    open_store()
    with database_failures():
        return _list() if args.list else _visit(args)


def _visit(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    from iscm.cli.fetchers import make_fetcher
    from iscm.register.operations.gather_alone import alone
    from iscm.register.operations.links import OFFLINE, Visited, check_links, due_links, forget_links

    with alone(settings.DATA_DIR, "links"), Bar() as bar, make_fetcher() as fetcher:
        urls, visited = due_links(timezone.now(), args.most, is_all=args.all), list[Visited]()
        tried = iter(range(len(urls)))
        visits = check_links(urls, fetcher, now=timezone.now, tell=lambda url: bar(next(tried), len(urls), url))
        visited.extend(visits)
        forget_links(timezone.now())
    if len(urls) >= OFFLINE and not visited:
        print("no site answers at all, so that nothing is kept: is this machine online?")
        return NEEDS_A_PERSON
    for one in visited:
        if one.history.seen.state is not State.OK:
            _tell(one.url, one.history.seen.state, one.history.seen.moved_to or one.history.seen.message)
    died = sum(one.is_news and one.history.is_dead for one in visited)
    counts = [(state, sum(one.history.seen.state is state for one in visited)) for state in State]
    said = ", ".join(f"{number} {state}" for state, number in counts if number) or "none was due"
    print(f"{len(visited)} visited: {said}; {died} newly dead")
    return NEEDS_A_PERSON if died else FINE


def _list() -> int:
    from iscm.register.queries.links import link_lines, open_links

    lines = link_lines([pk for pk, _, _ in open_links()])
    for line in lines:
        _tell(line.url, "dead" if line.is_dead else line.state, line.moved_to or line.message)
    print(f"{len(lines)} wait on the worklist")
    return NEEDS_A_PERSON if any(line.is_dead for line in lines) else FINE


def _tell(url: str, what: str, more: str) -> None:
    print(plain(f"{what:<12} {url}" + (f"  {more}" if more else "")))
