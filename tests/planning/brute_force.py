"""Clashes worked out the slow and plain way: every pair, every pair of possible first days, sets of codes."""

from itertools import combinations, product

from pytest import approx  # noqa: PT013  # it reads as a word

from iscm.planning.distances import kilometres
from iscm.planning.weights import USUAL


def every_clash(calendar, within, weights=USUAL):
    """By the places of both in the calendar: what a clash says of them."""
    found = {}
    for (n, one), (m, other) in combinations(enumerate(calendar.engagements), 2):
        if one.key == other.key or one.key in other.belongs_to or other.key in one.belongs_to:
            continue
        gaps = [gap for gap in _gaps(one, other) if gap <= within]
        if gaps:
            found[n, m] = _said(one, other, gaps, calendar.states, weights)
    return found


def same(found, expected):
    """Whether the same pairs say the same; chance and weight but for the last digits of their sums."""
    numbers, others = ({pair: said[-2:] for pair, said in each.items()} for each in (found, expected))
    return numbers == {pair: approx(those) for pair, those in others.items()} and {
        pair: said[:-2] for pair, said in found.items()
    } == {pair: said[:-2] for pair, said in expected.items()}


def told(clash):
    """What a clash says, in the same form."""
    states, no_order = clash.states, (sorted(clash.themes), sorted(clash.mechanisms))
    codes = [sorted(states.codes_of(mask)) for mask in (clash.shared, clash.shared_observers, clash.invited)]
    way = None if clash.kilometres is None else round(clash.kilometres)
    alike = (clash.same_city, clash.same_secretariat)
    return (*codes, *no_order, *alike, way, clash.gap_days, clash.chance, clash.weight)


def _gaps(one, other):
    if one.first == one.latest and other.first == other.latest:
        yield _gap(one.first.toordinal(), one.days, other.first.toordinal(), other.days)
        return
    starts, others = (range(who.first.toordinal(), who.latest.toordinal() + 1) for who in (one, other))
    for start, other_start in product(starts, others):
        yield _gap(start, one.days, other_start, other.days)


def _gap(start, days, other_start, other_days):
    if start > other_start:
        start, days, other_start = other_start, other_days, start
    return max(0, other_start - (start + days - 1))


def _said(one, other, gaps, states, weights):
    shared, observing, called = _states(one, other, states)
    themes, mechanisms = set(one.themes) & set(other.themes), set(one.mechanisms) & set(other.mechanisms)
    same_office, same_city = bool(_offices(one) & _offices(other)), bool(_city(one) and _city(one) == _city(other))
    is_online = one.is_online or other.is_online
    way = None if is_online or not one.place or not other.place else kilometres(one.place, other.place)
    measure = len(shared) * weights.state + len(shared & set(states.codes_of(states.small))) * weights.small
    measure += len(observing) * weights.observer + len(called) * weights.invited
    measure += len(themes) * weights.theme + same_office * weights.secretariat + same_city * weights.city
    measure *= weights.own if mechanisms else 1
    measure *= min(1, weights.many_days / max(one.days, other.days))
    weight = 0
    for gap in gaps:
        weight += measure if gap == 0 else measure * weights.fade**gap * (weights.apart_online if is_online else 1)
        weight += weights.travel * len(shared) * (way or 0) / 1000 if 1 <= gap <= weights.travel_days else 0
    pairs = ((one.latest - one.first).days + 1) * ((other.latest - other.first).days + 1)
    likely = one.likelihood * other.likelihood / pairs
    codes = (sorted(shared), sorted(observing), sorted(called), sorted(themes), sorted(mechanisms))
    alike = (same_city, same_office, None if way is None else round(way))
    return (*codes, *alike, min(gaps), likely * len(gaps), likely * weight)


def _states(one, other, states):
    """Members of both, those in both that only observe in one, those invited by what is open to all."""
    members, others = set(states.codes_of(one.states)), set(states.codes_of(other.states))
    present = members | set(states.codes_of(one.observers))
    both = present & (others | set(states.codes_of(other.observers)))
    called = (others if one.is_open else set()) | (members if other.is_open else set())
    if one.is_open and other.is_open:
        called = set(states.codes)
    return members & others, both - (members & others), called - both


def _offices(one):
    return {one.secretariat, *one.co_secretariats} - {""}


def _city(one):
    return (one.place.city, one.place.country) if one.place and one.place.city else None
