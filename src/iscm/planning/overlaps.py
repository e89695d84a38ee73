"""What mechanisms share, whenever they meet: members, observers and themes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from iscm.planning.seats import BASES, Seats
from iscm.planning.states import States


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two mechanisms share: sets of `states`, and slugs of themes.

    `members` of both; `observers` in both that only observe in one; `is_open`: at least one is open to all States by
    rule, which says nothing of members. `basis` is the less sure one of both lists. `smaller` is the number of members
    of the smaller one.
    """

    one: str
    other: str
    members: int
    observers: int
    themes: tuple[str, ...]
    is_open: bool
    basis: str
    smaller: int
    states: States = field(default=States(()), repr=False, compare=False)

    @property
    def number(self) -> int:
        """How many members both share."""
        return self.members.bit_count()

    @property
    def share(self) -> float:
        """The share of the smaller one's members that also sit in the other, from 0 to 1."""
        return self.number / self.smaller if self.smaller else 0.0

    @property
    def is_both(self) -> bool:
        """Whether they share members and themes: where meeting jointly may be worth a thought."""
        return bool(self.members and self.themes)


def overlaps(seats: Iterable[Seats], themes: Mapping[str, Iterable[str]], states: States) -> tuple[Overlap, ...]:
    """Every pair of mechanisms, each once, in the order given: those that share most members first.

    `themes` are the slugs of the themes of each mechanism, by its slug. Time grows with the square of their number.
    """
    held = [(one, states.mask(one.states), states.mask(one.observers)) for one in seats]
    known = {one.mechanism: tuple(themes.get(one.mechanism, ())) for one, _, _ in held}
    found = [
        _overlap(one, other, (members & others, (members | observers) & (others | other_observers)), known, states)
        for (one, members, observers), (other, others, other_observers) in combinations(held, 2)
    ]
    return tuple(sorted(found, key=lambda each: (-each.number, -each.observers.bit_count(), -len(each.themes))))


def seats_by_state(seats: Iterable[Seats]) -> dict[str, tuple[str, ...]]:
    """In which mechanisms each State is a member: slugs by alpha-2 code, those in the most first, equals by code."""
    found: dict[str, list[str]] = {}
    for one in seats:
        for code in one.states:
            found.setdefault(code, []).append(one.mechanism)
    return {code: tuple(slugs) for code, slugs in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))}


def _overlap(
    one: Seats, other: Seats, shared: tuple[int, int], themes: Mapping[str, tuple[str, ...]], states: States
) -> Overlap:
    members, present = shared
    return Overlap(
        one.mechanism,
        other.mechanism,
        members,
        present & ~members,
        tuple(slug for slug in themes[one.mechanism] if slug in themes[other.mechanism]),
        one.is_open or other.is_open,
        max(one.basis, other.basis, key=BASES.index),
        min(len(one.states), len(other.states)),
        states,
    )
