"""The kept counts against what they count, and the triggers that keep them."""

from collections.abc import Iterator
from importlib import import_module

from django.db import connection

from iscm.domain.health import Ailment, Tell
from iscm.register.queries.health.tables import known_names, name_of
from iscm.register.queries.tallies import wrong_tallies

COUNTS_ANEW = "count what is kept as counts again"
_MADE = import_module("iscm.register.migrations.0022_tallies")


def counting() -> tuple[str, ...]:
    """The statements that count everything into an empty table."""
    return tuple(_MADE.of_meetings(_MADE.MEETING, ""))


def parts() -> tuple[str, ...]:
    """The statements that make the table, its functions and its triggers."""
    return (_MADE.TABLE, *(_MADE.sqlite() if connection.vendor == "sqlite" else _MADE.postgresql()))


def missing_parts() -> list[str]:
    """Of these the names that the database does not have; a function is there with its trigger."""
    there = known_names()
    names = [name_of(statement) for statement in parts() if not statement.startswith("CREATE FUNCTION")]
    return [name for name in names if name not in there]


def tally_ailments(tell: Tell) -> Iterator[Ailment]:
    """What keeps the counts and is missing; else how many counts are wrong."""
    if missing := missing_parts():
        yield from (Ailment(f"{name}, which keeps counts, is missing", mend=COUNTS_ANEW) for name in missing)
        return
    tell(0, 1, "kept counts")
    if wrong := wrong_tallies():
        yield Ailment(f"{len(wrong)} kept counts are not what there is", mend=COUNTS_ANEW)
