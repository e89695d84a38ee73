"""The words that the register knows now: the package's facts, with what editors state laid over them."""

import threading
from collections.abc import Collection
from datetime import date

from django.core.signals import request_started
from django.utils import timezone

from iscm.data import load_vocabulary
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.facts.vocabulary import overlay
from iscm.register.queries.stamps import latest_statement, noted
from iscm.register.queries.statements import statements

MOST_KEPT = 4
_kept: dict[tuple[str, date], Vocabulary] = {}
_lock = threading.Lock()


def vocabulary(day: date | None = None) -> Vocabulary:
    """The vocabulary of a day, today's if none is named: the same value for as long as no editor states anything.

    The package's own value where nothing is stated. No query where this request has asked for a version already (see
    `stamps.version`), else one; three when something was stated since.
    """
    if noted.statement is None:
        noted.statement = latest_statement()
    if not noted.statement:
        return load_vocabulary()
    key = noted.statement, day or timezone.now().date()
    with _lock:
        if key not in _kept:
            while len(_kept) >= MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = overlay(load_vocabulary(), statements(), key[1])
        return _kept[key]


def themes_now(slugs: Collection[str]) -> tuple[str, ...]:
    """These themes, each merged one as that into which it went; no query where none is asked for."""
    return tuple(sorted({vocabulary().theme(slug) for slug in slugs}))


def look_again(**_signal: object) -> None:
    """Ask the store again before the next answer: when a request begins, and once something was stated."""
    noted.statement = None


request_started.connect(look_again, dispatch_uid="iscm.vocabulary")
