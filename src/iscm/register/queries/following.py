"""What happened to meetings in a stretch of the log, meeting by meeting: for the bulletin, and for those who follow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from iscm.domain.listing import MeetingRow
from iscm.register.models import Meeting, Party, Revision
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.telling import naming_closed, told_change, told_reason

WHAT = {
    "cancelled": "cancelled",
    "postponed": "postponed",
    "rescheduled": "moved",
    "moved": "moved",
    "date-open": "moved",
    "reinstated": "reinstated",
    "date-confirmed": "confirmed",
    "relocated": "relocated",
    "no-longer-listed": "unlisted",
    "closed": "closed",
    "opened": "opened",
    "created": "new",
}
"""What readers hear of, by the action that the log has; the weightiest first."""

MOST_ENTRIES = 2_000  # of a stretch that is read whole; of a longer one the latest, what is new after all else
LOOKED_THROUGH = 20_000  # entries of a longer stretch, for what changed

RANK = tuple(dict.fromkeys(WHAT.values()))
DATES = frozenset({"cancelled", "postponed", "moved", "reinstated", "confirmed"})
"""What somebody who has the meeting in the diary wants to hear at once."""
OFF = frozenset({"cancelled", "postponed"})
"""What matters more of a new meeting than that it is new."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody follows, by slug and alpha-2 code; meetings of any of it. Nothing at all means everything."""

    mechanisms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.mechanisms or self.themes or self.countries)


@dataclass(frozen=True, slots=True)
class News:
    """What became of one meeting: `what` is one of `RANK`, `old` and `new` the values at both ends of the stretch.

    `at` is the moment of the last change, `reason` what was said of it. Of a closed meeting no more than its page says.
    """

    row: MeetingRow
    what: str
    at: datetime
    old: Mapping[str, Any] = field(hash=False)
    new: Mapping[str, Any] = field(hash=False)
    reason: str


def last_entry() -> int:
    """The number of the last entry of the log, 0 if there is none. One query."""
    return Revision.objects.aggregate(last=Max("id"))["last"] or 0


def news_of_entries(after: int, until: int) -> tuple[News, ...]:
    """What happened after one entry of the log up to another. Six queries."""
    return _news(Q(id__gt=after, id__lte=until))


def news_of_days(begin: datetime, end: datetime) -> tuple[tuple[News, ...], bool]:
    """What happened from one moment to before another, and whether that is all of it. Eight queries at most.

    Of a stretch with very many entries only the latest are read, what changed before what is new: whoever loads an
    archive into the register makes a hundred thousand in a day.
    """
    stretch = _told_of().filter(at__gte=begin, at__lt=end).order_by("-at", "-id").values_list("id", flat=True)
    keys = list(stretch[: MOST_ENTRIES + 1])
    if is_whole := len(keys) <= MOST_ENTRIES:
        return _news(Q(at__gte=begin, at__lt=end)), is_whole
    looked_through = stretch.filter(id__gt=keys[0] - LOOKED_THROUGH).exclude(action="created")
    latest = dict.fromkeys([*looked_through[:MOST_ENTRIES], *keys])
    return _news(Q(id__in=list(latest)[:MOST_ENTRIES])), is_whole


def days_around(begin: datetime, end: datetime) -> tuple[date | None, date | None]:
    """The last day before and the first day after this stretch on which there was something to tell. Two queries."""
    told = _told_of()
    before = told.filter(at__lt=begin).order_by("-at").values_list("at", flat=True).first()
    after = told.filter(at__gte=end).order_by("at").values_list("at", flat=True).first()
    return (before.date() if before else None, after.date() if after else None)


def wanted(news: Iterable[News], wishes: Wishes, seats: Mapping[str, Collection[str]]) -> Iterator[News]:
    """Those that somebody follows; `seats` are the mechanisms in which each country sits (`seats_of`)."""
    of_countries = {slug for code in wishes.countries for slug in seats.get(code, ())}
    mechanisms = of_countries.union(wishes.mechanisms)
    for one in news:
        row = one.row
        if (
            not wishes
            or any(party.slug in mechanisms for party in row.parties)
            or any(theme.slug in wishes.themes for theme in row.themes)
            or any(place.country in wishes.countries for place in row.places)
        ):
            yield one


def seats_of() -> dict[str, frozenset[str]]:
    """The mechanisms in which each country sits as a member, by its code. One query."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Party.objects.filter(role="member", territory__isnull=False).order_by()
    for code, slug in rows.values_list("territory__alpha_2", "mechanism__slug"):
        found[code].add(slug)
    return {code: frozenset(slugs) for code, slugs in found.items()}


def _told_of() -> QuerySet[Revision]:
    return Revision.objects.filter(object_type="meeting", action__in=WHAT).exclude(naming_closed())


def _news(stretch: Q) -> tuple[News, ...]:
    log = _told_of().filter(stretch).annotate(told=told_reason()).order_by("id")
    entries: dict[str, list[Any]] = defaultdict(list)
    for uid, *entry in log.values_list("object_key", "at", "action", "old", "new", "told"):
        entries[uid].append(entry)
    # Asked for as a part of the question: there may be more of them than a database takes one by one.
    keys = _told_of().filter(stretch).values("object_key")
    rows = meeting_rows(Meeting.objects.filter(uid__in=keys, is_listed=True))
    found = (_of(row, entries[row.uid]) for row in rows)
    return tuple(sorted((one for one in found if one), key=lambda one: RANK.index(one.what)))


def _of(row: MeetingRow, entries: Iterable[Any]) -> News | None:
    """What is left of all that happened to a meeting: what was done and undone again is not told."""
    told = [one for one in (_public(row, entry) for entry in entries) if one]
    if not told:
        return None
    at, *_, reason = told[-1]
    changes = [one for one in told if one[1] != "created"]
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for _, _, before, after, _ in changes:
        old, new = {**before, **old}, {**new, **after}
    left = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    whats = {WHAT[action] for _, action, before, after, _ in changes if _is_left(action, {*before, *after}, left)}
    if len(changes) < len(told) and not whats & OFF:
        return News(row, "new", at, {}, {}, "")
    if not whats:
        return None
    before, after = ({name: held.get(name) for name in old | new if name in left} for held in (old, new))
    return News(row, min(whats, key=RANK.index), at, before, after, reason)


def _is_left(action: str, fields: Collection[str], left: Collection[str]) -> bool:
    return action in {"closed", "opened"} or any(name in left for name in fields)


def _public(row: MeetingRow, entry: Iterable[Any]) -> tuple[Any, ...] | None:
    """An entry as the public may know it: when, what, from which values to which, why."""
    at, action, old, new, reason = entry
    said: tuple[Any, Any, str] | None = told_change(action, old, new) if row.is_closed else (old, new, reason)
    if said is None:
        return None
    before, after = (dict(value) if isinstance(value, dict) else {} for value in said[:2])
    return at, action, before, after, said[2]
