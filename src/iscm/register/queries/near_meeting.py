"""What lies near a meeting of the register, and what is observed on its days."""

from dataclasses import dataclass
from datetime import timedelta

from iscm.domain.errors import UnknownReferenceError
from iscm.domain.listing import MeetingRow
from iscm.planning.clashes import Clash, clashes_of, rank
from iscm.planning.engagements import Engagement
from iscm.planning.host_cities import parts_of
from iscm.planning.observances import YEARS, observances
from iscm.planning.observed import Observed, together
from iscm.planning.states import States
from iscm.register.models import Meeting
from iscm.register.queries.planning import engaged, engagements, states
from iscm.register.queries.rows import kept_rows, listed

VAGUE = 31  # days; of a meeting that may be on more, nothing is said of holidays


@dataclass(frozen=True, slots=True)
class NearMeeting:
    """A meeting, when it may be, and what would lie near it, the weightiest first.

    `observed` is what the States concerned observe on the days on which it may be; empty where these are more than 31.
    """

    row: MeetingRow
    engagements: tuple[Engagement, ...]
    clashes: tuple[Clash, ...]
    observed: tuple[Observed, ...]


def near_meeting(uid: str, within: int) -> NearMeeting:
    """What lies within so many days of a meeting, as the public may see it. Seventeen queries at most.

    The address of one that was merged leads to the other. Raises `UnknownReferenceError` for one that is not listed.
    """
    found = Meeting.objects.select_related("merged_into").filter(uid=uid).first()
    kept = found.merged_into if found and found.merged_into else found
    rows = kept_rows(listed().filter(pk=kept.pk)) if kept else ()
    if not rows:
        raise UnknownReferenceError(f"no meeting {uid[:60]!r} is in the register")
    own = engaged(rows)
    return NearMeeting(rows[0], own, near(own, within), observed_by(own))


def near(own: tuple[Engagement, ...], within: int) -> tuple[Clash, ...]:
    """What lies near a meeting or an idea, with each other meeting once: the weightiest of its clashes."""
    if not own:
        return ()
    room = timedelta(days=within)
    calendar = engagements(min(one.first for one in own) - room, max(one.end for one in own) + room)
    found: dict[str, Clash] = {}
    for clash in sorted((clash for one in own for clash in clashes_of(one, calendar, within)), key=rank):
        found.setdefault(clash.other.key, clash)
    return tuple(found.values())


def observed_by(own: tuple[Engagement, ...]) -> tuple[Observed, ...]:
    """What is observed on the days of a meeting by its host and by the States that sit in it."""
    known = states()
    told = {
        one
        for each in own
        if (each.end - each.first).days < VAGUE and each.first.year in YEARS and each.end.year in YEARS
        for one in observances(_concerned(each, known), each.first, each.end, parts=parts_of(each.place))
    }
    return together(told)


def _concerned(one: Engagement, known: States) -> tuple[str, ...]:
    """Its host, and the States that sit in it."""
    return tuple(dict.fromkeys((*filter(None, [one.country]), *known.codes_of(one.states))))
