"""`iscm index`: send what can be found to the search engine that SEARCH_URL names.

Exit status: 0 where it has all, 1 where it could not be sent (it waits, and the database answers), 2 for wrong use.
"""

import argparse
import time

from iscm.cli.failures import CommandError
from iscm.cli.plain import complain, plain
from iscm.cli.progress import Bar
from iscm.domain.searching import EngineAddress, EngineError
from iscm.sources.searching.filling import Filled

GROUP = "Upkeep"
HELP = "send what can be found to the search engine, where one is set; only what changed, or --all into a new index"
FINE, NEEDS_A_PERSON = 0, 1
LOOKS_EVERY, TRIES_EVERY = 1.0, 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much is sent, and for how long."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--all", action="store_true", help="everything, into a new index that takes the place of the old")
    how.add_argument("--stay", action="store_true", help="do not end: send within a second what changes")
    how.add_argument("--off", action="store_true", help="send nothing any more, and note no changes for it")


def run(args: argparse.Namespace) -> int:
    """Send, and say how much."""
    from django.conf import settings

    from iscm.cli.store import database_failures, open_store

    open_store()
    with database_failures():
        if args.off:
            return _off()
        if settings.SEARCH_ENGINE is None:
            print("no search engine is set (SEARCH_URL): the database answers by itself")
            return FINE
        return _send(settings.SEARCH_ENGINE, args)


def _off() -> int:
    from iscm.register.operations.sending.noting import stop

    stop()
    print("nothing is noted for a search engine any more; take SEARCH_URL out of the settings, too")
    return FINE


def _send(address: EngineAddress, args: argparse.Namespace) -> int:
    from django.conf import settings

    from iscm.register.operations.gather_alone import alone

    try:
        from iscm.sources.searching.opensearch import FILLING, OpenSearchEngine
    except ImportError:
        raise CommandError("SEARCH_URL needs opensearch-py: install iscm[search]") from None
    engine = OpenSearchEngine(address, FILLING)
    with alone(settings.DATA_DIR, "index"):
        status = _round(engine, is_all=args.all, is_told=True)
        while args.stay:
            time.sleep(LOOKS_EVERY if status == FINE else TRIES_EVERY)
            status = _round(engine, is_all=False, is_told=status != FINE)
    return status


def _round(engine: Filled, *, is_all: bool, is_told: bool) -> int:
    from iscm.register.operations.sending.rounds import send

    try:
        with Bar() as bar:
            sent = send(engine, is_all=is_all, tell=bar)
    except EngineError as error:
        complain(f"the search engine {error}: what waits is sent with the next run, until then the database answers")
        return NEEDS_A_PERSON
    if is_told or sent.put or sent.gone:
        where = ", into a new index" if sent.is_new else ""
        print(plain(f"{sent.put} entries sent, {sent.gone} taken out{where}"), flush=True)
    return FINE
