"""Who sat in a mechanism on a day: the list that is known, and the seats that editors date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iscm.domain.dates import Edtf
from iscm.domain.facts import Fact, Seat, Told
from iscm.domain.mechanisms import Mechanism

SEAT, MEMBER, OBSERVER = "seats", "member", "observer"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat on a day. `is_sure`: it is known since when; else the list is of another day."""

    seat: Seat
    is_sure: bool


def holds(fact: Fact, day: date) -> bool:
    """Whether a fact may hold on a day: inexact ends count as far as they may reach."""
    since, until = ends_of(fact)
    first, last = since.earliest if since else None, until.latest if until else None
    return (first or date.min) <= day <= (last or date.max)


def is_sure(fact: Fact, day: date) -> bool:
    """Whether it holds on that day beyond doubt: it is known since when."""
    since, until = ends_of(fact)
    if since is None or since.latest is None:
        return False
    return since.latest <= day and (until is None or until.earliest is None or day <= until.earliest)


def ends_of(fact: Fact) -> tuple[Edtf | None, Edtf | None]:
    """Since when and until when it holds, None where nobody knows or it goes on."""
    return Edtf.parse(fact.since) if fact.since else None, Edtf.parse(fact.until) if fact.until else None


def item_of(role: str, *, state: str = "", organisation: str = "") -> str:
    """The item of a fact about a seat: `member:BR` of a State, `observer/IOM` of an organisation."""
    return f"{role}:{state}" if state else f"{role}/{organisation}"


def parts_of(item: str) -> tuple[str, str, str]:
    """Role, State and organisation of an item: one of the last two is empty."""
    role = OBSERVER if item.startswith(OBSERVER) else MEMBER
    rest = item[len(role) + 1 :]
    return (role, rest, "") if item[len(role) : len(role) + 1] == ":" else (role, "", rest)


def seats_of(mechanism: Mechanism) -> tuple[Seat, ...]:
    """Every seat that is known, former and future ones too: those that editors date, then those of the list."""
    dated = [_seat(one) for one in mechanism.stated if one.fact.field == SEAT and one.fact.value is not None]
    spoken_of = {one.fact.item for one in mechanism.stated if one.fact.field == SEAT}
    return (*dated, *(seat for item, seat in _listed(mechanism) if item not in spoken_of))


def seats_on(mechanism: Mechanism, day: date) -> tuple[Sitting, ...]:
    """The seats of a day, as far as is known."""
    return tuple(
        Sitting(seat, bool(seat.told and is_sure(seat.told.fact, day)))
        for seat in seats_of(mechanism)
        if seat.told is None or holds(seat.told.fact, day)
    )


def _seat(one: Told) -> Seat:
    role, state, organisation = parts_of(one.fact.item)
    return Seat(role, state, organisation, one.fact.since, one.fact.until, one.fact.value.get("basis"), one)


def _listed(mechanism: Mechanism) -> Iterator[tuple[str, Seat]]:
    for role, those in ((MEMBER, mechanism.members), (OBSERVER, mechanism.observers)):
        for state in those.states if those else ():
            yield item_of(role, state=state), Seat(role, state)
        for organisation in those.organisations if those else ():
            yield item_of(role, organisation=organisation), Seat(role, organisation=organisation)
