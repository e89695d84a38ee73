"""Calendars to subscribe to: one for each filter, one file for each meeting, and how clients take them."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.events import calendar_events
from iscm.publication.formats.ics import LARGEST_FEED, Feed, render_feed, render_one
from iscm.register.queries import mechanisms, meetings, relations, themes
from iscm.register.queries.meeting import Moved, Withdrawn, find_meeting
from iscm.register.queries.stamps import version
from iscm.website.conditional import answer_by_version, versioned
from iscm.website.labels import labels, level_label, theme_label
from iscm.website.page import page
from iscm.website.subscriptions import Subscription, pages, subscription, window

MEDIA = "text/calendar; charset=utf-8"


def calendar_feed(request: HttpRequest) -> HttpResponse:
    """`/calendar.ics?mechanism=…`: the meetings of a filter; also `year`, `from`, `to` and `imprecise=1`."""
    asked = subscription(request)
    return answer_by_version(request, asked.made_from(), lambda: _feed(request, asked))


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


def _feed(request: HttpRequest, asked: Subscription) -> HttpResponse:
    found = window(asked)
    says = gettext("%(name)s. Days are whole days; the last day is included.") % {"name": asked.name}
    feed = Feed(
        name=asked.name,
        description=f"{says} {found.note}".strip(),
        source=asked.address(request, "feed"),
        cut_note=gettext("Older meetings are left out for size: add ?year= to the address for one year."),
        url=asked.page(request),
    )
    ties = relations.ties_of([row.uid for row in found.rows])
    events = calendar_events(found.rows, labels(), pages(request), ties, vague=asked.is_vague)
    # Whoever names a time is given all of it.
    return _calendar(render_feed(events, feed, LARGEST_FEED if asked.is_open else None), "iscm.ics")


def _file(request: HttpRequest, uid: str) -> HttpResponse:
    found = find_meeting(uid)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("meeting-ics", kwargs={"uid": found.uid}))
    if isinstance(found, Withdrawn):
        return HttpResponse(gettext("This meeting was withdrawn"), status=410, content_type="text/plain; charset=utf-8")
    if found is None:
        raise Http404
    events = calendar_events([found.row], labels(), pages(request), relations.ties_of([uid]), vague=True)
    return _calendar(render_one(events), f"{uid}.ics")


def _calendar(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}",
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(content, content_type=MEDIA, headers=headers)
