"""What of the register needs looking after as days go by. The clock is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus

NEAR = timedelta(days=60)
"""An unconfirmed plan is asked about from so long before its first possible day."""

STALE = timedelta(days=365)
"""After so long without a word, a mechanism is asked whether what is held of it is still so."""

_CALLED_OFF = frozenset({Status.CANCELLED.value, Status.POSTPONED.value, Status.RESCHEDULED.value})
_SETTLED = _CALLED_OFF | {Status.HELD.value}


class Due(StrEnum):
    """Why a plan is to be confirmed or given up."""

    PASSED = "passed"
    NEAR = "near"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class MeetingState:
    """What is held of a meeting, as far as upkeep asks; `earliest` and `latest` are empty for no date at all."""

    status: str
    date_status: str
    earliest: date | None
    latest: date | None
    is_day_precise: bool
    attendance: str
    places: tuple[str, ...]
    kind: str
    outcome: str

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it is a plan that nobody confirmed."""
        is_tentative = self.status == Status.TENTATIVE.value or self.date_status == DateStatus.TBC.value
        return is_tentative and self.status not in _SETTLED


def plan_due(meeting: MeetingState, today: date) -> Due | None:
    """Whether an unconfirmed plan is to be asked about: its possible days are all over, are coming near, or unknown.

    None for what is confirmed, held, called off, or far ahead.
    """
    if not meeting.is_unconfirmed:
        return None
    if meeting.earliest is None or meeting.latest is None:
        return Due.UNDATED
    if meeting.latest < today:
        return Due.PASSED
    return Due.NEAR if meeting.earliest <= today + NEAR else None


def lacks_outcome(meeting: MeetingState, today: date) -> bool:
    """Whether all its possible days are over and nobody told what it came to.

    Not so for what was called off, nor for a plan that nobody confirmed: of that it is asked first whether it was held.
    """
    is_over = meeting.latest is not None and meeting.latest < today
    return is_over and not meeting.outcome and not meeting.is_unconfirmed and meeting.status not in _CALLED_OFF


def is_stale(last_word: date | None, today: date) -> bool:
    """Whether no source has said anything for so long that it should be asked."""
    return last_word is None or today - last_word > STALE
