"""Which meetings lie near one and share members with it: a count and the first few, for the page of that meeting.

What weighs how much, and what is only possible, is for the pages of overlaps; here everything is sure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from iscm.domain.dates import Edtf, Precision
from iscm.domain.listing import MeetingRow
from iscm.domain.meetings import Status
from iscm.planning.chances import LIKELIHOODS, SURE
from iscm.planning.clashes import WITHIN
from iscm.planning.observances import YEARS
from iscm.planning.spans import spans_of
from iscm.register.models import Meeting
from iscm.register.queries.planning import seats

PLAIN = ("uid", "title", "lang", "is_closed", "edtf", "date_status")
LONGEST = timedelta(days=92)
"""A meeting that goes on for longer binds nobody on each of its days."""
OFF = (Status.POSTPONED.value, Status.CANCELLED.value)
Days = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class NearOne:
    """A meeting near another: no more than a line says of it. `shared` is how many States are members of both."""

    uid: str
    title: str
    lang: str
    is_closed: bool
    edtf: str
    date_status: str
    first: date
    mechanisms: tuple[str, ...]
    shared: int = 0


def sharing_near(row: MeetingRow, apart: Iterable[str] = (), within: int = WITHIN) -> tuple[NearOne, ...]:
    """The meetings on known days within so many days of one on known days, with members of both; most members first.

    Observers, and what is open to all without a list, share no members. `apart` are the uids of what belongs to it. One
    query, however many there are.
    """
    days = _days(row.edtf) if _is_sure(row) else ()
    slugs = tuple(party.slug for party in row.parties)
    if not days or not slugs:
        return ()
    sitting = Sitting()
    own = sitting.members(slugs, days[0][0])
    near = _near(days, {row.uid, *apart}, within) if own else ()
    found = (replace(one, shared=len(own & sitting.members(one.mechanisms, one.first))) for one in near)
    return tuple(sorted((one for one in found if one.shared), key=lambda one: (-one.shared, one.first, one.uid)))


class Sitting:
    """Who sits in mechanisms, each asked once a day."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, date], frozenset[str]] = {}

    def members(self, slugs: Iterable[str], day: date) -> frozenset[str]:
        """The States that are members of any of these on a day. No query."""
        return frozenset[str]().union(*(self._of(slug, day) for slug in slugs))

    def _of(self, slug: str, day: date) -> frozenset[str]:
        if (slug, day) not in self._found:
            self._found[slug, day] = frozenset(code for one in seats(day, [slug]).values() for code in one.states)
        return self._found[slug, day]


def _is_sure(row: MeetingRow) -> bool:
    known = row.earliest is not None and row.earliest.year in YEARS
    return known and row.is_day_precise and bool(LIKELIHOODS.get(row.standing, SURE))


def _near(days: Days, but: set[str], within: int) -> Iterator[NearOne]:
    """The meetings near these days. One query."""
    room = timedelta(days=within)
    first, last = days[0][0] - room, max(end for _, end in days) + room
    listed = Meeting.objects.filter(is_listed=True, precision=Precision.DAY.value).exclude(status__in=OFF)
    spanning = listed.filter(earliest__range=(first - LONGEST, last), latest__gte=first, parties__isnull=False)
    rows = spanning.order_by("id", "parties__position").values_list(*PLAIN, "parties__mechanism__slug")
    for (uid, title, lang, is_closed, edtf, status), some in groupby(rows, key=lambda row: row[:-1]):
        if uid not in but and (own := _days(edtf)) and _are_near(days, own, room):
            slugs = tuple(dict.fromkeys(row[-1] for row in some))
            yield NearOne(uid, title, lang, is_closed, edtf, status, own[0][0], slugs)


def _days(words: str) -> Days:
    """The runs of days on which a meeting is for sure; none where it is on one of several."""
    said = Edtf.parse(words)
    if said.is_choice:
        return ()
    spans = spans_of(said)
    return tuple(sorted((span.first, span.first + timedelta(days=span.days - 1)) for span in spans))


def _are_near(some: Days, others: Days, room: timedelta) -> bool:
    return any(first - room <= end and begin <= last + room for first, last in some for begin, end in others)
