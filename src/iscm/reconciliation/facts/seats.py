"""Who sits in a mechanism on a day, of a list and of what editors state of some of its seats."""

from datetime import date

from iscm.domain.facts import Told
from iscm.domain.sittings import SEAT, holds


def sitting(known: tuple[str, ...], told: tuple[Told, ...], prefix: str, day: date) -> tuple[str, ...]:
    """Who sits on a day, of those whose items begin with `prefix`; in order once an editor said anything of them.

    Whoever an editor dates sits when the editor says; the others as the list has them.
    """
    dated = [one for one in told if one.fact.field == SEAT and one.fact.item.startswith(prefix)]
    if not dated:
        return known
    held = set(known) - {one.fact.item.removeprefix(prefix) for one in dated}
    held |= {one.fact.item.removeprefix(prefix) for one in dated if _sits(one, day)}
    return tuple(sorted(held))


def _sits(one: Told, day: date) -> bool:
    return one.fact.value is not None and holds(one.fact, day)
