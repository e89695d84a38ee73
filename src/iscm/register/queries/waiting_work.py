"""How much waits at the desk, in numbers."""

from collections.abc import Collection
from dataclasses import dataclass

from iscm.domain.surveys import Phase
from iscm.register.models import MeetingCitation, Proposal, Survey
from iscm.register.queries.inbox import Shelf, on_shelf


@dataclass(frozen=True, slots=True)
class Waiting:
    """Documents to decide, questions whether two rows are of one meeting or hang together, surveys that are open."""

    documents: int
    questions: int
    surveys: int


def waiting(mechanisms: Collection[str] | None = None) -> Waiting:
    """What waits; with `mechanisms`, what is of no others. Four queries at most."""
    asked = Proposal.objects.filter(judgement=None)
    if mechanisms is not None:
        other = MeetingCitation.objects.exclude(meeting__parties__mechanism__slug__in=mechanisms).values("occurrence")
        own = MeetingCitation.objects.filter(meeting__parties__mechanism__slug__in=mechanisms).values("occurrence")
        asked = asked.filter(left__in=own).exclude(left__in=other).exclude(right__in=other)
    return Waiting(
        len(on_shelf(Shelf.WAITING, mechanisms)),
        asked.count(),
        Survey.objects.filter(phase=Phase.OPEN.value).count(),
    )
