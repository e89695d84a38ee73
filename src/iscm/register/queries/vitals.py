"""How large the register is and when its timers ran last, in numbers for those who watch the machine."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Count, Max, Q

from iscm.register.models import Document, Follower, LinkCheck, Mailing, Meeting, Problem, Proposal, Visit
from iscm.register.queries.stamps import Version, version


@dataclass(frozen=True, slots=True)
class Sizes:
    """Meetings and documents held; of problems and questions those that are open."""

    meetings: int
    documents: int
    problems: int
    questions: int


class _Counted:
    """The sizes of the version that was counted last."""

    def __init__(self) -> None:
        self.lock, self.version, self.sizes = Lock(), Version(-1, None), Sizes(0, 0, 0, 0)


_COUNTED = _Counted()


def sizes() -> Sizes:
    """Counted once for each version of the register, so that asking again costs one query."""
    now = version()
    with _COUNTED.lock:
        if _COUNTED.version != now or not now.number:
            _COUNTED.version, _COUNTED.sizes = now, _count()
        return _COUNTED.sizes


def _count() -> Sizes:
    is_open = Q(resolved_at=None, dismissed_at=None)
    return Sizes(
        meetings=Meeting.objects.count(),
        documents=Document.objects.count(),
        problems=Problem.objects.aggregate(number=Count("pk", filter=is_open))["number"],
        questions=Proposal.objects.filter(judgement=None).count(),
    )


def last_runs() -> dict[str, datetime]:
    """When the timers did something last, by their command; one that never did is left out. Four queries."""
    told = (
        Follower.objects.aggregate(at=Max("told_at"))["at"],
        Mailing.objects.aggregate(at=Max("sent_at"))["at"],
    )
    found = {
        "gather": Visit.objects.aggregate(at=Max("at"))["at"],
        "digest": max((at for at in told if at), default=None),
        "links": LinkCheck.objects.aggregate(at=Max("checked_at"))["at"],
    }
    return {name: at for name, at in found.items() if at}
