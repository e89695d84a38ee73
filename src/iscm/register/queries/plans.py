"""Year plans from the register: whom a wish binds, what stays where it is, and a real year as wishes that may move."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iscm.domain.listing import MeetingRow
from iscm.domain.places import Attendance
from iscm.planning.calendars import Calendar
from iscm.planning.costing import Task
from iscm.planning.engagements import Engagement
from iscm.planning.plans import Count, count_clashes, planned
from iscm.planning.wishes import LONGEST_MEETING, Fault, Gap, Wish, Wishes, unknown_names
from iscm.register.queries.meetings import of_year
from iscm.register.queries.planning import INNER, Sittings, engagements, point_of
from iscm.register.queries.unveiled import unveil
from iscm.register.queries.vocabulary import vocabulary

AROUND = timedelta(days=31)  # what lies further from all wishes is near none of them
MOST_MOVE = 180
IN_PERSON = frozenset({Attendance.IN_PERSON.value, Attendance.HYBRID.value})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the planner is asked: wishes with whom they bind, and the meetings that stay.

    `before` has, by key, the first days of wishes that stand in the calendar already. A wish with the key of one of its
    meetings means that this one is to be moved.
    """

    tasks: tuple[Task, ...]
    calendar: Calendar
    before: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """How many clashes of member States there were, and are left: of meetings that share a day, and of those near."""

    before: Count
    after: Count
    near_before: Count
    near_after: Count
    moved: int
    most_moved: int


def asked_of(wishes: Wishes, *, with_closed: bool = False) -> Asked:
    """The wishes with whom they bind, and the meetings of the register around their days.

    As many queries as `planning.engagements`. Names that nobody knows bind nobody: see `faults_of`.
    """
    days = [day for one in wishes for period in (*one.periods, *_fixed(one)) for day in period]
    first, last = (min(days), max(days)) if days else (date.min + AROUND, date.min + AROUND)
    calendar = engagements(first - AROUND, last + AROUND, with_closed=with_closed)
    known = Sittings()
    held = {one.key: one for one in calendar.engagements}
    before = {key: one.first for key, one in held.items() if one.is_sure}
    return Asked(
        tuple(
            Task(replace(one, now=before.get(one.key)), _engagement(one, known, held.get(one.key))) for one in wishes
        ),
        calendar,
        {one.key: before[one.key] for one in wishes if one.key in before},
    )


def faults_of(wishes: Wishes, calendar: Calendar) -> tuple[Fault, ...]:
    """A fault for each mechanism, State, kind, theme or other meeting in the wishes that the register does not know."""
    known = vocabulary()
    return unknown_names(
        wishes,
        mechanisms=known.mechanisms,
        countries=known.territories,
        kinds=known.kinds,
        themes=known.themes,
        meetings={one.key for one in calendar.engagements},
    )


def year_asked(year: int, move: int, *, with_closed: bool = False) -> Asked:
    """A year as it is, its in-person meetings allowed to move by so many days within it; all others stay.

    Of each mechanism the order of meetings stays: who came after the end of another still does, who began with or after
    it still begins no earlier. What is vague, on several separate days or longer than a month cannot move. Raises
    `ValueError` for more than 180 days.
    """
    if not 0 <= move <= MOST_MOVE:
        raise ValueError(f"a meeting may move by 0 to {MOST_MOVE} days, not {move}")
    first, last = date(year, 1, 1), date(year, 12, 31)
    calendar = engagements(first - AROUND, last + AROUND, with_closed=with_closed)
    rows = {row.uid: row for row in (unveil(of_year(year)) if with_closed else of_year(year))}
    held = sorted((one for one in _single(calendar) if one.key in rows), key=_by_day)
    keys = {one.key for one in held}
    tasks = []
    for place, one in enumerate(held):
        after = tuple(_kept_order(other, one) for other in held[:place] if not _apart(one, other))
        tasks.append(Task(_wish_of(one, rows[one.key], move, after), one))
    return Asked(tuple(tasks), calendar, {one.key: one.first for one in held if one.key in keys})


