"""How far the search engine beside the database lags behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iscm.register.models import SearchChange, SearchSent

LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """The rounds that the engine may have taken last; `since` is when the first entry changed that it does not have."""

    marks: frozenset[str]
    since: datetime | None = None

    def is_left(self, now: datetime) -> bool:
        """Whether something waits for so long that nobody seems to send it."""
        return self.since is not None and now - self.since > LONGEST_WAIT


def standing() -> Standing | None:
    """What is known of the engine; None where it was never filled. Two questions."""
    sent = SearchSent.objects.first()
    if not sent or not sent.mark:
        return None
    since = SearchChange.objects.values_list("at", flat=True).first()
    return Standing(frozenset(mark for mark in (sent.mark, sent.sending) if mark), since)


def number_waiting() -> int:
    """How many changes wait to be sent."""
    return SearchChange.objects.count()
