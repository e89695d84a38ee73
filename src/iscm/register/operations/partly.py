"""A correction that was sent in, taken in part: what an editor believes of it is set, the rest of it is refused."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from iscm.domain.errors import ConflictError, DecidedError, UnknownReferenceError
from iscm.register import models
from iscm.register.operations.accept import target_of
from iscm.register.operations.correct import FIELDS, correct
from iscm.register.operations.person import decided
from iscm.register.operations.refreshing import Refreshed
from iscm.register.operations.refuse import refuse
from iscm.register.operations.stamps import hold
from iscm.register.queries.occurrences import ANSWER
from iscm.register.queries.submissions import TAKEN_PARTLY


def take_partly(
    sha256: str, fields: Collection[str], *, actor: str, reason: str, answer: str = "", now: datetime | None = None
) -> Refreshed:
    """Take these fields of what was sent in about a meeting, and no others.

    They become a correction by whoever decides, who vouches for them; the document is refused with the `answer` (by
    default the same reason), which its sender is told, so that nothing else of it counts. Each can be undone by itself.
    Raises `UnknownReferenceError` for no such document or meeting, `ConflictError` for another kind of document, one
    that was decided already, and for fields that it does not speak of.
    """
    decision = decided(actor, reason, now, what="a decision")
    with transaction.atomic():
        hold(decision.at)
        document = models.Document.objects.filter(sha256=sha256, reader=ANSWER).select_related("submission").first()
        if document is None:
            raise UnknownReferenceError(f"nothing that was sent in about a meeting is called {sha256[:80]!r}")
        if document.accepted_at:
            raise DecidedError(f"{document.name} is accepted already")
        meeting = target_of(document.submission.about)
        values = {name: value for name, value in said_in(sha256).items() if name in fields}
        if not values or not set(fields) <= set(values):
            raise ConflictError("it does not say all of this")
        decision.log(TAKEN_PARTLY, "document", sha256, {"fields": ", ".join(sorted(values))})
        refuse(sha256, actor=decision.actor, reason=answer or decision.reason, now=decision.at)
        return correct(meeting.uid, values, actor=decision.actor, reason=decision.reason, now=decision.at)


def said_in(sha256: str) -> dict[str, object]:
    """What was understood of a document about one meeting, by field. One query."""
    claims = models.Claim.objects.filter(record__document__sha256=sha256, field__in=FIELDS).order_by("id")
    return {name: value for name, value in claims.values_list("field", "value") if value is not None}
