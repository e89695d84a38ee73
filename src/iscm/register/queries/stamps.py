"""How new the register is."""

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from iscm.register.models import Stamp, Statement

WHOLE = "register"
ASKED = """SELECT id, name, version, changed_at,
  COALESCE((SELECT sha256 FROM register_statement ORDER BY id DESC LIMIT 1), '') AS latest
  FROM register_stamp WHERE name IN (%s, %s)"""


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the register or of one mechanism. `changed_at` is None while nothing was ever stored."""

    number: int
    changed_at: datetime | None

    def __str__(self) -> str:
        return f"{self.number}-{self.changed_at.timestamp():.0f}" if self.changed_at else "0"


class _Noted(threading.local):
    """The key of the latest statement as this thread last saw it, empty for none; None where it has to look."""

    statement: str | None = None


noted = _Noted()


def latest_statement() -> str:
    """The key of the latest statement of an editor about mechanisms and themes, empty for none. One query."""
    return _statements().first() or ""


def version(name: str = WHOLE) -> Version:
    """The version of the whole register, or of one mechanism (`"mechanism:gfmd"`). One query."""
    # Written out, since every request asks this: composing the statement takes longer than all else of a 304.
    found = Version(0, None)
    for stamp in Stamp.objects.raw(ASKED, [name, WHOLE]):
        # On the way, so that nobody who asks for words has to ask the store again.
        noted.statement = vars(stamp)["latest"]
        found = Version(stamp.version, stamp.changed_at) if stamp.name == name else found
    return found


def _statements() -> QuerySet[Statement, str]:
    return Statement.objects.order_by("-id").values_list("sha256", flat=True)
