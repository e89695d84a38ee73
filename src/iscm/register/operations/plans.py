"""A plan handed in at the desk: each of its days a proposal like any other, that counts once somebody accepts it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.submissions import Right, Sender, Submitted
from iscm.publication.labels import Labels
from iscm.publication.reports.plan import PlanFacts, PlanLine, proposal
from iscm.publication.words import Words
from iscm.register.models import Meeting
from iscm.register.operations.submit import submit


def propose(facts: PlanFacts, actor: str, words: Words, now: datetime | None = None) -> tuple[Submitted, ...]:
    """Hand in each day of a plan that is not yet so, in the name of `actor`: as tentative meetings, or as other days of
    those that the register has. All or nothing; nobody is trusted to let it count at once.

    What stays where it is is left out. Handed in a second time at the same moment it changes nothing. Raises as
    `submit` does.
    """
    at, labels = now or timezone.now(), Labels(facts.vocabulary, words)
    keys = [line.key for line in facts.lines]
    held = set(Meeting.objects.filter(uid__in=keys, is_listed=True).values_list("uid", flat=True))
    sender = Sender(actor, trust=Right.REVIEWED)
    with transaction.atomic():
        return tuple(
            submit(
                _values(line, labels, is_new=line.key not in held),
                sender=sender,
                about=line.key if line.key in held else None,
                lang="en",
                now=at,
            )
            for line in facts.lines
            if line.key not in held or line.is_moved
        )


def _values(line: PlanLine, labels: Labels, *, is_new: bool) -> dict[str, str]:
    days = {"date": line.when.text, "status": "tentative", "note": proposal(labels.words)}
    if not is_new:
        return days
    place = labels.country(line.country) if line.country else ""
    return days | {
        "title": line.title,
        "mechanism": "; ".join(line.mechanisms),
        "place": "online" if line.is_online else ", ".join(filter(None, (line.city, place))),
    }
