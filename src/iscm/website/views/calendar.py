"""The calendar of a year: a list by default; a month, the year and a map as choices; filters with counts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from iscm.publication.report import Report
from iscm.publication.reports.calendar import build_calendar, name_of
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries import meetings
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.calendars import asked_of, calendar_facts, documents_of
from iscm.register.queries.filters import VALUED, Filter
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import YearList, year_list
from iscm.website import clock
from iscm.website.alternates import feed_links
from iscm.website.as_files import as_files
from iscm.website.conditional import versioned
from iscm.website.diary import named_month
from iscm.website.drawings.months import month_page, year_months
from iscm.website.drawings.strip import strip_context
from iscm.website.editions import edition_links
from iscm.website.entries import entries
from iscm.website.facets import facets, removable
from iscm.website.filters import query_of
from iscm.website.labels import country_name
from iscm.website.page import page
from iscm.website.parts import Part, asked_part, part_links
from iscm.website.sentences import year_sentence
from iscm.website.views.publications import answer_file, downloads
from iscm.website.written import joined, written

FIRST_YEAR, LAST_YEAR = 1985, 2100  # the first mechanism met in 1985
HALVES = {"1": ((1, 1), (6, 30)), "2": ((7, 1), (12, 31))}
PRESENT = ' aria-current="page"'
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
    wanted, here = _asked(request, year), reverse("year", kwargs={"year": year})
    view = request.GET.get("view", "list")
    view = view if view in VIEWS else "list"
    found = year_list(year, wanted, version())
    sources = documents_of(found.documents)
    last_update = max((one.last_update for one in sources if one.last_update), default=None)
    filed = wanted.without("since", "until", "q")
    subscribed = query_of(filed, year="" if wanted else str(year))
    is_strip_shown = view in {"list", "year"} and not (wanted and as_files(request))
    return page(
        request,
        "year",
        "calendar",
        title=gettext("Calendar %(year)s") % {"year": year},
        years=_years(year),
        here=here,
        view=view,
        views=_view_links(here, wanted, view),
        removable=removable(wanted, here, view),
        facets=facets(found, wanted, here, view),
        total=found.index.size,
        sentence=year_sentence(found.counted, year, last_update),
        sources=[source for source in sources if not source.is_correction],
        downloads=downloads(lambda form: reverse("year-file", kwargs={"year": year, "form": form}), query_of(wanted))
        if found.size
        else [],
        editions=edition_links(name_of(year, asked_of(wanted))),
        feed=reverse("feed") + subscribed,
        alternates=feed_links(subscribed, query_of(filed)),
        kept=[(name, ",".join(values)) for name in VALUED if (values := getattr(wanted, name))],
        **(strip_context(found, here, wanted) if is_strip_shown else {"year": year, "wanted": wanted}),
        **_body(request, view, found, here + query_of(wanted)),
    )


def year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/calendar/2024.pdf?mechanism=gfmd`: what the page shows, as a file."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return answer_file(request, lambda words: _report(request, year, words), form)


def _years(year: int) -> SafeString:
    """The years as items of a list, the earliest first, each leading to its calendar."""
    before = reverse("year", kwargs={"year": 0}).removesuffix("0/")
    items = (
        f'<li><a href="{before}{each.year}/"{PRESENT if each.year == year else ""}>{each.year}</a></li>'
        for each in reversed(meetings.years())
    )
    return mark_safe("".join(items))  # noqa: S308  # numbers, and an address of ours


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


def _body(request: HttpRequest, view: str, found: YearList, here: str) -> dict[str, Any]:
    if view == "month":
        return {"month": month_page(found, request.GET.get("month", ""), clock.today(), here)}
    if view == "year":
        return {"year_months": year_months(found)}
    if view == "map":
        hosts = found.hosts()
        return {"hosts": [(country_name(code), code, n) for code, n in hosts], "codes": sorted(dict(hosts))}
    # A copy in files has no server to ask for the next part.
    part = Part(found.size, found.size or 1) if as_files(request) else asked_part(request.GET, found.size)
    sections = [
        (*named_month(each.month, found.index.year), each, joined(written(each.keys)))
        for each in found.sections(part.skipped, part.rows)
    ]
    months = [(*named_month(month, found.index.year), part.number_of(before)) for month, before in found.starts()]
    return {"sections_by_month": sections, "part": part_links(part, here, months)}
