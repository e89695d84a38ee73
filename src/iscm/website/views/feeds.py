"""Calendars to subscribe to: one for each filter, one file for each meeting, and how clients take them."""

from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from iscm.domain.listing import MeetingRow
from iscm.publication.events import Pages, calendar_events, spans_of
from iscm.publication.formats import ics, jscalendar
from iscm.publication.formats.ics import LARGEST_FEED, CalendarEvent, Feed, render_one
from iscm.publication.formats.jscalendar import Group, Particulars
from iscm.publication.words import LANGUAGES, words_in
from iscm.register.queries import feeding, mechanisms, meetings, relations, themes
from iscm.register.queries.feeding import Cited
from iscm.register.queries.meeting import Moved, Withdrawn, find_meeting
from iscm.register.queries.stamps import version
from iscm.website.conditional import answer_by_version, versioned
from iscm.website.diary_entries import written_entries
from iscm.website.labels import labels, level_label, theme_label
from iscm.website.page import page
from iscm.website.spool import Spool, where_there_is_room
from iscm.website.subscriptions import Subscription, Window, pages, subscription, window

MEDIA = "text/calendar; charset=utf-8"
TAGS = {code: "zh-Hans" if code == "zh-hans" else code for code in LANGUAGES}  # as BCP 47 writes them


@where_there_is_room
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """`/calendar.ics?mechanism=…`: the meetings of a filter; also `year`, `from`, `to` and `imprecise=1`."""
    asked = subscription(request)
    return answer_by_version(request, asked.made_from(), lambda: _feed(request, asked))


def meeting_file(request: HttpRequest, uid: str) -> HttpResponse:
    """`/meetings/{uid}.ics`: one meeting; an imprecise one as an unsure entry over all the days it may cover."""
    return answer_by_version(request, [version()], lambda: _file(request, uid))


@where_there_is_room
def calendar_data(request: HttpRequest) -> HttpResponse:
    """`/calendar.json?mechanism=…`: the same as JSCalendar, in all languages at once."""
    asked = subscription(request)
    return answer_by_version(request, asked.made_from(), lambda: _data(request, asked))


@versioned
def feeds_page(request: HttpRequest) -> HttpResponse:
    """`/feeds/`: every feed, and an honest word on how late each client is."""
    return page(
        request,
        "feeds",
        title=gettext("Feeds"),
        feed=reverse("feed"),
        feed_json=reverse("feed-json"),
        absolute=request.build_absolute_uri(reverse("feed")),
        webcal="webcal://" + request.get_host() + reverse("feed"),
        mechanisms=[(line, level_label(line.level)) for line in mechanisms.all_mechanisms() if line.meetings],
        themes=[(line.slug, theme_label(line.slug, line.label)) for line in themes.all_themes() if line.meetings],
        years=meetings.years(),
    )


def _feed(request: HttpRequest, asked: Subscription) -> HttpResponse:
    # Of a feed that goes on for ever clients take so much; whoever names a time is given all of it.
    found = window(asked, from_end=asked.is_open)
    says = gettext("%(name)s. Days are whole days; the last day is included.") % {"name": asked.name}
    feed = Feed(
        name=asked.name,
        description=f"{says} {found.note}".strip(),
        source=asked.address(request, "feed"),
        cut_note=gettext("Older meetings are left out for size: add ?year= to the address for one year."),
        url=asked.page(request),
    )
    with Spool() as spool:
        entries = ics.Entries(spool.write, LARGEST_FEED if asked.is_open else None)
        _write(entries, found, pages(request), is_vague=asked.is_vague)
        return _open_to_all(spool.answer(*entries.ends(feed), _headers("iscm.ics")))


def _write(entries: ics.Entries, found: Window, where: Pages, *, is_vague: bool) -> None:
    for rows in found.stretches:
        ties = relations.ties_of([row.uid for row in rows])
        written = list(written_entries(rows, where, ties, vague=is_vague, keep=not found.is_long))
        if found.from_end and not all(entries.add_before(*one) for one in reversed(written)):
            found.stretches.close()
        elif not found.from_end:
            for one in written:
                entries.add(*one)


def _data(request: HttpRequest, asked: Subscription) -> HttpResponse:
    """The window of a subscription as a group; the other languages are patches to that of the address."""
    found, source = window(asked), asked.address(request, "feed-json")
    group = Group(
        uid=str(uuid5(NAMESPACE_URL, source)),
        name=asked.name,
        description=found.note,
        locale=TAGS[get_language() or "en"],
        source=source,
        vendor=request.get_host().partition(":")[0],
        online={tag: words_in(code).gettext("Online") for code, tag in TAGS.items()},
    )
    with Spool() as spool:
        entries = jscalendar.Entries(spool.write, group)
        for rows in found.stretches:
            entries.add(*_told(request, rows, is_vague=asked.is_vague))
        return _open_to_all(spool.answer(*entries.ends(), {"Content-Type": jscalendar.MEDIA}))


def _told(
    request: HttpRequest, rows: tuple[MeetingRow, ...], *, is_vague: bool
) -> tuple[dict[str, list[CalendarEvent]], list[Particulars]]:
    """The entries of these meetings in each language, and what they do not carry."""
    uids = [row.uid for row in rows]
    ties, cited, events = relations.ties_of(uids), feeding.cited_by(uids), {}
    for code, tag in TAGS.items():
        with override(code):
            events[tag] = calendar_events(rows, labels(), pages(request), ties, vague=is_vague)
    documents = request.build_absolute_uri(reverse("document", kwargs={"pk": 0})).removesuffix("0/")
    particulars = [
        _particulars(row, cited.get(row.uid, ()), documents) for row in rows for _ in spans_of(row, vague=is_vague)
    ]
    return events, particulars


def _particulars(row: MeetingRow, cited: tuple[Cited, ...], documents: str) -> Particulars:
    return Particulars(
        meeting=row.uid,
        edtf=row.edtf,
        date_status=row.date_status,
        status=row.standing,
        attendance=row.attendance,
        lang="" if row.lang == "und" else row.lang,
        cited=tuple((one.title, f"{documents}{one.document}/#r{one.record}") for one in cited),
    )


def _file(request: HttpRequest, uid: str) -> HttpResponse:
    found = find_meeting(uid)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("meeting-ics", kwargs={"uid": found.uid}))
    if isinstance(found, Withdrawn):
        return HttpResponse(gettext("This meeting was withdrawn"), status=410, content_type="text/plain; charset=utf-8")
    if found is None:
        raise Http404
    events = calendar_events([found.row], labels(), pages(request), relations.ties_of([uid]), vague=True)
    return _open_to_all(HttpResponse(render_one(events), headers=_headers(f"{uid}.ics")))


def _headers(name: str) -> dict[str, str]:
    return {"Content-Type": MEDIA, "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}"}


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read it, for calendars inside other pages."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
