"""What a calendar to subscribe to is of: its filter, its time, its names and addresses, whatever the format.

Without a time in the address it begins on the first day of the month twelve months ago, so that it stays the same for
a month; where nothing is known since then, twelve months before the last meeting that is known: a subscriber of a
mechanism that has announced nothing sees its last year and not an empty calendar.
"""

from collections.abc import Iterable
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
    """The meetings of a subscription; `note` says if they had to be older than twelve months, or why there are none."""

    rows: tuple[MeetingRow, ...]
    note: str = ""


def subscription(request: HttpRequest) -> Subscription:
    """What an address asks for."""
    text = request.GET.get("year", "")
    year = int(text[:4]) if text.isdecimal() else None
    year = year if year is not None and MINYEAR <= year <= MAXYEAR else None
    return Subscription(parse_filter(request.GET), year, request.GET.get("imprecise") == "1")


def window(asked: Subscription) -> Window:
    """The meetings that a subscription has now. Five queries; seven to eleven for an open one of which none is recent.

    Where words are asked for and none is recent, all that has them is read once.
    """
    if not asked.is_open:
        return _noted(asked, _rows(asked, asked.wanted))
    first = _twelve_months_before(clock.today())
    rows = _rows(asked, replace(asked.wanted, since=first))
    if _is_shown(asked, rows):
        return Window(rows)
    last = feeding.last_day(asked.wanted, vague=asked.is_vague)
    if last is None or last >= first:
        return _noted(asked, rows)
    note = gettext("The last meeting known so far is of %(day)s.") % {"day": day_in_words(last)}
    return Window(_rows(asked, replace(asked.wanted, since=_twelve_months_before(last))), note)


def pages(request: HttpRequest) -> Pages:
    """The addresses of pages, whole. That of a theme is its English page, which is the name of the concept.

    The same one for the same addresses.
    """
    meeting = request.build_absolute_uri(reverse("meeting", kwargs={"uid": "0"})).removesuffix("0/")
    return _pages(meeting, request.build_absolute_uri(in_english("theme", slug="0")).removesuffix("0/"))


@lru_cache(maxsize=64)
def _pages(meeting: str, theme: str) -> Pages:
    return Pages(lambda uid: f"{meeting}{uid}/", lambda slug: f"{theme}{slug}/")


def _rows(asked: Subscription, wanted: Filter) -> tuple[MeetingRow, ...]:
    year = asked.year
    if year is not None:
        first, last = max(wanted.since or date.min, date(year, 1, 1)), min(wanted.until or date.max, date(year, 12, 31))
        wanted = replace(wanted, since=first, until=last)
    return tuple(row for row in feeding.dated_meetings(wanted) if year is None or row.year == year)


def _is_shown(asked: Subscription, rows: Iterable[MeetingRow]) -> bool:
    """Whether any of these becomes an entry."""
    return any(spans_of(row, vague=asked.is_vague) for row in rows)


def _noted(asked: Subscription, rows: tuple[MeetingRow, ...]) -> Window:
    """An empty calendar says why it is empty."""
    if _is_shown(asked, rows):
        return Window(rows)
    if rows:
        return Window(rows, gettext("Only meetings without a known day fit: add imprecise=1 to the address for them."))
    return Window(rows, gettext("No document read so far has a meeting that fits."))


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
