"""How far the search engine beside the database lags behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iscm.register.models import SearchChange, SearchSent

MOST_WAITING, LONGEST_WAIT = 1_000, timedelta(minutes=10)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The rounds that the engine may have taken last, and the entries that it has not, or not as they are.

    `number` counts these up to one more than an engine may lag behind; `since` is when the first of them changed.
    """

    marks: frozenset[str]
    waiting: frozenset[Key] = frozenset()
    number: int = 0
    since: datetime | None = None

    def is_near(self, now: datetime) -> bool:
        """Whether the engine may answer: what it does not know yet is little and young."""
        return self.number <= MOST_WAITING and (self.since is None or now - self.since < LONGEST_WAIT)


def standing() -> Standing | None:
    """What is known of the engine; None where it was never filled. Two questions."""
    sent = SearchSent.objects.first()
    if not sent or not sent.mark:
        return None
    rows = list(SearchChange.objects.values_list("kind", "key", "at")[: MOST_WAITING + 1])
    waiting = frozenset((kind, key) for kind, key, _ in rows)
    marks = frozenset(mark for mark in (sent.mark, sent.sending) if mark)
    return Standing(marks, waiting, len(rows), min((at for _, _, at in rows), default=None))
