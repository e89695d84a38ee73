"""Who decides, when and why: nothing is decided namelessly or without a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from iscm.domain.errors import UnexplainedError
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.operations import log
from iscm.register.operations.said import said

LONGEST_NAME, LONGEST_REASON = 150, 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's: the name, the reason, the moment, and the entry of the log that it undoes, if it does."""

    actor: str
    reason: str
    at: datetime
    undoes: int | None = None

    def log(self, action: str, object_type: str, key: str, facts: dict[str, Any] | None = None) -> None:
        """Put it at the end of the log, with what is new; the caller holds the register."""
        new = {**(facts or {}), **({"undoes": self.undoes} if self.undoes else {})}
        entry = log.Entry(action, object_type, key[:100], None, new or None, self.reason)
        log.append([entry], actor=self.actor, at=self.at)


def decided(
    actor: str, reason: str, now: datetime | None, undoes: int | None = None, *, what: str = "a decision"
) -> Decision:
    """A decision of a person, with single blanks; `what` needs name and reason ("a correction").

    Raises `UnexplainedError` without a person's name or without a reason, and for words that cannot be kept.
    """
    name, why = said(actor, "a name", LONGEST_NAME), said(reason, "a reason", LONGEST_REASON)
    if not name or name == AUTOMATIC or not why:
        raise UnexplainedError(f"{what} needs a person's name and a reason")
    return Decision(name, why, now or timezone.now(), undoes)
