"""What two meetings share, whenever they are, and what that weighs by how near they lie."""

from dataclasses import dataclass

from iscm.planning.distances import is_same_city, kilometres
from iscm.planning.engagements import Engagement
from iscm.planning.states import States
from iscm.planning.weights import USUAL, Weights


@dataclass(frozen=True, slots=True)
class Sharing:
    """What two meetings share.

    `members` of both, `observers` in both that only observe in one, and `invited`, members of one where the other is
    open to all States, are sets. `kilometres` lie between their places, None if one is online or not known.
    """

    members: int
    observers: int
    invited: int
    themes: tuple[str, ...]
    mechanisms: tuple[str, ...]
    secretariats: tuple[str, ...]
    is_same_city: bool
    kilometres: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a pair weighs: `shared` on one day, `travel` on the days just before and after."""

    shared: float
    travel: float
    is_online: bool
    weights: Weights = USUAL

    def at(self, gap: int) -> float:
        """With so many days from the end of one to the start of the other, 0 if they share a day."""
        if gap == 0:
            return self.shared
        apart = self.weights.apart_online if self.is_online else 1.0
        on_the_way = self.travel if gap <= self.weights.travel_days else 0.0
        return float(self.shared * apart * self.weights.fade**gap + on_the_way)


def share(one: Engagement, other: Engagement, states: States) -> Sharing:
    """What two meetings share."""
    members = one.states & other.states
    present = (one.states | one.observers) & (other.states | other.observers)
    return Sharing(
        members,
        present & ~members,
        _invited(one, other, states) & ~present,
        in_both(one.themes, other.themes),
        in_both(one.mechanisms, other.mechanisms),
        shared_secretariats(one, other),
        is_same_city(one.place, other.place),
        _way(one, other),
    )


def measure(found: Sharing, one: Engagement, other: Engagement, states: States, weights: Weights = USUAL) -> Measure:
    """What that weighs, by how near they lie."""
    members = found.members.bit_count()
    shared = (
        weights.state * members
        + weights.small * (found.members & states.small).bit_count()
        + weights.observer * found.observers.bit_count()
        + weights.invited * found.invited.bit_count()
        + weights.theme * len(found.themes)
        + (weights.secretariat if found.secretariats else 0)
        + (weights.city if found.is_same_city else 0)
    )
    if found.mechanisms:
        shared *= weights.own
    if (days := max(one.days, other.days)) > weights.many_days:
        shared *= weights.many_days / days
    travel = weights.travel * members * (found.kilometres or 0) / 1000
    return Measure(shared, travel, one.is_online or other.is_online, weights)


def shared_secretariats(one: Engagement, other: Engagement) -> tuple[str, ...]:
    """Who organises both, as far as is known."""
    if one.co_secretariats or other.co_secretariats:
        return in_both(_secretariats_of(one), _secretariats_of(other))
    return (one.secretariat,) if one.secretariat and one.secretariat == other.secretariat else ()


def in_both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What stands in both, in the order of the first."""
    return tuple(value for value in one if value in other) if one and other else ()


def _secretariats_of(one: Engagement) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one.secretariat, *one.co_secretariats))))


def _invited(one: Engagement, other: Engagement, states: States) -> int:
    if one.is_open and other.is_open:
        return states.all
    return (other.states if one.is_open else 0) | (one.states if other.is_open else 0)


def _way(one: Engagement, other: Engagement) -> float | None:
    if one.is_online or other.is_online or one.place is None or other.place is None:
        return None
    return kilometres(one.place, other.place)
