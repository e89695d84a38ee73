"""What planning asks of the register: its meetings as engagements, who sits where, and where that is."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from iscm.data.states import load_city_points, load_states
from iscm.data.territories import load_points
from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.sittings import seats_of
from iscm.planning.calendars import Calendar
from iscm.planning.chances import LIKELIHOODS, SURE
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.seats import Seats, seats_at, together
from iscm.planning.secretariats import secretariat_of
from iscm.planning.spans import spans_of
from iscm.planning.states import States
from iscm.register.models import Meeting, Relation
from iscm.register.queries.rows import kept_rows, listed
from iscm.register.queries.unveiled import unveil
from iscm.register.queries.vocabulary import vocabulary

BELONGING = ("prepares", "side-event-of")
INNER = frozenset({"steering-committee", "troika", "friends", "board-meeting", "presidencies-meeting",
                   "reference-group", "working-group", "task-force", "drafting-committee", "preparatory-meeting",
                   "consultation-group"})  # fmt: skip
"""Kinds of meeting to which not all States come, even where a mechanism is open to all of them. Nor are they called to
those for the public (`Kind.level`): forums of youth, days of civil society."""


def engagements(first: date, last: date, *, with_closed: bool = False) -> Calendar:
    """The meetings that may be on some day from `first` to `last`, as planning sees them. Twelve queries at most.

    What was cancelled or postponed is not among them. Closed meetings count as all others; their title, themes and what
    they belong to are left out, unless the reader may see them.
    """
    kept = kept_rows(on_some_day(first, last))
    rows = unveil(kept) if with_closed else kept
    return Calendar(engaged(rows), states())


def on_some_day(first: date, last: date) -> QuerySet[Meeting]:
    """The listed meetings that may be on some day from `first` to `last`; one that never ends, if it begins then."""
    has_end = Q(earliest__lte=last, latest__gte=first)
    has_no_end = Q(latest__isnull=True, earliest__range=(first, last))
    return listed().filter(has_end | has_no_end)


def engaged(rows: Collection[MeetingRow]) -> tuple[Engagement, ...]:
    """Meetings as planning sees them: one engagement each, more where they are on several days. Two queries at most."""
    belongs = _belonging([row.uid for row in rows])
    known = Sittings()
    return tuple(one for row in rows for one in _engaged(row, known, belongs.get(row.uid, ())))


def states() -> States:
    """The States that planning tells apart: those of the United Nations, and whoever else sits in a mechanism."""
    known = load_states()
    sitting = {seat.state for one in vocabulary().mechanisms.values() for seat in seats_of(one) if seat.state}
    return States.of({*known, *sitting}, [code for code, one in known.items() if one.is_small])


def seats(day: date, mechanisms: Iterable[str] = ()) -> dict[str, Seats]:
    """Who sits in these mechanisms on a day, in all where none is named; unknown ones are left out. No query."""
    known = vocabulary().mechanisms
    return {slug: seats_at(known[slug], day) for slug in (mechanisms or known) if slug in known}


def secretariats() -> dict[str, str]:
    """Who organises each mechanism, by slug; empty where nobody is named. No query."""
    return {slug: secretariat_of(one.secretariat) for slug, one in vocabulary().mechanisms.items()}


def point_of(city: str, country: str) -> Point | None:
    """Where a city lies, or about the middle of its country where it is not known; None for no such country."""
    if found := load_city_points().get((fold(city), country)):
        return Point(found.name, country, found.latitude, found.longitude)
    middle = load_points().get(country)
    return Point(city, country, *middle, is_exact=False) if middle else None


class Sittings:
    """Who sits in joint meetings, each asked once for as long as it stays the same."""

    def __init__(self) -> None:
        self.states, self.secretariats = states(), secretariats()
        self._found: dict[tuple[tuple[str, ...], date | None], tuple[Seats, int, int]] = {}

    def of(self, mechanisms: tuple[str, ...], day: date) -> tuple[Seats, int, int]:
        """Their seats on a day, and the sets of members and observers."""
        known = vocabulary().mechanisms
        # Without a dated seat a list is the same on all days.
        is_dated = any(known[slug].stated for slug in mechanisms if slug in known)
        key = mechanisms, day if is_dated else None
        if key not in self._found:
            found = together(seats(day, mechanisms).values()) if mechanisms else Seats("")
            self._found[key] = found, self.states.mask(found.states), self.states.mask(found.observers)
        return self._found[key]


def _engaged(row: MeetingRow, known: Sittings, belongs_to: tuple[str, ...]) -> Iterator[Engagement]:
    likelihood = LIKELIHOODS.get(row.standing, SURE)
    if not row.edtf or not likelihood:
        return
    slugs = tuple(dict.fromkeys(party.slug for party in row.parties))
    organising = [name for slug in slugs if (name := known.secretariats.get(slug))]
    is_online = row.attendance == Attendance.ONLINE.value
    where = next(iter(row.places), None)
    for span in spans_of(Edtf.parse(row.edtf)):
        found, members, observers = known.of(slugs, span.first)
        yield Engagement(
            key=row.uid,
            title=row.title,
            mechanisms=slugs,
            first=span.first,
            latest=span.latest,
            days=span.days,
            likelihood=likelihood * span.share,
            is_online=is_online,
            place=None if is_online or where is None else point_of(where.city, where.country),
            country="" if is_online or where is None else where.country,
            secretariat=organising[0] if organising else "",
            co_secretariats=tuple(dict.fromkeys(organising[1:])),
            themes=tuple(theme.slug for theme in row.themes),
            states=members,
            observers=observers,
            is_open=found.is_open and _is_of_states(row.kind),
            belongs_to=belongs_to,
        )


def _belonging(uids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What each prepares or stands beside, as the public knows it. One query."""
    wanted, found = set(uids), dict[str, tuple[str, ...]]()
    rows = Relation.objects.filter(kind__in=BELONGING, meeting__is_listed=True, other__isnull=False)
    for uid, other in rows.order_by("id").values_list("meeting__uid", "other__uid"):
        if uid in wanted:
            found[uid] = (*found.get(uid, ()), other)
    return found


def _is_of_states(kind: str) -> bool:
    known = vocabulary().kinds.get(kind)
    return kind not in INNER and (known is None or known.level != "public")
