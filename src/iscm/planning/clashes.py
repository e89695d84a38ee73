"""Which meetings lie near each other, and what they share: it can be a clash or a chance to meet jointly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from iscm.planning import reasons
from iscm.planning.calendars import Calendar
from iscm.planning.chances import gap_days, share_near
from iscm.planning.engagements import Engagement
from iscm.planning.reasons import Reason
from iscm.planning.sharing import Measure, measure, share, shared_secretariats
from iscm.planning.states import States
from iscm.planning.weights import MANY_DAYS, USUAL, Weights

WITHIN = 3  # days between two meetings that count as near, unless asked otherwise


@dataclass(frozen=True, slots=True)
class Clash:
    """Two meetings that lie near each other, or may.

    `chance` is the probability that they do, 1 only where all days are known and both take place; `gap_days` the least
    number of days from one to the other (0: they share a day). `shared` are members of both, `shared_observers` those
    in both that only observe in one, `invited` members of one where the other is open to all States: sets of `states`.
    `kilometres` are between their places, None if one is online or not known. `weight` is what all that weighs (see
    `Weights`), expected over all days on which they may be.
    """

    one: Engagement
    other: Engagement
    chance: float
    gap_days: int
    shared: int
    shared_observers: int
    themes: tuple[str, ...]
    same_city: bool
    same_secretariat: bool
    kilometres: float | None
    weight: float
    mechanisms: tuple[str, ...] = ()
    invited: int = 0
    states: States = field(default=States(()), repr=False, compare=False)

    @property
    def is_sure(self) -> bool:
        """Whether all days are known and both take place."""
        return self.one.is_sure and self.other.is_sure

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Each part of it: the days first, then States, then what else both share; worked out when asked."""
        return (*_of_days(self), *_of_states(self), *_of_the_rest(self))


def clashes_of(
    one: Engagement, calendar: Calendar, within: int = WITHIN, weights: Weights = USUAL
) -> tuple[Clash, ...]:
    """All that may lie within so many days of a meeting or idea, the weightiest first.

    Never itself (whatever has its key), nor what it belongs to: see `belonging`.
    """
    found = (
        clash_of(one, other, calendar.states, within, weights)
        for other in calendar.near(one.first, one.end, within)
        if not one.belongs_with(other)
    )
    return tuple(sorted(found, key=rank))


def clashes_within(calendar: Calendar, within: int = WITHIN, weights: Weights = USUAL) -> tuple[Clash, ...]:
    """Every pair of a calendar that may lie within so many days, each once, the weightiest first.

    Time grows as n log n plus the number of pairs.
    """
    found = (
        clash_of(one, other, calendar.states, within, weights)
        for one, other in calendar.pairs_near(within)
        if not one.belongs_with(other)
    )
    return tuple(sorted(found, key=rank))


def belonging(one: Engagement, calendar: Calendar, within: int = WITHIN) -> tuple[Engagement, ...]:
    """What may lie near a meeting and belongs to it: meetings that prepare it, stand beside it, or the other way."""
    found = calendar.near(one.first, one.end, within)
    return tuple(other for other in found if other.key != one.key and one.belongs_with(other))


def clash_of(
    one: Engagement, other: Engagement, states: States, within: int = WITHIN, weights: Weights = USUAL
) -> Clash:
    """What two meetings share, and what that weighs if they may lie within so many days of each other."""
    found = share(one, other, states)
    chance, weight = expected(one, other, within, measure(found, one, other, states, weights))
    return Clash(
        one,
        other,
        chance,
        gap_days(one, other),
        found.members,
        found.observers,
        found.themes,
        found.is_same_city,
        bool(found.secretariats),
        found.kilometres,
        weight,
        found.mechanisms,
        found.invited,
        states,
    )


def expected(one: Engagement, other: Engagement, within: int, weighed: Measure) -> tuple[float, float]:
    """The chance that both lie within so many days, and what they then weigh, each gap by its chance."""
    likelihood = one.likelihood * other.likelihood
    if one.first == one.latest and other.first == other.latest:
        gap = gap_days(one, other)
        return (likelihood, likelihood * weighed.at(gap)) if gap <= within else (0.0, 0.0)
    before, weight = 0.0, 0.0
    for gap in range(within + 1):
        upto = share_near(one, other, gap)
        weight += (upto - before) * weighed.at(gap)
        before = upto
    return likelihood * before, likelihood * weight


def rank(clash: Clash) -> tuple[float, float, int, date, str, date, str]:
    """The order of clashes: the weightiest, the likeliest, the nearest first; then by day and key."""
    one, other = clash.one, clash.other
    return -clash.weight, -clash.chance, clash.gap_days, other.first, other.key, one.first, one.key


def _of_days(clash: Clash) -> Iterator[Reason]:
    if not clash.is_sure:
        yield Reason(reasons.POSSIBLE, (clash.chance,))
    elif clash.gap_days:
        yield Reason(reasons.DAYS_APART, (clash.gap_days,))
    else:
        yield Reason(reasons.DAYS_SHARED)


def _of_states(clash: Clash) -> Iterator[Reason]:
    states = clash.states
    if clash.shared:
        yield Reason(reasons.STATES, states.codes_of(clash.shared))
    if small := clash.shared & states.small:
        yield Reason(reasons.SMALL_STATES, states.codes_of(small))
    if clash.shared_observers:
        yield Reason(reasons.OBSERVING, states.codes_of(clash.shared_observers))
    if clash.invited:
        yield Reason(reasons.INVITED, (clash.invited.bit_count(),))


def _of_the_rest(clash: Clash) -> Iterator[Reason]:
    one, other = clash.one, clash.other
    if clash.mechanisms:
        yield Reason(reasons.MECHANISM, clash.mechanisms)
    if clash.themes:
        yield Reason(reasons.THEME, clash.themes)
    if clash.same_secretariat:
        yield Reason(reasons.SECRETARIAT, shared_secretariats(one, other))
    if clash.same_city and one.place:
        yield Reason(reasons.CITY, (one.place.city, one.place.country))
    elif clash.kilometres is not None:
        yield Reason(reasons.TRAVEL, (round(clash.kilometres),))
    if (days := max(one.days, other.days)) > MANY_DAYS:
        yield Reason(reasons.LONG, (days,))
