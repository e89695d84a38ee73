"""What became of a link: one visit after the other, and when it counts as dead."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

DEAD_AFTER = 3
"""So many visits in a row without an answer make a link dead, if they lie far enough apart."""
DEAD_OVER = timedelta(days=5)


class State(StrEnum):
    """What the last visit to a link found.

    `GONE`: the site says that there is nothing any more; `UNREACHABLE`: it does not answer, or is broken; `UNKNOWN`:
    it does not let programs in, so that nobody can say.
    """

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


FAILED = frozenset({State.GONE, State.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visit found: what went wrong (`message`), where the site sends those who come, for good (`moved_to`)."""

    state: State
    message: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class LinkHistory:
    """The last visit, and how many before it failed in a row since when."""

    seen: Seen
    at: datetime
    failures: int = 0
    failing_since: datetime | None = None

    @property
    def is_dead(self) -> bool:
        """Whether it failed often enough over enough days: one visit that takes too long kills nothing."""
        if self.failing_since is None or self.failures < DEAD_AFTER:
            return False
        return self.at - self.failing_since >= DEAD_OVER


def after(before: LinkHistory | None, seen: Seen, at: datetime) -> LinkHistory:
    """The history with one more visit. What nobody can say ends no row of failures and adds to none."""
    if seen.state in FAILED:
        since = before.failing_since if before and before.failures else None
        return LinkHistory(seen, at, (before.failures if before else 0) + 1, since or at)
    if seen.state is State.UNKNOWN and before and before.failures:
        return replace(before, at=at)
    return LinkHistory(seen, at)
