"""What lies near the coming meetings of a room and shares States with them; the panel is `desk/room/clashes.html`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from iscm.desk.meeting_words import date_in_words, labels
from iscm.domain.listing import MeetingRow
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import WITHIN, Clash, clashes_of
from iscm.publication.labels import Labels
from iscm.publication.planning_words import clash_in_words
from iscm.publication.titles import title_in
from iscm.register.queries.planning import engaged, on_some_day, states
from iscm.register.queries.rows import kept_rows

MOST, LEAST = 3, 1.0
"""So many of a meeting are told, and none that weighs less than one State."""
VAGUE = timedelta(days=92)
"""A meeting of which less is known than the quarter has no neighbours worth telling."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another meeting, and why it is told; of one closed to the public no title."""

    uid: str
    title: str
    who: str
    date: str
    why: str


def clashes_near(rows: Iterable[MeetingRow]) -> Mapping[str, Sequence[Near]]:
    """For each of these meetings by its uid what clashes with it, the weightiest first. Ten queries at most."""
    dated = {row.uid: row for row in rows if _is_dated(row)}
    if not dated:
        return {}
    around = timedelta(days=WITHIN)
    first = min(row.earliest for row in dated.values() if row.earliest) - around
    last = max(row.latest for row in dated.values() if row.latest) + around
    around_them = kept_rows(on_some_day(first, last))
    calendar, said = Calendar(engaged(around_them), states()), labels()
    known = {row.uid: row for row in around_them} | dated  # its own with every word
    found: defaultdict[str, dict[str, Near]] = defaultdict(dict)
    for one in calendar.engagements:
        if one.key in dated:
            for clash in clashes_of(one, calendar):
                if clash.weight >= LEAST and clash.other.key in known and len(found[one.key]) < MOST:
                    found[one.key].setdefault(clash.other.key, _near(clash, known[clash.other.key], said))
    return {uid: tuple(near.values()) for uid, near in found.items()}


def _is_dated(row: MeetingRow) -> bool:
    return row.earliest is not None and row.latest is not None and row.latest - row.earliest <= VAGUE


def _near(clash: Clash, row: MeetingRow, said: Labels) -> Near:
    return Near(
        uid=row.uid,
        title=title_in(said.words, row.title, is_closed=row.is_closed),
        who=", ".join(party.acronym for party in row.parties),
        date=date_in_words(row.edtf, row.date_status),
        why=clash_in_words([(reason.code, reason.values) for reason in clash.reasons], said),
    )
