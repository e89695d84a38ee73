"""How new the register is."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connections, router
from django.db.models import QuerySet

from iscm.register.models import Stamp, Statement

WHOLE = "register"
ASKED = """SELECT name, version, changed_at,
  COALESCE((SELECT sha256 FROM register_statement ORDER BY id DESC LIMIT 1), '') AS latest
  FROM register_stamp WHERE name IN (%s{more})"""


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the register or of one mechanism. `changed_at` is None while nothing was ever stored.

    `name` is what it is the state of, where the store was asked.
    """

    number: int
    changed_at: datetime | None
    name: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.number}-{self.changed_at.timestamp():.0f}" if self.changed_at else "0"


NEVER = Version(0, None)


class _Noted(threading.local):
    """The key of the latest statement as this thread last saw it, empty for none; None where it has to look."""

    statement: str | None = None


noted = _Noted()


def latest_statement() -> str:
    """The key of the latest statement of an editor about mechanisms and themes, empty for none. One query."""
    return _statements().first() or ""


def version(name: str = WHOLE) -> Version:
    """The version of the whole register, or of one mechanism (`"mechanism:gfmd"`). One query."""
    return _found([name])[name]


def versions_of(mechanisms: Collection[str]) -> tuple[Version, ...]:
    """What lists of these mechanisms are made from: the version of each (by slug), of none that of the register.

    One query, however many they are. A change of other mechanisms raises none of them.
    """
    names = [f"mechanism:{slug}" for slug in mechanisms] or [WHOLE]
    found = _found(names)
    return tuple(found[name] for name in names)


def named_versions(names: Collection[str]) -> tuple[Version, ...]:
    """The versions that these names (`Version.name`) have now, in their order. One query."""
    found = _found(list(names))
    return tuple(found[name] for name in names)


def _found(names: list[str]) -> dict[str, Version]:
    """The versions by name, `NEVER` for what was never stored."""
    # Written out and asked without a model, since every request asks this: all else takes longer than the question.
    held = dict.fromkeys(names, NEVER)
    with connections[router.db_for_read(Stamp)].cursor() as cursor:
        cursor.execute(ASKED.format(more=", %s" * len(names)), [*names, WHOLE])
        for name, number, at, latest in cursor.fetchall():
            # On the way, so that nobody who asks for words has to ask the store again.
            noted.statement = latest
            if name in held:
                held[name] = Version(number, _moment(at), name)
    return held


def _moment(at: datetime | str) -> datetime:
    """SQLite gives moments as they are written there, as words or without a zone."""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _statements() -> QuerySet[Statement, str]:
    return Statement.objects.order_by("-id").values_list("sha256", flat=True)
