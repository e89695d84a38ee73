"""The bulletin: week by week what is new, what moved, what was cancelled."""

from datetime import UTC, date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.register.queries import following
from iscm.website import clock
from iscm.website.bulletin import sections
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words
from iscm.website.page import page

WEEK = timedelta(days=7)
MOST = 200
FIRST, LAST = 2000, 9998


@versioned
def changes_page(request: HttpRequest, year: int | None = None, week: int = 1) -> HttpResponse:
    """`/changes/`: the last week with news; `/changes/2026/47/`: a week as ISO 8601 counts it, Monday to Sunday."""
    monday = _latest() if year is None else _monday(year, week)
    begin, end = _midnight(monday), _midnight(monday + WEEK)
    before, after = following.days_around(begin, end)
    news, is_whole = following.news_of_days(begin, end)
    return page(
        request,
        "changes",
        title=gettext("Changes"),
        is_latest=year is None,
        first=day_in_words(monday),
        last=day_in_words(monday + WEEK - timedelta(days=1)),
        news=sections(news, monday, MOST),
        is_whole=is_whole,
        most=following.MOST_ENTRIES,
        here=_address(monday),
        before=_address(before) if before else "",
        after=_address(after) if after else "",
    )


def _latest() -> date:
    """The Monday of the last week in which there is something to tell, else of this one."""
    today = clock.today()
    last, _ = following.days_around(_midnight(today + timedelta(days=1)), _midnight(today + timedelta(days=1)))
    day = last or today
    return day - timedelta(days=day.weekday())


def _monday(year: int, week: int) -> date:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise Http404 from None
    if not FIRST <= year <= LAST:
        raise Http404
    return monday


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _address(day: date) -> str:
    year, week, _ = day.isocalendar()
    return reverse("changes-week", kwargs={"year": year, "week": week})
