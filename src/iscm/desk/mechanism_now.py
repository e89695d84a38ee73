"""What is so of a mechanism today, and who sat in it, as lines to be read."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from iscm.desk.fact_lines import party_name, state_name
from iscm.desk.mechanism_forms import BASES, LEVELS, STATUSES
from iscm.desk.stating import Options
from iscm.domain.facts import Seat
from iscm.domain.mechanisms import Mechanism
from iscm.domain.sittings import item_of, seats_of, seats_on

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as it is shown."""

    name: str
    role: str
    time: str
    basis: str
    is_sure: bool


def word(options: Options, key: str) -> str:
    """The word for a key of a choice; the key itself if it has none."""
    return str(dict(options).get(key, key))


def seat_lines(found: Mechanism, day: date | None) -> list[SeatLine]:
    """Who sat in a mechanism on a day; without one, every seat that is known, former ones too."""
    on_day = [(one.seat, one.is_sure) for one in seats_on(found, day)] if day else []
    held = on_day if day else [(one, True) for one in seats_of(found)]
    lines = [_seat_line(found, seat, is_sure=is_sure) for seat, is_sure in held]
    return sorted(lines, key=lambda line: (line.role, line.name, line.time))


def _seat_line(found: Mechanism, seat: Seat, *, is_sure: bool) -> SeatLine:
    item = item_of(seat.role, state=seat.state, organisation=seat.organisation)
    basis = seat.basis or (found.members.basis if found.members and seat.role == "member" else "")
    role = gettext("observer") if seat.role == "observer" else gettext("member")
    return SeatLine(party_name(item), role, _span(seat.since, seat.until), word(BASES, basis), is_sure)


def now_lines(found: Mechanism, part: str) -> Pairs:
    """What is so today in a part of the page: label and value."""
    lines: Pairs = {
        "names": _names,
        "members": _members,
        "chair": _chair,
        "office": lambda one: [
            (gettext("secretariat"), one.secretariat or ""),
            (gettext("website"), one.website or ""),
        ],
        "bodies": lambda one: [(body.kind, _joined(body.name, body.note)) for body in one.bodies],
        "life": _life,
    }[part](found)
    return [(label, value) for label, value in lines if value]


def _names(found: Mechanism) -> Pairs:
    others = [(_joined(one.lang, _span(one.since, one.until)), one.text) for one in found.names]
    return [(gettext("name"), found.name), (gettext("acronym"), found.acronym), *others]


def _span(since: str | None, until: str | None) -> str:
    return f"{since or '?'} – {until or ''}".strip() if since or until else ""


def _members(found: Mechanism) -> Pairs:
    held = found.members
    if held is None:
        return []
    return [
        (gettext("members"), str(len(held.states) + len(held.organisations))),
        (gettext("how sure the list is"), word(BASES, held.basis)),
        (gettext("as of"), held.as_of or ""),
        (gettext("rule"), held.rule or ""),
        (gettext("note"), held.note or ""),
    ]


def _chair(found: Mechanism) -> Pairs:
    held = found.chair
    return [(gettext(", ").join(map(state_name, held.states)), _joined(held.period, held.note) or "·")] if held else []


def _life(found: Mechanism) -> Pairs:
    return [
        (gettext("level"), word(LEVELS, found.level)),
        (gettext("state"), word(STATUSES, found.status)),
        (gettext("state in words"), found.status_note or ""),
        (gettext("beginning"), str(found.established or "")),
        (gettext("before it"), found.predecessor or ""),
        (gettext("after it"), found.successor or ""),
    ]


def _joined(*parts: str | None) -> str:
    return "; ".join(filter(None, parts))
