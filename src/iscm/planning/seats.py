"""Who sits in a mechanism on a day, with how sure that is and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from iscm.domain import mechanisms
from iscm.domain.mechanisms import Mechanism
from iscm.domain.sittings import MEMBER, OBSERVER, seats_on

UNKNOWN = "unknown"
BASES = (*mechanisms.BASES, UNKNOWN)
"""How sure a list is, the surest first (see `domain.mechanisms.Membership`); `unknown`: there is none."""


@dataclass(frozen=True, slots=True)
class Seats:
    """The States in a mechanism: alpha-2 codes of members, and of observers that are no members, sorted.

    `is_open`: every State may take part, by rule; the lists have real members only. `basis` is one of `BASES`, `as_of`
    the EDTF date of which the list speaks (empty: none is said), `source` the address or title of what it rests on
    (empty: general knowledge). Of several mechanisms `mechanism` has all slugs, with a plus sign between them.
    """

    mechanism: str
    states: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    is_open: bool = False
    basis: str = UNKNOWN
    as_of: str = ""
    source: str = ""


def seats_at(mechanism: Mechanism, day: date) -> Seats:
    """Who sits in it on a day: the seats that editors date, the others as the list has them.

    One seat that is less sure than the list makes the whole less sure.
    """
    sitting = [one.seat for one in seats_on(mechanism, day) if one.seat.state]
    members = {seat.state for seat in sitting if seat.role == MEMBER}
    observers = {seat.state for seat in sitting if seat.role == OBSERVER} - members
    known = mechanism.members
    return Seats(
        mechanism.slug,
        tuple(sorted(members)),
        tuple(sorted(observers)),
        bool(known and known.is_open),
        _least_sure([known.basis if known else UNKNOWN, *(seat.basis for seat in sitting if seat.basis)]),
        (known.as_of or "") if known else "",
        _source(mechanism),
    )


def together(seats: Iterable[Seats]) -> Seats:
    """Who sits in any of several: members win over observers, and the least sure basis over surer ones.

    Of one it is the same value. `as_of` is the date of the least sure list, `source` has all of them, one a line.
    """
    held = tuple(seats)
    if len(held) == 1:
        return held[0]
    members = {state for one in held for state in one.states}
    least = max(held, key=lambda one: BASES.index(one.basis), default=Seats(""))
    return Seats(
        "+".join(one.mechanism for one in held),
        tuple(sorted(members)),
        tuple(sorted({state for one in held for state in one.observers} - members)),
        any(one.is_open for one in held),
        least.basis,
        least.as_of,
        "\n".join(dict.fromkeys(one.source for one in held if one.source)),
    )


def _least_sure(bases: Iterable[str]) -> str:
    return max((one if one in BASES else UNKNOWN for one in bases), key=BASES.index)


def _source(mechanism: Mechanism) -> str:
    """What speaks for its members: the last reference that says so, since statements of editors come last."""
    found = [one.url or one.document or "" for one in mechanism.references if "members" in one.says]
    return found[-1] if found else ""
