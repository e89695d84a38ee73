"""The links that the register shows visited, some at a time; and what a person says of one that is dead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from iscm.domain.addresses import followable
from iscm.domain.errors import (
    BadAnswerError,
    ConflictError,
    DecidedError,
    FetchError,
    StatusError,
    TooSlowError,
    UnknownReferenceError,
    UnreachableError,
)
from iscm.domain.links import LinkHistory, Seen, State, after
from iscm.register import models
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.links import digest_of, history_of, shown_links
from iscm.sources.fetching import NOTHING_KNOWN, Looked, Validators

LINK, DISMISSED, REOPENED = "link", "dismissed", "reopened"
AGAIN, AGAIN_FAILING = timedelta(days=6), timedelta(days=1)
"""How long a link is left alone, and one that did not answer."""
FORGOTTEN = timedelta(days=90)
OFFLINE = 5
"""So many links and none of them answers: it is us."""
NOT_THERE, SERVER_FAULTS = frozenset({404, 410}), range(500, 600)
LONGEST_MESSAGE, LONGEST_URL, LONGEST_ARCHIVED = 500, 4_000, 1_000


class Looks(Protocol):
    """What looks at an address: a `Fetcher`."""

    def look(self, address: str, validators: Validators = NOTHING_KNOWN) -> Looked | None:
        """Whether it answers; None where nothing has changed."""


@dataclass(frozen=True, slots=True)
class Visited:
    """One link after a visit; `is_news`: it has just become dead, or answers again after it was."""

    url: str
    history: LinkHistory
    is_news: bool


def due_links(now: datetime, most: int, *, is_all: bool = False) -> list[str]:
    """At most so many links that are shown and were not visited lately; never visited ones first, then the oldest.

    With `is_all` also those that were visited lately.
    """
    known = {row.url: row for row in models.LinkCheck.objects.only("url", "checked_at", "failures")}
    shown = [url for url in shown_links() if len(url) <= LONGEST_URL]
    due = [url for url in shown if is_all or url not in known or _is_due(known[url], now)]
    due.sort(key=lambda url: (url in known, known[url].checked_at if url in known else now))
    return due[:most]


def check_links(
    urls: list[str], fetcher: Looks, *, now: Callable[[], datetime], tell: Callable[[str], None] = lambda _: None
) -> Iterator[Visited]:
    """Visit these links one after the other, and keep what each gave as soon as it is known to be the link's fault.

    What does not answer is kept once something else does: where there are five links or more and none answers, we are
    offline, and nothing is kept or given back.
    """
    doubted: list[tuple[str, Seen, Validators]] = []
    has_answer = False
    for url in urls:
        tell(url)
        seen, validators = _visit(url, fetcher)
        if seen.state is State.UNREACHABLE and not has_answer:
            doubted.append((url, seen, validators))
            continue
        has_answer = True
        yield from (_keep(*one, now()) for one in doubted)
        doubted.clear()
        yield _keep(url, seen, validators, now())
    if len(doubted) < OFFLINE:
        yield from (_keep(*one, now()) for one in doubted)


def forget_links(now: datetime) -> int:
    """Forget links that are shown nowhere any more and were not visited for 90 days; gives their number."""
    old = models.LinkCheck.objects.filter(checked_at__lt=now - FORGOTTEN)
    gone = set(old.values_list("url", flat=True)) - set(shown_links())
    return old.filter(digest__in=[digest_of(url) for url in gone]).delete()[0]


def dismiss_link(
    key: str,
    *,
    actor: str,
    reason: str,
    archived: str = "",
    now: datetime | None = None,
    undoes: int | None = None,
) -> None:
    """Leave a link as it is until it answers again; pages mark it no longer, unless a copy of it is known.

    `archived` is the address of that copy. Raises `UnknownReferenceError` for no such link, `ConflictError` for one
    that is dismissed already and for a copy that is no address of the web.
    """
    copy = said(archived, "an address", LONGEST_ARCHIVED)
    if copy and not followable(copy):
        raise ConflictError("the address of a copy begins with https:// or http://")
    _turn(key, DISMISSED, decided(actor, reason, now, undoes), copy)


def reopen_link(key: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Put a dismissed link on the list again; raises as `dismiss_link`."""
    _turn(key, REOPENED, decided(actor, reason, now, undoes))


def _turn(key: str, action: str, decision: Decision, archived: str = "") -> None:
    with transaction.atomic():
        hold(decision.at)
        row = models.LinkCheck.objects.filter(digest=key).first()
        if row is None:
            raise UnknownReferenceError(f"there is no link {key[:80]!r}")
        is_dismissed = action == DISMISSED
        if bool(row.dismissed_at) is is_dismissed:
            raise DecidedError("this link is dismissed already" if is_dismissed else "this link is not dismissed")
        row.dismissed_at = decision.at if is_dismissed else None
        row.dismissed_by, row.dismissed_reason = (decision.actor, decision.reason) if is_dismissed else ("", "")
        row.archived = archived
        row.save()
        decision.log(action, LINK, key, {"name": row.url[:LONGEST_MESSAGE]})
        raise_stamps((), decision.at)


def _is_due(row: models.LinkCheck, now: datetime) -> bool:
    # A visit after now was made while the clock was fast.
    return not timedelta(0) <= now - row.checked_at < (AGAIN_FAILING if row.failures else AGAIN)


def _visit(url: str, fetcher: Looks) -> tuple[Seen, Validators]:
    """What a link gives; asked whether it changed only if it was good and led nowhere else."""
    row = models.LinkCheck.objects.filter(digest=digest_of(url), state=State.OK).first()
    known = Validators(row.etag, row.last_modified) if row else NOTHING_KNOWN
    try:
        looked = fetcher.look(url, known)
    except FetchError as error:
        return Seen(_state_of(error), error.what[:LONGEST_MESSAGE]), NOTHING_KNOWN
    if looked is None:
        return Seen(State.OK), known
    if followable(looked.moved_to):
        return Seen(State.MOVED, moved_to=looked.moved_to[:LONGEST_URL]), NOTHING_KNOWN
    return Seen(State.OK), looked.validators


def _state_of(error: FetchError) -> State:
    """A site that does not let programs in may well let readers in."""
    if isinstance(error, StatusError) and error.status in NOT_THERE:
        return State.GONE
    if isinstance(error, StatusError):
        return State.UNREACHABLE if error.status in SERVER_FAULTS else State.UNKNOWN
    return State.UNREACHABLE if isinstance(error, UnreachableError | TooSlowError | BadAnswerError) else State.UNKNOWN


def _keep(url: str, seen: Seen, validators: Validators, now: datetime) -> Visited:
    with transaction.atomic():
        hold(now)
        row = models.LinkCheck.objects.filter(digest=digest_of(url)).first()
        before = history_of(row) if row else None
        history = after(before, seen, now)
        row = row or models.LinkCheck(digest=digest_of(url), url=url)
        row.state, row.message, row.moved_to = history.seen.state, history.seen.message, history.seen.moved_to
        row.failures, row.failing_since, row.checked_at = history.failures, history.failing_since, history.at
        row.etag, row.last_modified = validators.etag, validators.last_modified
        is_news = history.is_dead is not (before is not None and before.is_dead)
        if seen.state is State.OK or (is_news and history.is_dead):
            # A dismissal is of this trouble, not of the next.
            row.dismissed_at, row.dismissed_by, row.dismissed_reason, row.archived = None, "", "", ""
        row.save()
        if is_news:
            raise_stamps((), now)
    return Visited(url, history, is_news)
