"""The calendar of a year: a list by default; a month, the year and a map as choices; filters with counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.publication.report import Report
from iscm.publication.reports.calendar import build_calendar, name_of
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries import meetings
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.calendars import calendar_facts
from iscm.register.queries.filters import VALUED, Filter, matching
from iscm.website import clock
from iscm.website.alternates import feed_links
from iscm.website.conditional import versioned
from iscm.website.diary import by_month
from iscm.website.drawings.months import month_page, year_months
from iscm.website.drawings.strip import strip_context
from iscm.website.editions import edition_links
from iscm.website.entries import entries
from iscm.website.facets import facets, removable
from iscm.website.filters import query_of
from iscm.website.labels import country_name
from iscm.website.page import page
from iscm.website.sentences import year_sentence
from iscm.website.views.publications import answer_file, downloads
from iscm.website.written import written

FIRST_YEAR, LAST_YEAR = 1985, 2100  # the first mechanism met in 1985
HALVES = {"1": ((1, 1), (6, 30)), "2": ((7, 1), (12, 31))}
VIEWS = ("list", "month", "year", "map")


@versioned
def years_page(request: HttpRequest) -> HttpResponse:
    """`/calendar/`: every year with its number of meetings, and what comes next."""
    years = meetings.years()
    coming = entries(meetings.upcoming(clock.today(), 20))
    most = max((year.meetings for year in years), default=1)
    return page(request, "years", "calendar", title=gettext("Calendar"), years=years, coming=coming, most=most)


@versioned
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/calendar/2024/`"""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    wanted = _asked(request, year)
    view = request.GET.get("view", "list")
    view = view if view in VIEWS else "list"
    facts = calendar_facts(year, wanted)
    rows, shown = facts.of_year, facts.rows
    here = reverse("year", kwargs={"year": year})
    filed = wanted.without("since", "until", "q")
    subscribed = query_of(filed, year="" if wanted else str(year))
    return page(
        request,
        "year",
        "calendar",
        title=gettext("Calendar %(year)s") % {"year": year},
        year=year,
        years=meetings.years(),
        here=here,
        view=view,
        views=_view_links(here, wanted, view),
        removable=removable(wanted, here, view),
        facets=facets(rows, wanted, here, view),
        total=len(rows),
        sentence=year_sentence(shown, year, facts.last_update),
        sources=[source for source in facts.sources if not source.is_correction],
        downloads=downloads(lambda form: reverse("year-file", kwargs={"year": year, "form": form}), query_of(wanted))
        if shown
        else [],
        editions=edition_links(name_of(year, facts.asked)),
        feed=reverse("feed") + subscribed,
        alternates=feed_links(subscribed, query_of(filed)),
        kept=[(name, ",".join(values)) for name in VALUED if (values := getattr(wanted, name))],
        **strip_context(matching(rows, wanted.without("mechanism")), year, here, wanted),
        **_body(request, view, shown, year),
    )


def year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/calendar/2024.pdf?mechanism=gfmd`: what the page shows, as a file."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return answer_file(request, lambda words: _report(request, year, words), form)


def _asked(request: HttpRequest, year: int) -> Filter:
    """The filter of the address; `half=1` or `half=2` asks for the days of that half of the year."""
    wanted = parse_filter(request.GET)
    ends = HALVES.get(request.GET.get("half", ""))
    return replace(wanted, since=date(year, *ends[0]), until=date(year, *ends[1])) if ends else wanted


def _report(request: HttpRequest, year: int, words: Words) -> Report | None:
    facts = calendar_facts(year, _asked(request, year))
    return build_calendar(facts, words, state_line(facts.modified.date(), words)) if facts.rows else None


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A way to look at the same meetings."""

    name: str
    label: str
    href: str
    is_current: bool


def _view_links(here: str, wanted: Filter, current: str) -> list[ViewLink]:
    labels = (gettext("List"), gettext("Month"), gettext("Year"), gettext("Map"))
    return [
        ViewLink(name, label, here + query_of(wanted, view="" if name == "list" else name), name == current)
        for name, label in zip(VIEWS, labels, strict=True)
    ]


def _body(request: HttpRequest, view: str, shown: Sequence[MeetingRow], year: int) -> dict[str, Any]:
    if view == "month":
        return {"month": month_page(shown, year, request.GET.get("month", ""), clock.today(), _here(request))}
    if view == "year":
        return {"year_months": year_months(shown, year)}
    if view == "map":
        hosts = Counter(code for row in shown for code in {place.country for place in row.places if place.country})
        listed = [(country_name(code), code, number) for code, number in hosts.most_common()]
        return {"hosts": listed, "codes": sorted(hosts)}
    sections = [(one, written(one.sure), written(one.vague)) for one in by_month(shown, year)]
    return {"sections_by_month": sections}


def _here(request: HttpRequest) -> str:
    return request.path + query_of(parse_filter(request.GET))
