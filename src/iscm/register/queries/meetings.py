"""Which meetings: by year, mechanism, country, theme, and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, Sum

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting, Party
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.rows import TOUCHED, Key, kept_rows, listed, listed_in_order, meeting_rows, names_around
from iscm.register.queries.stamps import Version, version
from iscm.register.queries.tallies import tallies

ORDER = ("sort_day", "sort_rank", "id")


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with the number of its meetings, groups counted as many as they are."""

    year: int
    meetings: int


@kept(2)
def years() -> tuple[YearCount, ...]:
    """Every year that has a meeting, the latest first. One query."""
    rows = tallies("meeting").filter(year__gt=0).values_list("year").annotate(held=Sum("number")).order_by("-year")
    return tuple(YearCount(year, number) for year, number in rows)


def of_year(year: int) -> tuple[MeetingRow, ...]:
    """The meetings whose first possible day lies in a year."""
    return kept_rows(listed().filter(year=year))


def of_mechanism(slug: str) -> tuple[MeetingRow, ...]:
    """The meetings that a mechanism hosts or is invited to."""
    return kept_rows(listed().filter(parties__mechanism__slug=slug))


def of_theme(slug: str) -> tuple[MeetingRow, ...]:
    """The meetings on a theme, stated and suggested."""
    return kept_rows(listed().filter(themes__theme__slug=slug))


def of_country(alpha_2: str) -> tuple[MeetingRow, ...]:
    """The meetings of the mechanisms that list a State as member, and those held in its territory."""
    sits_in = Party.objects.filter(territory__alpha_2=alpha_2, role="member").values("mechanism")
    held_there = Q(pk__in=Meeting.objects.filter(places__country=alpha_2).values("pk"))
    of_its_mechanisms = Q(pk__in=Meeting.objects.filter(parties__mechanism__in=sits_in).values("pk"))
    return kept_rows(listed().filter(held_there | of_its_mechanisms))


@kept(8)
def upcoming(today: date, limit: int) -> tuple[MeetingRow, ...]:
    """What is on or may still come, the nearest first."""
    # What lies before today in lists and is not over began before today, and goes on: a question of its own, so that
    # both are answered from an index.
    running = listed().filter(earliest__lt=today, latest__gte=today, sort_day__lt=today).order_by(*ORDER)
    coming = listed_in_order().filter(sort_day__gte=today, latest__gte=today).order_by(*ORDER)
    keys = [*running.values_list("id", flat=True)[:limit], *coming.values_list("id", flat=True)[:limit]][:limit]
    return meeting_rows(Meeting.objects.filter(id__in=keys))


@kept(8)
def latest(today: date, limit: int) -> tuple[MeetingRow, ...]:
    """What was held last, the latest first."""
    past = listed_in_order().filter(sort_day__lt=today, latest__lt=today, precision="day")
    keys = list(past.order_by("-sort_day", "-sort_rank", "-id").values_list("id", flat=True)[:limit])
    return meeting_rows(Meeting.objects.filter(id__in=keys))[::-1]


def by_uids(uids: tuple[str, ...]) -> tuple[MeetingRow, ...]:
    """The listed meetings among these, in the order asked for."""
    place = {uid: i for i, uid in enumerate(uids)}
    return tuple(sorted(meeting_rows(listed().filter(uid__in=uids)), key=lambda row: place[row.uid]))


def keys_of_uids(uids: Sequence[str]) -> list[Key]:
    """The listed meetings among these in the order asked for, each in its present state. Three queries at most."""
    # What is read inside a transaction may be taken back with it.
    now = Version(0, None) if connection.in_atomic_block else version()
    state = names_around(now).state if now.number else ""
    touched = listed().filter(uid__in=uids).order_by().annotate(touched=TOUCHED).values_list("uid", "id", "touched")
    found = {uid: (id_, at, state) for uid, id_, at in touched}
    return [found[uid] for uid in uids if uid in found]


def all_listed() -> tuple[tuple[str, date], ...]:
    """Every listed meeting's uid with the day it last changed, for the site map. One query."""
    return tuple((uid, at.date()) for uid, at in listed().order_by("id").values_list("uid", "last_modified"))
