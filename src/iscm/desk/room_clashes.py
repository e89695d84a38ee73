"""What lies near the coming meetings of a room, and near a date that is typed in it.

The panel of a card is `desk/room/clashes.html`, that of a form `desk/near.html`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from iscm.desk.meeting_fields import read_words
from iscm.desk.meeting_words import labels
from iscm.desk.near import NearLine, NearShown, near_line, near_shown, year_href
from iscm.desk.near_rows import BLANK, parties_of
from iscm.desk.room_form import RoomDraft
from iscm.domain.listing import MeetingRow
from iscm.register.queries.neighbours import neighbours

MOST, LEAST = 3, 1.0
"""So many of a meeting are told, and none that weighs less than one State."""
READ = ("date", "place", "attendance", "status")
"""The fields of a room's form that say when, where and whether a meeting is."""


@dataclass(frozen=True, slots=True)
class CardNear:
    """The weightiest of what lies near a meeting, how many there are, and where more is told."""

    lines: tuple[NearLine, ...]
    number: int
    href: str


def clashes_near(rows: Collection[MeetingRow], mechanism: str) -> Mapping[str, CardNear]:
    """For each of these meetings of a mechanism, by its uid, what lies near it. Twelve queries at most.

    Closed meetings of other mechanisms have no title.
    """
    said = labels()
    hrefs = {row.uid: year_href(row) for row in rows}
    found = {}
    for uid, near in neighbours(rows, lambda slugs: mechanism in slugs).items():
        told = [one for one in near if one.clash.weight >= LEAST]
        found[uid] = CardNear(tuple(near_line(one, said) for one in told[:MOST]), len(told), hrefs[uid])
    return found


def near_typed(row: MeetingRow | None, draft: RoomDraft, mechanism: str) -> NearShown:
    """What lies near a meeting of a mechanism (None: a new one) with what was typed of it."""
    base = row or replace(BLANK, parties=parties_of([mechanism]))
    typed = {name: words for name, words in draft.changed.items() if name in READ}
    year = base.year if row else None
    reads = {name: read_words(name, words, year=year) for name, words in typed.items()}
    return near_shown(base, lambda slugs: mechanism in slugs, reads, MOST)
