"""The meetings of a mechanism, a country or a theme for its page: all of them, or where they are too many the nearest.

What is left out is told by year, and the calendars have it: no page grows with the register.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from iscm.domain.listing import MeetingRow
from iscm.register.models import Concept, Mechanism, MeetingMechanism, MeetingPlace, MeetingTheme, Party
from iscm.register.queries.meetings import YearCount
from iscm.register.queries.rows import kept_rows, listed
from iscm.register.queries.tallies import tallies

MOST = 1_000  # so many meetings stand on a page as a whole
COMING, PAST = 30, 100  # of more, so many of those to come and of those past
Links = type[MeetingMechanism] | type[MeetingPlace] | type[MeetingTheme]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Meetings in the order of lists, and of these those to come and those past.

    Where they are not all (`is_whole`), `years` has how many there are in each year. `number` is what all stand for.
    """

    rows: tuple[MeetingRow, ...]
    coming: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    number: int
    years: tuple[YearCount, ...]
    is_whole: bool


def of_mechanism(slug: str, today: date) -> Excerpt:
    """The meetings that a mechanism hosts or is invited to. Eleven queries at most."""
    key = Mechanism.objects.filter(slug=slug).values_list("pk", flat=True).first()
    return _excerpt(MeetingMechanism, "mechanism", Q(mechanism=key), str(key), today)


def hosted_in(alpha_2: str, today: date) -> Excerpt:
    """The meetings held in a country. Ten queries at most."""
    return _excerpt(MeetingPlace, "country", Q(country=alpha_2), alpha_2, today)


def of_theme(slug: str, basis: str, today: date) -> Excerpt:
    """The meetings filed under a theme on one basis. Eleven queries at most."""
    key = Concept.objects.filter(scheme="theme", slug=slug).values_list("pk", flat=True).first()
    return _excerpt(MeetingTheme, "theme", Q(theme=key, basis=basis), str(key), today, basis=basis)


def of_country(alpha_2: str, today: date) -> Excerpt:
    """The meetings of the mechanisms that list a State as member, and those held there. Eleven queries at most.

    Where they are too many, their number and years are not counted: one meeting may be of several of them.
    """
    seats = Party.objects.filter(territory__alpha_2=alpha_2, role="member").values_list("mechanism", flat=True)
    mechanisms = sorted(set(seats))
    counted = (("mechanism", [str(one) for one in mechanisms]), ("country", [alpha_2]))
    size = sum(tallies(what).filter(key__in=keys).aggregate(held=Sum("rows"))["held"] or 0 for what, keys in counted)
    if size <= MOST:
        here = Q(pk__in=MeetingMechanism.objects.filter(mechanism__in=mechanisms).values("meeting"))
        held = kept_rows(
            listed().filter(here | Q(pk__in=MeetingPlace.objects.filter(country=alpha_2).values("meeting")))
        )
        return Excerpt(held, *_parted(held, today), sum(row.number for row in held), (), is_whole=True)
    links = [_near(MeetingMechanism, Q(mechanism=one), today) for one in mechanisms]
    near = {key for keys in (*links, _near(MeetingPlace, Q(country=alpha_2), today)) for key in keys}
    return _cut(kept_rows(listed().filter(pk__in=near)), today, 0, ())


def _excerpt(model: Links, what: str, wanted: Q, key: str, today: date, *, basis: str = "") -> Excerpt:
    counted = tallies(what).filter(key=key, basis=basis).order_by("-year").values_list("year", "rows", "number")
    by_year = list(counted)
    number = sum(held for _, _, held in by_year)
    if sum(rows for _, rows, _ in by_year) <= MOST:
        # A meeting with two places in one country is one meeting.
        keys: Any = model._default_manager.filter(wanted).values("meeting")  # noqa: SLF001  # Django's public way
        rows = kept_rows(listed().filter(pk__in=keys))
        return Excerpt(rows, *_parted(rows, today), number, (), is_whole=True)
    years = tuple(YearCount(year, held) for year, _, held in by_year if year)
    return _cut(kept_rows(listed().filter(pk__in=_near(model, wanted, today))), today, number, years)


def _cut(rows: tuple[MeetingRow, ...], today: date, number: int, years: tuple[YearCount, ...]) -> Excerpt:
    coming, past = _parted(rows, today)
    coming, past = coming[:COMING], past[-PAST:]
    shown = {*(row.uid for row in coming), *(row.uid for row in past)}
    return Excerpt(tuple(row for row in rows if row.uid in shown), coming, past, number, years, is_whole=False)


def _near(model: Links, wanted: Q, today: date) -> list[int]:
    """The keys of meetings around today: each one step in an index that has them in the order of lists."""
    links: QuerySet[Any] = model._default_manager.filter(wanted, meeting__is_listed=True)  # noqa: SLF001  # Django's public way
    coming = links.filter(sort_day__gte=today).order_by("sort_day", "sort_rank", "meeting")
    past = links.filter(sort_day__lt=today).order_by("-sort_day", "-sort_rank", "-meeting")
    return [*coming.values_list("meeting", flat=True)[:COMING], *past.values_list("meeting", flat=True)[:PAST]]


def _parted(rows: Iterable[MeetingRow], today: date) -> tuple[tuple[MeetingRow, ...], tuple[MeetingRow, ...]]:
    """Those that are on or may still come, or of which no day is known; and those past."""
    coming: list[MeetingRow] = []
    past: list[MeetingRow] = []
    for row in rows:
        (past if row.latest is not None and row.latest < today else coming).append(row)
    return tuple(coming), tuple(past)
