"""Answers that are accepted one after the other and followed up together: one refresh for a whole sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from iscm.register import models
from iscm.register.operations import checking
from iscm.register.operations.person import Decision
from iscm.register.operations.refreshing import Refreshed, apply, plan
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


@dataclass(frozen=True, slots=True)
class Waiting:
    """One accepted document about a meeting: what may follow from it, who decided it and when, and why it follows."""

    keys: tuple[str, ...]
    decision: Decision
    reason: str


@dataclass(slots=True)
class Together:
    """What waits to be followed up, by uid of the meeting: one document each, so that each change has its own moment.

    Before a second one about a meeting, and before anything that compares itself with the register, `follow` is called.
    """

    waiting: dict[str, Waiting] = field(default_factory=dict)

    def add(self, meeting: models.Meeting, keys: Iterable[str], decision: Decision, reason: str) -> None:
        """Let this wait; part of the transaction in which `follow` is called."""
        if meeting.uid in self.waiting:
            self.follow()
        self.waiting[meeting.uid] = Waiting(tuple(keys), decision, reason)

    def follow(self) -> Refreshed:
        """Bring the meetings in line with all that waits, each change at the moment of its document."""
        if not self.waiting:
            return Refreshed()
        held, self.waiting = self.waiting, {}
        vocabulary, last = current_vocabulary(), list(held.values())[-1]
        planned = plan([key for one in held.values() for key in one.keys], vocabulary)
        moments = {uid: (one.decision.at, one.reason) for uid, one in held.items()}
        decision = last.decision
        done = apply(planned, actor=decision.actor, now=decision.at, reason=last.reason, moments=moments)
        checking.check_meetings({*done.created, *done.changed}, vocabulary, decision.at)
        return done
