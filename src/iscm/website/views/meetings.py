"""One meeting: what is known, from where, and what it hangs together with."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.addresses import followable
from iscm.domain.materials import MaterialLine
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.register.queries.meeting import MeetingDetail, Moved, Related, Withdrawn, find_meeting
from iscm.register.queries.meeting_materials import materials_of
from iscm.register.queries.planning import BELONGING
from iscm.website import clock
from iscm.website.alternates import Typed, signposted
from iscm.website.changes import history
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words, in_words, page_words
from iscm.website.dead import marks
from iscm.website.entries import entry, shown_title
from iscm.website.labels import ROLES, initiative_label, kind_level, labels, theme_label, word
from iscm.website.materials import shown_materials
from iscm.website.near import near_said
from iscm.website.page import in_english, page
from iscm.website.receipts import receipt_lines
from iscm.website.structured import event

RELATIONS = {
    ("prepares", False): gettext_lazy("Prepares"),
    ("prepares", True): gettext_lazy("Prepared by"),
    ("side-event-of", False): gettext_lazy("Side event of"),
    ("side-event-of", True): gettext_lazy("Side event"),
    ("follows", False): gettext_lazy("Follows"),
    ("follows", True): gettext_lazy("Followed by"),
}

RECEIPTS = (
    "edtf", "places", "attendance", "mechanisms", "title", "kind", "ordinal", "outcome", "count", "status", "topic",
    "themes", "initiatives", "links", "bodies",
)  # fmt: skip


@versioned
def meeting_page(request: HttpRequest, uid: str) -> HttpResponse:
    """`/meetings/{uid}/`: the page; 301 if it was merged, 410 with an explanation if it was withdrawn."""
    found = find_meeting(uid)
    if found is None:
        raise Http404
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("meeting", kwargs={"uid": found.uid}))
    if isinstance(found, Withdrawn):
        title = gettext("This meeting was withdrawn")
        return page(
            request, "gone", title=title, http_status=410, day=day_in_words(found.at.date()), reason=found.reason
        )
    materials = () if found.row.is_closed else materials_of(found.row.uid, is_public=True)
    answer = page(request, "meeting", "calendar", **_context(request, found, materials))
    return signposted(answer, _signs(request, found, materials))


def _signs(request: HttpRequest, found: MeetingDetail, materials: Sequence[MaterialLine]) -> Iterator[Typed]:
    """What the page is, how it is cited and described, and the materials beside it."""
    here, uid = request.build_absolute_uri, found.row.uid
    yield Typed("cite-as", here(in_english("meeting", uid=uid)))
    yield Typed("type", "https://schema.org/AboutPage")
    yield Typed("type", "https://schema.org/Event")
    yield Typed("describedby", here(in_english("meeting-ics", uid=uid)), "text/calendar")
    for link in found.links:
        yield Typed("item", followable(link.get("url")))
    for one in shown_materials(materials):
        yield Typed("item", here(one.href))


def _context(request: HttpRequest, found: MeetingDetail, materials: Sequence[MaterialLine]) -> dict[str, Any]:
    row = found.row
    links = [link for link in found.links if followable(link.get("url"))]
    dead = marks({*(link["url"] for link in links), *(one.url for one in materials if one.url)})
    return {
        "title": shown_title(row.title, is_closed=row.is_closed),
        "found": found,
        "row": row,
        "entry": entry(row),
        "status": show_status(row.standing, page_words()),
        "is_over": row.latest is not None and row.latest < clock.today(),
        "kind_level": kind_level(row.kind),
        "parties": [(party, word(ROLES, party.role)) for party in row.parties],
        "initiatives": [(i.slug, initiative_label(i.slug, i.label), i.basis, i.reason) for i in row.initiatives],
        "receipts": {field: lines for field in RECEIPTS if (lines := receipt_lines(found, field))},
        "tracker": next((r for lines in found.receipts.values() for r in lines if r.reader == "tracker"), None),
        "related": [
            (_relation(r), replace(r, title=tidied(r.title)), in_words(r.edtf) if r.edtf else "") for r in found.related
        ],
        "series": [(replace(s, title=tidied(s.title)), in_words(s.edtf), s.uid == row.uid) for s in found.series],
        "links": [(link, dead.get(link["url"])) for link in links],
        "materials": [(one, dead.get(one.href)) for one in shown_materials(materials)],
        "changes": history(found.changes),
        "places": [(labels().places([place]), place.country) for place in row.places],
        "themes": [
            (reverse("theme", kwargs={"slug": t.slug}), theme_label(t.slug, t.label), t.basis, t.reason)
            for t in row.themes
        ],
        "near": near_said(row, [other.uid for other in found.related if other.kind in BELONGING]),
        "changed": day_in_words(row.last_modified.date()),
        "json_ld": _embedded(event(request, found)),
    }


def _relation(related: Related) -> str:
    return str(RELATIONS.get((related.kind, related.is_incoming), related.kind))


def _embedded(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a page: nothing in it can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308  # every sign that could end the element is escaped above
