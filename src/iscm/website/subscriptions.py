"""What a calendar to subscribe to is of: its filter, its time, its names and addresses, whatever the format.

Without a time in the address it begins on the first day of the month twelve months ago, so that it stays the same for
a month; where nothing is known since then, twelve months before the last meeting that is known: a subscriber of a
mechanism that has announced nothing sees its last year and not an empty calendar.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.publication.events import Pages, spans_of
from iscm.register.queries import feeding
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.filters import VALUED, Filter
from iscm.register.queries.known import is_known
from iscm.register.queries.stamps import versions_of
from iscm.website import clock
from iscm.website.dates import day_in_words
from iscm.website.facets import value_label
from iscm.website.filters import query_of
from iscm.website.page import in_english


@dataclass(frozen=True, slots=True)
class Subscription:
    """What is asked for. `is_open`: no time is, so the window moves on; `is_vague`: also meetings without days."""

    wanted: Filter
    year: int | None
    is_vague: bool

    @property
    def is_open(self) -> bool:
        """Whether it goes on for ever: nothing of it says a time."""
        return self.year is None and self.wanted.since is None and self.wanted.until is None

    @property
    def query(self) -> str:
        """The canonical query, `?` included; empty if nothing is asked for."""
        return query_of(
            self.wanted, year=str(self.year) if self.year is not None else "", imprecise="1" if self.is_vague else ""
        )

    @property
    def name(self) -> str:
        """What clients show."""
        parts = [value_label(name, value) for name in VALUED for value in getattr(self.wanted, name)]
        parts += [str(self.year)] if self.year is not None else []
        parts += [f"“{self.wanted.q}”"] if self.wanted.q else []
        return gettext("ISCM meetings") + (": " + ", ".join(parts) if parts else "")

    def made_from(self) -> list[object]:
        """What its bytes follow from: the versions of its mechanisms or of the register, and the month."""
        return [*versions_of(self.wanted.mechanism), _twelve_months_before(clock.today()) if self.is_open else ""]

    def address(self, request: HttpRequest, name: str) -> str:
        """Its own address."""
        return request.build_absolute_uri(reverse(name) + self.query)

    def page(self, request: HttpRequest) -> str:
        """The page on the same: of its year, of its one mechanism, theme or country if there is such, or of all years.

        One query at most.
        """
        return request.build_absolute_uri(_page(self))


@dataclass(frozen=True, slots=True)
class Window:
    """The meetings of a subscription that become entries, in stretches; `is_long` where they are not kept.

    With `from_end` the last stretch comes first, since only the last entries may find room.
    `note` says if they had to be older than twelve months, or why there are none.
    """

    stretches: Generator[tuple[MeetingRow, ...], None, None]
    is_long: bool = False
    from_end: bool = False
    note: str = ""


def subscription(request: HttpRequest) -> Subscription:
    """What an address asks for."""
    text = request.GET.get("year", "")
    year = int(text[:4]) if text.isdecimal() else None
    year = year if year is not None and MINYEAR <= year <= MAXYEAR else None
    return Subscription(parse_filter(request.GET), year, request.GET.get("imprecise") == "1")


def window(asked: Subscription, *, from_end: bool = False) -> Window:
    """The meetings that a subscription has now. Six queries for those of a short list, which `feeding` tells from long.

    Eight to thirteen for an open one of which none is recent. Where words are asked for and none is recent, all that
    has them is read once.
    """
    if not asked.is_open:
        return _noted(_Looked(asked, asked.wanted, from_end=from_end))
    first = _twelve_months_before(clock.today())
    recent = _Looked(asked, replace(asked.wanted, since=first), from_end=from_end)
    if recent.is_shown:
        return recent.window()
    last = feeding.last_day(asked.wanted, vague=asked.is_vague)
    if last is None or last >= first:
        return _noted(recent)
    note = gettext("The last meeting known so far is of %(day)s.") % {"day": day_in_words(last)}
    latest = replace(asked.wanted, since=_twelve_months_before(last))
    return _Looked(asked, latest, from_end=from_end).window(note)


def pages(request: HttpRequest) -> Pages:
    """The addresses of pages, whole. That of a theme is its English page, which is the name of the concept.

    The same one for the same addresses.
    """
    meeting = request.build_absolute_uri(reverse("meeting", kwargs={"uid": "0"})).removesuffix("0/")
    return _pages(meeting, request.build_absolute_uri(in_english("theme", slug="0")).removesuffix("0/"))


@lru_cache(maxsize=64)
def _pages(meeting: str, theme: str) -> Pages:
    return Pages(lambda uid: f"{meeting}{uid}/", lambda slug: f"{theme}{slug}/")


class _Looked:
    """The meetings of a filter, read as far as the first that becomes an entry."""

    def __init__(self, asked: Subscription, wanted: Filter, *, from_end: bool) -> None:
        wanted = _of_year(asked.year, wanted)
        self._asked, self._is_long, self.has_any = asked, feeding.is_long(wanted), False
        self._from_end = self._is_long and from_end
        self._rest = self._read(wanted)
        self._first = next(self._rest, ())

    @property
    def is_shown(self) -> bool:
        """Whether any of them becomes an entry; else `has_any` says whether there are any at all."""
        return bool(self._first)

    def window(self, note: str = "") -> Window:
        """Those that become entries."""
        return Window(self._all(), self._is_long, self._from_end, note)

    def _all(self) -> Generator[tuple[MeetingRow, ...], None, None]:
        yield self._first
        yield from self._rest

    def _read(self, wanted: Filter) -> Generator[tuple[MeetingRow, ...], None, None]:
        for rows in feeding.dated_stretches(wanted, long=self._is_long, from_end=self._from_end):
            if shown := self._shown(rows):
                yield shown

    def _shown(self, rows: tuple[MeetingRow, ...]) -> tuple[MeetingRow, ...]:
        year, is_vague = self._asked.year, self._asked.is_vague
        rows = tuple(row for row in rows if year is None or row.year == year)
        self.has_any = self.has_any or bool(rows)
        return tuple(row for row in rows if spans_of(row, vague=is_vague))


def _of_year(year: int | None, wanted: Filter) -> Filter:
    if year is None:
        return wanted
    first, last = max(wanted.since or date.min, date(year, 1, 1)), min(wanted.until or date.max, date(year, 12, 31))
    return replace(wanted, since=first, until=last)


def _noted(found: _Looked) -> Window:
    """An empty calendar says why it is empty."""
    if found.is_shown:
        return found.window()
    if found.has_any:
        return found.window(gettext("Only meetings without a known day fit: add imprecise=1 to the address for them."))
    return found.window(gettext("No document read so far has a meeting that fits."))


def _twelve_months_before(day: date) -> date:
    """The first day of the month a year earlier."""
    return date(max(day.year - 1, MINYEAR), day.month, 1)


def _page(asked: Subscription) -> str:
    if asked.year is not None:
        return reverse("year", kwargs={"year": asked.year})
    chosen = [(name, value) for name in VALUED for value in getattr(asked.wanted, name)]
    if len(chosen) == 1 and is_known(*chosen[0]):
        ((name, value),) = chosen
        return reverse(name, kwargs={"code": value.lower()} if name == "country" else {"slug": value})
    return reverse("calendar")
