"""What the report of a year's clashes is told: the same for its page, its files, its feed and the API."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db.models import Sum

from iscm.domain.listing import MeetingRow
from iscm.planning.bound import bound_weeks
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import WITHIN, Clash, clashes_within
from iscm.publication.reports.asked import Asked
from iscm.publication.reports.clashing import BoundFacts, ClashFacts, ClashLine, SeatsFacts
from iscm.register.queries.planning import engaged, on_some_day, seats, states
from iscm.register.queries.rows import kept_rows
from iscm.register.queries.stamps import version
from iscm.register.queries.tallies import tallies
from iscm.register.queries.vocabulary import vocabulary

LONGEST = 366  # days of a year
LEAST = 1.0  # a pair that weighs less than one State is not told
MOST = 1_000
"""So many meetings of a year are compared at once; of more the pairs grow as their square, and with them the time."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def clash_facts(
    year: int,
    *,
    mechanisms: Iterable[str] = (),
    countries: Iterable[str] = (),
    within: int = WITHIN,
    since: date | None = None,
    is_whole: bool = False,
) -> ClashFacts:
    """The clashes of the meetings that may be on some day of a year. Fifteen queries at most.

    With `mechanisms` (slugs) only those in which one of them meets; with `countries` (alpha-2) only those in which one
    of them is a member of both. A year of more than `MOST` meetings is compared in stretches of days, from `since` or
    its first day on, so that whatever the year it takes about as long; or as a whole where that is asked for.
    """
    slugs, codes = tuple(dict.fromkeys(mechanisms)), tuple(dict.fromkeys(countries))
    stretch = 0 if is_whole else _stretch(year, within)
    first, last = _days_of(year, since, stretch, within)
    rows = kept_rows(on_some_day(first, last))
    calendar = Calendar(engaged(rows), states())
    found = [one for one in _each_pair_once(clashes_within(calendar, within)) if _is_asked(one, slugs, codes)]
    told = [one for one in found if one.weight >= LEAST]
    by_uid = {row.uid: row for row in rows}
    lines = tuple(line_of(one, by_uid) for one in told)
    values = tuple(pair for pair in (("mechanism", slugs), ("country", codes)) if pair[1])
    return ClashFacts(
        year=year,
        rows=rows,
        lines=lines,
        within=within,
        least=LEAST,
        lighter=len(found) - len(told),
        modified=version().changed_at or NEVER,
        vocabulary=vocabulary(),
        asked=Asked(values, first, last) if stretch else Asked(values),
        seats=seats_facts({slug for one in told for slug in (*one.one.mechanisms, *one.other.mechanisms)}, year),
        bound=() if stretch else bound_facts(calendar, year),
        stretch=stretch,
        publisher=settings.PUBLISHER,
        site=settings.SITE_URL,
        licence=settings.LICENCE,
    )


def _stretch(year: int, within: int) -> int:
    """In stretches of so many days a year is compared, 0 for as a whole. One query."""
    number = tallies("meeting").filter(year=year).aggregate(held=Sum("rows"))["held"] or 0
    return max(1, LONGEST * MOST**2 // number**2 - within) if number > MOST else 0


def _days_of(year: int, since: date | None, stretch: int, within: int) -> tuple[date, date]:
    """The days to compare: a stretch from `since` on within the year, or all of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not stretch:
        return first, last
    begin = min(max(since or first, first), last)
    return begin, min(begin + timedelta(days=stretch - 1 + within), last)


def line_of(clash: Clash, rows: dict[str, MeetingRow]) -> ClashLine:
    """A clash of two meetings of the register as publications tell it; `rows` has both by their uids."""
    codes = clash.states.codes_of
    return ClashLine(
        one=rows[clash.one.key],
        other=rows[clash.other.key],
        chance=1.0 if clash.is_sure else min(clash.chance, 0.99),
        gap=clash.gap_days,
        shared=codes(clash.shared),
        observing=codes(clash.shared_observers),
        invited=clash.invited.bit_count(),
        kilometres=None if clash.kilometres is None else round(clash.kilometres),
        weight=clash.weight,
        reasons=tuple((reason.code, reason.values) for reason in clash.reasons),
    )


def seats_facts(slugs: Iterable[str], year: int) -> tuple[SeatsFacts, ...]:
    """On which lists of members the clashes of a year rest, by acronym. No query."""
    known = vocabulary().mechanisms
    found = seats(date(year, 7, 1), sorted(slugs))
    lines = [
        SeatsFacts(slug, known[slug].acronym, len(one.states), one.is_open, one.basis, one.as_of, one.source)
        for slug, one in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: line.acronym))


def bound_facts(calendar: Calendar, year: int) -> tuple[BoundFacts, ...]:
    """How bound each State is in the weeks of a year, from the Monday on or before its first day."""
    first = date(year, 1, 1) - timedelta(days=date(year, 1, 1).weekday())
    weeks = (date(year, 12, 31) - first).days // 7 + 1
    return tuple(
        BoundFacts(one.state, one.days, one.weeks, first + timedelta(weeks=one.busiest))
        for one in bound_weeks(calendar, first, weeks)
    )


def _each_pair_once(found: Iterable[Clash]) -> list[Clash]:
    """A meeting on several days is several engagements: of its clashes with another only the weightiest is told."""
    pairs: dict[frozenset[str], Clash] = {}
    for one in found:
        pairs.setdefault(frozenset((one.one.key, one.other.key)), one)
    return list(pairs.values())


def _is_asked(clash: Clash, slugs: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    meets = not slugs or not {*clash.one.mechanisms, *clash.other.mechanisms}.isdisjoint(slugs)
    return meets and (
        not codes or bool(clash.shared & clash.states.mask(code for code in codes if code in clash.states))
    )
