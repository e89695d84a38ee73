"""Which statements count, and at which time each of their facts holds."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from iscm.domain.facts import Fact, Statement, Told
from iscm.domain.sittings import ends_of, holds

Days = tuple[date, date]


def standing(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements that count, in their order: those that no later one takes back that counts itself."""
    gone: set[str] = set()
    kept = []
    for one in reversed(list(statements)):
        if one.key in gone:
            continue
        kept.append(one)
        if one.takes_back:
            gone.add(one.takes_back)
    return tuple(reversed(kept))


def counting(statements: Iterable[Statement]) -> dict[tuple[str, str], tuple[Told, ...]]:
    """The facts that count, the earliest statement first, by what they are about: kind and slug.

    A later statement of the same thing replaces an earlier one whose time it overlaps; at another time, both count.
    """
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for by in standing(statements):
        held = found[by.about, by.slug]
        for fact in by.facts:
            held[:] = [told for told in held if not _replaces(fact, told.fact)]
            held.append(Told(fact, by))
    return {about: tuple(held) for about, held in found.items() if held}


def latest_on(told: Iterable[Told], day: date) -> dict[str, Told]:
    """For each field the fact stated last of those that hold on a day."""
    return {one.fact.field: one for one in told if holds(one.fact, day)}


def _replaces(fact: Fact, earlier: Fact) -> bool:
    if fact.field != earlier.field or _identity(fact) != _identity(earlier):
        return False
    if (fact.since, fact.until) == (earlier.since, earlier.until):
        return True
    (first, last), (other_first, other_last) = _core(fact), _core(earlier)
    return first < other_last and other_first < last


def _identity(fact: Fact) -> str:
    """What a fact speaks of: one of several things by its name, one value of a field by itself."""
    return fact.item or json.dumps(fact.value, sort_keys=True)


def _core(fact: Fact) -> Days:
    """Its time without the doubt at its end: who left in 2020 and came back in 2020 has two seats."""
    since, until = ends_of(fact)
    first, last = since.earliest if since else None, until.earliest if until else None
    return first or date.min, last or date.max