def before_after(asked: Asked, dates: Mapping[str, date], within: int) -> BeforeAfter:
    """Clashes of member States in the calendar as it was, and with these days."""
    later = planned(asked.tasks, dates, asked.calendar)
    moves = [abs((dates[key] - day).days) for key, day in asked.before.items() if key in dates]
    return BeforeAfter(
        count_clashes(asked.calendar),
        count_clashes(later),
        count_clashes(asked.calendar, within),
        count_clashes(later, within),
        sum(move > 0 for move in moves),
        max(moves, default=0),
    )


def _engagement(wish: Wish, known: Sittings, held: Engagement | None) -> Engagement:
    first = wish.fixed_on or min(first for first, _ in wish.periods)
    slugs = tuple(slug for slug in wish.mechanisms if slug in known_mechanisms())
    found, members, observers = known.of(slugs, first)
    organising = [name for slug in slugs if (name := known.secretariats.get(slug))]
    kind = vocabulary().kinds.get(wish.kind)
    is_public = kind is not None and kind.level == "public"
    return Engagement(
        key=wish.key,
        title=wish.title,
        mechanisms=slugs,
        first=first,
        latest=first,
        days=wish.days,
        is_online=wish.is_online,
        place=None if wish.is_online or not wish.country else point_of(wish.city, wish.country),
        country="" if wish.is_online else wish.country,
        secretariat=organising[0] if organising else "",
        co_secretariats=tuple(dict.fromkeys(organising[1:])),
        themes=wish.themes,
        states=members,
        observers=observers,
        is_open=found.is_open and wish.kind not in INNER and not is_public,
        belongs_to=held.belongs_to if held else (),
    )


def known_mechanisms() -> Mapping[str, object]:
    """The mechanisms of the register, by slug."""
    return vocabulary().mechanisms


def _fixed(wish: Wish) -> tuple[tuple[date, date], ...]:
    return () if wish.fixed_on is None else ((wish.fixed_on, wish.fixed_on + timedelta(days=wish.days - 1)),)


def _single(calendar: Calendar) -> list[Engagement]:
    """The meetings on one run of known days, in their order."""
    counts: dict[str, int] = {}
    for one in calendar.engagements:
        counts[one.key] = counts.get(one.key, 0) + 1
    return [
        one
        for one in calendar.engagements
        if counts[one.key] == 1 and one.first == one.latest and one.days <= LONGEST_MEETING
    ]


def _wish_of(one: Engagement, row: MeetingRow, move: int, after: tuple[Gap, ...]) -> Wish:
    may_move = row.attendance in IN_PERSON and row.count == 1
    first, last = date(one.first.year, 1, 1), date(one.first.year, 12, 31)
    period = max(one.first - timedelta(days=move), first), max(min(one.end + timedelta(days=move), last), one.end)
    return Wish(
        key=one.key,
        title=one.title,
        mechanisms=one.mechanisms,
        days=one.days,
        periods=(period,) if may_move else (),
        kind=row.kind,
        city=one.place.city if one.place else "",
        country=one.country,
        is_online=one.is_online,
        fixed_on=None if may_move else one.first,
        after=after,
        themes=one.themes,
        in_un_week=False,
        now=one.first,
    )


def _by_day(one: Engagement) -> tuple[object, ...]:
    """The order of a year that is the same in every register: uids differ."""
    return one.first, one.end, one.mechanisms, one.title, one.key


def _apart(one: Engagement, other: Engagement) -> bool:
    """Whether both are of different mechanisms."""
    return set(one.mechanisms).isdisjoint(other.mechanisms)


def _kept_order(earlier: Engagement, later: Engagement) -> Gap:
    """Once over before the other began, still so; else it begins no later than the other."""
    return Gap(earlier.key, 1 if earlier.end < later.first else 1 - earlier.days)
