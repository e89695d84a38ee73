"""Calendars to subscribe to: one for each filter, one file for each meeting, and how clients take them."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.events import Address, calendar_events
from iscm.publication.formats.ics import Feed, render_feed, render_one
from iscm.register.queries import mechanisms, meetings, relations, themes
from iscm.register.queries.filters import VALUED, Filter, matching
from iscm.register.queries.meeting import Moved, Withdrawn, find_meeting
from iscm.register.queries.stamps import version
from iscm.website.conditional import answer_by_version, versioned
from iscm.website.facets import value_label
from iscm.website.filters import parse_filter
from iscm.website.labels import labels, level_label, theme_label
from iscm.website.page import page

MEDIA = "text/calendar; charset=utf-8"


def calendar_feed(request: HttpRequest) -> HttpResponse:
    """`/calendar.ics?mechanism=…`: the meetings of a filter; also `year`, `from`, `to` and `imprecise=1`."""
    wanted = parse_filter(request.GET)
    stamps = [version(f"mechanism:{slug}") for slug in wanted.mechanism] if wanted.mechanism else [version()]
    return answer_by_version(request, stamps, lambda: _feed(request, wanted))


def meeting_file(request: HttpRequest, uid: str) -> HttpResponse:
    """`/meetings/{uid}.ics`: one meeting; an imprecise one as an unsure entry over all the days it may cover."""
    return answer_by_version(request, [version()], lambda: _file(request, uid))


@versioned
def feeds_page(request: HttpRequest) -> HttpResponse:
    """`/feeds/`: every feed, and an honest word on how late each client is."""
    return page(
        request,
        "feeds",
        title=gettext("Feeds"),
        feed=reverse("feed"),
        absolute=request.build_absolute_uri(reverse("feed")),
        webcal="webcal://" + request.get_host() + reverse("feed"),
        mechanisms=[(line, level_label(line.level)) for line in mechanisms.all_mechanisms() if line.meetings],
        themes=[(line.slug, theme_label(line.slug, line.label)) for line in themes.all_themes() if line.meetings],
        years=meetings.years(),
    )


def _feed(request: HttpRequest, wanted: Filter) -> HttpResponse:
    year = request.GET.get("year", "")
    rows = matching(meetings.between(wanted.since, wanted.until, mechanisms=wanted.mechanism), wanted)
    if year.isdecimal():
        rows = [row for row in rows if row.year == int(year[:4])]
    name = _name(wanted, year)
    feed = Feed(
        name=name,
        description=gettext("%(name)s. Days are whole days; the last day is included.") % {"name": name},
        source=request.build_absolute_uri(),
        cut_note=gettext("Older meetings are left out for size: add ?year= to the address for one year."),
    )
    is_vague = request.GET.get("imprecise") == "1"
    events = calendar_events(rows, labels(), _address(request), relations.siblings(), vague=is_vague)
    return _calendar(render_feed(events, feed), "iscm.ics")


def _file(request: HttpRequest, uid: str) -> HttpResponse:
    found = find_meeting(uid)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("meeting-ics", kwargs={"uid": found.uid}))
    if isinstance(found, Withdrawn):
        return HttpResponse(gettext("This meeting was withdrawn"), status=410, content_type="text/plain; charset=utf-8")
    if found is None:
        raise Http404
    events = calendar_events([found.row], labels(), _address(request), relations.siblings(), vague=True)
    return _calendar(render_one(events), f"{uid}.ics")


def _address(request: HttpRequest) -> Address:
    pattern = request.build_absolute_uri(reverse("meeting", kwargs={"uid": "0"})).removesuffix("0/")
    return lambda uid: f"{pattern}{uid}/"


def _name(wanted: Filter, year: str) -> str:
    parts = [value_label(name, value) for name in VALUED for value in getattr(wanted, name)]
    parts += [year] if year.isdecimal() else []
    return gettext("ISCM meetings") + (": " + ", ".join(parts) if parts else "")


def _calendar(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(content, content_type=MEDIA, headers=headers)
