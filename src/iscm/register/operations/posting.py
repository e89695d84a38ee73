"""How far a mechanism's own word is trusted: what is sent for it is refused, looked at, or taken at once."""

from datetime import datetime

from django.db import transaction

from iscm.domain.errors import UnknownReferenceError
from iscm.domain.submissions import Right
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.person import decided
from iscm.register.operations.stamps import hold

POSTING_RIGHT = "posting-right"
WEIGHTS = tuple(Right)


def right_of(mechanism: str) -> Right:
    """The right of a mechanism; reviewed where nobody set another."""
    held = models.PostingRight.objects.filter(mechanism=mechanism).values_list("right", flat=True).first()
    return Right(held) if held else Right.REVIEWED


def rights() -> dict[str, Right]:
    """The rights that somebody set, by mechanism. One query."""
    return {slug: Right(right) for slug, right in models.PostingRight.objects.values_list("mechanism", "right")}


def set_right(
    mechanism: str, right: Right, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> None:
    """Set the right of a mechanism (its slug; empty for whoever is of none). Raises `UnknownReferenceError`."""
    decision = decided(actor, reason, now, undoes, what="a posting right")
    with transaction.atomic():
        hold(decision.at)
        if mechanism and not models.Mechanism.objects.filter(slug=mechanism).exists():
            raise UnknownReferenceError(f"no mechanism has the slug {mechanism!r}")
        old = right_of(mechanism)
        values = {"right": right.value, "set_at": decision.at}
        models.PostingRight.objects.update_or_create(mechanism=mechanism, defaults=values)
        new = {"right": right.value} | ({"undoes": undoes} if undoes else {})
        entry = log.Entry(POSTING_RIGHT, POSTING_RIGHT, mechanism, {"right": old.value}, new, decision.reason)
        log.append([entry], actor=decision.actor, at=decision.at)


def lesser(one: Right, other: Right) -> Right:
    """The more careful of two."""
    return min(one, other, key=WEIGHTS.index)
