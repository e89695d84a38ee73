"""What is new and what changed, as Atom: for readers of feeds, by filter, the archive in parts of fixed extent."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.domain.listing import MeetingRow
from iscm.publication.formats.atom import MEDIA, AtomEntry, AtomFeed, render_atom
from iscm.publication.statuses import show_status
from iscm.register.queries import feeding
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.feeding import ChangedMeeting, NewMeeting, Part
from iscm.register.queries.filters import VALUED, Filter, named_as, split_values
from iscm.register.queries.stamps import Version, versions_of
from iscm.website.changes import change_in_words
from iscm.website.conditional import answer_by_version
from iscm.website.dates import in_words, page_words
from iscm.website.entries import shown_title
from iscm.website.facets import value_label
from iscm.website.filters import query_of
from iscm.website.labels import group_in_words, labels
from iscm.website.saying import differences

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def new_meetings(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """`/feeds/meetings.atom` and `/feeds/meetings/3.atom`: the meetings entered last; an entry is a meeting."""
    return answer_by_version(request, _made_from(request), lambda: _news(request, number))


def changes(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """`/feeds/changes.atom` and `/feeds/changes/3.atom`: what changed last; an entry is one change, for ever."""
    return answer_by_version(request, _made_from(request), lambda: _changes(request, number))


def _made_from(request: HttpRequest) -> tuple[Version, ...]:
    """The versions of the mechanisms asked for, else that of the register."""
    return versions_of(named_as("mechanism", split_values(request.GET.getlist("mechanism"))))


def _last_change(request: HttpRequest) -> datetime:
    return max((one.changed_at for one in _made_from(request) if one.changed_at), default=NEVER)


def _news(request: HttpRequest, number: int | None) -> HttpResponse:
    wanted = parse_filter(request.GET).without("q")
    part = _found(feeding.new_meetings(wanted, number))
    news = cast("tuple[NewMeeting, ...]", part.entries)
    entries = [_new_entry(request, one) for one in news]
    name = ("atom-meetings", gettext("New meetings"))
    return _answer(entries, _feed(request, name, wanted, part=part, number=number, entries=entries))


def _changes(request: HttpRequest, number: int | None) -> HttpResponse:
    wanted = parse_filter(request.GET).without("q")
    part = _found(feeding.changed_meetings(wanted, number))
    changed = cast("tuple[ChangedMeeting, ...]", part.entries)
    entries = [_changed_entry(request, one) for one in changed]
    name = ("atom-changes", gettext("Changes of meetings"))
    return _answer(entries, _feed(request, name, wanted, part=part, number=number, entries=entries))


def _found(part: Part | None) -> Part:
    if part is None:
        raise Http404
    return part


def _new_entry(request: HttpRequest, new: NewMeeting) -> AtomEntry:
    row = new.row
    return AtomEntry(
        id=f"urn:uuid:{row.uid}",
        title=f"{show_status(row.standing, page_words()).prefix}{_named(row)}",
        updated=row.last_modified,
        published=new.created_at,
        href=_page(request, row),
        lines=_about(row),
        categories=_categories(row),
    )


def _changed_entry(request: HttpRequest, changed: ChangedMeeting) -> AtomEntry:
    row = changed.row
    reason = [gettext("Reason: %(reason)s") % {"reason": changed.reason}] if changed.reason else []
    return AtomEntry(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'iscm:revision:{changed.digest}')}",
        title=gettext("%(meeting)s: %(change)s") % {"meeting": _named(row), "change": change_in_words(changed.action)},
        updated=changed.at,
        href=_page(request, row),
        lines=(*differences(changed.old, changed.new), *reason, *_about(row)),
        categories=_categories(row),
    )


def _named(row: MeetingRow) -> str:
    """The mechanisms, the title and the day: a reader of feeds sees nothing else."""
    acronyms = ", ".join(party.acronym for party in row.parties)
    title = ": ".join(part for part in (acronyms, shown_title(row.title, is_closed=row.is_closed)) if part)
    return f"{title} ({in_words(row.edtf, row.date_status)})"


def _about(row: MeetingRow) -> tuple[str, ...]:
    online = gettext("Online") if row.attendance in {"online", "hybrid"} else ""
    where = "; ".join(part for part in (labels().places(row.places), online) if part)
    lines = (in_words(row.edtf, row.date_status), where, "; ".join(party.name for party in row.parties))
    return tuple(line for line in (*lines, group_in_words(row.count), row.outcome) if line)


def _categories(row: MeetingRow) -> tuple[tuple[str, str], ...]:
    mechanisms = [(party.slug, party.acronym) for party in row.parties]
    return (*mechanisms, *((theme.slug, labels().theme(theme.slug, theme.label)) for theme in row.themes))


def _page(request: HttpRequest, row: MeetingRow) -> str:
    return request.build_absolute_uri(reverse("meeting", kwargs={"uid": row.uid}))


def _feed(
    request: HttpRequest,
    name: tuple[str, str],
    wanted: Filter,
    *,
    part: Part,
    number: int | None,
    entries: list[AtomEntry],
) -> AtomFeed:
    route, title = name
    place = _places_of(request, route, query_of(wanted))
    chosen = [value_label(field, value) for field in VALUED for value in getattr(wanted, field)]
    before = part.archived if number is None else number - 1
    after = 0 if number is None or number == part.archived else number + 1
    return AtomFeed(
        title=gettext("ISCM meetings") + ": " + ", ".join([title, *chosen]),
        subtitle=gettext("Facts read from published documents, each with its source."),
        author=gettext("Register of inter-State consultation mechanisms on migration"),
        lang=get_language() or "en",
        address=place(0),
        here=place(number or 0),
        page=request.build_absolute_uri(reverse("feeds")),
        updated=max(entry.updated for entry in entries) if entries else _last_change(request),
        older=place(before) if before else "",
        newer=place(after) if after else "",
    )


def _places_of(request: HttpRequest, route: str, query: str) -> Callable[[int], str]:
    """The address of a part by its number, that of the feed for none."""

    def place(number: int) -> str:
        path = reverse(f"{route}-part", kwargs={"number": number}) if number else reverse(route)
        return request.build_absolute_uri(path + query)

    return place


def _answer(entries: list[AtomEntry], feed: AtomFeed) -> HttpResponse:
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(render_atom(entries, feed), content_type=MEDIA, headers=headers)
